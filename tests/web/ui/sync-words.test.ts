/** What is said of how a device and its account stand, and what of that is read aloud. */
import { expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import type { Standing } from '../../../src/studio/sync.svelte.ts';
import { aloud, amountOf, sentenceOf } from '../../../src/ui/sync-words.ts';

const given = { changes: 3, bytes: 41e6, coming: 0, wrong: undefined, devices: undefined };

test.each<[Parameters<typeof sentenceOf>[0], string]>([
  [{ ...given, standing: 'going' }, '3 changes and 41 MB to go'],
  [{ ...given, standing: 'going', changes: 1, bytes: 0 }, '1 change to go'],
  [{ ...given, standing: 'offline' }, 'Offline: 3 changes and 41 MB to go'],
  [{ ...given, standing: 'offline', changes: 0, bytes: 0 }, 'Offline'],
  [{ ...given, standing: 'paused' }, 'Paused: 3 changes and 41 MB to go'],
  [{ ...given, standing: 'metered' }, 'Paused on a metered network: 3 changes and 41 MB to go'],
  [{ ...given, standing: 'metered', changes: 0 }, 'Paused on a metered network'],
  [{ ...given, standing: 'signed out' }, 'Signed out: 3 changes and 41 MB to go'],
  [{ ...given, standing: 'full' }, 'Your account is full: 3 changes and 41 MB to go'],
  [
    { ...given, standing: 'refused', wrong: new Fault('forbidden', 'Nothing is added to it.') },
    'Server refused: Nothing is added to it.',
  ],
  [
    { ...given, standing: 'not taken', wrong: new Fault('too-big', 'A picture of “Sea” did not go.') },
    'A picture of “Sea” did not go.',
  ],
  [{ ...given, standing: 'full here', coming: 12e6 }, 'This device is full: 12 MB to come'],
  [{ ...given, standing: 'full here' }, 'This device is full'],
  [{ ...given, standing: 'coming', changes: 0, coming: 12e6 }, '12 MB to come'],
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
  const quiet: readonly Standing[] = ['going', 'coming', 'asking', 'together'];
  for (const standing of quiet) {
    expect(aloud(standing, undefined)).toBe('');
    expect(aloud(standing, 'together')).toBe('');
    expect(aloud(standing, 'offline')).toBe('Sync goes on.');
    expect(aloud(standing, 'metered')).toBe('Sync goes on.');
  }
  const hindered = ['offline', 'full', 'full here', 'not taken', 'refused', 'metered'] as const;
  for (const standing of hindered) expect(aloud(standing, 'going')).not.toBe('');
  // The person did the one, and is told of the other in a notice.
  for (const standing of ['paused', 'signed out'] as const) expect(aloud(standing, 'going')).toBe('');
});
