import { colorsNamed, converter } from 'culori';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { named } from '../../../core/colour/named.ts';
import { colourNamed } from '../../../core/colour/names.ts';

const oklch = converter('oklch');

/** Independent of our own conversion: culori's. */
function looks(text: string): { l: number; c: number; h: number } {
  const { l, c, h } = oklch(colourNamed(text) ?? '#000000') ?? { l: 0, c: 0, h: 0 };
  return { l, c, h: h ?? 0 };
}

test('knows at least 250 names, each of them a colour', () => {
  const names = Object.keys(named);
  expect(names.length).toBeGreaterThanOrEqual(250);
  for (const name of names) expect(colourNamed(name), name).toMatch(/^#[0-9a-f]{6}$/);
});

test('agrees with CSS on names that have no other meaning', () => {
  for (const name of [
    'tomato',
    'goldenrod',
    'crimson',
    'orchid',
    'beige',
    'black',
    'white',
    'red',
    'yellow',
    'green',
    'hotpink',
  ] as const) {
    expect(colourNamed(name)).toBe(`#${colorsNamed[name].toString(16).padStart(6, '0')}`);
  }
});

test.each([
  ['#336699', '#336699'],
  ['#369', '#336699'],
  ['336699', '#336699'],
  ['Off-White', named['off-white']],
  ['light gray', named['light grey']],
  ['navy blue', named['navy']],
  ['walnut brown', named['walnut']],
  ['sage-green', named['sage']],
  ['sand coloured', named['sand']],
  ['metallic silver', named['silver']],
])('%s is %s', (text, hex) => {
  expect(colourNamed(text)).toBe(hex);
});

test.each([
  '',
  'lamp',
  'the',
  'light',
  'pumpkin purple',
  'constructor',
  '__proto__',
  'red and blue',
  'warm',
  '#12345',
  '🟦',
])('“%s” is no colour', text => {
  expect(colourNamed(text)).toBeUndefined();
});

const basic = ['red', 'orange', 'green', 'blue', 'purple', 'pink', 'teal', 'terracotta', 'mustard'];

describe.each(basic)('%s', name => {
  const plain = looks(name);
  test('is lighter when light, darker when dark or deep', () => {
    expect(looks(`light ${name}`).l).toBeGreaterThan(plain.l);
    expect(looks(`pale ${name}`).l).toBeGreaterThan(plain.l);
    expect(looks(`dark ${name}`).l).toBeLessThan(plain.l);
    expect(looks(`deep ${name}`).l).toBeLessThan(plain.l + 0.01);
  });
  test('is greyer when muted or dusty', () => {
    expect(looks(`muted ${name}`).c).toBeLessThan(plain.c);
    expect(looks(`dusty ${name}`).c).toBeLessThan(plain.c);
  });
});

test('leans where it is said to', () => {
  expect(looks('bluish green').h).toBeGreaterThan(looks('green').h);
  expect(looks('yellowish green').h).toBeLessThan(looks('green').h);
  expect(looks('warm white').c).toBeGreaterThan(looks('white').c);
});

test('any text is a colour or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(colourNamed(text) ?? '#000000').toMatch(/^#[0-9a-f]{6}$/);
    }),
  );
});
