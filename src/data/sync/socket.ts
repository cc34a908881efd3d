/** The vault's socket. */
import type { DeviceId } from '../../../core/contract/ids.ts';
import { vaultEdition } from '../../../core/contract/vault.ts';
import { holdSocket } from '../socket.ts';
import { world } from '../world.ts';

/** Calls `heard` when it opens and whenever another device has pushed, until the signal says stop. */
export function listen(device: DeviceId, heard: () => void, signal: AbortSignal): void {
  const asked = new URLSearchParams({ device, edition: String(vaultEdition) });
  holdSocket(world, `/vault/socket?${asked}`, { said: heard }, signal);
}
