import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { decodeGreyPng, decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels, encodePng } from '../../../core/pixels/png/encode.ts';
import { Deflate } from '../../../core/pixels/png/zlib.ts';
import { anyPixels } from './any-pixels.ts';

const folder = join(import.meta.dirname, '../../fixtures/png');
const fixture = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.png`)));
const [width, height] = [23, 17];
const MOST = 2 ** 20;

/** As `make.py` has it, before it is spread over four bytes. */
const sample = (x: number, y: number, c: number, most = 255): number =>
  (x * 7 + y * 13 + c * 31) % (most + 1);

function picture(colour: (at: (c: number, most?: number) => number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set(
        colour((c, most) => sample(x, y, c, most)),
        4 * (y * width + x),
      );
    }
  }
  return { width, height, data };
}

describe('what others wrote is read to the byte', () => {
  const grey = picture(at => [at(0), at(0), at(0), 255]);
  const rgb = picture(at => [at(0), at(1), at(2), 255]);
  const rgba = picture(at => [at(0), at(1), at(2), at(3)]);
  test.each<[string, Pixels]>([
    ['grey8', grey],
    ['grey16', grey],
    ['rgb8', rgb],
    ['rgb16', rgb],
    ['rgba8', rgba],
    ['rgba16', rgba],
    ['grey-alpha8', picture(at => [at(0), at(0), at(0), at(1)])],
    ['bit', picture(at => [at(0, 1), at(0, 1), at(0, 1), 1].map(value => value * 255))],
    [
      'palette4',
      picture(at => {
        const i = at(0, 15);
        return [i * 16, 255 - i * 16, i, i === 0 ? 0 : i === 1 ? 128 : 255];
      }),
    ],
    ['key', picture(at => [at(0), at(1), at(2), at(0) === 20 ? 0 : 255])],
  ])('%s', (name, pixels) => {
    expect(decodePng(fixture(name), MOST)).toEqual(pixels);
  });

  test('of masks only plain grey is read, byte for byte', () => {
    const names = ['grey8', 'grey16', 'rgb8', 'grey-alpha8', 'bit', 'palette4'];
    expect(names.filter(name => decodeGreyPng(fixture(name)) !== undefined)).toEqual(['grey8']);
    const bytes = grey.data.filter((_, i) => i % 4 === 0);
    expect(decodeGreyPng(fixture('grey8'))?.data).toEqual(Uint8Array.from(bytes));
  });
});

test('what is written comes back', () => {
  fc.assert(
    fc.property(anyPixels(), pixels => {
      expect(decodePng(encodePixels(pixels), MOST)).toEqual(pixels);
    }),
    { numRuns: 100 },
  );
});

/** An 8-bit RGB PNG whose rows are written with one filter, by the standard's own words. */
function filtered(pixels: Pixels, filter: number): Uint8Array<ArrayBuffer> {
  const byte = (x: number, y: number, c: number): number =>
    x < 0 || y < 0 ? 0 : pixels.data[4 * (y * pixels.width + x) + c]!;
  const guess = (x: number, y: number, c: number): number => {
    const [a, b, corner] = [byte(x - 1, y, c), byte(x, y - 1, c), byte(x - 1, y - 1, c)];
    if (filter < 4) return [0, a, b, (a + b) >> 1][filter]!;
    const p = a + b - corner;
    const [pa, pb, pc] = [a, b, corner].map(value => Math.abs(p - value)) as [number, number, number];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : corner;
  };
  const rows: number[] = [];
  for (let y = 0; y < pixels.height; y++) {
    rows.push(filter);
    for (let x = 0; x < pixels.width; x++) {
      for (let c = 0; c < 3; c++) rows.push((byte(x, y, c) - guess(x, y, c)) & 255);
    }
  }
  const ours = encodePng({
    width: pixels.width,
    height: pixels.height,
    channels: 3,
    data: new Uint8Array(pixels.width * pixels.height * 3),
  });
  return withRows(ours, deflateSync(Uint8Array.from(rows)));
}

/** The same file with other packed rows. */
function withRows(file: Uint8Array, packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  // Cut in two, as files may be.
  const half = packed.length >> 1;
  const parts = [chunk('IDAT', packed.subarray(0, half)), chunk('IDAT', packed.subarray(half))];
  return new Uint8Array(Buffer.concat([file.subarray(0, 33), ...parts, chunk('IEND', new Uint8Array())]));
}

test.each([0, 1, 2, 3, 4])('filter %i of a picture in colour', filter => {
  const pixels = picture(at => [at(0), (at(1) * 7) % 256, (at(2) * 3) % 256, 255]);
  expect(decodePng(filtered(pixels, filter), MOST)).toEqual(pixels);
});

test('what is mostly zeros is packed so that anybody can unpack it', () => {
  // Of some of these fflate's own stream makes what points before its beginning.
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.constant(0), fc.nat(3)), { minLength: 20, maxLength: 400 }),
      values => {
        const stream = new Deflate();
        stream.push(Uint8Array.from(values));
        expect([...inflateSync(stream.end(new Uint8Array()))]).toEqual(values);
      },
    ),
    { numRuns: 500 },
  );
});

test('long rows are packed in pieces', () => {
  const data = Uint8Array.from({ length: 400_000 }, (_, i) => (i % 7 === 0 ? 0 : (i * i) >> 5));
  const stream = new Deflate();
  for (let from = 0; from < 300_000; from += 100_000) stream.push(data.slice(from, from + 100_000));
  expect(Buffer.compare(inflateSync(stream.end(data.slice(300_000))), Buffer.from(data))).toBe(0);
});

test('node unpacks what is written', () => {
  const file = encodePng({ width: 3, height: 2, channels: 1, data: new Uint8Array([1, 2, 3, 4, 5, 6]) });
  const length = new DataView(file.buffer).getUint32(33);
  expect([...inflateSync(file.subarray(41, 41 + length))]).toEqual([2, 1, 2, 3, 2, 3, 3, 3]);
});

describe('what is no PNG that can be read', () => {
  const whole = fixture('rgb8');
  const rows = (bytes: Uint8Array<ArrayBuffer>) => withRows(whole, deflateSync(bytes));
  test.each<[string, () => Uint8Array<ArrayBuffer>, RegExp]>([
    ['another file', () => new TextEncoder().encode('<html>'.repeat(20)), /not a PNG/],
    ['nothing', () => new Uint8Array(), /not a PNG/],
    ['one cut short', () => whole.slice(0, whole.length - 40), /damaged/],
    ['rows too few', () => rows(new Uint8Array(100)), /damaged/],
    ['rows too many', () => rows(new Uint8Array((width * 3 + 1) * height + 1)), /damaged/],
    ['a filter that is none', () => rows(new Uint8Array((width * 3 + 1) * height).fill(9)), /damaged/],
    ['one too large', () => whole.map((byte, i) => (i === 16 ? 1 : byte)), /is too large/],
    ['one interlaced', () => whole.map((byte, i) => (i === 28 ? 1 : byte)), /interlaced/],
    [
      'one with a bit turned',
      () => withRows(whole, turned(deflateSync(new Uint8Array((width * 3 + 1) * height)))),
      /damaged/,
    ],
  ])('%s', (_what, file, sentence) => {
    expect(() => decodePng(file(), MOST)).toThrow(sentence);
  });

  /** In its checksum. */
  function turned(packed: Uint8Array): Uint8Array {
    return packed.map((byte, i) => (i === packed.length - 1 ? byte ^ 1 : byte));
  }
});
