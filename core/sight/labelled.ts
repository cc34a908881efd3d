/** Regions that were found by their looks, and what somebody else calls the things of the picture: each region with its name. */
import type { Region } from '../contract/scene.ts';
import type { Box } from '../pixels/box.ts';
import type { Mask } from '../pixels/pixels.ts';

/** A thing that somebody who knows things found in a picture. */
export interface Detection {
  readonly label: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** In pixels of the picture, and within it. */
  readonly box: Box;
}

/** What is said of a region, which may be one that was not found before. */
export interface Named {
  readonly region: Region;
  readonly label: string;
  readonly confidence: number;
}

/** A region and a thing are one if their boxes take this share of each other: a part of a thing, or two of them, takes less. */
const one = 0.7;

/** And if the region takes this share of the middle of the box, in which a rim or what lies behind has no part. */
const middle = 0.5;

/** What both boxes take, of what either takes: 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const both = shared(a, b);
  return both === 0 ? 0 : both / (a.width * a.height + b.width * b.height - both);
}

/** How much of the first lies in the other: 0 to 1. */
export const shareWithin = (a: Box, b: Box): number => shared(a, b) / (a.width * a.height);

/** In pixels. */
function shared(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}

/**
 * For each thing the region that it is, or nothing. A region is one thing at most: the surest has the first choice. `maskOf`: what
 * a region takes of a copy of the picture, of which one pixel is `scale` of the picture's, each way.
 */
export function regionsOf(
  detections: readonly Detection[],
  regions: readonly Region[],
  maskOf: (id: number) => Mask,
  scale: number,
): readonly (Region | undefined)[] {
  const found = new Map<Detection, Region>();
  const taken = new Set<number>();
  for (const detection of detections.toSorted((a, b) => b.confidence - a.confidence)) {
    const best = regions
      .map(region => ({ region, fit: overlap(region.box, detection.box) }))
      .filter(({ region, fit }) => fit >= one && !taken.has(region.id))
      .sort((a, b) => b.fit - a.fit || a.region.id - b.region.id)
      .find(({ region }) => filled(maskOf(region.id), detection.box, scale) >= middle);
    if (!best) continue;
    taken.add(best.region.id);
    found.set(detection, best.region);
  }
  return detections.map(detection => found.get(detection));
}

/** The share of the box's middle, half as wide and half as high as it, that is marked. */
function filled({ width, height, data }: Mask, box: Box, scale: number): number {
  const [left, right] = within(box.x, box.width, scale, width);
  const [top, bottom] = within(box.y, box.height, scale, height);
  let marked = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) if (data[y * width + x] !== 0) marked++;
  return marked / ((right - left) * (bottom - top));
}

function within(start: number, length: number, scale: number, side: number): readonly [number, number] {
  const from = Math.min(side - 1, Math.floor((start + length / 4) / scale));
  return [from, Math.min(side, Math.max(from + 1, Math.ceil((start + (3 * length) / 4) / scale)))];
}

/** All regions, those of their own last. What has a name is a thing: how it stands out no longer says whether it is one. */
export function labelled(regions: readonly Region[], named: readonly Named[]): Region[] {
  const seen = new Set(regions.map(({ id }) => id));
  const all = [...regions, ...named.flatMap(({ region }) => (seen.has(region.id) ? [] : region))];
  return all.map(region => {
    const name = named.find(({ region: { id } }) => id === region.id);
    if (!name) return region;
    const known: Region = { ...region, label: name.label, confidence: name.confidence };
    delete known.stands;
    return known;
  });
}
