/** What is seen in a picture without any network: in our rooms, in pictures drawn for this, and in what is no picture of anything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { surfacesOf } from '../../../core/colour/surfaces.ts';
import { Scene } from '../../../core/contract/scene.ts';
import { parse } from '../../../core/contract/schema.ts';
import { readTargets } from '../../../core/intent/target.ts';
import { tokenise } from '../../../core/intent/tokens.ts';
import { understand } from '../../../core/intent/understand.ts';
import { blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { refer } from '../../../core/sight/refer.ts';
import { see, type Seen } from '../../../core/sight/seen/see.ts';
import { readPng } from '../../../tools/png.ts';
import { dice } from '../../../tools/scenes/chance.ts';
import { decodeJpeg } from '../../../tools/scenes/jpeg-read.ts';
import { said } from '../../fixtures/said.ts';
import { objectIn, readScenes, root } from '../../fixtures/scenes.ts';

type Colour = readonly [number, number, number];

/** A plain ground, with what `draw` puts on it. */
function drawn(width: number, height: number, at: (x: number, y: number) => Colour): Pixels {
  const picture = blankPixels(width, height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4) picture.data.set([...at(x, y), 255], i);
  return picture;
}

const seenIn = (picture: Pixels): Seen => see(surfacesOf(picture), picture);
const [wall, red, blue]: readonly Colour[] = [
  [190, 188, 184],
  [190, 40, 40],
  [40, 70, 180],
];

describe('a drawn picture', () => {
  const disc = (x: number, y: number, left: number, top: number, reach: number): boolean =>
    Math.hypot(x - left, y - top) < reach;
  const picture = drawn(300, 200, (x, y) => {
    if (disc(x, y, 60, 60, 25)) return red!;
    return disc(x, y, 230, 130, 40) ? blue! : wall!;
  });
  const { scene, mask } = seenIn(picture);

  /** Whether what is meant by a colour is taken at this point. */
  function takes(color: string, { scene, mask }: Seen, x: number, y: number): boolean {
    const found = refer({ text: `the ${color} thing`, noun: 'thing', color }, scene);
    return found.kind === 'found' && found.regions.some(id => mask(id).data[y * 300 + x] === 255);
  }

  test('each thing in it is a region of its colour, size and place', () => {
    const disc = scene.regions.find(({ colours }) => colours[0]?.name === 'red');
    expect(disc?.box).toEqual({ x: 36, y: 36, width: 49, height: 49 });
    expect(disc?.area).toBeCloseTo((Math.PI * 25 ** 2) / 60_000, 3);
    expect(disc?.centre.x).toBeCloseTo(0.2, 2);
    expect(disc?.centre.y).toBeCloseTo(0.3, 2);
    expect(disc?.edges).toEqual([]);
    expect(disc?.colours[0]?.share).toBeGreaterThan(0.7);
    expect(mask(disc?.id ?? -1).data[60 * 300 + 60]).toBe(255);
  });

  test('and is found by it', () => {
    const seen = { scene, mask };
    expect(takes('red', seen, 60, 60)).toBe(true);
    expect(takes('blue', seen, 230, 130)).toBe(true);
    expect(takes('blue', seen, 60, 60)).toBe(false);
  });

  test('in a lamp’s warm light, too', () => {
    const warm = blankPixels(300, 200);
    picture.data.forEach((byte, i) => (warm.data[i] = byte * ([1, 0.86, 0.66, 1][i % 4] ?? 1)));
    const seen = seenIn(warm);
    expect(takes('red', seen, 60, 60)).toBe(true);
    expect(takes('blue', seen, 230, 130)).toBe(true);
  });
});

describe('what is no picture of things', () => {
  const chance = dice(3);
  const byte = (): number => Math.floor(chance() * 256);
  test.each<[string, Pixels, number, number]>([
    ['one pixel', drawn(1, 1, () => wall!), 0, 0],
    ['one row', drawn(400, 1, x => (x < 200 ? red! : blue!)), 0, 10],
    ['a blank sheet', drawn(300, 200, () => wall!), 0, 0],
    ['nothing but light falling off', drawn(300, 200, x => [100 + x / 6, 100 + x / 6, 100 + x / 6]), 0, 30],
    ['noise', drawn(300, 200, () => [byte(), byte(), byte()]), 0, 100],
    ['one giant, and a rim', drawn(300, 200, (x, y) => (x > 3 && y > 3 ? red! : blue!)), 0, 4],
    [
      'two hundred things',
      drawn(600, 400, (x, y) => (x % 30 < 16 && y % 40 < 20 ? [red!, blue!][(x + y) & 1]! : wall!)),
      50,
      100,
    ],
  ])('%s', (_, picture, least, most) => {
    const { scene, mask } = seenIn(picture);
    expect(parse(Scene, scene)).toEqual(scene);
    expect(scene.regions.length).toBeGreaterThanOrEqual(least);
    expect(scene.regions.length).toBeLessThanOrEqual(most);
    for (const { id, area } of scene.regions.slice(0, 10)) {
      const taken = mask(id).data.filter(value => value === 255).length;
      expect(taken / mask(id).data.length).toBeCloseTo(area, 5);
    }
  });
});

describe('our rooms', () => {
  const scenes = readScenes();
  const seen = new Map(
    scenes.rooms.map(({ name, photo }) => {
      const { width, height, data } = decodeJpeg(readFileSync(join(root, photo)));
      const picture = drawn(width, height, (x, y) => {
        const at = (y * width + x) * 3;
        return [data[at]!, data[at + 1]!, data[at + 2]!];
      });
      return [name, seenIn(picture)] as const;
    }),
  );

  /** How much of a region and of a thing is both. */
  function overlap(mask: Mask, thing: Pixels): number {
    const scale = Math.round(thing.width / mask.width);
    let [both, either] = [0, 0];
    for (let y = 0; y < mask.height; y++) {
      for (let x = 0; x < mask.width; x++) {
        const isIn = mask.data[y * mask.width + x] === 255;
        const isThing = thing.data[(y * scale * thing.width + x * scale) * 4]! > 127;
        if (isIn && isThing) both++;
        if (isIn || isThing) either++;
      }
    }
    return both / either;
  }

  /** The things that some region is, and how what was said of them was answered. */
  const answers = { right: 0, asked: 0, wrong: [] as string[] };
  let found = 0;
  for (const [room, name, ...words] of said) {
    const { scene, mask } = seen.get(room)!;
    const thing = readPng(readFileSync(join(root, objectIn(scenes, room, name).object.mask)));
    const is = (id: number): boolean => overlap(mask(id), thing) > 0.5;
    if (scene.regions.some(({ id }) => is(id))) found++;
    for (const text of words) {
      const plan = understand(`remove ${text}`);
      const [edit] = 'edits' in plan ? plan.edits : [];
      if (edit?.op !== 'remove' || !edit.target) throw new Error(`“${text}” is no one thing.`);
      const answer = refer(edit.target, scene, [], words => readTargets(tokenise(words)) ?? []);
      if (answer.kind !== 'found') answers.asked++;
      else if (answer.regions.length === 1 && is(answer.regions[0]!)) answers.right++;
      else answers.wrong.push(`${room}: ${text}`);
    }
  }

  test('more than half of their things are regions', () => {
    expect(found).toBeGreaterThanOrEqual(16);
  });

  test('what is said of them is right, or asked about', () => {
    const count = said.reduce((sum, [, , ...words]) => sum + words.length, 0);
    expect(answers.right).toBeGreaterThanOrEqual(6);
    expect(answers.wrong.length / count, answers.wrong.join('; ')).toBeLessThan(0.03);
    expect((answers.right + answers.asked) / count).toBeGreaterThan(0.9);
  });
});
