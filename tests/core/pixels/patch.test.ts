import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPatch, isPatch, makePatch, patchBase } from '../../../core/pixels/patch.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { faultOf } from './any-pixels.ts';

const hash = 'ab'.repeat(32);

/** A picture in which no two neighbours are alike, so that a tile put in the wrong place is noticed. */
function picture(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).map((_, i) => (i * 31 + (i >> 8) * 17) % 256);
  return { width, height, data };
}

function touched(base: Pixels, pixels: readonly number[]): Pixels {
  const data = base.data.slice();
  for (const pixel of pixels) data[pixel * 4 + (pixel % 4)]! ^= 0x55;
  return { ...base, data };
}

const sizes = fc.record({
  width: fc.integer({ min: 1, max: 300 }),
  height: fc.integer({ min: 1, max: 300 }),
});

test('a patched base is the picture, bit for bit', () => {
  fc.assert(
    fc.property(sizes, fc.array(fc.nat(1e6), { maxLength: 8 }), ({ width, height }, spots) => {
      const base = picture(width, height);
      const changed = touched(
        base,
        spots.map(spot => spot % (width * height)),
      );
      const patch = makePatch(base, changed, hash);
      if (patch) expect(applyPatch(base, patch)).toEqual(changed);
      else expect(spots.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

describe('what is worth a patch', () => {
  const base = picture(512, 512);
  const firstOf = (tile: number): number => Math.floor(tile / 8) * 64 * 512 + (tile % 8) * 64;
  const tiles = (count: number): number[] =>
    Array.from({ length: count }, (_, i) => firstOf(((i * 2) % 64) + Math.floor(i / 32)));

  test('nothing changed: a header and no tiles', () => {
    const patch = makePatch(base, base, hash)!;
    expect(patch.length).toBe(81);
    expect(applyPatch(base, patch)).toEqual(base);
  });

  test('one pixel: a tile and its number, and no more', () => {
    const patch = makePatch(base, touched(base, [511 * 512 + 511]), hash)!;
    expect(patch.length).toBeLessThanOrEqual(81 + 4 + 22 + 64 * 64 * 5);
  });

  test('half of the tiles, but not one more', () => {
    expect(makePatch(base, touched(base, tiles(32)), hash)).toBeDefined();
    expect(makePatch(base, touched(base, tiles(33)), hash)).toBeUndefined();
  });

  test('another size is kept whole', () => {
    expect(makePatch(base, picture(512, 511), hash)).toBeUndefined();
  });
});

test('a patch says that it is one, and on what it lies', () => {
  const patch = makePatch(picture(80, 80), picture(80, 80), hash)!;
  expect(isPatch(patch)).toBe(true);
  expect(isPatch(new Uint8Array([0x71, 0x6f, 0x69, 0x66]))).toBe(false);
  expect(patchBase(patch)).toBe(hash);
});

describe('what does not fit is refused', () => {
  const base = picture(200, 200);
  const patch = makePatch(base, touched(base, [0, 39_999]), hash)!;
  const withByte = (at: number, value: number): Uint8Array =>
    patch.map((byte, i) => (i === at ? value : byte));

  test.each<[string, Pixels, Uint8Array]>([
    ['a base of another size', picture(200, 199), patch],
    ['another magic', base, withByte(0, 0)],
    ['an edition to come', base, withByte(4, 2)],
    ['another width inside', base, withByte(8, 7)],
    ['more tiles than the picture has', base, withByte(80, 200)],
    ['fewer tiles than the strip', base, withByte(80, 1)],
    ['the same tile twice', base, withByte(88, 0)],
    ['a tile outside', base, withByte(88, 16)],
    ['a header cut short', base, patch.subarray(0, 60)],
    ['a strip cut short', base, patch.subarray(0, patch.length - 9)],
  ])('%s', (_name, on, bytes) => {
    expect(faultOf(() => applyPatch(on, bytes))).toBe('bad-request');
  });
});
