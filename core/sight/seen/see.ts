/** What is in a picture, seen without any network: its surfaces, measured. They have no names. */
import type { Surfaces } from '../../colour/surfaces.ts';
import { basicColours, type Region, type Scene } from '../../contract/scene.ts';
import { sides } from '../../contract/plan.ts';
import type { Size } from '../../pixels/box.ts';
import { blankMask, type Mask } from '../../pixels/pixels.ts';
import { edition } from './edition.ts';
import { standingOut } from './stand-out.ts';
import { measured, type Measured } from './measured.ts';

/** Slopes of lightness in Oklab, a pixel of the copy: of grain, and of gravel. */
const flat = 0.004;
const busy = 0.05;

/** How much a slope bends, of its own height: where a picture is blurred, and where it is sharp. */
const blurred = 0.25;
const sharp = 0.9;

/** Less of a thing in a colour is seen by nobody. */
const tinge = 0.04;

export interface Seen {
  readonly scene: Scene;
  /** Of each region, by its id: what it takes of the copy that surfaces are sought on. */
  mask(id: number): Mask;
}

/** `surfaces` are those of a picture of `size`. */
export function see(surfaces: Surfaces, { width, height }: Size): Seen {
  const all = measured(surfaces);
  const found = standingOut(all);
  const size = { width, height };
  const regions = found.map(({ node, stands }, id) => ({
    ...regionOf(all, node, id, surfaces, size),
    stands,
  }));
  return { scene: { edition, width, height, regions }, mask: id => maskOf(all, found[id]!.node, surfaces) };
}

/** What is at this node, in a picture of `size`. */
export function regionOf(
  { of, colours, boxes, count }: Measured,
  node: number,
  id: number,
  { plane, scale }: Surfaces,
  { width, height }: Size,
): Region {
  const size = of.size[node]!;
  const mean = (sums: Float64Array): number => sums[node]! / size;
  const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));
  const [left, top, right, bottom] = boxes.subarray(node * 4, node * 4 + 4);
  const [x, y] = [left! * scale, top! * scale];
  const slope = mean(of.slope);
  return {
    id,
    box: {
      x,
      y,
      width: Math.min(width, (right! + 1) * scale) - x,
      height: Math.min(height, (bottom! + 1) * scale) - y,
    },
    area: size / of.size[count - 1]!,
    centre: { x: within(0, mean(of.x) / plane.width, 1), y: within(0, mean(of.y) / plane.height, 1) },
    colours: basicColours
      .map((name, k) => ({ name, share: within(0, colours[k]![node]! / size, 1) }))
      .filter(({ share }) => share >= tinge)
      .sort((one, other) => other.share - one.share),
    mean: [within(0, mean(of.L), 1), mean(of.a), mean(of.b)],
    texture: within(0, (slope - flat) / (busy - flat), 1),
    focus: slope === 0 ? 0 : within(0, (mean(of.bend) / slope - blurred) / (sharp - blurred), 1),
    edges: sides.filter(side => of[side][node]! > 0),
  };
}

function maskOf({ order, from, to }: Measured, node: number, { plane, cells }: Surfaces): Mask {
  const isIn = new Uint8Array(cells.count);
  for (const cell of order.subarray(from[node], to[node])) isIn[cell] = 255;
  const mask = blankMask(plane.width, plane.height);
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = isIn[cells.labels[i]!]!;
  return mask;
}
