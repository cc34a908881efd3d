/** Any history of two devices on real databases, through any network: they end alike, and nothing that was acknowledged is lost. */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { AccountId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { keys } from '../../../core/contract/tables.ts';
import type { Sent } from '../../../core/contract/vault.ts';
import { compare } from '../../../core/sync/merge.ts';
import { canonical } from '../../../core/sync/plain.ts';
import { verify } from '../../../src/data/assets.ts';
import { commit, type Work } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import { adopt } from '../../../src/data/sync/adopt.ts';
import { Fetching } from '../../../src/data/sync/fetching.ts';
import { pull } from '../../../src/data/sync/pull.ts';
import { push } from '../../../src/data/sync/push.ts';
import { upload } from '../../../src/data/sync/upload.ts';
import { FakeServer, type Fate } from '../../fakes/server.ts';
import { fakeWorld, type FakeWorld } from '../../fakes/world.ts';
import { cleanUp, given, landed, newProject, parcel } from './given.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

const account = parse(AccountId, 'a_1');
const { signal } = new AbortController();
const MINUTE = 60_000;

const device = fc.nat(1);
const edit = fc.record({
  type: fc.constant('edit' as const),
  device,
  what: fc.constantFrom('title', 'title', 'land', 'land', 'back', 'delete', 'bring back', 'open'),
  project: fc.nat(1),
  text: fc.constantFrom('a', 'b', 'c'),
});
const fates = fc.array(
  fc.constantFrom<Fate[]>('well', 'well', 'well', 'well', 'request lost', 'reply lost', 'twice'),
  { minLength: 1, maxLength: 8 },
);
const step = fc.oneof(
  { weight: 6, arbitrary: edit },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('sync' as const),
      device,
      fates,
      limit: fc.integer({ min: 1, max: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('refuse' as const),
      text: fc.constantFrom('a', 'b', 'c'),
      refused: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('clock' as const),
      device,
      skew: fc.constantFrom(0, 0, 3, -30, 30),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Seat {
  readonly world: FakeWorld;
  readonly database: Database;
}

class History {
  readonly server = new FakeServer();
  readonly seats: Seat[] = [];
  /** Stamps of what was set over by one who had seen it. */
  readonly superseded = new Set<string>();
  readonly skews = [0, 0];
  failed = 0;
  refused = 0;

  async begin(): Promise<void> {
    for (const name of ['one', 'two']) {
      const world = fakeWorld(name);
      const database = await given({ world });
      this.seats.push({ world, database });
      await commit(database, await newProject(world, `of ${name}`));
      // The device had other work before anybody signed in.
      await adopt(database, account);
    }
    await this.heal();
    // What is there already is never refused, so it begins early.
    for (const text of ['a', 'b', 'c']) await this.refuse(text, true);
  }

  async take(one: Step): Promise<void> {
    this.server.time += 1000;
    this.seats.forEach(({ world }, i) => (world.time = this.server.time + (this.skews[i] ?? 0)));
    if (one.type === 'clock') this.skews[one.device] = one.skew * MINUTE;
    else if (one.type === 'refuse') await this.refuse(one.text, one.refused);
    else if (one.type === 'sync') await this.disturbed(one.device, one.fates, one.limit);
    else await this.edit(this.seats[one.device]!, one);
  }

  async edit(
    { world, database }: Seat,
    { what, project: place, text }: Step & { type: 'edit' },
  ): Promise<void> {
    if (what === 'open') return this.keep(database, await newProject(world, text));
    const all = await database.projects.orderBy('id').toArray();
    const project = all[place % all.length]!;
    const { id, deleted, head, tip } = project;
    if (deleted === true) {
      if (what === 'bring back') await this.keep(database, { projects: [{ id, deleted: undefined }] });
      return;
    }
    if (what === 'title') await this.keep(database, { projects: [{ id, title: text }] });
    else if (what === 'delete') await this.keep(database, { projects: [{ id, deleted: true }] });
    else if (what === 'back') await this.keep(database, { projects: [{ id, head: tip }] });
    else if (what === 'land') {
      const parent = await database.versions.get(head);
      await this.keep(database, await landed(world, parent!, text));
    }
  }

  /** From now on the account takes this picture, or does not. */
  async refuse(text: string, refused: boolean): Promise<void> {
    const { hash } = await parcel(text);
    if (refused) this.server.refusing.set(hash, new Fault('too-big', 'It is too large.'));
    else this.server.refusing.delete(hash);
  }

  async keep(database: Database, work: Work): Promise<void> {
    const before = await database.stamps.toArray();
    for (const { table, id, field } of await commit(database, work)) {
      const stamp = before.find(one => one.table === table && one.id === id)?.fields[field];
      if (stamp !== undefined) this.superseded.add(nameOf({ table, id, field, stamp }));
    }
  }

  async disturbed(place: number, drawn: readonly Fate[], limit: number): Promise<void> {
    let turn = 0;
    this.server.fate = () => drawn[turn++ % drawn.length]!;
    try {
      await this.sync(this.seats[place]!, limit);
    } catch (thrown) {
      expect(thrown).toMatchObject({ name: 'offline' });
      this.failed++;
    } finally {
      this.server.fate = () => 'well';
    }
  }

  async sync({ database }: Seat, limit: number): Promise<void> {
    const { server } = this;
    const bytes = async (hashes: Parameters<typeof upload>[2]) => {
      const refused = await upload(database, server, hashes, () => undefined, signal);
      this.refused += refused.size;
      return refused;
    };
    await push(database, server, account, bytes, signal);
    const paged = {
      pull: (...[asked, stop]: Parameters<FakeServer['pull']>) => server.pull({ ...asked, limit }, stop),
    };
    await pull(database, paged, account, signal);
  }

  /** The network is well again, for long enough, and everything is taken. */
  async heal(): Promise<void> {
    this.server.refusing.clear();
    for (let round = 0; round < 4; round++) for (const seat of this.seats) await this.sync(seat, 1000);
  }
}

const nameOf = ({ table, id, field, stamp }: Omit<Sent, 'value'>): string =>
  JSON.stringify([table, id, field, stamp]);

async function judge({ seats, server, superseded }: History): Promise<number> {
  const [first, second] = await Promise.all(seats.map(({ database }) => shown(database)));
  expect(second).toEqual(first);
  for (const { database } of seats) {
    expect(await database.outbox.count()).toBe(0);
    expect(await database.aside.count()).toBe(0);
    await leadsSomewhere(database);
  }
  expect(server.early).toEqual([]);
  const { database } = seats[0]!;
  const others = new Set(
    (await database.others.toArray()).map(({ table, record, field, value }) =>
      JSON.stringify([table, record, field, canonical(value ?? null)]),
    ),
  );
  const fields = Map.groupBy(server.acknowledged, ({ table, id, field }) =>
    JSON.stringify([table, id, field]),
  );
  for (const all of fields.values()) {
    const winner = all.reduce((a, b) => (compare(a, b) < 0 ? b : a));
    const { table, id, field } = winner;
    const row = await database.table<Record<string, unknown>, string>(table).get(id);
    expect(canonical(row?.[field] ?? null)).toBe(canonical(winner.value));
    if (['versions', 'assets', 'others'].includes(table) || ['tip', 'thumb', 'changed'].includes(field))
      continue;
    for (const one of all) {
      const value = canonical(one.value);
      const fine =
        others.has(JSON.stringify([table, id, field, value])) ||
        all.some(
          like => canonical(like.value) === value && (like === winner || superseded.has(nameOf(like))),
        );
      expect(fine, `lost: ${nameOf(one)} ${value}`).toBe(true);
    }
  }
  return others.size;
}

async function shown(database: Database): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const name of [...Object.keys(keys), 'stamps']) {
    all[name] = (await database.table<unknown, string>(name).toArray()).map(canonical).sort();
  }
  return all;
}

async function leadsSomewhere(database: Database): Promise<void> {
  const versions = new Set<string>(await database.versions.toCollection().primaryKeys());
  const assets = new Set<string>(await database.assets.toCollection().primaryKeys());
  for (const { head, tip, thumb } of await database.projects.toArray()) {
    expect([versions.has(head), versions.has(tip), assets.has(thumb)]).toEqual([true, true, true]);
  }
  for (const { parents, picture } of await database.versions.toArray()) {
    expect([parents.every(id => versions.has(id)), assets.has(picture)]).toEqual([true, true]);
  }
}

test(
  'two devices end alike, with nothing lost, whatever happens on the way',
  { timeout: 240_000 },
  async () => {
    const seen = { failed: 0, others: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }), async steps => {
        const history = new History();
        await history.begin();
        for (const one of steps) {
          await history.take(one);
          for (const { database } of history.seats) await leadsSomewhere(database);
        }
        await history.heal();
        seen.others += await judge(history);
        seen.failed += history.failed;
        seen.refused += history.refused;
        const { database } = history.seats[1]!;
        const fetching = new Fetching(database, history.server, signal);
        for (const asset of await database.assets.toArray()) {
          await fetching.bytes(asset);
          expect(await verify(database, asset.hash)).toBe(true);
        }
        await cleanUp();
      }),
      { numRuns: 30, seed: 2026 },
    );
    // The walk went through every door often enough to mean something.
    expect(Math.min(seen.failed, seen.others, seen.refused)).toBeGreaterThan(20);
  },
);
