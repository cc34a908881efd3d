import { expect, test } from 'vitest';
import { atWork, costs, partOf, sends } from '../../../src/studio/going.ts';

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

test('where what is said goes', () => {
  expect(sends({ name: 'Engine', where: 'on this network' }, 'what you say')).toBe(
    'sends what you say to Engine on this network',
  );
});

test.each([
  [{}, 'Forge'],
  [{ doing: 'Painting' }, 'Forge: Painting'],
  [{ doing: 'Waiting', ahead: 2 }, 'Forge: Waiting, 2 before it'],
  [{ doing: 'Waiting', ahead: 0 }, 'Forge: Waiting'],
])('how it goes there: %o', (at, said) => {
  expect(atWork('Forge', at)).toBe(said);
});
