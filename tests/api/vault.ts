/** What the tests of the vault share: vaults of their own, changes, and the time. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, vi } from 'vitest';
import { DeviceId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { vaultEdition, type Pull, type Push, type Sent } from '../../core/contract/vault.ts';
import { stampOf } from '../../core/sync/clock.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Version } from '../../core/contract/version.ts';
import { vaultOf, type VaultDoor } from '../../worker-api/objects/vault.ts';

export const T = 1_800_000_000_000;
export const DAY = 24 * 60 * 60_000;

/** The clock stands still, and is moved by `vi.setSystemTime`; timers run. */
export function standStill(): void {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: T }));
  afterEach(() => void vi.useRealTimers());
}

export interface Named {
  readonly name: string;
  readonly door: VaultDoor;
  readonly stub: ReturnType<typeof env.VAULT.getByName>;
}

/** A vault that nobody else has. */
export function freshVault(): Named {
  const name = crypto.randomUUID();
  return { name, door: vaultOf(env.VAULT, name), stub: env.VAULT.getByName(name) };
}

export const change = (n: number, more: Partial<Sent> = {}): Sent => ({
  table: 'projects',
  id: `p${n}`,
  field: 'title',
  value: `title ${n}`,
  stamp: stampOf({ ms: T, counter: n, device: 'a' }),
  ...more,
});

export const push = (changes: readonly Sent[], device = 'a', read = 0): Push => ({
  edition: vaultEdition,
  device: parse(DeviceId, device),
  read,
  changes: [...changes],
});

export const pull = (since = 0, limit = 1000, device = 'b'): Pull => ({
  edition: vaultEdition,
  device: parse(DeviceId, device),
  since,
  limit,
});

/** A project with one version, as a device would push it; `made` in milliseconds since 1970. */
export function newProject(title: string, made: number) {
  const [id, head] = [crypto.randomUUID(), crypto.randomUUID()];
  const [picture, thumb] = ['a'.repeat(64), 'b'.repeat(64)];
  const project = { title, head, tip: head, thumb, made, changed: made } satisfies Partial<
    Record<keyof Project, unknown>
  >;
  const version = {
    ...{ project: id, parents: [], title: 'Opened', picture, thumb, width: 4, height: 3, made },
  } satisfies Partial<Record<keyof Version, unknown>>;
  const stamp = (counter: number) => stampOf({ ms: made, counter, device: 'a' });
  const set = (table: string, of: string, fields: object, from: number): Sent[] =>
    Object.entries(fields).map(([field, value], n) => ({
      table,
      id: of,
      field,
      value,
      stamp: stamp(from + n),
    }));
  return { id, head, changes: [...set('versions', head, version, 0), ...set('projects', id, project, 10)] };
}
