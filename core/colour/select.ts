/** What a tap means: the thing of one colour under the finger, up to its edges. */
import { Fault } from '../contract/fault.ts';
import { fillHoles } from '../pixels/components.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';
import { labPlane, type LabPlane } from './lab-plane.ts';
import { refine } from './refine.ts';
import { growRegion } from './grow-region.ts';

/** A region is grown on a copy of about this many pixels; only its edge is looked at in full. */
const enough = 300_000;

/** Specks of other colours inside a region, up to this share of it, belong to it. */
const speck = 0.01;

/** A pixel this far in Oklab from all its neighbours is noise, a glint or a thread. */
const grain = 0.06;

/**
 * The pixels like the one at (x, y) and joined to it. `tolerance` from 0 (only what cannot be told apart) to 1 (all but
 * strong edges). A hard inside with a soft edge where pixels are half of one thing and half of another.
 * Throws `bad-request` where (x, y) lies outside the picture.
 */
export function selectLike(image: Pixels, x: number, y: number, tolerance: number): Mask {
  if (!(x >= 0 && y >= 0 && x < image.width && y < image.height)) {
    throw new Fault('bad-request', 'That point lies outside the picture. Tap inside it.');
  }
  const scale = Math.max(1, Math.ceil(Math.sqrt((image.width * image.height) / enough)));
  const plane = labPlane(image, scale);
  const start = typicalNear(plane, Math.floor(x / scale), Math.floor(y / scale));
  const small = growRegion(plane, start, stepFor(tolerance));
  const size = small.data.reduce((sum, value) => sum + (value >> 7), 0);
  fillHoles(small, Math.max(8, size * speck));
  return refine(image, plane, small, scale);
}

/** The most typical pixel within two of a tap, lest a grain of noise be taken for the thing. */
function typicalNear({ width, height, data }: LabPlane, x: number, y: number): number {
  const near: number[] = [];
  for (let j = Math.max(0, y - 2); j <= Math.min(height - 1, y + 2); j++) {
    for (let i = Math.max(0, x - 2); i <= Math.min(width - 1, x + 2); i++) near.push((j * width + i) * 3);
  }
  const middle = [0, 1, 2].map(c => near.map(at => data[at + c]!).sort((a, b) => a - b)[near.length >> 1]!);
  const away = (at: number): number =>
    middle.reduce((sum, value, c) => sum + Math.abs(data[at + c]! - value), 0);
  const tapped = (y * width + x) * 3;
  // The tapped pixel itself, unless it stands out: near an edge the person meant their own side of it.
  const best = away(tapped) < grain ? tapped : near.reduce((best, at) => (away(at) < away(best) ? at : best));
  return best / 3;
}

/** 0.006 in Oklab is under what an eye tells apart; 0.12 joins all but strong edges. */
function stepFor(tolerance: number): number {
  const t = Math.min(1, Math.max(0, tolerance));
  return 0.006 + 0.114 * t * t;
}
