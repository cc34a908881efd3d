import { describe, expect, test } from 'vitest';
import { blur } from '../../../core/pixels/blur.ts';
import { fillHoles, dropSpecks } from '../../../core/pixels/components.ts';
import { count } from '../../../core/pixels/mask.ts';
import { pixelate } from '../../../core/pixels/pixelate.ts';
import { blankMask, blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { sharpen } from '../../../core/pixels/sharpen.ts';
import { spread, readField } from '../../../core/pixels/spread.ts';
import { byteOf, decode, encode, light } from '../../../core/pixels/light.ts';

const quiet = (): void => undefined;

function picture(width: number, height: number, grey: (x: number, y: number) => number): Pixels {
  const image = blankPixels(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      image.data.set([grey(x, y), grey(x, y), grey(x, y), 255], (y * width + x) * 4);
  }
  return image;
}

const whole = ({ width, height }: Pixels) => ({ x: 0, y: 0, width, height });
const redAt = (image: Pixels, x: number, y: number): number => image.data[(y * image.width + x) * 4]!;

describe('light', () => {
  // IEC 61966-2-1's curve, worked out with Python's decimal to nine digits.
  test.each([
    [0, 0],
    [10, 0.00303527],
    [11, 0.003346536],
    [118, 0.181164244],
    [188, 0.502886458],
    [255, 1],
  ])('byte %i is light %d', (byte, expected) => {
    expect(light[byte]).toBeCloseTo(expected, 7);
    expect(encode(decode(byte / 255))).toBeCloseTo(byte / 255, 9);
  });

  test('every byte comes back, and so does light a little to either side of it', () => {
    for (let byte = 0; byte < 256; byte++) {
      expect(byteOf(light[byte]!)).toBe(byte);
      expect(byteOf(decode((byte + 0.3) / 255))).toBe(byte);
      expect(byteOf(decode((byte - 0.3) / 255))).toBe(byte);
    }
  });
});

describe('blur', () => {
  test.each([2, 12, 40])('a point of sigma %i spreads its light as a Gaussian does', sigma => {
    const image = picture(401, 401, (x, y) => (Math.abs(x - 200) <= 20 && Math.abs(y - 200) <= 20 ? 255 : 0));
    const blurred = blur(image, whole(image), () => 255, sigma, quiet);
    // Along the middle row, a box of 41 pixels under a Gaussian: a difference of two error functions, times that down.
    for (const x of [200, 210, 220, 230]) {
      const across = normal((x - 200 + 20.5) / sigma) - normal((x - 200 - 20.5) / sigma);
      const down = normal(20.5 / sigma) - normal(-20.5 / sigma);
      expect(Math.abs(light[redAt(blurred, x, 200)]! - across * down)).toBeLessThan(0.02);
    }
  });

  test('what takes no part gives no light', () => {
    const image = picture(80, 40, x => (x < 40 ? 100 : 255));
    const blurred = blur(image, whole(image), i => (i % 80 < 40 ? 255 : 0), 8, quiet);
    for (let x = 0; x < 40; x++) expect(redAt(blurred, x, 20)).toBe(100);
  });
});

/** The normal distribution below `z`, by Abramowitz and Stegun 7.1.26 (to 1.5e-7). */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - tail * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}

describe('pixelate', () => {
  test('leaves one colour in each square, the mean light of what took part', () => {
    const image = picture(20, 20, (x, y) => ((x + y) % 2 === 0 ? 255 : 0));
    const squares = pixelate(image, whole(image), () => 255, 10);
    expect(new Set(squares.data.filter((_, i) => i % 4 === 0))).toEqual(new Set([188]));
    const onlyWhite = pixelate(image, whole(image), i => image.data[i * 4]!, 10);
    expect(redAt(onlyWhite, 3, 3)).toBe(255);
  });

  test('pictures with the same means become the same picture', () => {
    const one = picture(16, 16, x => (x % 2 === 0 ? 200 : 60));
    const other = picture(16, 16, (_, y) => (y % 2 === 0 ? 200 : 60));
    expect(pixelate(one, whole(one), () => 255, 8)).toEqual(pixelate(other, whole(other), () => 255, 8));
  });
});

describe('sharpen', () => {
  const edge = picture(40, 10, x => (x < 20 ? 90 : 160));

  test('makes an edge steeper, and softening flatter', () => {
    const rise = (amount: number): number => {
      const image = { ...edge, data: edge.data.slice() };
      sharpen(image, amount, quiet);
      return redAt(image, 20, 5) - redAt(image, 19, 5);
    };
    expect(rise(0.5)).toBeGreaterThan(80);
    expect(rise(-1)).toBeLessThan(50);
  });

  test('leaves noise of one byte as it is', () => {
    const noise = picture(40, 10, (x, y) => 128 + ((x * 3 + y * 5) % 2));
    const image = { ...noise, data: noise.data.slice() };
    sharpen(image, 1, quiet);
    expect(image).toEqual(noise);
  });
});

describe('spread', () => {
  test('keeps what is known, and carries it to what is not', () => {
    const image = picture(64, 64, x => (x < 32 ? 50 : 200));
    const mask = {
      ...blankMask(64, 64),
      data: Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64 < 24 ? 255 : 0)),
    };
    const field = spread(image, mask, whole(image), 250, 255)!;
    const read = new Float32Array(3);
    for (const x of [4, 20, 40, 60]) {
      readField(field, x, 30, read, 0);
      expect(read[0]).toBeCloseTo(light[50]!, 4);
    }
    expect(spread(image, mask, whole(image), 1, 249)).toBeUndefined();
  });
});

describe('components', () => {
  test('small holes are filled; bays and large holes stay', () => {
    const mask = blankMask(20, 20);
    mask.data.fill(255);
    for (const i of [45, 46, 3, 23]) mask.data[i] = 0; // a hole of two, and a bay from the border
    for (let y = 10; y < 15; y++) mask.data.fill(0, y * 20 + 5, y * 20 + 10);
    fillHoles(mask, 4);
    expect(count(mask)).toBe(400 - 2 - 25);
    dropSpecks(mask, 1000);
    expect(count(mask)).toBe(0);
  });
});
