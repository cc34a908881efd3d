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
  ['replace', true, 'this part'],
  ['style', true, 'this part'],
  ['style', false, 'the picture'],
  ['background', true, 'the picture'],
  ['extend', true, 'the picture'],
  ['generate', true, 'your words'],
])('%s, of a part %s: %s', (operation, marked, part) => {
  expect(partOf(operation, marked)).toBe(part);
});
