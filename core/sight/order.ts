/** Which of several comes first, or third, where it is not sure which of them count, nor which comes before which. */

export interface Standing {
  /** How likely it is one of those that are counted. */
  readonly counts: number;
  /** Where it stands; the lower, the earlier. */
  readonly at: number;
}

/** Halfway, from surely before to surely after. */
const step = (by: number): number => 1 / (1 + Math.exp(-by));

/** How likely none, one, two, … of events come true, each of its own chance: up to `most` of them. */
function counted(chances: readonly number[], most: number): number[] {
  const likely = [1, ...Array.from({ length: most }, () => 0)];
  for (const chance of chances)
    for (let n = most; n >= 0; n--)
      likely[n] = (likely[n] ?? 0) * (1 - chance) + (n > 0 ? (likely[n - 1] ?? 0) * chance : 0);
  return likely;
}

/** Those that count and come before the one at `index`, and those that come after it, each with its chance. */
function around(all: readonly Standing[], index: number, tie: number): { before: number[]; after: number[] } {
  const at = all[index]?.at ?? 0;
  const others = all.filter((_, other) => other !== index);
  return {
    before: others.map(other => other.counts * step((at - other.at) / tie)),
    after: others.map(other => other.counts * step((other.at - at) / tie)),
  };
}

/**
 * For each, how likely it is among those from the `first` to the `last` in order, counted from 1. Two that are `tie` apart are in that order
 * with a likelihood of about three in four.
 */
export function ranked(all: readonly Standing[], first: number, last: number, tie: number): number[] {
  if (first > all.length) return all.map(() => 0);
  const most = Math.min(last, all.length) - 1;
  return all.map(({ counts }, index) => {
    const likely = counted(around(all, index, tie).before, most).slice(first - 1);
    return counts * likely.reduce((sum, chance) => sum + chance, 0);
  });
}

/** For each, how likely as many come before it as after it, and some do. */
export function inTheMiddle(all: readonly Standing[], tie: number): number[] {
  const most = Math.floor(all.length / 2);
  return all.map(({ counts }, index) => {
    const { before, after } = around(all, index, tie);
    const [left, right] = [counted(before, most), counted(after, most)];
    return counts * left.reduce((sum, chance, n) => (n === 0 ? 0 : sum + chance * (right[n] ?? 0)), 0);
  });
}
