import { expect, test } from 'vitest';
import { formOf } from '../../../core/contract/form.ts';
import { HostedTool } from '../../../core/contract/ask.ts';
import { providers } from '../../../core/providers/index.ts';
import { durations, failures, goingOn } from '../../../src/ui/settings/activity-words.ts';
import { doing, fieldWords, kinds } from '../../../src/ui/settings/provider-words.ts';

test.each(providers)('$kind and all its settings are called something', ({ kind, config }) => {
  expect(kinds[kind].title).not.toBe('');
  for (const { name } of formOf(config)) expect(fieldWords(name).label, name).not.toBe(name);
});

test('what a machine does, in words', () => {
  expect(doing(['repaint', 'generate'])).toBe('paints into pictures and makes new ones');
  expect(doing(['operate'])).toBe('does this device’s edits');
  expect(doing([])).toBe('');
  expect(doing(HostedTool.options)).toMatch(/, .+ and looks at pictures$/);
});

test.each([
  [0, {}, '0'],
  [1, { 'too-often': 1 }, '1: it was busy'],
  [2, { 'signed-out': 1, forbidden: 1 }, '2: it did not let us in'],
  [4, { 'too-often': 1, offline: 3 }, '4: it could not be reached (3), it was busy (1)'],
  [1, { 'of a newer server': 1 }, '1: for another reason'],
])('%i failed for %o', (failed, faults, said) => {
  expect(failures({ failed, faults })).toBe(said);
});

test.each([
  [undefined, undefined, '–'],
  [14_200, 14_200, '14 s'],
  [800, 4_040, '0.8 s on average, 4 s at most'],
  [89_000, 200_000, '89 s on average, 3 min at most'],
])('it took %o on average and %o at most', (mean, longest, said) => {
  expect(durations({ mean, longest })).toBe(said);
});

test.each([
  [0, 0, 'Nothing is being done now.'],
  [1, 0, '1 waits in line.'],
  [2, 1, '1 is being done now, 2 wait in line.'],
])('%i in line and %i under way', (queued, running, said) => {
  expect(goingOn({ queued, running })).toBe(said);
});
