/** Sends what waits in the outbox, and keeps what the vault says to it. What gets no answer is sent again as it was. */
import type { Fault } from '../../../core/contract/fault.ts';
import type { AccountId, AssetHash } from '../../../core/contract/ids.ts';
import { writtenOnce } from '../../../core/contract/tables.ts';
import { MOST_CHANGES, type Push, type Pushed, type Sent } from '../../../core/contract/vault.ts';
import { isTable } from '../../../core/sync/arrive.ts';
import { correct, offsetOf } from '../../../core/sync/correct.ts';
import { isSame, nextPush, outcomeOf, type Waiting as Unsent } from '../../../core/sync/outbox.ts';
import { keepClock } from '../clock.ts';
import type { Database } from '../database.ts';
import type { Waiting } from '../rows.ts';
import { mustStand } from './pull.ts';
import { nameOf } from './records.ts';
import type { Server } from './server.ts';
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
  for (let after = 0; ;) {
    const { read, rows } = await database.guard(async () => ({
      read: (await mustStand(database, account)).read,
      rows: await database.outbox.where('seq').above(after).limit(MOST_CHANGES).toArray(),
    }));
    const last = rows.at(-1);
    if (last === undefined) return;
    const open = rows.filter(row => row.taken === undefined && !waits(row));
    const first = nextPush(database.device, read, open);
    if (first === undefined) {
      after = last.seq;
      continue;
    }
    const some = open.slice(0, first.changes.length);
    for (const [hash, fault] of await upload(blobsIn(first.changes))) refused.set(hash, fault);
    some.forEach(waits);
    const going = some.filter(row => !waits(row));
    const message = nextPush(database.device, read, going);
    if (message === undefined) {
      after = some.at(-1)?.seq ?? last.seq;
      continue;
    }
    const sent = database.world.now();
    const reply = await server.push(message, signal);
    signal.throwIfAborted();
    const offset = offsetOf(sent, database.world.now(), reply.now);
    await keepReply(database, account, going, message, reply, offset);
    // What was refused has another stamp now, and the same place.
    if (reply.ahead.length === 0) after = some.at(-1)?.seq ?? last.seq;
  }
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

function keepReply(
  database: Database,
  account: AccountId,
  rows: readonly Waiting[],
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
      // Set over meanwhile, a change is no longer in its place.
      const [first = 0, last = 0] = [rows[0]?.seq, rows.at(-1)?.seq];
      const left = await outbox.where('seq').between(first, last, true, true).toArray();
      const places = new Map(rows.map(({ seq }, i) => [seq, message.changes[i]]));
      const known = left.flatMap(row => {
        const change = places.get(row.seq);
        if (row.taken !== undefined || !change || !accepted.has(change)) return [];
        return isSame(row, change) ? { ...row, taken: reply.head } : [];
      });
      await outbox.bulkPut(known);
      if (refused.length > 0) await restamp(database, refused, reply.now);
      await meta.put({ ...standing, offset });
    }),
  );
}

/** Gives new stamps to what the vault refused as too far ahead. */
async function restamp(database: Database, refused: readonly Sent[], now: number): Promise<void> {
  const waiting = await database.outbox.toArray();
  const kept = (await database.stamps.toArray()).flatMap(({ fields }) => Object.values(fields));
  const corrected = correct(database.device, waiting, refused, kept, now);
  if (!corrected) return;
  const moved = new Map<Unsent, Unsent>(corrected.moved.map(({ from, to }) => [from, to]));
  for (const row of waiting) {
    const to = moved.get(row);
    if (!to) continue;
    const { table, id, field, stamp: old } = row;
    const { stamp } = to;
    await database.outbox.update(row.seq, { stamp });
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
