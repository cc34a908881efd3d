/** Taps on the things of our rooms at the tolerance that the studio starts with: how much of the thing is taken. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { selectLike } from '../../../core/colour/select.ts';
import { surfacesOf, type Surfaces } from '../../../core/colour/surfaces.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { readPng } from '../../../tools/png.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { objectIn, readScenes, root } from '../../fixtures/scenes.ts';

const tolerance = 0.4;

/** The part of an object that is of one material, in pixels of the photo; ends not named are the photo's own. */
interface Part {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
}

type Taps = readonly (readonly [x: number, y: number])[];

interface Row {
  readonly room: string;
  readonly object: string;
  readonly floor: number;
  readonly taps: Taps;
  readonly part: Part;
}

const rows = (table: readonly (readonly [string, string, number, Taps, Part?])[]): Row[] =>
  table.map(([room, object, floor, taps, part = {}]) => ({ room, object, floor, taps, part }));

// prettier-ignore
const whole = rows([
  ['living-room', 'rust cushion', 0.88, [[420, 455], [400, 490], [445, 430]]],
  ['living-room', 'lamp', 0.88, [[1010, 260], [980, 290], [1045, 240]], { bottom: 304 }],
  ['living-room', 'vase', 0.68, [[487, 590], [465, 600], [510, 600]], { top: 558 }],
  ['living-room', 'bowl', 0.84, [[620, 606], [605, 606], [640, 608]]],
  ['living-room', 'pouf', 0.9, [[1080, 720], [1000, 720], [1150, 750]]],
  ['living-room', 'coffee table', 0.75, [[420, 650], [650, 685], [540, 680]], { top: 590, bottom: 707 }],
  ['kitchen', 'chopping board', 0.83, [[380, 470], [350, 420], [420, 530]]],
  ['kitchen', 'jar', 0.8, [[1055, 540], [1040, 560], [1080, 520]], { top: 500 }],
  ['kitchen', 'herb pot', 0.92, [[945, 200], [925, 190], [970, 210]], { top: 175 }],
  ['kitchen', 'pendant', 0.65, [[80, 140], [40, 150], [120, 140]], { top: 94 }],
  ['study', 'chair', 0.62, [[500, 665], [450, 512], [600, 665]]],
  ['study', 'desk lamp', 0.75, [[470, 345], [460, 335], [405, 485]]],
  ['study', 'pencil jar', 0.72, [[725, 465], [720, 475], [732, 470]], { top: 450 }],
  ['study', 'waste bin', 0.78, [[185, 730], [150, 700], [215, 720]]],
  ['study', 'small plant', 0.86, [[770, 238], [760, 235], [782, 240]], { top: 224 }],
  ['study', 'vase', 0.88, [[750, 75], [735, 85], [765, 65]]],
]);

/** Glazed, or half in the sun: their lit and their dark side are two surfaces, and a tap takes one of them. */
// prettier-ignore
const inParts = rows([
  ['kitchen', 'kettle', 0.95, [[140, 550], [120, 560], [180, 565]], { top: 501 }],
  ['kitchen', 'mug', 0.75, [[735, 560], [722, 575], [750, 552]], { right: 762, bottom: 588 }],
  ['kitchen', 'vase', 0.92, [[870, 480], [850, 500], [890, 470]], { top: 437, bottom: 530 }],
  ['study', 'plant', 0.8, [[1060, 740], [1025, 710], [1110, 720]], { left: 990, top: 686, right: 1145 }],
]);

/** A side of these is more like the floor, the wood or the wall beside it than like their other side. */
// prettier-ignore
const mistaken = rows([
  ['living-room', 'plant', 0, [[200, 600], [170, 620], [235, 590]], { top: 566 }],
  ['kitchen', 'vase', 0, [[870, 560], [850, 550], [890, 555]], { top: 533 }],
  ['study', 'mug', 0, [[795, 472], [790, 480], [805, 468]]],
]);

const scenes = readScenes();
const read = (path: string): Buffer => readFileSync(join(root, path));

const opened = new Map<string, { readonly photo: Pixels; readonly surfaces: Surfaces }>();
function open(path: string): { readonly photo: Pixels; readonly surfaces: Surfaces } {
  const known = opened.get(path);
  if (known) return known;
  const photo = readPhoto(join(root, path));
  const room = { photo, surfaces: surfacesOf(photo) };
  opened.set(path, room);
  return room;
}

function maskOf(room: string, object: string, part: Part): Uint8Array {
  const entry = objectIn(scenes, room, object).object;
  const { width, height, data } = readPng(read(entry.mask));
  const { left = 0, top = 0, right = width, bottom = height } = part;
  const carried = entry.carries.map(name => maskOf(room, name, {}));
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isIn = data[i * 4]! > 127 && x >= left && x < right && y >= top && y < bottom;
    return isIn && carried.every(mask => mask[i] === 0) ? 1 : 0;
  });
}

interface Score {
  /** What the tap took and what is meant have in common, divided by all that is either. */
  readonly overlap: number;
  /** How much of what the tap took is meant. */
  readonly meant: number;
}

function scoresOf({ room, object, taps, part }: Row): Score[] {
  const { photo, surfaces } = open(objectIn(scenes, room, object).room.photo);
  const truth = maskOf(room, object, part);
  const size = truth.reduce((sum, value) => sum + value, 0);
  return taps.map(([x, y]) => {
    const { data } = selectLike(photo, x, y, tolerance, surfaces);
    let [taken, both] = [0, 0];
    for (let i = 0; i < data.length; i++) {
      if (data[i]! < 128) continue;
      taken++;
      both += truth[i]!;
    }
    return { overlap: both / (taken + size - both), meant: both / taken };
  });
}

const scores = new Map([...whole, ...inParts, ...mistaken].map(row => [row, scoresOf(row)]));
const least = (row: Row, of: keyof Score): number => Math.min(...scores.get(row)!.map(score => score[of]));

describe('a tap', () => {
  test.each(whole)('$room: takes the $object, wherever it falls on it', row => {
    expect(least(row, 'overlap')).toBeGreaterThan(row.floor);
  });

  test.each(inParts)('$room: takes a side of the $object, and little else', row => {
    expect(least(row, 'meant')).toBeGreaterThan(row.floor);
  });

  test('over all of them takes most of what is meant', () => {
    const all = [...scores.values()].flat();
    expect(all.reduce((sum, { overlap }) => sum + overlap, 0) / all.length).toBeGreaterThan(0.68);
  });
});
