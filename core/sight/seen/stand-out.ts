/** Which of all surfaces within surfaces somebody may speak of: those that stand out from what is around them. */
import type { Measured } from './measured.ts';

/** Shares of the picture. Less is a speck, and more is the picture. */
const smallest = 1 / 1500;
const largest = 0.7;

/** Of one within another, that take this share of each other, the one that stands out more is meant. */
const same = 0.6;

/** In the joins' costs. Less apart from all around it, it is grain, or the slow fall of light along a wall. */
const faintest = 0.002;

/** More than anybody speaks of, and few enough to be looked at one by one. */
const most = 100;

export interface Standing {
  readonly node: number;
  /** How plainly, from 0 to 1, which is for what stands out most. */
  readonly stands: number;
}

/** Those that stand out most first. */
export function standingOut(all: Measured): Standing[] {
  const { count, of, low, high, from, to } = all;
  const whole = of.size[count - 1]!;
  // How much more it takes to lose it in something else than it took to make it one; and of what is large, there is more to see.
  const firm = (node: number): number =>
    (Math.min(high[node]!, 1) - low[node]!) * Math.sqrt(of.size[node]! / whole);
  const isSeen = (node: number): boolean =>
    high[node]! - low[node]! >= faintest &&
    of.size[node]! >= whole * smallest &&
    of.size[node]! <= whole * largest;
  const offered = Array.from({ length: count }, (_, node) => node)
    .filter(isSeen)
    .sort((one, other) => firm(other) - firm(one) || one - other);
  const kept: number[] = [];
  const isWithin = (one: number, other: number): boolean =>
    from[one]! >= from[other]! && to[one]! <= to[other]!;
  for (const node of offered) {
    if (kept.length === most) break;
    const isKnown = kept.some(other => {
      if (!isWithin(node, other) && !isWithin(other, node)) return false;
      const [one, two] = [of.size[node]!, of.size[other]!];
      return Math.min(one, two) > same * Math.max(one, two);
    });
    if (!isKnown) kept.push(node);
  }
  const best = kept.length > 0 ? firm(kept[0]!) : 1;
  return kept.map(node => ({ node, stands: best > 0 ? Math.max(0, firm(node) / best) : 0 }));
}
