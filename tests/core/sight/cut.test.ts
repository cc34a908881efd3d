/** Things that are shown by clicks and boxes: how much of them is selected, and what must always hold. */
import { describe, expect, test } from 'vitest';
import { surfacesOf } from '../../../core/colour/surfaces.ts';
import { Fault } from '../../../core/contract/fault.ts';
import { blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { weights, type Choosing } from '../../../core/sight/cut/choose.ts';
import { cutOut, type Asked, type Point } from '../../../core/sight/cut/cut-out.ts';
import { groundOf } from '../../../core/sight/cut/ground.ts';
import { overlaps } from '../../../tools/bench/clicker.ts';
import { readThings } from '../../../tools/bench/things.ts';
import { by } from '../../../tools/train/clicks/weights.ts';

function picture(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => readonly number[],
): Pixels {
  const image = blankPixels(width, height);
  for (let i = 0; i < width * height; i++)
    image.data.set([...colourAt(i % width, Math.floor(i / width)), 255], i * 4);
  return image;
}

const grey = [140, 140, 140];
const isBall = (x: number, y: number): boolean => Math.hypot(x - 60, y - 50) < 30;
const isMat = (x: number, y: number): boolean => x > 130 && x < 180 && y > 20 && y < 90;
const blank = picture(120, 90, () => grey);
const things = picture(200, 110, (x, y) =>
  isBall(x, y) ? [190, 60, 40] : isMat(x, y) ? [40, 70, 150] : grey,
);
const noise = picture(120, 90, (x, y) =>
  [1, 2, 3].map(n => (Math.imul(x * 7919 + y * 104729 + n, 2654435761) >>> 8) % 256),
);
const dot = picture(1, 1, () => grey);

const select = (image: Pixels, asked: Asked): Mask => cutOut(image, groundOf(surfacesOf(image)), asked);
const plus = (x: number, y: number): Point => ({ x, y, adds: true });
const minus = (x: number, y: number): Point => ({ x, y, adds: false });
const at = ({ width, data }: Mask, { x, y }: Point): number => data[y * width + x]!;
const marked = ({ data }: Mask): number => data.filter(value => value > 127).length;

function likeness(mask: Mask, isIn: (x: number, y: number) => boolean): number {
  const truth = mask.data.map((_, i) => (isIn(i % mask.width, Math.floor(i / mask.width)) ? 255 : 0));
  const both = truth.filter((value, i) => value === 255 && mask.data[i]! > 127).length;
  return both / (marked(mask) + marked({ ...mask, data: truth }) - both);
}

describe('what is asked for', () => {
  test.each<[name: string, asked: Asked, isIn: (x: number, y: number) => boolean]>([
    ['a click takes the thing under it', { points: [plus(60, 50)] }, isBall],
    [
      'and another adds another',
      { points: [plus(60, 50), plus(155, 55)] },
      (x, y) => isBall(x, y) || isMat(x, y),
    ],
    ['a box takes what lies in it', { box: { x: 20, y: 10, width: 80, height: 80 }, points: [] }, isBall],
    [
      'less what is clicked away',
      { box: { x: 20, y: 10, width: 170, height: 90 }, points: [minus(60, 50)] },
      isMat,
    ],
    ['also what is taken twice', { points: [plus(60, 50), plus(50, 40), plus(70, 60)] }, isBall],
    ['also beyond the border', { box: { x: 120, y: -20, width: 200, height: 400 }, points: [] }, isMat],
  ])('%s', (_, asked, isIn) => {
    expect(likeness(select(things, asked), isIn)).toBeGreaterThan(0.85);
  });

  test('a thing of a few pixels is found in a large picture', () => {
    const isDot = (x: number, y: number): boolean => Math.hypot(x - 403, y - 301) < 4;
    const large = picture(900, 600, (x, y) => (isDot(x, y) ? [190, 60, 40] : grey));
    expect(likeness(select(large, { points: [plus(403, 301)] }), isDot)).toBeGreaterThan(0.6);
  });

  test.each<[name: string, asked: Asked]>([
    ['nothing', { points: [] }],
    ['only what it is not', { points: [minus(60, 50)] }],
  ])('%s selects nothing', (_, asked) => {
    expect(marked(select(things, asked))).toBe(0);
  });

  test.each<[name: string, image: Pixels, point: Point]>([
    ['on a blank picture', blank, plus(60, 45)],
    ['on noise', noise, plus(60, 45)],
    ['in a corner', things, plus(0, 0)],
    ['in the last corner', things, plus(199, 109)],
    ['on the only pixel', dot, plus(0, 0)],
  ])('a click %s selects that place', (_, image, point) => {
    expect(at(select(image, { points: [point] }), point)).toBe(255);
  });

  test.each([blank, noise, things])('every point stays what it was asked to be', image => {
    const points = [plus(60, 50), minus(90, 60), plus(20, 20), minus(61, 51), plus(100, 30), minus(22, 40)];
    for (let count = 1; count <= points.length; count++) {
      const some = points.slice(0, count);
      const mask = select(image, { points: some });
      expect(some.map(point => at(mask, point))).toEqual(some.map(({ adds }) => (adds ? 255 : 0)));
    }
  });

  test('what was asked before makes no difference', () => {
    const ground = groundOf(surfacesOf(things));
    const ways: Asked[] = [
      { points: [plus(60, 50)] },
      { points: [plus(60, 50), plus(155, 55)] },
      { points: [plus(60, 50), minus(60, 30)] },
      { box: { x: 20, y: 10, width: 80, height: 80 }, points: [plus(60, 50)] },
      { points: [minus(60, 50)] },
      { points: [] },
      { points: [plus(60, 50), plus(155, 55)] },
    ];
    for (const asked of ways) expect(cutOut(things, ground, asked)).toEqual(select(things, asked));
  });

  test('how a click is understood can be told, and is not taken for how it mostly is', () => {
    const ground = groundOf(surfacesOf(things));
    const points = [plus(60, 50), plus(155, 55), minus(60, 30)];
    const mostly = cutOut(things, ground, { points });
    const alone: Choosing = (_ground, { cell }) => ({ kind: 'surface', cells: [cell] });
    expect(marked(cutOut(things, ground, { points }, alone))).toBeLessThan(marked(mostly) / 10);
    expect(cutOut(things, ground, { points })).toEqual(mostly);
  });

  test('the weights are fitted with a choice that is the same', () => {
    const ground = groundOf(surfacesOf(things));
    const points = [plus(60, 50), plus(155, 55), minus(60, 30), plus(100, 90)];
    const turned = { ...weights, first: { ...weights.first, central: -50, votes: -50 } };
    const [same, other] = [weights, turned].map(some => cutOut(things, ground, { points }, by(some)));
    expect(same).toEqual(cutOut(things, ground, { points }));
    expect(other).not.toEqual(same);
  });

  test.each<[name: string, near: Point]>([
    ['beyond', plus(92, 50)],
    ['within', minus(88, 50)],
  ])('a click just %s an outline moves it there, and nowhere else', (_, near) => {
    const before = select(things, { points: [plus(60, 50)] });
    const after = select(things, { points: [plus(60, 50), near] });
    expect(at(after, near)).toBe(near.adds ? 255 : 0);
    const far = after.data.findIndex(
      (value, i) =>
        value !== before.data[i] && Math.hypot((i % 200) - near.x, Math.floor(i / 200) - near.y) > 8,
    );
    expect(far).toBe(-1);
  });

  test('more that is added never takes away', () => {
    const points = [plus(60, 50), plus(20, 20), plus(155, 55), plus(100, 90)];
    let before = select(things, { points: [] });
    for (let count = 1; count <= points.length; count++) {
      const mask = select(things, { points: points.slice(0, count) });
      expect(before.data.every((value, i) => value <= 127 || mask.data[i]! > 127)).toBe(true);
      before = mask;
    }
  });

  test.each<[name: string, asked: Asked]>([
    ['a point', { points: [plus(200, 10)] }],
    ['a point that is none', { points: [plus(Number.NaN, 10)] }],
    ['a box', { box: { x: 300, y: 10, width: 20, height: 20 }, points: [] }],
    ['a box of nothing', { box: { x: 30, y: 10, width: 0, height: 20 }, points: [] }],
  ])('%s outside the picture is refused', (_, asked) => {
    expect(() => select(things, asked)).toThrow(expect.objectContaining({ name: 'bad-request' }));
    expect(() => select(things, asked)).toThrow(Fault);
  });
});

/** Mean overlaps: of all things with one click and with a box, and of those in the kitchen with three clicks. */
const rooms = readThings();
const kitchen = rooms.filter(({ room }) => room === 'kitchen');
const mean = (some: typeof rooms, clicks: number, hasBox: boolean): number =>
  some.reduce((sum, { photo, ground, truth, box }) => {
    const select = (points: readonly Point[]): Mask =>
      cutOut(photo, ground, hasBox ? { box, points } : { points });
    return sum + overlaps(truth, clicks, select).at(-1)! / some.length;
  }, 0);
const means = { click: mean(rooms, 1, false), box: mean(rooms, 0, true), three: mean(kitchen, 3, false) };

describe('of the things of our rooms', () => {
  test('one click selects most', () => {
    expect(means.click).toBeGreaterThan(0.72);
  });

  test('three clicks select more', () => {
    expect(means.three).toBeGreaterThan(0.86);
  });

  test('a box selects more than GrabCut, whose mean is 0.725', () => {
    expect(means.box).toBeGreaterThan(0.8);
  });
});
