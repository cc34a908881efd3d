/** Which of those that are numbered on the picture is meant by an answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceIn } from '../../../core/intent/choice.ts';

test.each<[string, number, number[] | undefined]>([
  ['2', 3, [2]],
  ['two', 3, [2]],
  ['one', 2, [1]],
  ['number one', 2, [1]],
  ['the second one', 3, [2]],
  ['2nd', 3, [2]],
  ['the left one', 3, [1]],
  ['the rightmost one', 3, [3]],
  ['the last one please', 4, [4]],
  ['the middle one', 3, [2]],
  ['the middle one', 2, undefined],
  ['one and three', 3, [1, 3]],
  ['3 and 1', 3, [1, 3]],
  ['both', 2, [1, 2]],
  ['both', 3, undefined],
  ['all of them', 3, [1, 2, 3]],
  ['all', 3, [1, 2, 3]],
  ['them all', 3, [1, 2, 3]],
  ['i mean the third one', 3, [3]],
  ['four', 3, undefined],
  ['0', 3, undefined],
  ['the red one', 3, undefined],
  ['make the sofa blue', 3, undefined],
  ['two lamps', 3, undefined],
  ['', 3, undefined],
])('“%s” of %d is %j', (sentence, count, chosen) => {
  expect(choiceIn(sentence, count)).toEqual(chosen);
});

test('whatever is said, only what there is is chosen, each once', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 5 }), (sentence, count) => {
      const chosen = choiceIn(sentence, count) ?? [];
      expect(chosen.every(number => number >= 1 && number <= count)).toBe(true);
      expect(new Set(chosen).size).toBe(chosen.length);
    }),
  );
});
