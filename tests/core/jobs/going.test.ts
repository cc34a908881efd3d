import { expect, test } from 'vitest';
import { costs, partOf } from '../../../src/studio/going.ts';

test.each([
  [undefined, ''],
  [0.004, 'less than a cent'],
  [0.0401, 'about $0.04'],
  [1.5, 'about $1.50'],
])('%s dollars: %s', (dollars, said) => {
  expect(costs(dollars)).toBe(said);
});

test.each([
  ['replace', true, true, 'this part'],
  ['style', true, true, 'this part'],
  ['style', true, false, 'the picture'],
  ['background', true, true, 'the picture'],
  ['extend', true, true, 'the picture'],
  ['generate', true, true, 'your words'],
  ['remove', false, true, 'this part'],
  ['blur', false, true, 'the picture'],
  ['adjust', false, false, 'the picture'],
])('%s, painted there %s, of a part %s: %s', (operation, paints, marked, part) => {
  expect(partOf(operation, paints, marked)).toBe(part);
});
