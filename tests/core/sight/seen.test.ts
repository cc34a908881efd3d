/** What is seen in a picture without any network: in our rooms, in pictures drawn for this, and in what is no picture of anything. */
import { describe, expect, test } from 'vitest';
import { surfacesOf } from '../../../core/colour/surfaces.ts';
import { Scene } from '../../../core/contract/scene.ts';
import { parse } from '../../../core/contract/schema.ts';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { refer } from '../../../core/sight/refer.ts';
import { see, type Seen } from '../../../core/sight/seen/see.ts';
import { dice } from '../../../tools/scenes/chance.ts';
import { answersInRooms } from './rooms.ts';

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

describe('names of what looks like nothing else', () => {
  const grain = dice(5);
  const meadow = seenIn(
    drawn(300, 200, (x, y) => {
      const noise = Math.floor(grain() * 12);
      if (Math.hypot(x - 240, y - 40) < 14) return [250, 236, 150];
      if (y < 110) return [120 + y / 3, 165 + y / 4, 225];
      return [70 + noise, 120 + noise * 2, 50 + noise];
    }),
  );

  test.each([
    ['the sky', 100, 50],
    ['the grass', 150, 160],
    ['the lawn', 30, 180],
    ['the sun', 240, 40],
  ])('%s', (words, x, y) => {
    const [noun] = words.split(' ').slice(-1);
    const found = refer({ text: words, noun: noun ?? '' }, meadow.scene);
    expect(found.kind).toBe('found');
    const ids = found.kind === 'found' ? found.regions : [];
    expect(ids.map(id => meadow.mask(id).data[y * 300 + x])).toEqual([255]);
  });

  test.each(['the lamp', 'the dog'])('%s is not simply taken', words => {
    const [noun] = words.split(' ').slice(-1);
    expect(refer({ text: words, noun: noun ?? '' }, meadow.scene).kind).not.toBe('found');
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
  const { found, right, asked, wrong, count } = answersInRooms();

  test('more than half of their things are regions', () => {
    expect(found).toBeGreaterThanOrEqual(16);
  });

  test('what is said of them is right, or asked about', () => {
    expect(right).toBeGreaterThanOrEqual(6);
    expect(wrong.length / count, wrong.join('; ')).toBeLessThan(0.03);
    expect((right + asked) / count).toBeGreaterThan(0.9);
  });
});
