/** Red eyes drawn into a room become dark, wherever they are found or marked, and nothing else changes. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grow } from '../../../core/pixels/mask.ts';
import { blankMask, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { resize } from '../../../core/pixels/resize.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { flashed } from '../sight/damage/aged.ts';
import { perform } from './perform.ts';

const room = readPhoto(join(import.meta.dirname, '../../../public/samples/kitchen.jpg'));
const { image, truth, each } = flashed(room, 3);

const shadeAt = ({ data }: Pixels, i: number): [number, number, number] => [
  data[i * 4]!,
  data[i * 4 + 1]!,
  data[i * 4 + 2]!,
];
const isGlint = (i: number): boolean => Math.min(...shadeAt(image, i)) > 200;

/** Places that are not what they were. */
const changedIn = (now: Pixels, was: Pixels): number[] =>
  Array.from({ length: was.width * was.height }, (_, i) => i).filter(i =>
    shadeAt(now, i).some((byte, c) => byte !== was.data[i * 4 + c]),
  );

/** Whatever is within so many pixels of an eye, as somebody brushes over it. */
const brushed = (which: readonly number[], by: number): Mask => {
  const mask = blankMask(image.width, image.height);
  for (const eye of which) for (const i of each[eye]!) mask.data[i] = 255;
  return grow(mask, by);
};

function expectMended(mended: Pixels, eyes: readonly (readonly number[])[]): void {
  for (const i of eyes.flat()) {
    const [r, g, b] = shadeAt(mended, i);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBe(0);
    if (isGlint(i)) expect(r).toBeGreaterThan(240);
    else expect(r).toBeLessThan(60);
  }
}

describe('without a mask', () => {
  test('red pupils come out dark and grey with a white glint, and nothing else is touched', async () => {
    const mended = (await perform('redeye', {}, image)).image;
    expectMended(mended, each);
    const about = grow(truth, 3);
    expect(changedIn(mended, image).every(i => about.data[i] === 255)).toBe(true);
  });

  test('also where the picture is larger than the copy they are sought on', async () => {
    const large = resize(image, 2 * image.width, 2 * image.height);
    const mended = resize((await perform('redeye', {}, large)).image, image.width, image.height);
    const shades = each.flat().filter(i => !isGlint(i));
    const dark = shades.filter(i => shadeAt(mended, i)[0] < 110).length;
    expect(dark / shades.length).toBeGreaterThan(0.9);
  });

  test('a smaller amount leaves some of the red', async () => {
    const [all, some] = [await perform('redeye', {}, image), await perform('redeye', { amount: 0.5 }, image)];
    const i = each[0]!.find(place => !isGlint(place))!;
    const [was, half, none] = [image, some.image, all.image].map(of => shadeAt(of, i)[0]);
    expect(half).toBeGreaterThan(none! + 40);
    expect(half).toBeLessThan(was! - 40);
  });

  test('where there are none, it is said', async () => {
    await expect(perform('redeye', {}, room)).rejects.toMatchObject({
      name: 'bad-request',
      message: 'I see no red eyes here. Brush over them, then say it again.',
    });
  });
});

describe('with a mask', () => {
  test('only the eye that is brushed over is mended, and none of the skin about it', async () => {
    const mask = brushed([0], 25);
    const mended = (await perform('redeye', {}, image, mask)).image;
    expectMended(mended, [each[0]!]);
    const about = grow(brushed([0], 0), 3);
    expect(changedIn(mended, image).every(i => about.data[i] === 255)).toBe(true);
  });

  test('an eye without a face, which nobody would find, is mended where it is brushed over', async () => {
    const eye = blankMask(image.width, image.height);
    const alone = grey(image);
    for (const i of each[1]!) {
      eye.data[i] = 255;
      alone.data.set([170, 70, 80], i * 4);
    }
    await expect(perform('redeye', {}, alone)).rejects.toThrow('I see no red eyes');
    const mended = (await perform('redeye', {}, alone, grow(eye, 10))).image;
    const dark = each[1]!.filter(i => shadeAt(mended, i)[0] < 90).length;
    expect(dark / each[1]!.length).toBeGreaterThan(0.9);
  });

  test('where nothing red is brushed over, nothing changes', async () => {
    const mask = blankMask(image.width, image.height);
    mask.data.fill(255, 0, 40 * image.width);
    expect((await perform('redeye', {}, grey(image), mask)).image.data).toEqual(grey(image).data);
  });
});

const grey = ({ width, height }: Pixels): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(128),
});
