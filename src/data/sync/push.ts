/** Sends what waits in the outbox, and keeps what the vault says to it. What gets no answer is sent again as it was. */
import type { Fault } from '../../../core/contract/fault.ts';
import type { AccountId, AssetHash } from '../../../core/contract/ids.ts';
import { writtenOnce } from '../../../core/contract/tables.ts';
import { MOST_CHANGES, type Push, type Pushed, type Sent } from '../../../core/contract/vault.ts';
import { isTable } from '../../../core/sync/arrive.ts';
import { correct, offsetOf } from '../../../core/sync/correct.ts';
import { nextPush, outcomeOf } from '../../../core/sync/outbox.ts';
import { keepClock } from '../clock.ts';
import type { Database } from '../database.ts';
import type { TakenRun, Waiting } from '../rows.ts';
import { heardLater, mustStand } from './pull.ts';
import { dropWaiting, nameOf } from './records.ts';
import type { Server } from './server.ts';
import { isTaken, runsOf } from './taken.ts';
import { blobsIn, type RefusedBlobs } from './upload.ts';

/**
 * Empties the outbox, a push at a time. Before each, `upload` is given the blobs that its records name, and says which are not taken:
 * what names those waits in the outbox, and everything else goes. Throws what the server throws; what was taken until then stays so.
 */
export async function push(
  database: Database,
  server: Pick<Server, 'push'>,
  account: AccountId,
  upload: (hashes: readonly AssetHash[]) => Promise<RefusedBlobs>,
  signal: AbortSignal,
): Promise<void> {
  const refused = new Map<AssetHash, Fault>();
  const waits = waitingFor(refused);
  const readOn = (after: number): Promise<Some> => heardLater(readAfter(database, account, after));
  let keeping: Promise<unknown> = Promise.resolve();
  try {
    for (let next = readOn(0); ;) {
      const { read, rows, open } = await next;
      const last = rows.at(-1);
      if (last === undefined) break;
      const ready = open.filter(row => !waits(row));
      const first = nextPush(database.device, read, ready);
      if (first === undefined) {
        next = readOn(last.seq);
        continue;
      }
      const some = ready.slice(0, first.changes.length);
      for (const [hash, fault] of await upload(blobsIn(first.changes))) refused.set(hash, fault);
      some.forEach(waits);
      const going = some.filter(row => !waits(row));
      const message = going.length === some.length ? first : nextPush(database.device, read, going);
      const after = some.at(-1)?.seq ?? last.seq;
      // What follows is read, and what went before is kept, while this is under way.
      next = readOn(after);
      if (message === undefined) continue;
      const sent = database.world.now();
      const reply = await server.push(message, signal);
      signal.throwIfAborted();
      await keeping;
      const offset = offsetOf(sent, database.world.now(), reply.now);
      keeping = heardLater(keepReply(database, account, rows, going, message, reply, offset));
      if (reply.ahead.length === 0) continue;
      // What was refused has another stamp now, and comes last.
      await keeping;
      next = readOn(after);
    }
    await keeping;
  } finally {
    // What was taken is kept before anybody hears what went wrong; and of two things the first is heard.
    await keeping.catch(() => undefined);
  }
}

interface Some {
  readonly read: number;
  readonly rows: readonly Waiting[];
  /** Those that the vault has not taken. */
  readonly open: readonly Waiting[];
}

/** The next of the outbox. */
function readAfter(database: Database, account: AccountId, after: number): Promise<Some> {
  const { outbox, meta } = database;
  return database.guard(() =>
    database.transaction('r', outbox, meta, async () => {
      const { read, taken } = await mustStand(database, account);
      const rows = await outbox.where('seq').above(after).limit(MOST_CHANGES).toArray();
      return { read, rows, open: rows.filter(({ seq }) => !isTaken(taken, seq)) };
    }),
  );
}

/**
 * Whether a change waits for one of these blobs: it names one, or is of a record that is written once and names one. Of other
 * records the rest goes: a project's title does not wait for its picture.
 */
function waitingFor(refused: RefusedBlobs): (row: Waiting) => boolean {
  const records = new Set<string>();
  return row => {
    const names = blobsIn([row]).some(hash => refused.has(hash));
    if (names && isTable(row.table) && writtenOnce[row.table]) records.add(nameOf(row));
    return names || records.has(nameOf(row));
  };
}

/** `going` are those of `rows` that `message` sent. */
function keepReply(
  database: Database,
  account: AccountId,
  rows: readonly Waiting[],
  going: readonly Waiting[],
  message: Push,
  reply: Pushed,
  offset: number,
): Promise<void> {
  const { outbox, stamps, aside, meta } = database;
  return database.guard(() =>
    database.transaction('rw', [outbox, stamps, aside, meta], async () => {
      const standing = await mustStand(database, account);
      const { taken, refused } = outcomeOf(message, reply);
      const accepted = new Set(taken);
      const places = going.flatMap(({ seq }, i) => {
        const change = message.changes[i];
        return change && accepted.has(change) ? seq : [];
      });
      const following = new Map(rows.map(({ seq }, i) => [seq, rows[i + 1]?.seq]));
      const runs = runsOf(places, place => following.get(place)).map(run => ({ ...run, head: reply.head }));
      const now = [...standing.taken, ...runs];
      if (refused.length > 0) await restamp(database, refused, now, reply.now);
      await meta.put({ ...standing, offset, taken: now });
    }),
  );
}

/** Gives new stamps to what the vault refused as too far ahead. */
async function restamp(
  database: Database,
  refused: readonly Sent[],
  taken: readonly TakenRun[],
  now: number,
): Promise<void> {
  const waiting = (await database.outbox.toArray()).filter(({ seq }) => !isTaken(taken, seq));
  const kept = (await database.stamps.toArray()).flatMap(({ fields }) => Object.values(fields));
  const corrected = correct(database.device, waiting, refused, kept, now);
  if (!corrected) return;
  const moved = new Map<Sent, Sent>(corrected.moved.map(({ from, to }) => [from, to]));
  const before = waiting.filter(row => moved.has(row));
  await dropWaiting(
    database,
    before.map(({ seq }) => seq),
  );
  for (const row of before) {
    const { table, id, field, value, stamp: old } = row;
    const { stamp = old } = moved.get(row) ?? {};
    await database.outbox.add({ table, id, field, value, stamp });
    const record = await database.stamps.get([table, id]);
    if (record?.fields[field] !== old) continue;
    await database.stamps.put({ ...record, fields: { ...record.fields, [field]: stamp } });
    const apart = await database.aside.get([table, id]);
    if (!apart) continue;
    const changes = apart.changes.map(one =>
      one.field === field && one.stamp === old ? { ...one, stamp } : one,
    );
    await database.aside.put({ ...apart, changes });
  }
  await keepClock(database, corrected.clock);
}
