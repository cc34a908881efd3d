import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { v, parse } from '../../../core/contract/schema.ts';
import { properties } from '../../../core/contract/plan.ts';
import { chips } from '../../../core/intent/chips.ts';
import { examples } from '../../../core/intent/suggest.ts';
import { understand } from '../../../core/intent/understand.ts';

const Row = v.tuple([
  v.string(),
  v.union([
    v.object({ edits: v.array(v.looseObject({ op: v.string() })) }),
    v.object({ refused: v.string() }),
  ]),
]);
type Row = v.InferOutput<typeof Row>;

const rows = (file: string): Row[] =>
  parse(v.array(Row), JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')));

/** The contract's own examples first. */
const tables = [
  'examples.json',
  ...readdirSync(join(import.meta.dirname, 'sentences')).map(file => `sentences/${file}`),
];

describe.each(tables)('%s', table => {
  test.each(rows(table))('%s', (sentence, plan) => {
    if ('refused' in plan) expect(understand(sentence)).toEqual({ refused: expect.stringMatching(/\.$/) });
    else expect(understand(sentence)).toEqual(plan);
  });
});

test.each(examples)('suggested and understood: %s', sentence => {
  const plan = understand(sentence);
  expect('edits' in plan && plan.edits.length).toBeGreaterThan(0);
});

/** What is heard may be something else; what is typed is not. */
test.each(['put on white', 'put the lights on white', 'turn the lights on white'])(
  'asks for nothing: %s',
  sentence => {
    expect(understand(sentence)).toEqual({ edits: [] });
  },
);

describe('“it”', () => {
  const last = { text: 'the sofa', noun: 'sofa' };
  test('is what was spoken of before, where the sentence does not say', () => {
    expect(understand('make it navy', { last })).toEqual({
      edits: [{ op: 'recolor', target: last, color: 'navy' }],
    });
    expect(understand('remove the lamp and make it navy', { last })).toEqual({
      edits: [
        { op: 'remove', target: { text: 'the lamp', noun: 'lamp' } },
        { op: 'recolor', target: { text: 'the lamp', noun: 'lamp' }, color: 'navy' },
      ],
    });
  });
});

test('the shape of a plan holds for any words', () => {
  const Target = v.strictObject({
    text: v.string(),
    noun: v.optional(v.string()),
    color: v.optional(v.string()),
    position: v.optional(v.string()),
    size: v.optional(v.string()),
    ordinal: v.optional(v.number()),
    all: v.optional(v.boolean()),
    except: v.optional(v.string()),
    pronoun: v.optional(v.boolean()),
  });
  const vocabulary = tables.flatMap(rows).flatMap(([sentence]) => sentence.split(' '));
  const sentence = fc
    .array(fc.constantFrom(...vocabulary, ',', 'and', 'no'), { maxLength: 25 })
    .map(words => words.join(' '));
  fc.assert(
    fc.property(sentence, words => {
      const plan = understand(words);
      if ('refused' in plan) return;
      for (const edit of plan.edits) {
        if ('target' in edit) parse(v.optional(Target), edit.target);
        if (edit.op === 'adjust') {
          expect(Math.abs(edit.amount)).toBeLessThanOrEqual(1);
          expect(properties).toContain(edit.property);
        }
        expect(chips(edit).verb).not.toBe('');
      }
    }),
    { numRuns: 400 },
  );
});

test('any string has a plan', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.constantFrom(
      '🛋️ → 🟦',
      'удали лампу',
      '把灯去掉',
      'أزل المصباح',
      '\u0000',
      '[]{}|*\\',
      '__proto__ constructor toString',
    ),
  );
  fc.assert(
    fc.property(text, words => {
      const plan = understand(words);
      expect('edits' in plan || 'refused' in plan).toBe(true);
    }),
  );
});

test.each(['remove the lamp and ', 'make ', 'the ', 'a', ', no wait, ', 'not ', '9 '])(
  'ten thousand characters of “%s” have a plan',
  piece => {
    const plan = understand(piece.repeat(10_000 / piece.length));
    expect('edits' in plan).toBe(true);
  },
);
