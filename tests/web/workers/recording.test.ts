/** Sound files of every kind that people send each other, as samples; and samples as a file. */
import { describe, expect, test } from 'vitest';
import { wavFrom } from '../../../src/models/speech/wav.ts';
import { isRecording, readRecording, soundFile } from '../../../src/workers/recording.ts';
import { silence, voice } from '../../../tools/sounds.ts';
import m4a from '../../fixtures/audio/warmer.m4a?url';
import mp3 from '../../fixtures/audio/warmer.mp3?url';
import ogg from '../../fixtures/audio/warmer.ogg?url';
import wav from '../../fixtures/audio/warmer.wav?url';

const RATE = 16_000;

const file = async (url: string, name: string): Promise<File> =>
  new File([await (await fetch(url)).blob()], name);

/** How alike two sounds are, from −1 to 1, at the shift of up to .1 s where they are most so. */
function likeness(one: Float32Array, other: Float32Array): number {
  let best = -1;
  for (let shift = -1600; shift <= 1600; shift++) {
    let [sum, here, there] = [0, 0, 0];
    for (let at = 0; at < one.length; at += 3) {
      const [a, b] = [one[at]!, other[at + shift] ?? 0];
      [sum, here, there] = [sum + a * b, here + a * a, there + b * b];
    }
    best = Math.max(best, sum / Math.sqrt(here * there + 1e-9));
  }
  return best;
}

describe('what is read', () => {
  test.each([
    ['MP3', mp3, 'note.mp3'],
    ['M4A', m4a, 'note.m4a'],
    ['Ogg', ogg, 'note.ogg'],
  ])('%s sounds as the WAV does that it was made from', async (_, url, name) => {
    const [plain, packed] = await Promise.all([
      readRecording(await file(wav, 'note.wav')),
      readRecording(await file(url, name)),
    ]);
    expect(Math.abs(packed.length - plain.length)).toBeLessThan(0.15 * RATE);
    expect(likeness(plain, packed)).toBeGreaterThan(0.9);
  });

  test('two channels become one, in between', async () => {
    const [left, right] = [voice(0.2), silence(0.2)];
    const both = new Float32Array(left.length * 2);
    left.forEach((sample, at) => both.set([sample, right[at]!], at * 2));
    const bytes = wavFrom(both, RATE);
    const view = new DataView(bytes.buffer);
    view.setUint16(22, 2, true); // channels
    view.setUint32(28, RATE * 4, true); // bytes a second
    view.setUint16(32, 4, true); // bytes for each moment
    const read = await readRecording(new File([bytes], 'two.wav'));
    expect(read).toHaveLength(left.length);
    for (const at of [100, 1000, 3000]) expect(read[at]).toBeCloseTo(left[at]! / 2, 3);
  });

  test.each([
    [
      'what is no sound',
      new File(['no sound'], 'note.mp3'),
      'bad-request',
      /“note.mp3” cannot be read as sound/,
    ],
    [
      'what is too long',
      new File([wavFrom(silence(121), RATE)], 'talk.wav'),
      'too-big',
      /longer than two minutes/,
    ],
  ])('%s is refused in a sentence', async (_, given, name, message) => {
    await expect(readRecording(given)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });
});

test.each([
  ['a.wav', '', true],
  ['A.M4A', '', true],
  ['voice', 'audio/ogg', true],
  ['a.jpg', 'image/jpeg', false],
  ['wav', '', false],
])('whether %s of type “%s” is sound: %s', (name, type, is) => {
  expect(isRecording(new File([], name, { type }))).toBe(is);
});

test('what is written is read again', async () => {
  const samples = voice(0.3);
  const read = await readRecording(new File([soundFile(samples)], 'kept.wav'));
  expect(read).toHaveLength(samples.length);
  samples.forEach((sample, at) => at % 97 === 0 && expect(read[at]).toBeCloseTo(sample, 3));
});
