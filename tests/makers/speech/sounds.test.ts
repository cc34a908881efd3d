/** How well the sounds of words fit what was heard, against every way to lay them over it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sounds } from '../../../src/models/speech/sounds.ts';

const COUNT = 4;

/** One that hears each sound as its own number of what is heard. */
const plain = (words: Readonly<Record<string, readonly number[]>>): Sounds =>
  new Sounds({
    weights: btoa(
      String.fromCharCode(
        ...Array.from({ length: COUNT * COUNT }, (_, at) => Number(at % (COUNT + 1) === 0)),
      ),
    ),
    scales: Array.from({ length: COUNT }, () => 1),
    bias: Array.from({ length: COUNT }, () => 0),
    words,
  });

const words = { lamp: [1, 2, 3], a: [1], the: [2, 3], silent: [] };
const sounds = plain(words);

/** The likeliest of all ways, each tried. */
function best(chances: Float32Array, said: readonly number[], at: number, position = 0): number {
  const own = chances[position * COUNT + said[at]!]!;
  if (position === chances.length / COUNT - 1) return at >= said.length - 2 ? own : -Infinity;
  const onward = [0, 1, 2]
    .filter(by => at + by < said.length)
    .map(by => best(chances, said, at + by, position + 1) - (by === 2 ? 6 : 0));
  return own + Math.max(...onward);
}

const heard = fc
  .integer({ min: 1, max: 7 })
  .chain(positions => fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: positions * COUNT, maxLength: positions * COUNT })); // prettier-ignore

test('the chances of all sounds at a moment come to one', () => {
  fc.assert(
    fc.property(heard, values => {
      const chances = sounds.chances(Float32Array.from(values));
      for (let from = 0; from < chances.length; from += COUNT) {
        const total = chances.subarray(from, from + COUNT).reduce((sum, chance) => sum + Math.exp(chance), 0);
        expect(total).toBeCloseTo(1, 5);
      }
    }),
  );
});

test('the best way to lay the sounds is found', () => {
  fc.assert(
    fc.property(heard, fc.subarray(['lamp', 'a', 'the', 'silent', 'unknown']), (values, sentence) => {
      const chances = sounds.chances(Float32Array.from(values));
      const said = [0, ...sentence.flatMap(word => words[word as keyof typeof words] ?? []), 0]; // no such word has no sounds
      expect(sounds.fit(chances, sentence)).toBeCloseTo(
        Math.max(best(chances, said, 0), best(chances, said, 1)),
        4,
      );
    }),
  );
});

test('weights are bytes with a sign, times the scale of their sound', () => {
  const one = new Sounds({ weights: btoa('\x7f\x80'), scales: [0.5, 0.25], bias: [1, -1], words: {} });
  // 127 × 0.5 + 1 = 64.5, and −128 × 0.25 − 1 = −33.
  const [first, second] = one.chances(Float32Array.of(1));
  expect(first! - second!).toBeCloseTo(97.5, 4);
});

test.each([[undefined], [{}], [{ weights: 1, scales: [], bias: [], words: {} }]])(
  '%j says nothing of sounds',
  file => {
    expect(() => new Sounds(file)).toThrow();
  },
);
