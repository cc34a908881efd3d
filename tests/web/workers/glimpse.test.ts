/** What suggestions and references ask of the engine, through the worker's border. */
import { afterAll, describe, expect, test } from 'vitest';
import { crop } from '../../../core/pixels/crop.ts';
import { lookOf } from '../../../core/library/look.ts';
import { referenceOf } from '../../../core/library/reference.ts';
import { apart } from '../../../core/library/towards.ts';
import { openEngine } from '../../../src/workers/host.ts';
import type { Glimpse } from '../../../src/workers/protocol.ts';
import { faultOf, kept, never, pixelsOf, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

const picture = textured(120, 80);

type Use = Glimpse['steps'][number]['mask'];
const glimpse = (operation: string, params: Record<string, unknown>, mask: Use = 'none'): Glimpse => ({
  steps: [{ operation, params, mask }],
  seed: 1,
  side: 60,
});

const mean = (data: Uint8ClampedArray, channel: number): number =>
  data.reduce((sum, byte, i) => (i % 4 === channel ? sum + byte : sum), 0) / (data.length / 4);

describe('a glimpse', () => {
  test('is the edit itself, as small as asked', async () => {
    const same = await engine.glimpse(await kept(picture), glimpse('flip', { axis: 'horizontal' }), never);
    const dark = await engine.glimpse(await kept(picture), glimpse('adjust', { exposure: -0.5 }), never);
    if (!same || !dark) throw new Error('Nothing was seen of it.');
    expect([dark.width, dark.height]).toEqual([60, 40]);
    expect(mean(await pixelsOf(dark), 1)).toBeLessThan(mean(await pixelsOf(same), 1) - 20);
  });

  test('of several steps shows them all, also where the size changes', async () => {
    const asked: Glimpse = {
      steps: [
        { operation: 'crop', params: { aspect: '1:1' }, mask: 'none' },
        { operation: 'adjust', params: { saturation: -1 }, mask: 'none' },
      ],
      seed: 1,
      side: 60,
    };
    const seen = await engine.glimpse(await kept(picture), asked, never);
    if (!seen) throw new Error('Nothing was seen of it.');
    expect([seen.width, seen.height]).toEqual([40, 40]);
    const data = await pixelsOf(seen);
    expect(
      Math.max(...data.filter((_, i) => i % 4 === 0).map((red, i) => Math.abs(red - data[i * 4 + 1]!))),
    ).toBeLessThan(4);
  });

  test('changes what is meant, or all the rest', async () => {
    // The left half of a copy of 12 by 8.
    const where = {
      copy: { width: 12, height: 8 },
      masks: [Uint32Array.from([0, ...Array<number>(15).fill(6), 6])],
    };
    const green = async (mask: Use, from: number): Promise<number> => {
      const seen = await engine.glimpse(
        await kept(picture),
        { ...glimpse('recolor', { color: '#00ff00' }, mask), where },
        never,
      );
      if (!seen) throw new Error('Nothing was seen of it.');
      const data = await pixelsOf(seen);
      const half = data.filter(
        (_, i) => Math.floor(i / 4) % 60 >= from && Math.floor(i / 4) % 60 < from + 30,
      );
      return mean(half, 1) - mean(half, 0);
    };
    expect(await green('marked', 0)).toBeGreaterThan(60);
    expect(await green('marked', 30)).toBeLessThan(30);
    expect(await green('rest', 30)).toBeGreaterThan(60);
  });

  test.each([
    ['changes nothing', 'adjust', { exposure: 0 }],
    ['changes so little that nobody sees it', 'adjust', { exposure: 0.004 }],
  ])('is none where it %s', async (_, operation, params) => {
    expect(await engine.glimpse(await kept(picture), glimpse(operation, params), never)).toBeUndefined();
  });

  test.each<[string, Glimpse]>([
    ['an operation that nobody knows', glimpse('undress', {})],
    ['parameters that make no sense', glimpse('adjust', { exposure: 'much' })],
    ['no size at all', { ...glimpse('flip', { axis: 'horizontal' }), side: 0 }],
    [
      'a place that is damaged',
      {
        ...glimpse('blur', { kind: 'gaussian' }, 'marked'),
        where: { copy: { width: 4, height: 4 }, masks: [Uint32Array.of(3)] },
      },
    ],
  ])('of %s is refused', async (_, asked) => {
    expect((await faultOf(engine.glimpse(await kept(picture), asked, never))).name).toBe('bad-request');
  });
});

test('a picture’s appearance is what core measures', async () => {
  const { look, row } = await engine.appearance(await kept(picture), never);
  expect(look).toEqual(lookOf(picture));
  expect(row).toHaveLength(192);
});

describe('a reference', () => {
  const naming = { id: 'r', words: 'beach', tags: ['summer'], made: 5 };

  test('is measured as it is, and has a small picture of its own', async () => {
    const large = textured(1400, 700);
    const { reference, picture: own } = await engine.refer(await kept(large), naming, undefined, never);
    expect(reference).toEqual(referenceOf(large, { ...naming, picture: own.hash }));
    const seen = await createImageBitmap(own.blob);
    expect([seen.width, seen.height, own.blob.type]).toEqual([1024, 512, 'image/jpeg']);
  });

  test('may be a part of a picture', async () => {
    const box = { x: 20, y: 10, width: 30, height: 40 };
    const { reference } = await engine.refer(await kept(picture), naming, box, never);
    expect([reference.width, reference.height]).toEqual([30, 40]);
    expect(reference.look).toEqual(lookOf(crop(picture, box)));
  });

  test('that is named too long is refused, and says so', async () => {
    const long = { ...naming, words: 'x'.repeat(501) };
    const fault = await faultOf(engine.refer(await kept(picture), long, undefined, never));
    expect(fault.name).toBe('bad-request');
  });

  test('says what brings another picture near to it, and nothing to itself', async () => {
    const dark = { ...picture, data: picture.data.map((byte, i) => (i % 4 === 3 ? byte : byte * 0.6)) };
    const look = lookOf(picture);
    const amounts = await engine.towards(await kept(dark), look, undefined, never);
    const brought = await engine.glimpse(
      await kept(dark),
      { ...glimpse('adjust', amounts), side: 120 },
      never,
    );
    if (!brought) throw new Error('Nothing was seen of it.');
    const after = { width: 120, height: 80, data: new Uint8ClampedArray(await pixelsOf(brought)) };
    expect(apart(lookOf(after), look)).toBeLessThan(apart(lookOf(dark), look) / 2);
    expect(await engine.towards(await kept(picture), look, undefined, never)).toEqual({});
  });

  test('brings a part near to it by what that part is like', async () => {
    const half = picture.data.map((byte, i) => (i % 4 < 3 && (i / 4) % 120 < 60 ? byte * 0.6 : byte));
    const left = { x: 0, y: 0, width: 60, height: 80 };
    const look = lookOf(crop(picture, left));
    const amounts = await engine.towards(await kept({ ...picture, data: half }), look, left, never);
    expect(amounts.exposure).toBeGreaterThan(0.1);
  });
});
