/**
 * “Make it like this one”: what brings a photo's exposure, contrast, white balance and colour to a reference's. Not
 * computed but tried: the very operation runs on a small copy, what comes out is measured, and what is still missing
 * says how to go on (Levenberg, 1944, and Marquardt, 1963).
 */
import { adjust, unadjusted, type Adjustment } from '../colour/adjust.ts';
import type { Edit } from '../contract/plan.ts';
import { properties, type Property } from '../contract/plan.ts';
import type { Look } from '../contract/look.ts';
import type { Pixels } from '../pixels/pixels.ts';
import { sampleOf, pixelsOf } from './sample.ts';
import { tonesOf, type Tones } from './tones.ts';

/** Pixels of the copy's longer side: percentiles of a few thousand pixels are known to a hundredth. */
const side = 64;
const rounds = 8;

/** What is moved. Highlights and shadows bend what contrast cannot: the two ends. */
const moved = [
  'exposure',
  'contrast',
  'temperature',
  'tint',
  'saturation',
] as const satisfies readonly Property[];
const ends = ['highlights', 'shadows'] as const satisfies readonly Property[];
const all = [...moved, ...ends];

/** What counts as one step of difference in each number, about what is just noticed over a whole picture. */
const noticed = { middle: 0.02, low: 0.03, high: 0.03, warmth: 0.005, tint: 0.005, chroma: 0.008 };

/** Changing less is better, as far as it makes no difference: what so much costs, for the whole of a slider. */
const thrift = 1;

/** A slider moved by less changes nothing that is seen. */
const unseen = 0.025;

/** A cast that is read from less of a picture than this is not followed. */
const knownCast = 0.08;

type Reading = readonly number[];

export interface Likeness {
  /** In steps of one in a hundred; what is left at 0 stays as it is. */
  readonly amounts: Adjustment;
  /** The same as edits, which are run, kept and played again as any other. */
  readonly edits: readonly Edit[];
  /** The same as a sentence; empty where nothing is to be done. */
  readonly ask: string;
  /** How far the photo was from the reference, and how far it will be, in steps that are just noticed. */
  readonly before: number;
  readonly after: number;
}

/** Of a photo of any size, and the look of the reference. */
export function towards(image: Pixels, reference: Look): Likeness {
  const sample = sampleOf(image);
  const own = tonesOf(sample, pixelsOf(sample));
  const small = pixelsOf(sampleOf(image, side));
  const read = (tried: Pixels): Reading => readingOf(tonesOf(sampleOf(tried, side), tried));
  // A smaller copy has narrower ends: what it lacks against a look's copy is added to all that it reads.
  const lacks = difference(readingOf(own), read(small));
  const aim = difference(readingOf(reference), lacks);
  const cast = Math.min(own.neutral, reference.neutral) >= knownCast ? 1 : 0;
  const off = (amounts: Reading): Reading => {
    const tried = adjust(small, whole(small), adjustmentOf(amounts), () => undefined);
    return [
      // In the order of `readingOf`: the two casts count only where they are known.
      ...difference(read(tried), aim).map((x, i) => x * (i === 3 || i === 4 ? cast : 1)),
      ...amounts.map(x => thrift * x),
    ];
  };
  const found = solve(off).map(x => (Math.abs(x) < unseen ? 0 : Math.round(x * 100) / 100));
  const still: Reading = found.map(() => 0);
  const best = cost(off(found)) < cost(off(still)) ? found : still;
  const amounts = adjustmentOf(best);
  const edits = properties.flatMap((property): Edit[] =>
    amounts[property] === 0 ? [] : [{ op: 'adjust', property, amount: amounts[property] }],
  );
  const distance = (at: Reading): number => Math.sqrt(cost(off(at).slice(0, aim.length)));
  return { amounts, edits, ask: sentence(edits), before: distance(still), after: distance(best) };
}

const difference = (one: Reading, other: Reading): Reading => one.map((x, i) => x - other[i]!);

const whole = ({ width, height }: Pixels) => ({ x: 0, y: 0, width, height });

/** How two looks differ, in the same steps: 0 where light and colour are alike. */
export function apart(one: Look, other: Look): number {
  return Math.hypot(...difference(readingOf(one), readingOf(other)));
}

function readingOf({ lightness, warmth, tint, chroma }: Tones | Look): Reading {
  return [
    lightness.p50 / noticed.middle,
    lightness.p10 / noticed.low,
    lightness.p90 / noticed.high,
    warmth / noticed.warmth,
    tint / noticed.tint,
    chroma / noticed.chroma,
  ];
}

const adjustmentOf = (amounts: Reading): Adjustment => ({
  ...unadjusted,
  ...Object.fromEntries(all.map((property, at) => [property, amounts[at] ?? 0])),
});

const cost = (off: Reading): number => off.reduce((sum, x) => sum + x * x, 0);

const held = (x: number): number => Math.min(1, Math.max(-1, x));

/** A round that leaves more of what was missing is the last. */
const settled = 0.985;

/** Enough to see the slope through the rounding to bytes. */
const nudge = 0.05;

function solve(off: (amounts: Reading) => Reading): Reading {
  let at: Reading = all.map(() => 0);
  let [missing, damping] = [off(at), 1];
  for (let round = 0; round < rounds && damping < 1e4; round++) {
    const here = missing;
    const slopes = at.map((x, k) => {
      const step = x + nudge > 1 ? -nudge : nudge;
      const there = off(at.map((y, i) => (i === k ? y + step : y)));
      return there.map((y, i) => (y - here[i]!) / step);
    });
    let better = false;
    while (!better && damping < 1e4) {
      const step = leastSquares(slopes, missing, damping);
      const next = at.map((x, k) => held(x - step[k]!));
      const left = off(next);
      better = cost(left) < cost(missing);
      if (better && cost(left) > settled * cost(missing)) return next;
      if (better) [at, missing, damping] = [next, left, damping / 4];
      else damping *= 4;
    }
  }
  return at;
}

/** (JᵀJ + λ·diag) x = Jᵀr, by Gauss and Jordan; `slopes` are the columns of J. */
function leastSquares(slopes: readonly Reading[], missing: Reading, damping: number): Reading {
  const dot = (a: Reading, b: Reading): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  const rows = slopes.map((one, i) => [
    ...slopes.map((other, j) => dot(one, other) * (i === j ? 1 + damping : 1) + (i === j ? 1e-9 : 0)),
    dot(one, missing),
  ]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]!;
    const scale = 1 / pivot[k]!;
    for (let j = k; j <= n; j++) pivot[j] = pivot[j]! * scale;
    for (let i = 0; i < n; i++) {
      const row = rows[i]!;
      const factor = row[k]!;
      if (i === k || factor === 0) continue;
      for (let j = k; j <= n; j++) row[j] = row[j]! - factor * pivot[j]!;
    }
  }
  return rows.map(row => row[n]!);
}

function sentence(edits: readonly Edit[]): string {
  const parts = edits.flatMap(edit =>
    edit.op === 'adjust'
      ? [
          `${edit.amount > 0 ? 'increase' : 'decrease'} the ${edit.property} by ${Math.round(100 * Math.abs(edit.amount))} percent`,
        ]
      : [],
  );
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
