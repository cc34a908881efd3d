/** How far a device has read its vault: the number of the last change that it keeps. 0 where it has read nothing. */
import type { DeviceId } from '../contract/ids.ts';
import { MOST_CHANGES, vaultEdition, type Pull, type Pulled } from '../contract/vault.ts';

export function nextPull(device: DeviceId, read: number, limit = MOST_CHANGES): Pull {
  return { edition: vaultEdition, device, since: read, limit };
}

/**
 * How far it has read once the page is kept. Undefined where it has read on since it asked: such a page came late, and is
 * thrown away, for what was set here meanwhile would look as if this device had not known of the page.
 */
export function turn(read: number, asked: Pull, { cursor }: Pulled): number | undefined {
  return asked.since === read ? cursor : undefined;
}
