/** Which rows are nearest to a query: every one is looked at, and none is guessed. */
import { dimensions } from './vector.ts';

export interface Memory {
  /** Rows of `size` numbers, one after the other. */
  readonly rows: Float32Array<ArrayBuffer>;
  readonly count: number;
  readonly size: number;
}

export interface Near {
  /** Of the row. */
  readonly index: number;
  readonly score: number;
}

export function memoryOf(rows: readonly Float32Array[], size: number = dimensions): Memory {
  const all = new Float32Array(rows.length * size);
  rows.forEach((row, i) => all.set(row.subarray(0, size), i * size));
  return { rows: all, count: rows.length, size };
}

/**
 * The `most` rows with the greatest product with `query` (`queryOf`), the greatest first; of equals the earlier. `takes`
 * leaves rows out; it is asked only of those that would come in.
 */
export function nearest(
  { rows, count, size }: Memory,
  query: Float32Array,
  most: number,
  takes: (index: number) => boolean = () => true,
): Near[] {
  // A query by words alone has nothing in the other parts: they are not read.
  let [from, to] = [0, size];
  while (from < to && query[from] === 0) from++;
  while (to > from && query[to - 1] === 0) to--;
  const isAll = most >= count;
  const best: Near[] = [];
  let least = -Infinity;
  for (let index = 0; index < count; index++) {
    const start = index * size;
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    let i = from;
    for (; i + 3 < to; i += 4) {
      one += query[i]! * rows[start + i]!;
      two += query[i + 1]! * rows[start + i + 1]!;
      three += query[i + 2]! * rows[start + i + 2]!;
      four += query[i + 3]! * rows[start + i + 3]!;
    }
    for (; i < to; i++) one += query[i]! * rows[start + i]!;
    const score = one + two + (three + four);
    if (best.length >= most && !(score > least)) continue;
    if (!takes(index)) continue;
    if (isAll) {
      best.push({ index, score });
      continue;
    }
    insert(best, { index, score });
    if (best.length > most) best.pop();
    least = best.at(-1)?.score ?? -Infinity;
  }
  return isAll ? best.sort((one, other) => other.score - one.score || one.index - other.index) : best;
}

function insert(best: Near[], found: Near): void {
  let at = best.length;
  while (at > 0 && best[at - 1]!.score < found.score) at--;
  best.splice(at, 0, found);
}
