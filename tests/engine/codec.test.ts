/** Files in and out of the engine: what a browser would see in them, and to the bit what was made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { encodePng } from '../../core/pixels/png/encode.ts';
import { decodeMask, decodePicture, encodePicture } from '../../tools/engine/codec.ts';
import { readPng } from '../../tools/png.ts';
import { faultOf } from './asking.ts';

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/images', name)));

/** Pixels of any colour and any transparency. */
function random(width: number, height: number, opaque: boolean): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  let state = 1;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[at] = opaque && at % 4 === 3 ? 255 : state >>> 24;
  }
  return { width, height, data };
}

/** The largest difference of any sample of two pictures of one size. */
function furthest(one: Pixels, other: Pixels): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  return one.data.reduce((most, value, at) => Math.max(most, Math.abs(value - other.data[at]!)), 0);
}

describe('a picture written', () => {
  test.each([
    ['opaque', true],
    ['of which some lets light through', false],
  ])('%s, is the same when it is read, to the bit', async (_, opaque) => {
    const picture = random(61, 47, opaque);
    const png = await encodePicture(picture);
    expect(readPng(png).data).toEqual(picture.data);
    expect((await decodePicture(png)).data).toEqual(picture.data);
    // Colour type 2 has no alpha to carry.
    expect(png[25]).toBe(opaque ? 2 : 6);
  });
});

describe('a picture read', () => {
  test.each([2, 3, 4, 5, 6, 7, 8])('stands upright, by its EXIF orientation %i', async orientation => {
    const upright = await decodePicture(fixture('orientation-1.jpg'));
    const turned = await decodePicture(fixture(`orientation-${orientation}.jpg`));
    // JPEG's blocks lie otherwise in a picture that lies.
    expect(furthest(turned, upright)).toBeLessThan(24);
  });

  test('comes to eight bits from sixteen, and has alpha where it has none', async () => {
    const { width, height, data } = await decodePicture(fixture('deep.png'));
    expect(data.length).toBe(width * height * 4);
    expect(data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
    const known = readPng(
      new Uint8Array(await sharp(fixture('deep.png')).toColourspace('srgb').png().toBuffer()),
    );
    expect(furthest({ width, height, data }, known)).toBe(0);
  });

  test('is in sRGB, whatever its profile says', async () => {
    const size = { width: 16, height: 16, channels: 3 as const };
    const orange = sharp({ create: { ...size, background: { r: 200, g: 120, b: 40 } } });
    // Written with the profile of a phone: its numbers are others, its colour is this.
    const wide = await orange.withIccProfile('p3').png().toBuffer();
    const numbers = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    expect(Math.abs(numbers[0]! - 200)).toBeGreaterThan(4);
    const [red, green, blue] = (await decodePicture(new Uint8Array(wide))).data;
    for (const [seen, meant] of [
      [red, 200],
      [green, 120],
      [blue, 40],
    ])
      // prettier-ignore
      expect(Math.abs((seen ?? 0) - (meant ?? 0))).toBeLessThanOrEqual(2);
  });

  test.each(['plain.avif', 'lossy.webp', 'lossless.webp', 'palette.png', 'straight.webp'])(
    '%s has as many pixels as it says',
    async name => {
      const { width, height, data } = await decodePicture(fixture(name));
      expect(data.length).toBe(width * height * 4);
    },
  );

  test('keeps the colour of what is nearly clear', async () => {
    const { data } = await decodePicture(fixture('straight.png'));
    expect([...data]).toEqual([...fixture('straight.rgba')]);
  });

  test.each([
    ['text.jpg', 'bad-request', /not a picture/],
    ['truncated.jpg', 'bad-request', /cut short/],
    ['phone.heic', 'bad-request', /HEIC/],
    ['huge.png', 'too-big', /megapixels|most for a side/],
    ['empty.jpg', 'bad-request', /empty/],
  ])('%s is refused: %s', async (name, kind, sentence) => {
    const fault = await faultOf(decodePicture(fixture(name)));
    expect([fault.name, fault.message]).toEqual([kind, expect.stringMatching(sentence)]);
  });

  test('that is damaged within is refused', async () => {
    const whole = await encodePicture(random(64, 64, true));
    whole.fill(0, 200, whole.length - 20);
    expect(await faultOf(decodePicture(whole))).toMatchObject({ name: 'bad-request' });
  });
});

describe('a mask', () => {
  const size = { width: 4, height: 2 };
  const data = Uint8Array.from([0, 1, 2, 3, 128, 200, 254, 255]);

  test('in grey comes byte for byte', async () => {
    expect((await decodeMask(encodePng({ ...size, channels: 1, data }), size)).data).toEqual(data);
  });

  test('drawn in white on black is its brightness, and cut away its alpha', async () => {
    const grey = new Uint8ClampedArray([...data].flatMap(value => [value, value, value, 255]));
    expect((await decodeMask(await encodePicture({ ...size, data: grey }), size)).data).toEqual(data);
    const cut = new Uint8ClampedArray([...data].flatMap(value => [9, 9, 9, value]));
    expect((await decodeMask(await encodePicture({ ...size, data: cut }), size)).data).toEqual(data);
  });

  test('of another size is refused, with both sizes', async () => {
    const mask = encodePng({ ...size, channels: 1, data });
    const fault = await faultOf(decodeMask(mask, { width: 5, height: 2 }));
    expect([fault.name, fault.message]).toEqual(['bad-request', expect.stringMatching(/4 × 2.*5 × 2/)]);
  });
});
