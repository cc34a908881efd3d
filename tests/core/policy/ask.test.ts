import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayAsk } from '../../../core/policy/ask.ts';

const rows = (file: string): string[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(row => row.trim() !== '');

describe('refused', () => {
  test.each(rows('refused.txt'))('%s', sentence => {
    const answer = mayAsk(sentence);
    expect(answer.allowed).toBe(false);
    expect(answer.allowed ? '' : answer.reason).toMatch(/^Brushword .+\.$/);
  });
});

describe('allowed', () => {
  test.each(rows('allowed.txt'))('%s', sentence => {
    expect(mayAsk(sentence)).toEqual({ allowed: true });
  });
});

const refused = fc.constantFrom(...rows('refused.txt'));
const allowed = fc.constantFrom(
  'remove the lamp',
  'make the sofa navy',
  'crop to four by five',
  'brighten it a bit',
  'undo',
);

test('one refused request refuses the sentence, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.array(allowed, { maxLength: 3 }),
      refused,
      fc.array(allowed, { maxLength: 3 }),
      fc.constantFrom('. ', ', ', ' and ', '; then '),
      (before, asked, after, joint) => {
        expect(mayAsk([...before, asked, ...after].join(joint)).allowed).toBe(false);
      },
    ),
    { numRuns: 1000 },
  );
});

test('capitals, accents and stretched letters hide nothing', () => {
  fc.assert(
    fc.property(refused, asked => {
      expect(mayAsk(asked.toUpperCase()).allowed).toBe(false);
      expect(mayAsk(asked.replaceAll('e', 'é')).allowed).toBe(false);
      expect(mayAsk(asked.replaceAll(' ', '  \u200b')).allowed).toBe(false);
    }),
  );
});

test('any string gets an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
      expect(typeof mayAsk(text).allowed).toBe('boolean');
    }),
  );
});

test('a refused request is found far into a long text', () => {
  expect(mayAsk(`${'remove the lamp. '.repeat(600)}undress her`).allowed).toBe(false);
});

test('no heap of its own words keeps it busy', () => {
  const words = [...rows('refused.txt'), ...rows('allowed.txt')].flatMap(row => row.split(' '));
  const heap = fc
    .tuple(
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 20, max: 400 }),
    )
    .map(([some, times]) => `${some.join(' ')} `.repeat(times));
  fc.assert(
    fc.property(heap, text => {
      expect(typeof mayAsk(text).allowed).toBe('boolean');
    }),
    { numRuns: 300 },
  );
});
