/**
 * A picture, a reference or a card as one row of numbers, part by part. Each part has length 1, or is all 0 where
 * nothing is known of it, so that a product of two rows is a sum of cosines.
 */
import type { LabPlane } from '../colour/lab-plane.ts';
import type { Oklab } from '../colour/oklab.ts';
import { hashWords } from './hashing.ts';

export const parts = {
  palette: { from: 0, size: 32 },
  light: { from: 32, size: 16 },
  texture: { from: 48, size: 16 },
  layout: { from: 64, size: 32 },
  words: { from: 96, size: 96 },
} as const;
export type Part = keyof typeof parts;
export const dimensions = 192;
export const partNames = [
  'palette',
  'light',
  'texture',
  'layout',
  'words',
] as const satisfies readonly Part[];

/** What each part counts for where nothing else is said: people call pictures alike for their colours first. */
export const usual: Readonly<Record<Part, number>> = {
  palette: 0.35,
  light: 0.2,
  texture: 0.1,
  layout: 0.2,
  words: 0.15,
};

const view = (row: Float32Array, part: Part): Float32Array =>
  row.subarray(parts[part].from, parts[part].from + parts[part].size);

/** Its own length becomes 1. */
function unit(part: Float32Array): void {
  const length = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0));
  if (length > 0) for (let i = 0; i < part.length; i++) part[i] = part[i]! / length;
}

/** Roots of shares: their product is then the coefficient of Bhattacharyya, 1943, and one large share does not drown the rest. */
function roots(part: Float32Array): void {
  for (let i = 0; i < part.length; i++) part[i] = Math.sqrt(part[i]!);
  unit(part);
}

/** Of a picture's small copy, and of the words said of it. */
export function vectorOf(sample: LabPlane | undefined, words = ''): Float32Array<ArrayBuffer> {
  const row = new Float32Array(dimensions);
  if (sample) {
    countColours(sample, view(row, 'palette'), view(row, 'light'));
    countEdges(sample, view(row, 'texture'));
    layOut(sample, view(row, 'layout'));
  }
  hashWords(words, view(row, 'words'));
  unit(view(row, 'words'));
  return row;
}

/** Of colours alone, each with its share. */
export function vectorOfColours(
  colours: readonly (Oklab & { readonly share: number })[],
): Float32Array<ArrayBuffer> {
  const row = new Float32Array(dimensions);
  for (const { share, ...colour } of colours) addColour(colour, share, view(row, 'palette'));
  roots(view(row, 'palette'));
  return row;
}

const hues = 12;
const greys = 8;
/** At this chroma a colour counts half as a grey and half by its hue. */
const between = 0.04;

/** Eight greys, then twelve hues, dark and light: shared out between neighbours, so that what is near is near. */
function addColour({ L, a, b }: Oklab, share: number, palette: Float32Array): void {
  const chroma = Math.hypot(a, b);
  const neutral = Math.exp(-((chroma / between) ** 2) * Math.LN2);
  spreadOver(palette.subarray(0, greys), L * greys - 0.5, share * neutral, false);
  const hue = ((Math.atan2(b, a) / (2 * Math.PI) + 1) % 1) * hues;
  const lightShare = Math.min(1, Math.max(0, (L - 0.4) / 0.4));
  spreadOver(palette.subarray(greys, greys + hues), hue, share * (1 - neutral) * (1 - lightShare), true);
  spreadOver(palette.subarray(greys + hues), hue, share * (1 - neutral) * lightShare, true);
}

/** To the two places nearest to `at`. */
function spreadOver(part: Float32Array, at: number, amount: number, round: boolean): void {
  if (amount <= 0) return;
  const low = Math.floor(at);
  const rest = at - low;
  const place = (i: number): number =>
    round ? (i + part.length) % part.length : Math.min(part.length - 1, Math.max(0, i));
  part[place(low)] = part[place(low)]! + amount * (1 - rest);
  part[place(low + 1)] = part[place(low + 1)]! + amount * rest;
}

function countColours({ data }: LabPlane, palette: Float32Array, light: Float32Array): void {
  for (let i = 0; i < data.length; i += 3) {
    const L = data[i]!;
    addColour({ L, a: data[i + 1]!, b: data[i + 2]! }, 1, palette);
    spreadOver(light, L * light.length - 0.5, 1, false);
  }
  roots(palette);
  roots(light);
}

/** Eight directions of edges, weak and strong, after Dalal and Triggs, "Histograms of Oriented Gradients", 2005. */
function countEdges({ width, height, data }: LabPlane, texture: Float32Array): void {
  const directions = texture.length / 2;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = (y * width + x) * 3;
      const right = data[i + 3]! - data[i - 3]!;
      const down = data[i + width * 3]! - data[i - width * 3]!;
      const strength = Math.sqrt(right * right + down * down);
      if (strength < 0.01) continue;
      const turn = ((Math.atan2(down, right) / Math.PI + 1) % 1) * directions;
      const from = strength > 0.12 ? directions : 0;
      spreadOver(texture.subarray(from, from + directions), turn, strength, true);
    }
  }
  roots(texture);
}

/** Sixteen lightnesses and eight colours, as they lie, against the mean of the picture. */
function layOut(sample: LabPlane, layout: Float32Array): void {
  const L = cells(sample, 0, 4, 4);
  const [a, b] = [cells(sample, 1, 4, 2), cells(sample, 2, 4, 2)];
  const against = (values: readonly number[]): number[] => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return values.map(x => x - mean);
  };
  // Chroma runs over a third of what lightness does.
  layout.set([...against(L), ...against(a).map(x => 3 * x), ...against(b).map(x => 3 * x)]);
  unit(layout);
}

function cells({ width, height, data }: LabPlane, c: number, across: number, down: number): number[] {
  const sums = new Float64Array(across * down);
  const counts = new Float64Array(across * down);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * down) / height) * across + Math.floor((x * across) / width);
      sums[cell] = sums[cell]! + data[(y * width + x) * 3 + c]!;
      counts[cell] = counts[cell]! + 1;
    }
  }
  return [...sums].map((sum, cell) => sum / Math.max(1, counts[cell]!));
}

/**
 * A row to search with: `weights` say what each part counts for, and are shared out over the parts that `row` has, so
 * that a product with any row lies between −1 and 1 and is 1 with itself.
 */
export function queryOf(
  row: Float32Array,
  weights: Readonly<Partial<Record<Part, number>>> = usual,
): Float32Array<ArrayBuffer> {
  const query = Float32Array.from(row);
  const weight = (part: Part): number =>
    view(query, part).some(x => x !== 0) ? Math.max(0, weights[part] ?? 0) : 0;
  const sum = partNames.reduce((total, part) => total + weight(part), 0);
  for (const part of partNames) {
    const share = sum > 0 ? weight(part) / sum : 0;
    const numbers = view(query, part);
    for (let i = 0; i < numbers.length; i++) numbers[i] = numbers[i]! * share;
  }
  return query;
}
