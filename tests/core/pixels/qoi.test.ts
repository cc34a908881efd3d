import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { decodeQoi, encodeQoi } from '../../../core/pixels/qoi.ts';
import { anyPixels, faultOf } from './any-pixels.ts';

const header = (width: number, height: number): number[] => [
  ...[0x71, 0x6f, 0x69, 0x66],
  ...[0, 0, width >> 8, width & 255],
  ...[0, 0, height >> 8, height & 255],
  ...[4, 0],
];
const end = [0, 0, 0, 0, 0, 0, 0, 1];

/** Chunks worked out by hand from the tables of the specification. */
const rows: readonly (readonly [string, number[][], number[]])[] = [
  ['opaque black, where it starts, is a run', [[0, 0, 0, 255]], [0xc0]],
  ['a run is stored with a bias of -1', Array.from({ length: 5 }, () => [0, 0, 0, 255]), [0xc4]],
  ['a run is at most 62 long', Array.from({ length: 63 }, () => [0, 0, 0, 255]), [0xfd, 0xc0]],
  ['small differences, biased by 2', [[1, 255, 254, 255]], [0x40 | (3 << 4) | (1 << 2) | 0]],
  ['green leads, red and blue follow it', [[20, 20, 25, 255]], [0x80 | (20 + 32), ((0 + 8) << 4) | (5 + 8)]],
  ['far colours in full', [[100, 50, 200, 255]], [0xfe, 100, 50, 200]],
  ['another alpha in full', [[1, 2, 3, 4]], [0xff, 1, 2, 3, 4]],
  [
    'a colour seen before, by its hash (3r + 5g + 7b + 11a) mod 64',
    [
      [100, 50, 200, 255],
      [0, 0, 0, 200],
      [100, 50, 200, 255],
    ],
    [0xfe, 100, 50, 200, 0xff, 0, 0, 0, 200, (300 + 250 + 1400 + 2805) % 64],
  ],
];

describe('chunks', () => {
  test.each(rows)('%s', (_name, pixels, chunks) => {
    const data = new Uint8ClampedArray(pixels.flat());
    const file = [...header(pixels.length, 1), ...chunks, ...end];
    expect([...encodeQoi({ width: pixels.length, height: 1, data })]).toEqual(file);
    expect(decodeQoi(new Uint8Array(file)).data).toEqual(data);
  });
});

test('any picture comes back bit for bit', () => {
  const same = fc.property(anyPixels(), pixels => {
    expect(decodeQoi(encodeQoi(pixels))).toEqual(pixels);
  });
  fc.assert(same);
});

test('bytes that do not start on a word are read as well', () => {
  const padded = new Uint8ClampedArray([0, 9, 8, 7, 6, 5, 4, 3, 2]);
  const data = padded.subarray(1);
  expect(decodeQoi(encodeQoi({ width: 2, height: 1, data })).data).toEqual(data.slice());
});

describe('what is not a whole QOI file is refused', () => {
  test('cut anywhere', () => {
    fc.assert(
      fc.property(
        anyPixels(),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (pixels, share) => {
          const bytes = encodeQoi(pixels);
          expect(faultOf(() => decodeQoi(bytes.subarray(0, Math.floor(bytes.length * share))))).toBe(
            'bad-request',
          );
        },
      ),
    );
  });

  test('garbage never gives anything but a picture of the stated size, or a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), garbage => {
        const bytes = new Uint8Array([...header(4, 4), ...garbage, ...end]);
        try {
          expect(decodeQoi(bytes).data.length).toBe(64);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Fault);
        }
      }),
    );
  });

  test.each([
    ['nothing', []],
    ['another magic', [0x71, 0x6f, 0x69, 0x67, ...header(1, 1).slice(4), 0xc0, ...end]],
    ['bytes between the last pixel and the end', [...header(1, 1), 0xc0, 0x00, ...end]],
    ['a run past the last pixel', [...header(1, 1), 0xc1, ...end]],
    ['a header that asks for more memory than its bytes can fill', [...header(30000, 30000), 0xfd, ...end]],
    ['another end', [...header(1, 1), 0xc0, 0, 0, 0, 0, 0, 0, 0, 2]],
  ])('%s', (_name, bytes) => {
    expect(faultOf(() => decodeQoi(new Uint8Array(bytes)))).toBe('bad-request');
  });
});
