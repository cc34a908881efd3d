/** What is said after something was said. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reply, type Exchange } from '../../../core/intent/dialogue.ts';
import { understand } from '../../../core/intent/understand.ts';

function after(sentence: string): Exchange {
  const plan = understand(sentence);
  if ('refused' in plan) throw new Error(`“${sentence}” is refused.`);
  return { sentence, edits: plan.edits };
}

test.each([
  ['yes', 'yes'],
  ['Yes, do it.', 'yes'],
  ['go ahead', 'yes'],
  ["that's right", 'yes'],
  ['no', 'no'],
  ['No, scratch that.', 'no'],
  ['never mind', 'no'],
  ['cancel', 'no'],
  ['stop', 'stop'],
  ['Stop it!', 'stop'],
])('%s', (sentence, kind) => expect(reply(sentence, after('remove the lamp'))).toEqual({ kind }));

describe('corrections take the place of what was done', () => {
  test.each([
    ['remove the lamp', 'no, the mirror', 'remove the mirror'],
    ['remove the lamp', 'no not that one the chair', 'remove the chair'],
    ['remove the lamp', 'I meant the vase', 'remove the vase'],
    ['make the sofa blue', 'no, green', 'make the sofa green'],
    ['make the sofa blue', 'sorry, I meant dark red', 'make the sofa dark red'],
    ['make the wall red', 'no, make the door red', 'make the door red'],
    ['remove the lamp', 'actually blur the lamp', 'blur the lamp'],
  ])('%s – %s', (first, second, meant) => {
    const answer = reply(second, after(first));
    expect(answer.kind).toBe('instead');
    expect('plan' in answer && answer.plan).toMatchObject(shape(understand(meant)));
  });
});

describe('more of it', () => {
  test.each([
    ['make it brighter', 'a bit more', 0.15],
    ['make it brighter', 'more', 0.15],
    ['make it a lot brighter', 'more', 0.3],
    ['make it brighter', 'a lot more', 0.6],
    ['make it brighter', 'a bit less', -0.15],
    ['make it darker', 'a bit more', -0.15],
    ['make it darker', "that's too much", 0.15],
    ['make it darker', 'not so much', 0.15],
  ])('%s – %s', (first, second, amount) => {
    expect(reply(second, after(first))).toMatchObject({
      kind: 'do',
      plan: { edits: [{ op: 'adjust', property: 'exposure', amount }] },
    });
  });

  test.each(['the other one', 'another way', 'try again', 'once more', 'again'])('%s', sentence => {
    expect(reply(sentence, after('remove the lamp'))).toMatchObject({
      kind: 'do',
      plan: { edits: [{ op: 'another' }] },
    });
  });

  test.each([
    ['fix the exposure', 'less', 0.5],
    ['fix the exposure', 'a bit less', 0.75],
    ['fix the exposure', "that's too much", 0.5],
    ['fix the exposure a bit', 'not so much', 0.25],
  ])('%s – %s: done anew, and less of it', (first, second, strength) => {
    expect(reply(second, after(first))).toMatchObject({
      kind: 'instead',
      plan: { edits: [{ op: 'auto', part: 'exposure', strength }] },
    });
  });

  test('another thing', () => {
    expect(reply('the chair too', after('remove the lamp'))).toMatchObject({
      kind: 'do',
      plan: { edits: [{ op: 'remove', target: { noun: 'chair' } }] },
    });
  });

  test('in a sentence of its own, “it” is the picture', () => {
    const answer = reply('make it darker', after('make the sofa blue'));
    expect(answer).toMatchObject({ kind: 'do', plan: understand('make it darker') });
  });
});

describe('nothing comes of', () => {
  test.each(['a bit more', 'the other one then', 'no, the mirror'])(
    '“%s” where nothing was said before',
    sentence => {
      expect(reply(sentence)).toEqual({ kind: 'do', plan: { edits: [] }, sentence });
    },
  );

  test('“a bit more” of a removal', () => {
    expect(reply('a bit more', after('remove the lamp'))).toMatchObject({ plan: { edits: [] } });
  });
});

test('a correction is refused as any sentence is', () => {
  expect(reply('no, her clothes', after('remove the lamp'))).toMatchObject({
    plan: { refused: expect.any(String) },
  });
});

test('whatever is said after whatever, it answers', () => {
  const sentences = ['remove the lamp', 'make the sofa blue', 'a bit brighter', 'undo', 'crop to a square'];
  fc.assert(
    fc.property(fc.constantFrom(...sentences), fc.string({ maxLength: 40 }), (first, second) => {
      expect(['do', 'instead', 'yes', 'no', 'stop']).toContain(reply(second, after(first)).kind);
    }),
    { numRuns: 200 },
  );
});

/** Without the words as they were said, which differ. */
function shape(plan: ReturnType<typeof understand>): object {
  return JSON.parse(
    JSON.stringify(plan, (key, value: unknown) => (key === 'text' ? undefined : value)),
  ) as object;
}
