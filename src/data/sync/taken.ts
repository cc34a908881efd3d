/**
 * What of the outbox the vault has taken, and has not sent back yet: as runs of its places. A place is given once, and no row changes
 * in its place, so a thousand that were taken are one line and not a thousand rows written anew.
 */
import type { Database } from '../database.ts';
import type { Run, TakenRun } from '../rows.ts';

/** The vault's head when it had taken what lies in this place; undefined where it has not. */
export const headOf = (taken: readonly TakenRun[], seq: number): number | undefined =>
  taken.find(({ first, last }) => first <= seq && seq <= last)?.head;

export const isTaken = (taken: readonly TakenRun[], seq: number): boolean => headOf(taken, seq) !== undefined;

/** Places in their order, as runs; `next` says which place of the outbox follows on one. */
export function runsOf(
  places: readonly number[],
  next = (place: number): number | undefined => place + 1,
): readonly Run[] {
  const runs: { first: number; last: number }[] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (run && next(run.last) === place) run.last = place;
    else runs.push({ first: place, last: place });
  }
  return runs;
}

/** How many rows are in none of the runs. */
export async function countLeft({ outbox }: Database, taken: readonly Run[]): Promise<number> {
  let [count, after] = [0, 0];
  for (const { first, last } of taken.toSorted((a, b) => a.first - b.first)) {
    if (first > after + 1) count += await outbox.where('seq').between(after, first, false, false).count();
    after = Math.max(after, last);
  }
  return count + (await outbox.where('seq').above(after).count());
}

export async function dropRuns({ outbox }: Database, runs: readonly Run[]): Promise<void> {
  for (const { first, last } of runs) await outbox.where('seq').between(first, last, true, true).delete();
}

/** Drops those of which the vault has sent all up to their head, as far as `read`. Gives the others. */
export async function dropRead(
  database: Database,
  taken: readonly TakenRun[],
  read: number,
): Promise<readonly TakenRun[]> {
  await dropRuns(
    database,
    taken.filter(({ head }) => head <= read),
  );
  return taken.filter(({ head }) => head > read);
}
