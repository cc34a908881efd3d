/** What is given to a graphics card, and what to the kernel beside it. */
import { expect, test } from 'vitest';
import { exemplarFill } from '../../src/models/fill/fill.ts';
import { plainKernel } from '../../src/models/fill/plain.ts';
import { failed, withCard, type Card } from '../../src/models/fill/webgpu.ts';
import { quiet } from './inpaint.ts';
import { wood } from './levels.ts';

const plain = plainKernel();
const { image, mask } = wood(130, 100);
const expected = exemplarFill(async () => plain).inpaint(image, mask, quiet());

/** How often a card like this one is asked to search during a fill that ends as it would without. */
async function searches(card: Partial<Card>, least: number): Promise<number> {
  let asked = 0;
  const whole: Card = { holds: () => true, search: plain.search, vote: plain.vote, close() {}, ...card };
  const counting: Card = { ...whole, search: (...words) => (asked++, whole.search(...words)) };
  const fill = exemplarFill(async () => withCard(plain, counting, least));
  expect((await fill.inpaint(image, mask, quiet())).data).toEqual((await expected).data);
  return asked;
}

test('every level, where it holds them all', async () => {
  expect(await searches({}, 0)).toBeGreaterThan(12);
});

test('only levels that are worth it', async () => {
  const all = await searches({}, 0);
  const some = await searches({}, 300);
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
});

test('no level that it has no room for', async () => {
  expect(await searches({ holds: ({ width }) => width < 1 }, 0)).toBe(0);
});

test('nothing more once it has failed', async () => {
  const search = (): Promise<void> => Promise.reject(failed('lost'));
  expect(await searches({ search }, 0)).toBe(1);
});
