import { describe, expect, test } from 'vitest';
import { Fault, faultKinds } from '../../../core/contract/fault.ts';
import { afterFault, givenUp, givenUpAt, mayPass, patience, pauseAfter } from '../../../core/jobs/retry.ts';

const minute = 60_000;

test.each([
  [1, 0, 500],
  [1, 1, 1_000],
  [2, 0, 1_000],
  [3, 0.5, 3_000],
  [6, 1, 32_000],
  [7, 1, 60_000],
  [50, 0, 30_000],
])('after %d tries, by chance %d, the pause is %d ms', (tries, chance, pause) => {
  expect(pauseAfter(tries, chance)).toBe(pause);
});

test('a pause is at least what the other side asks for', () => {
  expect(pauseAfter(1, 1, 90_000)).toBe(90_000);
  expect(pauseAfter(4, 1, 2_000)).toBe(8_000);
});

test('three faults may pass, and no others', () => {
  expect(faultKinds.filter(mayPass)).toEqual(['too-often', 'offline', 'out-of-memory']);
});

describe('after a fault', () => {
  const now = 5_000_000;
  const course = { attempts: 2, began: now - minute };

  test('that may pass it is tried again', () => {
    expect(afterFault(new Fault('offline', 'Nobody answers.'), course, now, 1)).toBe(now + 2_000);
    expect(afterFault(new Fault('too-often', 'Later.'), course, now, 0, 70_000)).toBe(now + 70_000);
  });

  test('that will not it ends with it', () => {
    const fault = new Fault('refused', 'It does not know this model. Choose another.');
    expect(afterFault(fault, course, now, 1)).toBe(fault);
  });

  test('at the last try it ends, and says how often it was tried', () => {
    const last = { ...course, attempts: patience.attempts };
    const ended = afterFault(new Fault('offline', 'Nobody answers.'), last, now, 1);
    expect(ended).toMatchObject({ name: 'offline', message: 'Nobody answers. It was tried 6 times.' });
  });

  test('whose wait goes beyond the end it ends', () => {
    const ended = afterFault(new Fault('too-often', 'Later.'), course, now, 0, 45 * minute);
    expect(ended).toMatchObject({
      name: 'too-often',
      message: 'Later. It asks to wait 45 minutes: ask again then.',
    });
  });
});

test.each([
  ['one that moves', { began: 0, moved: 29 * minute }, 29.9 * minute, undefined],
  ['one that stands still', { began: 0, moved: minute }, 4 * minute, 'offline'],
  ['one that stands still, but not for long', { began: 0, moved: minute }, 3.9 * minute, undefined],
  ['one that takes too long, though it moves', { began: 0, moved: 30 * minute }, 30 * minute, 'refused'],
] as const)('%s', (_, pace, now, kind) => {
  expect(givenUp(pace, 'Forge', now)?.name).toBe(kind);
  expect(now >= givenUpAt(pace)).toBe(kind !== undefined);
});
