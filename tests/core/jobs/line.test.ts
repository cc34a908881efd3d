import { expect, test } from 'vitest';
import { deskLimits, nextUp, type Load, type Waiting } from '../../../core/jobs/line.ts';

const MB = 1024 * 1024;
const none: Load = { count: 0, weight: 0 };
const line = (...jobs: readonly Partial<Waiting>[]): Waiting[] =>
  jobs.map((job, n) => ({ id: String.fromCharCode(97 + n), due: 0, weight: MB, ...job }));
const ids = (jobs: readonly Waiting[]) => jobs.map(({ id }) => id).join('');

test.each([
  ['the first first', line({}, {}, {}), none, 'abc'],
  ['none where nobody waits', [], none, ''],
  ['one that is not due is passed over', line({}, { due: 11 }, { due: 10 }), none, 'ac'],
  ['as many as there is room for', line({}, {}, {}), { count: deskLimits.atOnce - 2, weight: 0 }, 'ab'],
  ['none where all hands are full', line({}), { count: deskLimits.atOnce, weight: 0 }, ''],
  ['a heavy one holds up those behind it', line({}, { weight: 48 * MB }, {}), none, 'a'],
  ['and begins by itself, however heavy', line({ weight: 99 * MB }, {}), none, 'a'],
  ['what is being sent counts', line({ weight: 9 * MB }), { count: 1, weight: 40 * MB }, ''],
  ['what is sent already does not', line({ weight: 90 * MB }), { count: 1, weight: 0 }, 'a'],
])('%s', (_, waiting, load, expected) => {
  expect(ids(nextUp(waiting, load, 10))).toBe(expected);
});
