/** Pictures as networks take them: one plane after the other, and a mask of what is to be painted. */
import type { Box, Size } from '../../../core/pixels/box.ts';
import { stepsFrom } from '../fill/pyramid.ts';

export interface Planes {
  readonly width: number;
  readonly height: number;
  /** All of red, then of green, then of blue, 0 to 1; and what else there may be of each pixel. */
  readonly values: Float32Array;
  /** 1 = to be painted. */
  readonly hole: Float32Array;
}

export const blankPlanes = (width: number, height: number, count: number): Planes => ({
  width,
  height,
  values: new Float32Array(count * width * height),
  hole: new Float32Array(width * height),
});

/** The part of planes of that size inside a box that lies within them. */
export function partOf(values: Float32Array, size: Size, box: Box): Float32Array {
  const area = size.width * size.height;
  const part = new Float32Array((values.length / area) * box.width * box.height);
  for (let plane = 0, to = 0; plane < values.length; plane += area) {
    for (let y = box.y; y < box.y + box.height; y++, to += box.width) {
      const from = plane + y * size.width + box.x;
      part.set(values.subarray(from, from + box.width), to);
    }
  }
  return part;
}

/** How far each hole pixel lies from what is known, in steps over edges and corners (at most 255). */
export const depthsIn = ({ width, height, hole }: Planes): Uint8Array =>
  stepsFrom({ width, height, state: Uint8Array.from(hole) }, state => state === 0);

const countOf = ({ values, hole }: Planes): number => values.length / hole.length;

/** Half the size: the mean of what is known in each four pixels, and a hole where less than half of them is. */
export function halved(planes: Planes): Planes {
  const { width, height, values, hole } = planes;
  const half = blankPlanes((width + 1) >> 1, (height + 1) >> 1, countOf(planes));
  const [size, area] = [width * height, half.width * half.height];
  for (let y = 0, at = 0; y < half.height; y++) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < half.width; x++, at++) {
      const [left, right] = [2 * x, Math.min(2 * x + 1, width - 1)];
      const [a, b, c, d] = [upper + left, upper + right, lower + left, lower + right];
      const [wa, wb, wc, wd] = [1 - hole[a]!, 1 - hole[b]!, 1 - hole[c]!, 1 - hole[d]!];
      const known = wa + wb + wc + wd;
      half.hole[at] = known < 2 ? 1 : 0;
      if (known === 0) continue;
      for (let plane = 0, to = at; plane < values.length; plane += size, to += area) {
        const sum =
          wa * values[plane + a]! +
          wb * values[plane + b]! +
          wc * values[plane + c]! +
          wd * values[plane + d]!;
        half.values[to] = sum / known;
      }
    }
  }
  return half;
}

/** `coarse`, which is of half the size, drawn into the hole by bilinear means (pixel centres aligned). */
export function drawDoubled(coarse: Planes, fine: Planes): void {
  const { width, height, values, hole } = fine;
  const [size, area] = [width * height, coarse.width * coarse.height];
  for (let y = 0, at = 0; y < height; y++) {
    const [top, bottom, down] = between(y, coarse.height);
    for (let x = 0; x < width; x++, at++) {
      if (hole[at] === 0) continue;
      const [left, right, across] = between(x, coarse.width);
      const [a, b] = [top * coarse.width + left, top * coarse.width + right];
      const [c, d] = [bottom * coarse.width + left, bottom * coarse.width + right];
      for (let plane = 0, from = 0; plane < values.length; plane += size, from += area) {
        const above = coarse.values[from + a]! * (1 - across) + coarse.values[from + b]! * across;
        const below = coarse.values[from + c]! * (1 - across) + coarse.values[from + d]! * across;
        values[plane + at] = above * (1 - down) + below * down;
      }
    }
  }
}

/** The two cells that pixel `at` of the doubled picture lies between, and the share of the second. */
function between(at: number, cells: number): [number, number, number] {
  const place = Math.max(0, (at - 0.5) / 2);
  const first = Math.min(cells - 1, Math.floor(place));
  return [first, Math.min(cells - 1, first + 1), place - Math.floor(place)];
}

/** What is known, spread into the hole: pulled up and pushed down a pyramid of means (Gortler et al., "The Lumigraph", 1996). */
export function spread(fine: Planes): void {
  if (!fine.hole.includes(1)) return;
  const { width, height, values, hole } = fine;
  const size = width * height;
  const sums = fine.values.map((value, at) => value * (1 - hole[at % size]!));
  const whole = pushed({ width, height, values: sums, hole: hole.map(h => 1 - h) });
  for (let at = 0; at < values.length; at++) if (hole[at % size] === 1) values[at] = whole.values[at]!;
}

/** From values times how much of each pixel is known (here in place of the hole), the values everywhere. */
function pushed(sums: Planes): Planes {
  const { width, height, values, hole: known } = sums;
  const size = width * height;
  const out = blankPlanes(width, height, countOf(sums));
  for (let at = 0; at < size; at++) {
    if (known[at] === 0) out.hole[at] = 1;
    else
      for (let plane = at; plane < values.length; plane += size)
        out.values[plane] = values[plane]! / known[at]!;
  }
  if ((width > 1 || height > 1) && out.hole.includes(1)) drawDoubled(pushed(pulled(sums)), out);
  return out;
}

/** Half the size: a quarter of the sum of each four. */
function pulled(sums: Planes): Planes {
  const { width, height, values, hole: known } = sums;
  const half = blankPlanes((width + 1) >> 1, (height + 1) >> 1, countOf(sums));
  const [size, area] = [width * height, half.width * half.height];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const to = (y >> 1) * half.width + (x >> 1);
      half.hole[to] = half.hole[to]! + known[at]! / 4;
      for (let plane = 0, cell = to; plane < values.length; plane += size, cell += area) {
        half.values[cell] = half.values[cell]! + values[plane + at]! / 4;
      }
    }
  }
  return half;
}

/** The same with its last row and column repeated until both sides are multiples of `multiple`. */
export function padded(planes: Planes, multiple: number): Planes {
  const [width, height] = [over(planes.width, multiple), over(planes.height, multiple)];
  if (width === planes.width && height === planes.height) return planes;
  const out = blankPlanes(width, height, countOf(planes));
  const [from, to] = [planes.width * planes.height, width * height];
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.min(y, planes.height - 1) * planes.width;
    for (let x = 0; x < width; x++, at++) {
      const near = row + Math.min(x, planes.width - 1);
      out.hole[at] = planes.hole[near]!;
      for (let a = at, b = near; a < out.values.length; a += to, b += from) {
        out.values[a] = planes.values[b]!;
      }
    }
  }
  return out;
}

const over = (side: number, multiple: number): number => Math.ceil(side / multiple) * multiple;

/** One plane, each value the mean of those within `reach` of it on every side. */
export function boxMean(plane: Float32Array, width: number, height: number, reach: number): Float32Array {
  const out = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) meanAlong(plane, out, y * width, width, reach);
  const across = out.slice();
  // All columns at once, a row after the other: memory is read in its order.
  const sums = new Float64Array(width);
  const add = (y: number, sign: number): void => {
    for (let x = 0, at = y * width; x < width; x++, at++) sums[x]! += sign * across[at]!;
  };
  for (let y = 0; y < Math.min(reach, height); y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + reach < height) add(y + reach, 1);
    if (y > reach) add(y - reach - 1, -1);
    const share = 1 / countNear(y, height, reach);
    for (let x = 0, at = y * width; x < width; x++, at++) out[at] = share * sums[x]!;
  }
  return out;
}

function meanAlong(from: Float32Array, to: Float32Array, start: number, length: number, reach: number): void {
  let sum = 0;
  for (let n = 0; n < Math.min(reach, length); n++) sum += from[start + n]!;
  for (let n = 0; n < length; n++) {
    if (n + reach < length) sum += from[start + n + reach]!;
    if (n > reach) sum -= from[start + n - reach - 1]!;
    to[start + n] = sum / countNear(n, length, reach);
  }
}

const countNear = (n: number, length: number, reach: number): number =>
  Math.min(length - 1, n + reach) - Math.max(0, n - reach) + 1;
