/** What was done, out of a recipe: what a sentence asks for and what its recipe says are the same. */
import { expect, test } from 'vitest';
import { orderFor } from '../../../core/intent/order.ts';
import { understand } from '../../../core/intent/understand.ts';
import { doingOf, doingText, doneBy } from '../../../core/library/doing.ts';

test.each([
  'make it a bit warmer',
  'lower the contrast',
  'remove the lamp',
  'blur the wall',
  'pixelate the sign',
  'remove the background',
  'blur the background',
  'crop to 4:5',
  'extend it to 16:9',
  'flip it vertically',
  'mirror it',
  'straighten it',
  'resize to 1200 pixels wide',
  'upscale it twice',
  'replace the vase with a lamp',
  'add a cat',
])('%s', sentence => {
  const plan = understand(sentence);
  if ('refused' in plan) throw new Error(plan.refused);
  expect(plan.edits.length).toBeGreaterThan(0);
  for (const edit of plan.edits) {
    const asked = doingOf(edit);
    const step = orderFor(edit);
    if (!asked || step.kind !== 'order') throw new Error(`“${sentence}” is no order.`);
    expect(doneBy(step.operation, step.params).map(doingText)).toEqual([doingText(asked)]);
  }
});

test('colours are those that were painted with, of several amounts each is told, and the sides that got room', () => {
  expect(doneBy('recolor', { color: '#1f2a44' })).toEqual([{ op: 'recolor', color: '#1f2a44' }]);
  expect(doneBy('background', { action: 'replace', with: '#ffffff' }).map(doingText)).toEqual([
    'background replace #ffffff',
  ]);
  expect(doneBy('adjust', { exposure: 0.2, contrast: 0, tint: -0.1 }).map(doingText)).toEqual([
    'adjust exposure up',
    'adjust tint down',
  ]);
  expect(doneBy('auto', { part: 'exposure', amounts: { exposure: -0.3 } }).map(doingText)).toEqual([
    'adjust exposure down',
  ]);
  expect(doneBy('extend', { left: 20, top: 0 }).map(doingText)).toEqual(['extend left']);
});

test.each([
  ['something', {}],
  ['recolor', {}],
  ['recolor', { color: 7 }],
  ['adjust', { exposure: 'much' }],
  ['auto', { amounts: 'all' }],
  ['background', { action: 'replace' }],
] as const)('of %s with %j nothing is known', (operation, params) => {
  expect(doneBy(operation, params)).toEqual([]);
});
