/** What every provider must keep, whatever it speaks. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meanDifference } from '../../../core/pixels/compare.ts';
import { invert } from '../../../core/pixels/mask.ts';
import { encodePng } from '../../../core/pixels/png/encode.ts';
import { providers } from '../../../core/providers/index.ts';
import { inked } from '../../fakes/providers/picture.ts';
import { worldOf } from '../../fakes/providers/world.ts';
import { kinds, makerOf } from './kinds.ts';
import { done, faultOf, generateWork, ids, nothing, read, repaintWork } from './work.ts';

test('every kind is here', () => {
  expect(kinds.map(({ provider }) => provider.kind).toSorted()).toEqual(
    providers.map(({ kind }) => kind).toSorted(),
  );
});

describe.each(kinds)('$provider.kind', kind => {
  const { fake, provider } = kind;
  let stop = new AbortController();
  beforeAll(() => fake.start());
  afterAll(() => fake.stop());
  beforeEach(() => {
    stop = new AbortController();
    fake.reset();
    kind.takes(10);
  });
  afterEach(() => stop.abort());
  const world = () => worldOf(stop.signal);
  const { multiple, leastSide, mostSide, mostArea } = provider.sizes;

  test('says how it is', async () => {
    const health = await makerOf(kind, world()).health();
    expect(health).toMatchObject({ ok: true });
    expect(health.message).not.toBe('');
  });

  test.each([
    [832, 832],
    [830, 701],
    [300, 200],
    [2600, 200],
  ])('makes a picture of %i × %i from words', async (width, height) => {
    const work = generateWork(width, height);
    const { pictures } = await done(makerOf(kind, world()), world(), work, ids.one);
    expect(pictures).toHaveLength(1);
    const made = read(pictures[0]!);
    expect([made.width, made.height]).toEqual([width, height]);
    if (width !== 832) return;
    for (const [x, y] of [
      [0, 0],
      [width - 1, height - 1],
      [300, 17],
    ] as const) {
      const colour = [0, 1, 2].map(c => inked(kind.seedOf(work), x, y, c));
      expect([...made.data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)]).toEqual(colour);
    }
  });

  test.each([
    [832, 832, 'as it is'],
    [829, 843, 'with something added'],
    [120, 90, 'made larger'],
    [2600, 200, 'made smaller'],
  ])('paints where the mask is white: %i × %i, %s', async (width, height) => {
    const { image, mask, work } = repaintWork(width, height);
    const { pictures } = await done(makerOf(kind, world()), world(), work, ids.one);
    const made = read(pictures[0]!);
    expect([made.width, made.height]).toEqual([width, height]);
    const inside = meanDifference(made, image, mask);
    const outside = meanDifference(made, image, invert(mask));
    expect(inside).toBeGreaterThan(20);
    // To the bit, but where the picture was scaled and is not at hand any more.
    expect(outside).toBeLessThan(fake.painted[0]!.width >= width ? 0.8 : 2);
    if (width === 832 || width === 829) {
      const hard = { ...mask, data: mask.data.map(value => (value === 0 ? 255 : 0)) };
      if (fake.painted[0]!.width >= width) expect(meanDifference(made, image, hard)).toBe(0);
    }
    for (const size of fake.painted) {
      expect([size.width % multiple, size.height % multiple]).toEqual([0, 0]);
      expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(Math.min(leastSide, height));
      expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(mostSide);
      expect(size.width * size.height).toBeLessThanOrEqual(mostArea);
    }
  });

  test('the edge of a mask is soft', async () => {
    const { image, mask, work } = repaintWork(832, 832);
    const made = read((await done(makerOf(kind, world()), world(), work, ids.one)).pictures[0]!);
    const soft = mask.data.indexOf(128);
    const [x, y] = [soft % 832, Math.floor(soft / 832)];
    const [old, now] = [image.data[4 * soft]!, inked(kind.seedOf(work), x, y, 0)];
    expect(Math.abs(made.data[4 * soft]! - (old + (now - old) * (128 / 255)))).toBeLessThanOrEqual(2);
  });

  // The engine looks for itself.
  test.skipIf(provider.kind === 'engine')(
    'a mask without a mark, or of another size, is not sent',
    async () => {
      const { work } = repaintWork(64, 64);
      const mask = encodePng({ width: 64, height: 64, channels: 1, data: new Uint8Array(64 * 64) });
      const maker = makerOf(kind, world());
      const blank = await faultOf(maker.submit({ ...work, mask }, ids.one, nothing));
      expect([blank.name, blank.message]).toEqual([
        'bad-request',
        expect.stringMatching(/^Nothing is marked/),
      ]);
      const other = { ...work, mask: repaintWork(65, 64).work.mask };
      const fault = await faultOf(maker.submit(other, ids.one, nothing));
      expect([fault.name, fault.message]).toEqual(['bad-request', expect.stringMatching(/65 × 64.*64 × 64/)]);
      expect(fake.begun.size).toBe(0);
    },
  );
});
