import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Mask } from '../../../core/pixels/pixels.ts';
import { openEngine } from '../../../src/workers/host.ts';
import { packMask, unpackMask } from '../../../src/workers/mask.ts';
import { decodeGreyPng } from '../../../core/pixels/png/decode.ts';
import { encodePng } from '../../../core/pixels/png/encode.ts';
import { faultOf, kept, never, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

const anyMask: fc.Arbitrary<Mask> = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .chain(([width, height]) =>
    fc
      .array(fc.oneof(fc.constantFrom(0, 255), fc.nat(255)), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map(values => ({ width, height, data: new Uint8Array(values) })),
  );

test('a kept mask comes back byte for byte', async () => {
  const same = fc.asyncProperty(anyMask, async mask => {
    expect(await unpackMask(new Blob([packMask(mask)]), mask)).toEqual(mask);
  });
  await fc.assert(same, { numRuns: 50 });
});

test('and across the border too, by its hash', async () => {
  const data = new Uint8Array(30 * 20).map((_, i) => (i * 7) % 256);
  const packed = await engine.packMask(data.slice(), 30, 20, never);
  expect(packed.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await engine.unpackMask(packed.blob, 30, 20, never)).toEqual(data);
});

test('the browser reads a kept mask as the same grey', async () => {
  const values = Uint8Array.from({ length: 256 }, (_, i) => i);
  const blob = new Blob([packMask({ width: 16, height: 16, data: values })], { type: 'image/png' });
  const context = new OffscreenCanvas(16, 16).getContext('2d');
  context?.drawImage(await createImageBitmap(blob), 0, 0);
  const seen = context?.getImageData(0, 0, 16, 16).data.filter((_, i) => i % 4 === 1);
  expect([...(seen ?? [])]).toEqual([...values]);
});

describe('the filters that other programs write', () => {
  const width = 7;
  const rows = [3, 250, 0, 17, 99, 254, 128].map((start, y) =>
    Array.from({ length: width }, (_, x) => (start + x * x * (y + 1)) % 256),
  );
  const paeth = (left: number, up: number, corner: number): number => {
    const guess = left + up - corner;
    const near = [left, up, corner].map((value, rank) => ({ value, rank, far: Math.abs(guess - value) }));
    return near.toSorted((a, b) => a.far - b.far || a.rank - b.rank)[0]?.value ?? 0;
  };
  const guesses = [
    () => 0,
    (left: number) => left,
    (_left: number, up: number) => up,
    (left: number, up: number) => Math.floor((left + up) / 2),
    paeth,
  ];

  test.each([0, 1, 2, 3, 4])('filter %i', async filter => {
    const lines = rows.flatMap((row, y) => [
      filter,
      ...row.map((value, x) => {
        const up = rows[y - 1]?.[x] ?? 0;
        const corner = x === 0 ? 0 : (rows[y - 1]?.[x - 1] ?? 0);
        return (value - (guesses[filter]?.(row[x - 1] ?? 0, up, corner) ?? NaN)) & 255;
      }),
    ]);
    const file = await greyPng(width, rows.length, new Uint8Array(lines));
    expect([...(decodeGreyPng(file)?.data ?? [])]).toEqual(rows.flat());
  });

  /** A PNG of ours with its rows exchanged for these. Its checksums are then wrong, which this reader does not ask. */
  async function greyPng(
    wide: number,
    high: number,
    lines: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const ours = packMask({ width: wide, height: high, data: new Uint8Array(wide * high) });
    const stream = new Blob([lines]).stream().pipeThrough(new CompressionStream('deflate'));
    const packed = new Uint8Array(await new Response(stream).arrayBuffer());
    const out = new Uint8Array(33 + 12 + packed.length + 12);
    out.set(ours.subarray(0, 33));
    new DataView(out.buffer).setUint32(33, packed.length);
    out.set(ours.subarray(37, 41), 37); // IDAT
    out.set(packed, 41);
    out.set(ours.subarray(ours.length - 12), 33 + 12 + packed.length);
    return out;
  }
});

describe('any other picture is a mask too', () => {
  test('by its brightness', async () => {
    const data = new Uint8Array([255, 255, 255, 0, 0, 0, 255, 0, 0, 128, 128, 128]);
    const file = new Blob([encodePng({ width: 4, height: 1, channels: 3, data })]);
    // Rec. 709: red weighs 0.2126.
    expect([...(await unpackMask(file, { width: 4, height: 1 })).data]).toEqual([255, 0, 54, 128]);
  });

  test('by its alpha, where some of it is clear', async () => {
    const data = new Uint8Array([9, 9, 9, 255, 9, 9, 9, 0, 200, 9, 9, 77]);
    const file = new Blob([encodePng({ width: 3, height: 1, channels: 4, data })]);
    expect([...(await unpackMask(file, { width: 3, height: 1 })).data]).toEqual([255, 0, 77]);
  });
});

describe('what is no mask of this picture', () => {
  const size = { width: 30, height: 20 };
  const packed = () => packMask({ ...size, data: new Uint8Array(600).fill(200) });

  test('of another size: both are named', async () => {
    const fault = await faultOf(unpackMask(new Blob([await packed()]), { width: 31, height: 20 }));
    expect(fault.message).toMatch(/30 × 20.*31 × 20/);
  });

  test('cut anywhere, it is refused', async () => {
    const bytes = await packed();
    for (let length = 0; length < bytes.length - 12; length += 3) {
      const fault = await faultOf(unpackMask(new Blob([bytes.subarray(0, length)]), size));
      expect(fault.name).toBe('bad-request');
    }
  });
});

test('a tap selects the thing under it, through the border', async () => {
  const picture = textured(40, 30);
  for (let i = 0; i < picture.data.length; i += 4) {
    const [x, y] = [(i / 4) % 40, Math.floor(i / 160)];
    picture.data.set(x > 10 && x < 25 && y > 8 && y < 20 ? [200, 30, 30] : [60, 60, 60], i);
  }
  const mask = await engine.select(await kept(picture), 15, 12, 0.3, never);
  expect([mask.length, mask[12 * 40 + 15], mask[5 * 40 + 5]]).toEqual([1200, 255, 0]);
  const outside = await faultOf(engine.select(await kept(picture), 99, 12, 0.3, never));
  expect(outside.name).toBe('bad-request');
});
