/** What is said of how a device and its account stand, and what of that is read aloud. */
import { expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import type { Standing } from '../../../src/studio/sync.svelte.ts';
import { aloud, amountOf, sentenceOf } from '../../../src/ui/sync-words.ts';

const given = { changes: 3, bytes: 41e6, wrong: undefined, devices: undefined };

test.each<[Parameters<typeof sentenceOf>[0], string]>([
  [{ ...given, standing: 'going' }, '3 changes and 41 MB to go'],
  [{ ...given, standing: 'going', changes: 1, bytes: 0 }, '1 change to go'],
  [{ ...given, standing: 'offline' }, 'Offline: 3 changes and 41 MB to go'],
  [{ ...given, standing: 'offline', changes: 0, bytes: 0 }, 'Offline'],
  [{ ...given, standing: 'paused' }, 'Paused: 3 changes and 41 MB to go'],
  [{ ...given, standing: 'full' }, 'Your account is full: 3 changes and 41 MB to go'],
  [
    { ...given, standing: 'refused', wrong: new Fault('forbidden', 'Nothing is added to it.') },
    'Server refused: Nothing is added to it.',
  ],
  [{ ...given, standing: 'together', changes: 0 }, 'All on your account'],
  [{ ...given, standing: 'together', changes: 0, devices: 1 }, 'All on your account'],
  [{ ...given, standing: 'together', changes: 0, devices: 2 }, 'All on both devices'],
  [{ ...given, standing: 'together', changes: 0, devices: 4 }, 'All on your 4 devices'],
])('%o: %s', (state, sentence) => {
  expect(sentenceOf(state)).toBe(sentence);
});

test('what was not counted whole is rounded up', () => {
  expect(amountOf({ changes: 1200, bytes: 312_400 })).toBe('1,200 changes and 313 kB');
});

test('aloud only what hinders, and that it does so no more', () => {
  const quiet: readonly Standing[] = ['going', 'asking', 'together'];
  for (const standing of quiet) {
    expect(aloud(standing, undefined)).toBe('');
    expect(aloud(standing, 'together')).toBe('');
    expect(aloud(standing, 'offline')).toBe('Sync goes on.');
  }
  for (const standing of ['offline', 'full', 'refused'] as const)
    expect(aloud(standing, 'going')).not.toBe('');
});
