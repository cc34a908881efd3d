/** Sends what waits in the outbox, and keeps what the vault says to it. What gets no answer is sent again as it was. */
import type { AccountId, AssetHash } from '../../../core/contract/ids.ts';
import { MOST_CHANGES, type Push, type Pushed, type Sent } from '../../../core/contract/vault.ts';
import { correct, offsetOf } from '../../../core/sync/correct.ts';
import { isSame, nextPush, outcomeOf, type Waiting as Unsent } from '../../../core/sync/outbox.ts';
import { keepClock } from '../clock.ts';
import type { Database, Waiting } from '../database.ts';
import { mustStand } from './pull.ts';
import type { Server } from './server.ts';
import { blobsIn } from './upload.ts';

/**
 * Empties the outbox, a push at a time. Before each, `upload` is given the blobs that its records name. Throws what the server
 * throws; what was taken until then stays so.
 */
export async function push(
  database: Database,
  server: Pick<Server, 'push'>,
  account: AccountId,
  upload: (hashes: readonly AssetHash[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (let after = 0; ;) {
    const { read, rows } = await database.guard(async () => ({
      read: (await mustStand(database, account)).read,
      rows: await database.outbox.where('seq').above(after).limit(MOST_CHANGES).toArray(),
    }));
    const last = rows.at(-1);
    if (last === undefined) return;
    const message = nextPush(database.device, read, rows);
    if (message === undefined) {
      after = last.seq;
      continue;
    }
    await upload(blobsIn(message.changes));
    const sent = database.world.now();
    const reply = await server.push(message, signal);
    signal.throwIfAborted();
    const offset = offsetOf(sent, database.world.now(), reply.now);
    const open = rows.filter(({ taken }) => taken === undefined).slice(0, message.changes.length);
    await keepReply(database, account, open, message, reply, offset);
    // What was refused has another stamp now, and the same place.
    if (reply.ahead.length === 0) after = open.at(-1)?.seq ?? last.seq;
  }
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
