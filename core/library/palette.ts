/** The few colours that a picture is made of: k-means (Lloyd, 1982) over its colours in Oklab, alike for alike pictures. */
import type { LabPlane } from '../colour/lab-plane.ts';
import type { Swatch } from '../contract/look.ts';

/** At most so many. */
const most = 6;
const rounds = 12;

/** Colours nearer than this are one to the eye that looks at a whole picture; less of one than this is no part of the palette. */
const alike = 0.05;
const least = 0.015;

/** Colours are gathered into cells this wide first: some hundred take the place of thousands. */
const cell = 0.04;

interface Centre {
  L: number;
  a: number;
  b: number;
  count: number;
}

/** Light and shade on one paint are less apart than two paints. */
const lightness = 0.5;

const squared = (one: Centre, other: Centre): number =>
  (lightness * (one.L - other.L)) ** 2 + (one.a - other.a) ** 2 + (one.b - other.b) ** 2;

/** The largest first. */
export function paletteOf(plane: LabPlane): Swatch[] {
  const cells = gathered(plane);
  const total = plane.data.length / 3;
  let centres = apart(cells);
  for (let round = 0; round < rounds; round++) centres = moved(centres, cells);
  const kept = joined(centres).filter(({ count }) => count / total >= least);
  return kept
    .sort((one, other) => other.count - one.count)
    .map(({ L, a, b, count }) => ({ L: Math.min(1, Math.max(0, L)), a, b, share: count / total }));
}

function gathered({ data }: LabPlane): Centre[] {
  const cells = new Map<number, Centre>();
  for (let i = 0; i < data.length; i += 3) {
    const [L, a, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
    const key = (Math.round(L / cell) * 64 + Math.round((a + 1) / cell)) * 64 + Math.round((b + 1) / cell);
    const at = cells.get(key);
    if (at) {
      at.L += L;
      at.a += a;
      at.b += b;
      at.count++;
    } else cells.set(key, { L, a, b, count: 1 });
  }
  return [...cells.values()].map(({ L, a, b, count }) => ({
    L: L / count,
    a: a / count,
    b: b / count,
    count,
  }));
}

/** Beginnings far from each other, and of many pixels: as k-means++ draws them (Arthur and Vassilvitskii, 2007), without chance. */
function apart(cells: readonly Centre[]): Centre[] {
  const chosen: Centre[] = [];
  const distance = cells.map(() => Infinity);
  while (chosen.length < Math.min(most, cells.length)) {
    let [best, at] = [-1, 0];
    for (let i = 0; i < cells.length; i++) {
      const merit = cells[i]!.count * (chosen.length === 0 ? 1 : distance[i]!);
      if (merit > best) [best, at] = [merit, i];
    }
    const next = cells[at]!;
    chosen.push({ ...next });
    for (let i = 0; i < cells.length; i++) distance[i] = Math.min(distance[i]!, squared(cells[i]!, next));
  }
  return chosen;
}

function moved(centres: readonly Centre[], cells: readonly Centre[]): Centre[] {
  const sums = centres.map(() => ({ L: 0, a: 0, b: 0, count: 0 }));
  for (const one of cells) {
    let [nearest, best] = [Infinity, 0];
    for (let k = 0; k < centres.length; k++) {
      const d = squared(one, centres[k]!);
      if (d < nearest) [nearest, best] = [d, k];
    }
    const sum = sums[best]!;
    sum.L += one.L * one.count;
    sum.a += one.a * one.count;
    sum.b += one.b * one.count;
    sum.count += one.count;
  }
  return sums
    .filter(({ count }) => count > 0)
    .map(({ L, a, b, count }) => ({ L: L / count, a: a / count, b: b / count, count }));
}

/** The two that are most alike become one, until none are too much alike. */
function joined(centres: readonly Centre[]): Centre[] {
  const left = [...centres];
  for (;;) {
    let [nearest, i, j] = [alike * alike, -1, -1];
    for (let k = 0; k < left.length; k++) {
      for (let m = k + 1; m < left.length; m++) {
        const d = squared(left[k]!, left[m]!);
        if (d < nearest) [nearest, i, j] = [d, k, m];
      }
    }
    if (i < 0) return left;
    const [one, other] = [left[i]!, left[j]!];
    const count = one.count + other.count;
    const mean = (of: 'L' | 'a' | 'b'): number => (one[of] * one.count + other[of] * other.count) / count;
    left.splice(j, 1);
    left[i] = { L: mean('L'), a: mean('a'), b: mean('b'), count };
  }
}
