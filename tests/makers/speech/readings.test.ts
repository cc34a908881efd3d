/** The search for other ways to read what was heard, over listeners whose every choice is known. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readings, type Step } from '../../../src/models/speech/readings.ts';

const END = 0;
const LENGTH = 3;

/** A listener that finds each token as likely as `weights` says, by what came before; its third token is the end. */
function listener(weights: (before: readonly number[], id: number) => number, ids: readonly number[]) {
  const chances = (before: readonly number[]): { id: number; chance: number }[] => {
    const allowed = before.length === LENGTH - 1 ? [END] : ids;
    const total = allowed.reduce((sum, id) => sum + weights(before, id), 0);
    return allowed
      .map(id => ({ id, chance: Math.log(weights(before, id) / total) }))
      .sort((one, other) => other.chance - one.chance || one.id - other.id);
  };
  const goOn = (from: readonly number[]): Promise<Step[]> => {
    const steps: Step[] = [];
    const before = [...from];
    while (before.at(-1) !== END) {
      const [best, ...others] = chances(before);
      steps.push({ ...best!, others });
      before.push(best!.id);
    }
    return Promise.resolve(steps);
  };
  /** Each whole sequence, and how likely it is. */
  const all = (before: readonly number[] = [], chance = 0): (readonly [string, number])[] =>
    before.at(-1) === END
      ? [[before.join(' '), chance]]
      : chances(before).flatMap(next => all([...before, next.id], chance + next.chance));
  return { goOn, all: () => all() };
}

const textOf = (steps: readonly Step[]): string => steps.map(({ id }) => id).join(' ');
const chanceOf = (steps: readonly Step[]): number => steps.reduce((sum, { chance }) => sum + chance, 0);

const weights = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 40, maxLength: 40 })
  .map(
    list => (before: readonly number[], id: number) => list[(before[0] ?? 0) * 9 + before.length * 3 + id]!,
  );

test('asked for all, it finds each once, the likeliest first, with its own chance', async () => {
  await fc.assert(
    fc.asyncProperty(weights, async weigh => {
      const { goOn, all } = listener(weigh, [0, 1, 2]);
      const found = await readings(goOn, 100);
      const expected = new Map(all());
      expect(found.map(textOf).toSorted()).toEqual([...expected.keys()].toSorted());
      for (const steps of found) expect(chanceOf(steps)).toBeCloseTo(expected.get(textOf(steps))!, 9);
      const chances = found.map(chanceOf);
      expect(chances).toEqual(chances.toSorted((one, other) => other - one));
    }),
  );
});

test('asked for fewer, it gives no more, and the one that takes the best each time is among them', async () => {
  await fc.assert(
    fc.asyncProperty(weights, fc.integer({ min: 0, max: 4 }), async (weigh, more) => {
      const { goOn } = listener(weigh, [0, 1, 2]);
      const found = await readings(goOn, more);
      expect(found.length).toBeLessThanOrEqual(more + 1);
      expect(found.map(textOf)).toContain(textOf(await goOn([])));
    }),
  );
});

test('what is hopeless is not looked at', async () => {
  const { goOn } = listener((_, id) => (id === 1 ? 1 : 1e-5), [0, 1, 2]);
  let asked = 0;
  const found = await readings(from => (asked++, goOn(from)), 50);
  expect([found.length, asked]).toEqual([1, 1]);
});

test('where the listener fails, that is told', async () => {
  const gone = new Error('It has gone.');
  await expect(readings(() => Promise.reject(gone), 3)).rejects.toBe(gone);
});
