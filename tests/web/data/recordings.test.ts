/** What a person wished to keep of what they said. */
import { afterEach, expect, test } from 'vitest';
import { forgetRecording, keepRecording, recordingNamed, recordings } from '../../../src/data/recordings.ts';

const sound = (text: string): Blob => new Blob([text]);

afterEach(async () => {
  for (const { name } of await recordings()) await forgetRecording(name);
});

test('the newest first, each as it was', async () => {
  await keepRecording(sound('one'), 'make it warmer', 1000);
  await keepRecording(sound('two'), 'undo that', 2000);
  const [newest, oldest] = await recordings();
  expect([newest, oldest]).toMatchObject([
    { text: 'undo that', said: 2000 },
    { text: 'make it warmer', said: 1000 },
  ]);
  expect(await (await recordingNamed(oldest!.name)).text()).toBe('one');
});

test.each([
  ['', ''],
  ['../../etc/passwd', '.. .. etc passwd'],
  ['größer, 100 %\u0000/', 'größer, 100'],
  ['x'.repeat(500), 'x'.repeat(48)],
  ['空'.repeat(500), '空'.repeat(48)],
])('whatever was heard: %j', async (heard, text) => {
  await keepRecording(sound('it'), heard, 5);
  expect(await recordings()).toMatchObject([{ text, said: 5 }]);
});

test('a hundred of them; the oldest go', async () => {
  for (let said = 1; said <= 103; said++) await keepRecording(sound('it'), '', said);
  const all = await recordings();
  expect(all).toHaveLength(100);
  expect(all.at(-1)).toMatchObject({ said: 4 });
});

test('one that has gone: a sentence says so', async () => {
  await expect(recordingNamed('0 .wav')).rejects.toThrow(/keeps no recordings/);
});
