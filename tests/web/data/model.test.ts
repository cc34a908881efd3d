/** Any run of commits, from any of two tabs, some of them failing: what is kept is what a few lines of plain code say. */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { JobId, ProjectId, VersionId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { keys, type TableName } from '../../../core/contract/tables.ts';
import { recordsOf, merge, nothing } from '../../../core/sync/merge.ts';
import { commit, type Parcel, type Work } from '../../../src/data/commit.ts';
import type { Database } from '../../../src/data/database.ts';
import { fakeWorld } from '../../fakes/world.ts';
import { cleanUp, freshName, given, parcel } from './given.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await cleanUp();
});

const names = [
  'projects',
  'versions',
  'jobs',
  'assets',
  'dismissals',
] as const satisfies readonly TableName[];
type Name = (typeof names)[number];
type Model = Record<Name, Map<string, Record<string, unknown>>>;

/** A commit, drawn small, so that it often meets what is there: fields, ids and pictures out of a handful. */
const small = fc.nat(2);
const setting = fc.record(
  {
    title: fc.constantFrom('a', 'b'),
    head: small,
    tip: small,
    deleted: fc.option(fc.boolean(), { nil: undefined }),
  },
  { requiredKeys: [] },
);
const step = fc.record({
  tab: fc.nat(1),
  /** Sets back the clock now and then. */
  passes: fc.integer({ min: -5, max: 5 }),
  fails: fc.nat(4).map(n => n === 0),
  projects: fc.array(fc.tuple(small, fc.boolean(), setting), { maxLength: 2 }),
  // Mostly the same under the same name; now and then another.
  versions: fc.array(fc.tuple(fc.nat(5), fc.nat(9)), { maxLength: 2 }),
  jobs: fc.array(fc.tuple(small, small, fc.constantFrom('queued' as const, 'running' as const)), {
    maxLength: 1,
  }),
  assets: fc.array(small, { maxLength: 2 }),
  dismissals: fc.array(fc.tuple(small, fc.boolean()), { maxLength: 1 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function workOf(drawn: Step, parcels: readonly Parcel[]): Work {
  const version = (n: number) => parse(VersionId, `v${n}`);
  const project = (n: number) => parse(ProjectId, `p${n}`);
  return {
    projects: drawn.projects.map(([n, whole, { head, tip, ...fields }]) => ({
      id: project(n),
      ...(whole
        ? { title: 'new', head: version(n), tip: version(n), thumb: parcels[0]!.hash, made: n, changed: n }
        : {}),
      ...fields,
      ...(head === undefined ? {} : { head: version(head) }),
      ...(tip === undefined ? {} : { tip: version(tip) }),
    })),
    versions: drawn.versions.map(([n, odd]) => ({
      id: version(n),
      project: project(n % 2),
      parents: odd === 9 ? [version(0)] : n < 2 ? [] : [version(n - 2)],
      title: odd === 8 ? 'odd' : 'x',
      picture: parcels[odd === 7 ? 0 : n % 3]!.hash,
      thumb: parcels[0]!.hash,
      width: 1,
      height: 1,
      made: n,
    })),
    jobs: drawn.jobs.map(([n, on, state]) => ({
      id: parse(JobId, `j${n}`),
      project: project(n),
      on: version(on),
      operation: 'remove',
      title: 'remove',
      state,
      asked: n,
    })),
    assets: drawn.assets.map(n => parcels[n]!),
    dismissals: drawn.dismissals.map(([n, stands]) => ({ id: `d${n}`, stands })),
  };
}

/** What should be there after `work`, or nothing where it should be refused. */
function expected(model: Model, work: Work): Model | undefined {
  const next = structuredClone(model);
  const assets = (work.assets ?? []).map(({ hash, blob }) => ({ hash, type: blob.type, size: blob.size }));
  const given = { projects: [], versions: [], jobs: [], dismissals: [], ...work, assets };
  for (const table of names) {
    for (const fields of given[table]) {
      const id = String(new Map(Object.entries(fields)).get(keys[table]));
      const row = { ...next[table].get(id), ...fields };
      next[table].set(id, Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)));
    }
  }
  for (const [id, row] of model.versions) if (row.title !== next.versions.get(id)?.title) return undefined;
  for (const [id, row] of model.versions)
    if (row.picture !== next.versions.get(id)?.picture) return undefined;
  for (const [id, row] of model.versions)
    if (String(row.parents) !== String(next.versions.get(id)?.parents)) return undefined;
  const there = (table: Name, id: unknown) => next[table].has(String(id));
  const projects = [...next.projects.values()].every(
    row =>
      'made' in row &&
      there('versions', row.head) &&
      there('versions', row.tip) &&
      there('assets', row.thumb),
  );
  const versions = [...next.versions.values()].every(
    row =>
      there('projects', row.project) &&
      there('assets', row.picture) &&
      there('assets', row.thumb) &&
      (row.parents as string[]).every(parent => there('versions', parent)),
  );
  const jobs = [...next.jobs.values()].every(
    row => there('projects', row.project) && there('versions', row.on),
  );
  return projects && versions && jobs ? next : undefined;
}

const rowsIn = async (database: Database, table: TableName) => {
  const rows = await database.table<Record<string, unknown>, string>(table).toArray();
  return new Map(rows.map(row => [String(row[keys[table]]), row]));
};

const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

test(
  'what is kept is what the model says, and the outbox tells all of it again',
  { timeout: 60_000 },
  async () => {
    vi.spyOn(console, 'trace').mockReturnValue(undefined);
    const parcels = await Promise.all(['one', 'two', 'three'].map(text => parcel(text)));
    const seen = { kept: 0, refused: 0, failed: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 30 }), async steps => {
        const world = fakeWorld();
        const name = freshName();
        const tabs = [await given({ world, name }), await given({ world, name })];
        let model: Model = {
          projects: new Map(),
          versions: new Map(),
          jobs: new Map(),
          assets: new Map(),
          dismissals: new Map(),
        };
        for (const drawn of [first, ...steps]) {
          world.time += drawn.passes;
          const work = workOf(drawn, parcels);
          const next = expected(model, work);
          const failing = drawn.fails ? failAtClock() : undefined;
          const outcome = await commit(tabs[drawn.tab]!, work).then(
            changes => changes.length,
            () => 'refused' as const,
          );
          failing?.mockRestore();
          if (outcome === 'refused') {
            expect(next === undefined || drawn.fails).toBe(true);
            seen[next ? 'failed' : 'refused']++;
          } else {
            expect(next).toBeDefined();
            if (next) model = next;
            seen.kept++;
          }
          for (const table of names)
            expect(sorted(await rowsIn(tabs[0]!, table))).toEqual(sorted(model[table]));
        }
        const outbox = await tabs[1]!.outbox.toArray();
        const replayed = merge(nothing, outbox.toReversed());
        for (const table of names) expect(sorted(recordsOf(replayed, table))).toEqual(sorted(model[table]));
        // The stamps beside the records are those of the changes that hold.
        for (const { table, id, fields } of await tabs[0]!.stamps.toArray()) {
          for (const [field, stamp] of Object.entries(fields)) {
            expect(replayed.won.get(JSON.stringify([table, id, field]))?.stamp).toBe(stamp);
          }
        }
        expect(new Set(await tabs[0]!.bytes.toCollection().primaryKeys())).toEqual(
          new Set(model.assets.keys()),
        );
        expect(outbox.map(({ stamp }) => stamp)).toEqual(outbox.map(({ stamp }) => stamp).toSorted());
        await cleanUp();
      }),
      { numRuns: 20, seed: 2026 },
    );
    // The walk went through every door often enough to mean something.
    expect(Math.min(seen.kept, seen.refused, seen.failed)).toBeGreaterThan(20);
  },
);

/** Something to stand on: two projects and all the bytes. */
const first: Step = {
  tab: 0,
  passes: 1,
  fails: false,
  projects: [
    [0, true, {}],
    [1, true, {}],
  ],
  versions: [
    [0, 0],
    [1, 0],
  ],
  jobs: [],
  assets: [0, 1, 2],
  dismissals: [],
};

/** The clock is the last row of a commit: all else was written by then. */
function failAtClock() {
  const put = IDBObjectStore.prototype.put;
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    if (this.name === 'meta') throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, row);
  });
}
