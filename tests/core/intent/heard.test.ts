/** Speech that can be read in several ways: which of them is taken. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, v } from '../../../core/contract/schema.ts';
import { meantBy } from '../../../core/intent/heard.ts';
import { agreed } from '../../../core/intent/mishearing/agreement.ts';
import { ended } from '../../../core/intent/mishearing/endings.ts';
import { understand } from '../../../core/intent/understand.ts';

const meant = (...ways: readonly string[]): string => meantBy(ways).sentence;

describe('the first that asks for something', () => {
  test.each([
    ['the likeliest, where it does', ['remove the lamp', 'remove the lamb'], 'remove the lamp'],
    ['the next', ['has to much grain', 'there is too much grain in this'], 'there is too much grain in this'],
    ['an answer', ['yes', 'remove the vest'], 'yes'],
    ['no yes, where something else is likelier', ['as', 'yes'], 'as'],
    ['a no', ['now', 'no'], 'no'],
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

test.each([
  ['mug the shadows are way too deep', 'the shadows are way too deep'],
  ['up this is a bit too bright', 'this is a bit too bright'],
  ['mug the weather', 'mug the weather'],
])('a sigh that was taken for a word is none: %s', (heard, sentence) => {
  expect(meant(heard)).toBe(sentence);
});

test.each([
  ['paint both door midnight blue', 'paint both doors midnight blue'],
  ['remove these small red car', 'remove these small red cars'],
  ['blur the two face', 'blur the two faces'],
  ['remove both coffee cup', 'remove both coffee cups'],
  ['Remove these chair now', 'Remove these chairs now'],
  ['remove both the chair and the lamp', 'remove both the chair and the lamp'],
  ['remove both candles', 'remove both candles'],
  ['make these blue', 'make these blue'],
  ['remove all the sky', 'remove all the sky'],
  ['enlarge it two times', 'enlarge it two times'],
])('where more than one is spoken of: %s', (heard, sentence) => {
  expect(meant(heard)).toBe(sentence);
});

test.each([
  ['the shadow are too dark', 'the shadows are too dark'],
  ["select the bride's", 'select the bride'],
  ['would you mind paint in the fence white', 'would you mind painting the fence white'],
  ['how about make in the fridge pale yellow', 'how about making the fridge pale yellow'],
  ['would you mind crop in the picture', 'would you mind cropping the picture'],
  ['rotate by one and half degrees', 'rotate by one and a half degrees'],
  ['remove too candle', 'remove two candles'],
  ['pixelate both name tag', 'pixelate both name tags'],
  ['make it a bit too', 'make it a bit too'],
  ['it is too dark', 'it is too dark'],
  ["remove the bride's hat", "remove the bride's hat"],
])('an ending that was hardly heard: %s', (heard, sentence) => {
  expect(meant(heard)).toBe(sentence);
});

test('no sentence of the parser’s own asks for anything else for its number or an ending', () => {
  const folder = join(import.meta.dirname, 'sentences');
  const Rows = v.array(v.tuple([v.string(), v.unknown()]));
  const changed = readdirSync(folder)
    .flatMap(name => parse(Rows, JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .map(([sentence]) => sentence)
    .filter(sentence => {
      const otherwise = agreed(ended(sentence));
      return JSON.stringify(understand(otherwise)) !== JSON.stringify(understand(sentence));
    });
  expect(changed).toEqual([]);
});

test('where the likeliest is that nothing was said to us, nothing is', () => {
  expect(meantBy(['', 'remove the lamp'])).toEqual({ sentence: '', mishearings: [] });
  expect(meantBy([])).toEqual({ sentence: '', mishearings: [] });
});

test('what is refused is not read otherwise', () => {
  expect('refused' in understand('remove her dress')).toBe(true);
  expect(meant('the dress', 'remove her dress', 'remove her desk')).toBe('remove her dress');
});
