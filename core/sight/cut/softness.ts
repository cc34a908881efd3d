/** Where an edge is really soft: hair, or a blur, and not what is crisp before something busy. In pixels of the plane. */
import { smoothstep } from '../../colour/smoothstep.ts';
import { tileAt, type Band } from './band.ts';
import { shareOf, strangeness, type Parting } from './parting.ts';

/** What is next to the edge, and what is far from it: an edge is soft where the first is more of the thing than the second. */
const beside = { from: 1.5, to: 5 };
const far = { from: 16, to: 24 };
const isSoft = { least: 0.1, surely: 0.18 };
const enough = { beside: 20, far: 10 };

/**
 * A third colour beside the edge may pass for a little of the thing everywhere. Of strands some show well (this is the mean
 * of the squares of the shares over their mean); of what is out of focus some is missing on this side of the edge, too.
 */
const shows = { little: 0.4, well: 0.5 };

/** A light so strange (four standard deviations) is neither of the two, nor between; of those there may be so many. */
const strange = 16;
const strangers = { few: 0.05, many: 0.15 };

/** What was seen of an edge: sums of shares, and of how many pixels; of those beside it also the squares; and strangers. */
const seenOf = {
  beside: 0,
  besideCount: 1,
  squares: 2,
  far: 3,
  farCount: 4,
  within: 5,
  withinCount: 6,
  strangers: 7,
};
const kinds = 8;

/** How sure it is, from 0 to 1, that the edge in each tile and those around it is soft. */
export function trustIn(band: Band, partings: readonly (Parting | undefined)[]): Float32Array {
  const { box, away, deep, light, columns, rows } = band;
  const seen = new Float64Array(columns * rows * kinds);
  const add = (at: number, kind: number, value: number): void => {
    seen[at * kinds + kind] = seen[at * kinds + kind]! + value;
  };
  const [from, to] = [beside.from ** 2, beside.to ** 2];
  const [farFrom, farTo] = [far.from ** 2, far.to ** 2];
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const distance = away[i]!;
      const isWithin = deep[i]! > from && deep[i]! <= to;
      const isBeside = distance > from && distance <= to;
      if (!isWithin && !isBeside && !(distance > farFrom && distance <= farTo)) continue;
      const at = tileAt(columns, x, y);
      const parting = partings[at];
      if (!parting) continue;
      const [r, g, b] = [light[i * 3]!, light[i * 3 + 1]!, light[i * 3 + 2]!];
      const share = shareOf(parting, r, g, b);
      if (isWithin) {
        add(at, seenOf.within, share);
        add(at, seenOf.withinCount, 1);
        continue;
      }
      add(at, isBeside ? seenOf.beside : seenOf.far, share);
      add(at, isBeside ? seenOf.besideCount : seenOf.farCount, 1);
      if (isBeside) add(at, seenOf.squares, share * share);
      if (strangeness(parting, share, r, g, b) > strange) add(at, seenOf.strangers, 1);
    }
  }
  return Float32Array.from(partings, (parting, at) =>
    parting ? softness(nearby(seen, at, columns, rows)) : 0,
  );
}

/** Of a tile and the eight around it. */
function nearby(seen: Float64Array, at: number, columns: number, rows: number): Float64Array {
  const all = new Float64Array(kinds);
  const [column, row] = [at % columns, Math.floor(at / columns)];
  for (let v = Math.max(0, row - 1); v <= Math.min(rows - 1, row + 1); v++) {
    for (let u = Math.max(0, column - 1); u <= Math.min(columns - 1, column + 1); u++) {
      const from = (v * columns + u) * kinds;
      for (let kind = 0; kind < kinds; kind++) all[kind] = all[kind]! + seen[from + kind]!;
    }
  }
  return all;
}

function softness(seen: Float64Array): number {
  const of = (kind: keyof typeof seenOf): number => seen[seenOf[kind]]!;
  const [close, off] = [of('besideCount'), of('farCount')];
  if (close < enough.beside || off < enough.far) return 0;
  const more = of('beside') / close - of('far') / off;
  const known = 1 - smoothstep(strangers.few, strangers.many, of('strangers') / (close + off));
  const strands = smoothstep(shows.little, shows.well, of('squares') / Math.max(1e-6, of('beside')));
  const missing = 1 - of('within') / Math.max(1, of('withinCount'));
  const blur = smoothstep(isSoft.least, isSoft.surely, missing);
  return known * smoothstep(isSoft.least, isSoft.surely, more) * Math.max(strands, blur);
}
