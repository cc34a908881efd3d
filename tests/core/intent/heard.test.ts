/** Speech that can be read in several ways: which of them is taken. */
import { describe, expect, test } from 'vitest';
import { meantBy } from '../../../core/intent/heard.ts';
import { understand } from '../../../core/intent/understand.ts';

const meant = (...ways: readonly string[]): string => meantBy(ways).sentence;

describe('the first that asks for something', () => {
  test.each([
    ['the likeliest, where it does', ['remove the lamp', 'remove the lamb'], 'remove the lamp'],
    ['the next', ['has to much grain', 'there is too much grain in this'], 'there is too much grain in this'],
    ['an answer', ['yes', 'remove the vest'], 'yes'],
    ['a word that stops', ['stop', 'crop'], 'stop'],
    ['the likeliest, where none does', ['the weather', 'whether or not'], 'the weather'],
    ['by its sound, too', ['the tree', 'make the so far navy'], 'make the sofa navy'],
  ])('%s', (_, ways, sentence) => {
    expect(meant(...ways)).toBe(sentence);
  });

  test('what it was taken for is told', () => {
    expect(meantBy(['has to much grain', 'there is too much grain']).mishearings).toEqual([
      { heard: 'has to much grain', meant: 'there is too much grain' },
    ]);
    expect(meantBy(['remove the lamp', 'remove the lamb']).mishearings).toEqual([]);
  });

  test('an answer leans on what was asked for before', () => {
    const last = { sentence: 'make it warmer', edits: [{ op: 'adjust', property: 'temperature', amount: 0.15 }] } as const; // prettier-ignore
    expect(meantBy(['a bit more', 'make it a bit moss'], last).sentence).toBe('a bit more');
  });
});

test('where the likeliest is that nothing was said to us, nothing is', () => {
  expect(meantBy(['', 'remove the lamp'])).toEqual({ sentence: '', mishearings: [] });
  expect(meantBy([])).toEqual({ sentence: '', mishearings: [] });
});

test('what is refused is not read otherwise', () => {
  expect('refused' in understand('remove her dress')).toBe(true);
  expect(meant('the dress', 'remove her dress', 'remove her desk')).toBe('remove her dress');
});
