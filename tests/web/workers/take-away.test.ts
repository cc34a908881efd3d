import { afterAll, describe, expect, test } from 'vitest';
import { sniff } from '../../../core/pixels/sniff.ts';
import { decodeFile } from '../../../src/workers/decode.ts';
import { openEngine } from '../../../src/workers/host.ts';
import { kept, never, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
/** Every alpha there is but 0, whose colour a decoder may forget. */
const clear = textured(61, 47, (x, y) => 1 + ((x * 5 + y * 31) % 255));
const opaque = textured(61, 47);

describe('the whole picture, in the kind that was asked for', () => {
  test.each(['image/png', 'image/jpeg', 'image/webp'] as const)('%s', async type => {
    const file = await engine.export(await kept(opaque), type, 0.9, never);
    expect(file.type).toBe(type);
    expect(sniff(await bytesOf(file))).toMatchObject({ type, width: 61, height: 47, alpha: false });
  });

  test('a PNG is the picture, bit for bit', async () => {
    for (const picture of [opaque, clear]) {
      const file = await engine.export(await kept(picture), 'image/png', 1, never);
      expect((await decodeFile(await bytesOf(file))).pixels.data).toEqual(picture.data);
    }
  });

  test('so is one of more rows than are packed at a time', async () => {
    const tall = textured(300, 1_000, (x, y) => (y < 500 ? 255 : 1 + ((x * 5 + y * 31) % 255)));
    const file = await engine.export(await kept(tall), 'image/png', 1, never);
    expect((await decodeFile(await bytesOf(file))).pixels.data).toEqual(tall.data);
  });

  test('another decoder reads the same PNG', async () => {
    const file = await engine.export(await kept(opaque), 'image/png', 1, never);
    const decoder = new ImageDecoder({ data: await file.arrayBuffer(), type: 'image/png' });
    const { image } = await decoder.decode();
    const seen = new Uint8ClampedArray(61 * 47 * 4);
    await image.copyTo(seen, { format: 'RGBA' });
    expect(seen).toEqual(opaque.data);
  });

  test('quality is heard', async () => {
    const picture = await kept(textured(300, 200));
    for (const type of ['image/jpeg', 'image/webp'] as const) {
      const [low, high] = [
        await engine.export(picture, type, 0.3, never),
        await engine.export(picture, type, 0.95, never),
      ];
      expect(low.size).toBeLessThan(high.size / 2);
    }
  });

  test('what lets light through lies on white in a JPEG, and lets light through in a WebP', async () => {
    const picture = await kept(textured(64, 64, () => 0));
    const jpeg = await decodeFile(await bytesOf(await engine.export(picture, 'image/jpeg', 0.9, never)));
    expect(Math.min(...jpeg.pixels.data)).toBeGreaterThan(250);
    const webp = await decodeFile(await bytesOf(await engine.export(picture, 'image/webp', 0.9, never)));
    expect(webp.pixels.data.filter((_, i) => i % 4 === 3).every(alpha => alpha === 0)).toBe(true);
  });
});
