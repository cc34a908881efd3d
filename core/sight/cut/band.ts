/** Where a thing's edge may be soft: a band along it, and how the two sides are parted along that. In pixels of the plane. */
import type { LabPlane } from '../../colour/lab-plane.ts';
import { oklabToLight } from '../../colour/oklab.ts';
import { pad, type Box } from '../../pixels/box.ts';
import { cropMask } from '../../pixels/crop.ts';
import { squaredDistance } from '../../pixels/distance.ts';
import { bounds } from '../../pixels/mask.ts';
import type { Mask } from '../../pixels/pixels.ts';
import { add, partingOf, sums, type Parting } from './parting.ts';

/** The band in which a pixel may be partly the thing: so far out, and so far in. Beyond, it is known what it is. */
export const reach = { out: 20, in: 10 };

/** How far beyond the band a place is still an example. */
const example = 32;

/** Tiles have one parting each, of what is in those around, by a Gaussian of `near` tiles. */
export const tile = 16;
const around = 2;
const near = 1;

/** Sides that are not so clearly apart (see `Parting`) are not parted: grain would be taken for hair. */
const clearest = 30;

export interface Band {
  readonly box: Box;
  /** The square of how far each of the box's pixels is from the thing, and how deep in it. */
  readonly away: Uint32Array;
  readonly deep: Uint32Array;
  /** Red, green and blue. */
  readonly light: Float32Array;
  /** Of tiles. */
  readonly columns: number;
  readonly rows: number;
}

/** Undefined where nothing is marked. `small` is of the plane's size, 0 or 255. */
export function bandOf(plane: LabPlane, small: Mask): Band | undefined {
  const box = pad(bounds(small), reach.out + example, small);
  if (box.width <= 0 || box.height <= 0) return undefined;
  const part = cropMask(small, box);
  const rest = { ...part, data: part.data.map(value => 255 - value) };
  const whole = { ...box, x: 0, y: 0 };
  const row = new Float32Array(box.width * 3);
  const lights = new Float32Array(box.width * box.height * 3);
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * plane.width + box.x) * 3;
    row.set(plane.data.subarray(from, from + row.length));
    oklabToLight(row, box.width);
    lights.set(row, y * row.length);
  }
  return {
    box,
    away: squaredDistance(part, whole, reach.out + example),
    deep: squaredDistance(rest, whole, reach.in + example),
    light: lights,
    columns: Math.ceil(box.width / tile),
    rows: Math.ceil(box.height / tile),
  };
}

/** For each tile, how the thing and what is behind it are parted there; nothing where they are too much alike. */
export function partingsOf({
  box,
  away,
  deep,
  light,
  columns,
  rows,
}: Band): readonly (Parting | undefined)[] {
  const known = new Float64Array(columns * rows * 2 * sums);
  const outer = [reach.out ** 2, (reach.out + example) ** 2] as const;
  const inner = [reach.in ** 2, (reach.in + example) ** 2] as const;
  for (let y = 0, i = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, i++) {
      const isThing = deep[i]! > inner[0] && deep[i]! <= inner[1];
      if (!isThing && !(away[i]! > outer[0] && away[i]! <= outer[1])) continue;
      const at = (tileAt(columns, x, y) * 2 + (isThing ? 0 : 1)) * sums;
      add(known, at, light[i * 3]!, light[i * 3 + 1]!, light[i * 3 + 2]!);
    }
  }
  const [thing, behind] = [new Float64Array(sums), new Float64Array(sums)];
  return Array.from({ length: columns * rows }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    thing.fill(0);
    behind.fill(0);
    for (let v = Math.max(0, row - around); v <= Math.min(rows - 1, row + around); v++) {
      for (let u = Math.max(0, column - around); u <= Math.min(columns - 1, column + around); u++) {
        const weight = Math.exp(-((u - column) ** 2 + (v - row) ** 2) / (2 * near * near));
        const from = (v * columns + u) * 2 * sums;
        for (let k = 0; k < sums; k++) {
          thing[k] = thing[k]! + weight * known[from + k]!;
          behind[k] = behind[k]! + weight * known[from + sums + k]!;
        }
      }
    }
    const parting = partingOf(thing, behind);
    return parting && parting.clear >= clearest ? parting : undefined;
  });
}

/** The tile of a pixel of the box. */
export const tileAt = (columns: number, x: number, y: number): number =>
  Math.floor(y / tile) * columns + Math.floor(x / tile);
