import { afterAll, describe, expect, test } from 'vitest';
import { makePatch } from '../../../core/pixels/patch.ts';
import { hashOf } from '../../../src/workers/hash.ts';
import { openEngine } from '../../../src/workers/host.ts';
import { Pictures } from '../../../src/workers/pictures.ts';
import { faultOf, kept, never, pixelsOf, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

const whole = { x: 0, y: 0, width: 70, height: 50 };

test('a kept picture is seen as it was, bit for bit', async () => {
  const pixels = textured(70, 50);
  expect(await pixelsOf(await engine.view(await kept(pixels), whole, 70, 50, never))).toEqual(pixels.data);
});

test('a part of it, where it lies', async () => {
  const pixels = textured(70, 50);
  const seen = await pixelsOf(
    await engine.view(await kept(pixels), { x: 9, y: 7, width: 5, height: 4 }, 5, 4, never),
  );
  const expected = [7, 8, 9, 10].flatMap(y => [...pixels.data.slice((y * 70 + 9) * 4, (y * 70 + 14) * 4)]);
  expect([...seen]).toEqual(expected);
});

test('larger than life, a pixel is a square', async () => {
  const pixels = textured(70, 50);
  const seen = await pixelsOf(
    await engine.view(await kept(pixels), { x: 9, y: 7, width: 1, height: 1 }, 6, 6, never),
  );
  const one = [...pixels.data.slice((7 * 70 + 9) * 4, (7 * 70 + 10) * 4)];
  expect([...seen]).toEqual(Array.from({ length: 36 }, () => one).flat());
});

test('smaller than life, the mean of what is there', async () => {
  const chess = textured(64, 64);
  for (let i = 0; i < 64 * 64; i++) chess.data.fill((i + (i >> 6)) % 2 === 0 ? 0 : 255, i * 4, i * 4 + 3);
  const seen = await pixelsOf(
    await engine.view(await kept(chess), { ...whole, width: 64, height: 64 }, 16, 16, never),
  );
  const middle = seen.filter((_, i) => i % 4 === 0);
  expect(Math.max(...middle.map(value => Math.abs(value - 127.5)))).toBeLessThan(12);
});

describe('kept, a picture with every alpha is what it was', () => {
  const before = textured(130, 100, (x, y) => (x * 3 + y * 5) % 256);
  const after = { ...before, data: before.data.slice() };
  after.data.set([1, 2, 3, 0, 4, 5, 6, 1], (60 * 130 + 70) * 4);

  test('whole', async () => {
    expect((await new Pictures().decoded(await kept(before))).pixels).toEqual(before);
  });

  test('as a patch', async () => {
    const base = await kept(before);
    const bytes = makePatch(before, after, base.hash);
    if (!bytes) throw new Error('no patch');
    const patch = { hash: await hashOf(bytes), blob: new Blob([bytes]), base };
    expect((await new Pictures().decoded(patch)).pixels).toEqual(after);
  });
});

describe('what cannot be shown', () => {
  test('a part outside the picture', async () => {
    const fault = await faultOf(
      engine.view(await kept(textured(70, 50)), { ...whole, width: 71 }, 70, 50, never),
    );
    expect(fault.message).toContain('outside the picture');
  });

  test('a damaged file', async () => {
    const { hash, blob } = await kept(textured(70, 50));
    const fault = await faultOf(engine.view({ hash, blob: blob.slice(0, 500) }, whole, 70, 50, never));
    expect(fault).toMatchObject({
      name: 'bad-request',
      message: expect.stringContaining('damaged') as string,
    });
  });

  test('a patch without the picture it lies on', async () => {
    const before = textured(70, 50);
    const bytes = makePatch(before, before, 'ab'.repeat(32));
    if (!bytes) throw new Error('no patch');
    const patch = { hash: await hashOf(bytes), blob: new Blob([bytes]) };
    for (const base of [undefined, await kept(before)]) {
      const fault = await faultOf(engine.view({ ...patch, ...(base && { base }) }, whole, 70, 50, never));
      expect(fault.message).toContain('without the picture it was made on');
    }
  });
});
