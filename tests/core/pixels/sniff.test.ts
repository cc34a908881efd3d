import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { limitHere } from '../../../src/workers/limit.ts';
import { large } from '../../../core/pixels/limit.ts';
import { checkLimit } from '../../../core/operations/limit.ts';
import { sniff } from '../../../core/pixels/sniff.ts';
import { faultOf } from './any-pixels.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/images', name)));

const jpeg = (orientation: number) => ({
  type: 'image/jpeg',
  width: 48,
  height: 32,
  orientation,
  alpha: false,
});
const upright = { width: 48, height: 32, orientation: 1, alpha: false };
const clear = { width: 32, height: 24, orientation: 1, alpha: true };

describe('what the header says', () => {
  test.each<[string, object]>([
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(n => [`orientation-${n}.jpg`, jpeg(n)] as [string, object]),
    ['jpeg-named.png', jpeg(1)],
    ['upright.png', { ...upright, type: 'image/png' }],
    ['deep.png', { ...upright, type: 'image/png' }],
    ['palette.png', { ...upright, type: 'image/png', alpha: true }],
    ['1x1.png', { ...upright, type: 'image/png', width: 1, height: 1 }],
    ['straight.png', { ...clear, type: 'image/png' }],
    ['straight.webp', { ...clear, type: 'image/webp' }],
    ['lossy-alpha.webp', { ...clear, type: 'image/webp' }],
    ['lossy.webp', { ...upright, type: 'image/webp' }],
    ['lossless.webp', { ...upright, type: 'image/webp' }],
    ['plain.avif', { ...upright, type: 'image/avif' }],
  ])('%s', (name, expected) => {
    expect(sniff(fixture(name))).toEqual(expected);
  });
});

const cutShort = (kind: string): string =>
  `This ${kind} is cut short: a part of it is missing. Download or copy it again, and open that.`;

describe('one sentence for each thing that is not opened', () => {
  test.each<[string, string]>([
    ['empty.jpg', 'This file is empty. Choose the picture again, or another copy of it.'],
    ['text.jpg', 'This file is not a picture. Brushword opens JPEG, PNG, WebP and AVIF pictures.'],
    ['phone.heic', 'This is a HEIC picture, which this browser cannot open. Save it as JPEG, and open that.'],
    [
      'animation.gif',
      'This is a GIF file. Brushword opens JPEG, PNG, WebP and AVIF pictures. Save it as one of these, and open that.',
    ],
    ['truncated.jpg', cutShort('JPEG')],
    ['header-only.jpg', cutShort('JPEG')],
    ['truncated.png', cutShort('PNG')],
    ['truncated.webp', cutShort('WebP')],
    ['truncated.avif', cutShort('AVIF')],
  ])('%s', (name, sentence) => {
    expect(() => sniff(fixture(name))).toThrow(
      expect.objectContaining({ name: 'bad-request', message: sentence }),
    );
  });

  test('30,000 × 30,000 pixels, before any of them is made', () => {
    expect(() => sniff(fixture('huge.png'))).toThrow(
      expect.objectContaining({
        name: 'too-big',
        message:
          'This picture is 30,000 × 30,000 pixels (900 megapixels), and the limit is 24 megapixels. ' +
          'Make it 4,898 × 4,898 or smaller in another program, and open that.',
      }),
    );
  });
});

describe('how large is too large', () => {
  const png = (width: number, height: number): Uint8Array => {
    const bytes = fixture('upright.png');
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return bytes;
  };
  test.each([
    [6000, 4000, undefined],
    [6048, 4032, undefined],
    [6400, 4000, 'too-big'],
    [40_000, 100, 'too-big'],
    [0, 100, 'bad-request'],
  ])('%i × %i', (width, height, kind) => {
    let thrown: unknown;
    try {
      expect(sniff(png(width, height))).toMatchObject({ width, height });
    } catch (fault) {
      thrown = fault;
    }
    expect(thrown instanceof Fault ? thrown.name : thrown).toBe(kind);
    // What can be opened can be made, and nothing larger.
    if (width > 0)
      expect(faultOf(() => checkLimit({ width, height }, { width: 100, height: 100 }))).toBe(kind);
  });

  test.each([
    [8256, 6192, undefined],
    [8688, 5792, undefined],
    [8700, 6000, 'too-big'],
    [40_000, 100, 'too-big'],
  ])('%i × %i where there is memory to spare', (width, height, kind) => {
    expect(faultOf(() => sniff(png(width, height), large))).toBe(kind);
    // What is made of a picture that only such a device opens may be as large.
    expect(faultOf(() => checkLimit({ width, height }, { width: 6400, height: 4000 }))).toBe(kind);
  });

  test.each([
    [{ deviceMemory: 8, userAgentData: { mobile: false } }, 50],
    [{ deviceMemory: 16, userAgentData: { mobile: true } }, 24],
    [{ deviceMemory: 4, userAgentData: { mobile: false } }, 24],
    [{}, 24],
  ])('%j opens up to %i megapixels', (told, megapixels) => {
    expect(limitHere(told).megapixels).toBe(megapixels);
  });
});

describe('an AVIF is turned by its own properties, not by EXIF', () => {
  const u32 = (value: number): number[] => [24, 16, 8, 0].map(shift => (value >>> shift) & 255);
  const latin = (text: string): number[] => Array.from(text, letter => letter.charCodeAt(0));
  const box = (name: string, ...data: number[][]): number[] => {
    const body = data.flat();
    return [...u32(8 + body.length), ...latin(name), ...body];
  };
  const full = u32(0);
  /** Item 2 is the picture; item 1 is a tile of it, smaller. Properties are counted from 1. */
  const avif = (...turns: number[][]): Uint8Array => {
    const sizes = [box('ispe', full, u32(8), u32(8)), box('ispe', full, u32(40), u32(30))];
    const own = [2, ...turns.map((_, i) => 3 + i)];
    const links = box('ipma', full, u32(2), [0, 1, 1, 1], [0, 2, own.length, ...own.map(nth => nth | 0x80)]);
    const properties = box('iprp', box('ipco', ...sizes, ...turns), links);
    const meta = box('meta', full, box('pitm', full, [0, 2]), properties);
    return new Uint8Array([
      ...box('ftyp', latin('avif'), full, latin('mif1')),
      ...meta,
      ...box('mdat', [1, 2, 3]),
    ]);
  };
  const quarters = (count: number): number[] => box('irot', [count]);
  const leftToRight = box('imir', [1]);
  const topToBottom = box('imir', [0]);

  test.each<[string, number[][], object]>([
    ['as stored', [], { width: 40, height: 30, orientation: 1 }],
    ['a quarter anticlockwise', [quarters(1)], { width: 30, height: 40, orientation: 8 }],
    ['upside down', [quarters(2)], { width: 40, height: 30, orientation: 3 }],
    ['a quarter clockwise', [quarters(3)], { width: 30, height: 40, orientation: 6 }],
    ['mirrored', [leftToRight], { width: 40, height: 30, orientation: 2 }],
    ['mirrored downwards', [topToBottom], { width: 40, height: 30, orientation: 4 }],
    ['turned, then mirrored', [quarters(1), leftToRight], { width: 30, height: 40, orientation: 7 }],
  ])('%s', (_name, turns, expected) => {
    expect(sniff(avif(...turns))).toMatchObject(expected);
  });
});

test('whatever the bytes, the answer is a size within the limit or a fault', () => {
  const starts = ['orientation-6.jpg', 'straight.png', 'lossy-alpha.webp', 'plain.avif'].map(fixture);
  const damaged = fc
    .tuple(
      fc.constantFrom(...starts),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
      fc.nat(800),
    )
    .map(([start, changes, length]) => {
      const bytes = start.slice(0, length);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  fc.assert(
    fc.property(damaged, bytes => {
      try {
        const { width, height } = sniff(bytes);
        expect(width * height).toBeGreaterThan(0);
        expect(width * height).toBeLessThanOrEqual(24.5e6);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Fault);
      }
    }),
    { numRuns: 2000 },
  );
});
