import { expect, test } from 'vitest';
import { parse } from '../../../core/contract/schema.ts';
import { goesByPart, toolElsewhere } from '../../../core/jobs/elsewhere.ts';
import { operations } from '../../../core/operations/index.ts';

/** Parameters that make a difference to whom an operation calls on; of the others, what they cannot do without. */
const rows: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  background: [
    { action: 'blur' },
    { action: 'remove' },
    { action: 'replace', with: '#AABB00' },
    { action: 'replace', with: 'a beach' },
    { action: 'blur', with: 'a beach' },
  ],
  extend: [{}, { left: 3 }, { left: 3, words: 'a beach' }],
  replace: [{ with: 'a fern' }],
  add: [{ what: 'a fern' }],
  style: [{ style: 'ink' }],
  generate: [{ words: 'a fern' }],
  recolor: [{ color: '#aabb00' }],
  blur: [{ kind: 'gaussian' }],
  auto: [{ part: 'contrast' }],
  crop: [{ aspect: '1:1' }],
  flip: [{ axis: 'horizontal' }],
};

const all = operations.flatMap(operation =>
  (rows[operation.name] ?? [{}]).map(params => [operation.name, params, operation] as const),
);

test.each(all)('%s %j: what is said beforehand is what is called on', (name, params, operation) => {
  const known: unknown = parse(operation.params, params);
  const called = operation.calls?.(known) ?? operation.uses;
  const far = called.filter(tool => tool !== 'inpaint');
  expect(far.length).toBeLessThan(2);
  expect(toolElsewhere(name, params)).toBe(far[0]);
});

/** Those that paint send a part by themselves. */
const here = operations.filter(({ uses }) => uses.every(tool => tool === 'inpaint'));

test.each(here.map(operation => [operation.name, operation] as const))(
  '%s: what is said to be sent of it, where all of it is done elsewhere, is what is sent',
  (name, { part }) => {
    expect(goesByPart(name)).toBe(part !== undefined);
  },
);
