/** Auto as an operation: what it measures stands in the recipe, and the recipe alone makes the picture again. */
import { describe, expect, test } from 'vitest';
import { parse } from '../../../core/contract/schema.ts';
import { auto } from '../../../core/operations/edit/auto.ts';
import { compare } from '../../../core/pixels/compare.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { grey, leaning, sea } from '../pixels/leaning.ts';
import { perform } from './perform.ts';

/** All greys up to 120: a photo of everything, with too little light. */
const dim = grey(256, 120, x => (x * 120) / 255);

/** As the engine does it: asked, and settled on the picture. */
const settled = (params: Record<string, unknown>, image: Pixels): Record<string, unknown> => ({
  ...auto.settle?.(parse(auto.params, params), image),
});

const brightest = ({ data }: Pixels): number => Math.max(...data.filter((_, i) => i % 4 === 0));

describe('the recipe', () => {
  test('says what was measured, and gives the same picture, bit for bit', async () => {
    const recipe = settled({ part: 'exposure' }, dim);
    expect(recipe).toMatchObject({ part: 'exposure', strength: 1 });
    const { image } = await perform('auto', { part: 'exposure' }, dim);
    expect(brightest(image)).toBeGreaterThan(brightest(dim) + 40);
    expect((await perform('auto', recipe, dim)).image).toEqual(image);
    expect(settled(recipe, image)).toEqual(recipe);
  });

  test('can be turned down: half the strength is half the amounts', async () => {
    const recipe = settled({ part: 'exposure' }, dim);
    const half = await perform('auto', { ...recipe, strength: 0.5 }, dim);
    const exposure = (recipe['amounts'] as { exposure: number }).exposure;
    const asked = await perform('adjust', { exposure: exposure / 2 }, dim);
    expect(half.image).toEqual(asked.image);
    expect((await perform('auto', { ...recipe, strength: 0 }, dim)).image).toEqual(dim);
  });
});

test.each(['contrast', 'exposure', 'white-balance', 'vibrance', 'straighten'])(
  '%s changes nothing where nothing is amiss',
  async part => {
    const fine = grey(256, 120, x => x);
    expect((await perform('auto', { part }, fine)).image).toEqual(fine);
  },
);

describe('straighten', () => {
  test.each([-6, -1.2, 3])('stands a horizon up that leans by %f°', async degrees => {
    const { image } = await perform('auto', { part: 'straighten' }, leaning(sea(), degrees));
    expect(settled({ part: 'straighten' }, image)).toMatchObject({ degrees: 0 });
  });

  test('leaves alone what leans far: it was meant to', async () => {
    const tilted = leaning(sea(), 11);
    const { image } = await perform('auto', { part: 'straighten' }, tilted);
    expect(compare(image, tilted).count).toBe(0);
  });
});
