/** What a painting has against a fill, and what becomes of it. */
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../src/models/fill/chance.ts';
import { HOLE, KNOWN, type Field, type Kernel, type Level } from '../../src/models/fill/field.ts';
import { exemplarFill } from '../../src/models/fill/fill.ts';
import { objection } from '../../src/models/fill/objection.ts';
import { plainKernel } from '../../src/models/fill/plain.ts';
import { pyramid } from '../../src/models/fill/settle.ts';
import { steered } from '../../src/models/fill/steer.ts';
import { markTexture } from '../../src/models/fill/texture.ts';
import { tuned } from '../../src/models/fill/tuning.ts';
import { busyness } from '../../src/models/guide/busy.ts';
import type { Painted, Painter } from '../../src/models/guide/painter.ts';
import type { Planes } from '../../src/models/guide/planes.ts';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { hole, picture, quiet, spoiled } from './inpaint.ts';

const SIDE = 96;
const SIZE = SIDE * SIDE;
const MIDDLE = 48 * SIDE + 48;

const chance = chanceFrom(11);
const inside = (x: number, y: number): boolean => (x - 48) ** 2 + (y - 48) ** 2 < 30 ** 2;
const holed = Float32Array.from({ length: SIZE }, (_, at) => +inside(at % SIDE, Math.floor(at / SIDE)));

const planes = (tone: (at: number) => number): Planes => ({
  width: SIDE,
  height: SIDE,
  values: Float32Array.from({ length: 3 * SIZE }, (_, n) => tone(n % SIZE)),
  hole: holed,
});

/** Grey values it may be off by. */
const painting = (tone: number, doubt: number): Painted => ({
  width: SIDE,
  height: SIDE,
  colour: new Float32Array(3 * SIZE).fill(tone),
  texture: new Float32Array(SIZE),
  doubt: new Float32Array(SIZE).fill((doubt / 255) ** 2),
});

describe('a painting', () => {
  test('has nothing against its own tone, nor against texture of that tone', () => {
    expect(
      objection(
        planes(() => 0.5),
        painting(0.5, 5),
      )[MIDDLE],
    ).toBe(0);
    const grass = planes(() => 0.5 + 0.6 * (chance() - 0.5));
    expect(objection(grass, painting(0.5, 12))[MIDDLE]).toBeLessThan(0.05);
  });

  test.each([
    [20, 20, 0.5],
    [20, 40, 0.94],
    [20, 10, 0.06],
    [40, 40, 0.5],
  ])('that may be off by %i objects to what is off by %i: %f', (doubt, off, expected) => {
    const [mean] = [
      objection(
        planes(() => 0.5 + off / 255),
        painting(0.5, doubt),
      )[MIDDLE]!,
    ];
    // Of the error that is in any painting, a little less.
    expect(mean).toBeGreaterThan(expected - 0.06);
    expect(mean).toBeLessThanOrEqual(expected + 0.005);
  });

  test('has no say where nothing was filled', () => {
    const all = objection(
      planes(() => 1),
      painting(0, 5),
    );
    expect(all[0]).toBe(0);
    expect(all[MIDDLE]).toBeGreaterThan(0.99);
  });
});

/** Blades, and here and there a leaf, which is as plain as what a painting makes of a lawn. */
const lawn = (x: number, y: number): number =>
  (x % 24) ** 2 + (y % 24) ** 2 < 150 ? 130 : 60 + 140 * chance();

const painter = (tone: number): Painter => ({
  paint: ({ width, height, values, hole }) =>
    Promise.resolve({
      width,
      height,
      colour: values.map((value, n) => (hole[n % hole.length] === 1 ? tone / 255 : value)),
      texture: busyness(values, width, height).map((busy, at) => (hole[at] === 1 ? 0.02 : busy)),
      doubt: hole.map(isHole => isHole * (16 / 255) ** 2),
    }),
});

test('only where it speaks against a fill does a painting lead', async () => {
  const level: Level = {
    width: SIDE,
    height: SIDE,
    image: Uint8Array.from({ length: 4 * SIZE }, (_, n) =>
      lawn((n >> 2) % SIDE, Math.floor((n >> 2) / SIDE)),
    ),
    state: Uint8Array.from(holed, isHole => (isHole === 1 ? HOLE : KNOWN)),
  };
  markTexture(level, tuned.textureGain);
  const leadOf = async (
    tone: number,
    unled?: Uint8Array,
  ): Promise<{ readonly weight: number; readonly against: number }> => {
    const { steps, against } = await steered(pyramid(level, tuned), painter(tone), tuned, unled);
    return { weight: steps[0]!.level.steer!.weight[MIDDLE]!, against };
  };
  const alone = await leadOf(130);
  expect(alone.weight).toBeGreaterThan(200);
  expect(alone.against).toBe(1);
  const [agreed, objected] = [await leadOf(130, level.image), await leadOf(30, level.image)];
  expect(agreed.weight).toBeLessThan(5);
  expect(agreed.against).toBe(0);
  expect(objected.weight).toBeGreaterThan(200);
  expect(objected.against).toBeGreaterThan(0.9);
});

test('a lawn below a wall stays a lawn, though it is painted grey', async () => {
  const image = picture(160, 160, (x, y) =>
    y < 50 ? [30, 30, 30] : Array.from({ length: 3 }, () => lawn(x, y)),
  );
  const mask = hole(160, 160, (x, y) => (x - 80) ** 2 + (y - 95) ** 2 < 32 ** 2);
  /** The mean size of the gradients in the hole's middle. */
  const roughness = ({ data, width }: Pixels): number => {
    let sum = 0;
    for (let y = 75; y < 115; y++)
      for (let x = 60; x < 100; x++) {
        const at = (y * width + x) * 4;
        sum += Math.hypot(data[at]! - data[at - 4]!, data[at]! - data[at - width * 4]!);
      }
    return sum / 1600;
  };
  const led = await exemplarFill(async () => plainKernel(), tuned, painter(130)).inpaint(
    spoiled(image, mask),
    mask,
    quiet(),
  );
  expect(roughness(led) / roughness(image)).toBeGreaterThan(0.8);
});

test('a plain wall goes on by itself, though a painting is a little off its tone', async () => {
  const grain = (): number[] => Array.from({ length: 3 }, () => 120 + Math.floor(3 * chance()));
  const image = picture(160, 120, x => (x < 110 ? grain() : [60, 60, 60]));
  const mask = hole(160, 120, (x, y) => (x - 80) ** 2 + (y - 60) ** 2 < 20 ** 2);
  const fill = async (by?: Painter): Promise<Pixels> =>
    exemplarFill(async () => plainKernel(), tuned, by).inpaint(spoiled(image, mask), mask, quiet());
  expect((await fill(painter(125))).data).toEqual((await fill()).data);
});

test('a fill that another is taken instead of is never made at full size', async () => {
  const image = picture(240, 240, (x, y) => [x, y, (x + y) / 2].map(value => value / 2 + 20 * chance()));
  const mask = hole(240, 240, (x, y) => (x - 120) ** 2 + (y - 120) ** 2 < 40 ** 2);
  /** How many fills there were at each width. */
  const fillsBy = async (by?: Painter): Promise<Record<number, number>> => {
    const kernel = plainKernel();
    const fields = new Set<Field>();
    const search: Kernel['search'] = (field, options) => (fields.add(field), kernel.search(field, options));
    await exemplarFill(async () => ({ ...kernel, search }), tuned, by).inpaint(
      spoiled(image, mask),
      mask,
      quiet(),
    );
    const widths: Record<number, number> = {};
    for (const { width } of fields) widths[width] = (widths[width] ?? 0) + 1;
    return widths;
  };
  expect(await fillsBy()).toMatchObject({ 119: 1, 237: 1 });
  expect(await fillsBy(painter(10))).toMatchObject({ 119: 2, 237: 1 });
});
