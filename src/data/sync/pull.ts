/** Keeps what comes from the vault: a page in one transaction, with how far was read, so that none is kept by half or twice. */
import { Fault } from '../../../core/contract/fault.ts';
import type { AccountId } from '../../../core/contract/ids.ts';
import type { Other } from '../../../core/contract/other.ts';
import type { Pull, Pulled, Sent } from '../../../core/contract/vault.ts';
import { arrive } from '../../../core/sync/arrive.ts';
import { settle } from '../../../core/sync/change.ts';
import { readStamp, stampOf, tick, type Clock } from '../../../core/sync/clock.ts';
import { heed, offsetOf } from '../../../core/sync/correct.ts';
import { nextPull, turn } from '../../../core/sync/cursor.ts';
import { cameBack } from '../../../core/sync/revive.ts';
import { keepClock, readClock, standingOf } from '../clock.ts';
import type { Database } from '../database.ts';
import type { Aside, Standing } from '../rows.ts';
import { sendAgain } from './again.ts';
import { freed, holdBack, leadsIn, type Step } from './hold.ts';
import {
  dropWaiting,
  foundAmong,
  isEmpty,
  isAsBefore,
  namedBy,
  nameOf,
  readRecords,
  writeRecords,
  type Held,
} from './records.ts';
import type { Server } from './server.ts';
import { dropRead } from './taken.ts';

/** Reads the vault to its end, and says how many changes of other devices came. Throws what the server throws; what was kept until then stays. */
export async function pull(
  database: Database,
  server: Pick<Server, 'pull'>,
  account: AccountId,
  signal: AbortSignal,
): Promise<number> {
  const ask = async (read: number): Promise<Page> => {
    const asked = nextPull(database.device, read);
    const sent = database.world.now();
    const page = await server.pull(asked, signal);
    return { asked, page, offset: offsetOf(sent, database.world.now(), page.now) };
  };
  const askOn = async (): Promise<Page> =>
    ask((await database.guard(() => mustStand(database, account))).read);
  let news = 0;
  for (let next: Promise<Page> | undefined = askOn(); next;) {
    const came: Page = await next;
    signal.throwIfAborted();
    const { more, cursor, changes } = came.page;
    // The next one comes while this one is kept.
    next = more ? heardLater(ask(cursor)) : undefined;
    if (!(await keepPage(database, account, came))) next = askOn();
    news += changes.filter(({ stamp }) => readStamp(stamp).device !== database.device).length;
  }
  return news;
}

/** The same: what goes wrong in it is heard by whoever awaits it, which may be later. */
export function heardLater<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** What was asked, what came, and how far the vault's clock was ahead then. */
interface Page {
  readonly asked: Pull;
  readonly page: Pulled;
  readonly offset: number;
}

/** Throws `Fault('conflict')` where this device belongs to another vault by now. */
export async function mustStand(database: Database, account: AccountId): Promise<Standing> {
  const standing = await standingOf(database);
  if (standing?.account === account) return standing;
  throw new Fault('conflict', 'Another account is signed in on this device by now. Reload this page.');
}

/** Says whether it was kept: one that came late is thrown away. */
function keepPage(database: Database, account: AccountId, { asked, page, offset }: Page): Promise<boolean> {
  // Pictures can be read meanwhile: a page brings no bytes.
  const tables = database.tables.filter(({ name }) => name !== 'bytes' && name !== 'scenes');
  return database.guard(() =>
    database.transaction('rw', tables, async () => {
      const standing = await mustStand(database, account);
      const read = turn(standing.read, asked, page);
      if (read === undefined) return false;
      const clock = heed(await readClock(database), page.changes, page.now);
      const others = await take(database, page.changes);
      await keepClock(database, await tell(database, others, clock, database.world.now() + offset));
      const taken = await dropRead(database, standing.taken, read);
      await database.meta.put({ ...standing, read, offset, taken });
      return true;
    }),
  );
}

/** Gives the other versions that were found. */
async function take(database: Database, changes: readonly Sent[]): Promise<readonly Other[]> {
  const groups = Map.groupBy(changes, nameOf);
  const names = [...groups.values()].flatMap(group => group[0] ?? []);
  const records = await readRecords(database, names);
  const others: Other[] = [];
  const back: Sent[] = [];
  const gone: number[] = [];
  const steps = new Map<string, Step>();
  for (const before of records) {
    const { table, id } = before;
    const group = groups.get(nameOf(before)) ?? [];
    const { local, others: found } = arrive(database.device, table, id, before.local, group);
    const waiting = before.local.waiting.filter(one => local.waiting.includes(one));
    gone.push(...before.local.waiting.filter(one => !waiting.includes(one)).map(({ seq }) => seq));
    steps.set(nameOf(before), { before, after: { ...before, local: { ...local, waiting } } });
    others.push(...found);
    if (cameBack(before, local)) back.push(...group.slice(0, 1));
  }
  await addHeld(database, steps);
  // Of some records only a part is kept, so what they led to before counts as well.
  const leads = [...steps.values()].flatMap(({ before, after }) => [
    ...leadsIn(before.table, before.local.row),
    ...leadsIn(after.table, after.local.row),
  ]);
  const kept = holdBack([...steps.values()], await foundAmong(database, leads));
  const isNew = (after: Held): boolean => {
    const step = steps.get(nameOf(after));
    return step === undefined || !isAsBefore(step.before, after);
  };
  await writeRecords(database, kept.filter(isNew));
  await dropWaiting(database, gone);
  await sendAgain(database, back);
  return others;
}

/** Adds the records held aside that may be let go, now that these are here. */
async function addHeld(database: Database, steps: Map<string, Step>): Promise<void> {
  const held = await heldAbout(database, steps);
  const leads = [...held.values()].flatMap(({ awaits }) => awaits);
  const found = await foundAmong(database, leads.map(namedBy));
  const free = freed(held, name => found.has(name) || steps.has(name));
  for (const before of await readRecords(database, free)) {
    const { table, id } = before;
    const { local } = arrive(database.device, table, id, before.local, []);
    const after = { ...before, local: { ...local, waiting: before.local.waiting } };
    steps.set(nameOf(before), { before, after });
  }
}

/** Those held aside that wait for one of these, or that one of these leads to; and so on. */
async function heldAbout(
  database: Database,
  steps: ReadonlyMap<string, Step>,
): Promise<ReadonlyMap<string, Aside>> {
  const held = new Map<string, Aside>();
  if (await isEmpty(database.aside)) return held;
  let names: readonly string[] = [...steps.keys()];
  let leads = [...steps.values()].flatMap(({ after }) => leadsIn(after.table, after.local.row).map(nameOf));
  while (names.length > 0) {
    const waiting = await database.aside.where('awaits').anyOf(names).distinct().toArray();
    const places = leads.filter(name => !held.has(name) && !steps.has(name)).map(namedBy);
    const led = await database.aside.bulkGet(places.map(({ table, id }): [string, string] => [table, id]));
    const news = [...waiting, ...led.filter(one => one !== undefined)].filter(
      one => one.awaits.length > 0 && !held.has(nameOf(one)) && !steps.has(nameOf(one)),
    );
    for (const one of news) held.set(nameOf(one), one);
    names = news.map(nameOf);
    leads = news.flatMap(({ awaits }) => awaits);
  }
  return held;
}

/** Keeps other versions as records of their own, which travel like any other. Gives the clock after that. */
async function tell(database: Database, others: readonly Other[], clock: Clock, now: number): Promise<Clock> {
  const unique = [...new Map(others.map(other => [other.id, other])).values()];
  const known = await database.stamps.bulkGet(unique.map(({ id }): [string, string] => ['others', id]));
  const fresh = unique.filter((_, i) => known[i]?.fields['stamp'] === undefined);
  if (fresh.length === 0) return clock;
  const next = tick(clock, now);
  const stamp = stampOf(next);
  const settled = fresh.map(other => settle('others', undefined, other, stamp));
  await database.others.bulkPut(settled.map(({ row }) => row));
  await database.outbox.bulkAdd(settled.flatMap(({ changes }) => changes));
  await database.stamps.bulkPut(
    settled.map(({ row, changes }, i) => ({
      table: 'others',
      id: row.id,
      fields: { ...known[i]?.fields, ...Object.fromEntries(changes.map(({ field }) => [field, stamp])) },
    })),
  );
  return next;
}
