import { afterAll, expect, test } from 'vitest';
import { applyPatch } from '../../../core/pixels/patch.ts';
import { decodeQoi } from '../../../core/pixels/qoi.ts';
import { openEngine } from '../../../src/workers/host.ts';
import { hashOf } from '../../../src/workers/hash.ts';
import { packMask } from '../../../src/workers/mask.ts';
import { kept, marked, never, pixelsOf, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

test('a small change is kept as a patch, a whole one as a whole picture, and both are seen as they were made', async () => {
  const before = textured(400, 300);
  const image = await kept(before);
  const box = { x: 70, y: 70, width: 50, height: 40 };
  const mask = new Blob([packMask(marked(400, 300, box))]);
  const order = { operation: 'adjust', params: { exposure: 0.4 }, seed: 1, image };

  const part = await engine.run({ ...order, mask }, never);
  expect(part.picture.base).toBe(image.hash);
  expect(part.picture.hash).toBe(await hashOf(await bytesOf(part.picture.blob)));
  const patched = applyPatch(before, await bytesOf(part.picture.blob));
  expect(part.changed).toBeGreaterThan(box.width * box.height * 0.9);

  const whole = await engine.run(order, never);
  expect(whole.picture.base).toBeUndefined();
  const all = decodeQoi(await bytesOf(whole.picture.blob));
  expect(whole.changed).toBeGreaterThan(400 * 300 * 0.9);

  const seen = { x: 0, y: 0, width: 400, height: 300 };
  const patch = { hash: part.picture.hash, blob: part.picture.blob, base: image };
  expect(await pixelsOf(await engine.view(patch, seen, 400, 300, never))).toEqual(patched.data);
  expect(
    await pixelsOf(
      await engine.view({ hash: whole.picture.hash, blob: whole.picture.blob }, seen, 400, 300, never),
    ),
  ).toEqual(all.data);
});
