/** Where somebody speaks: silence, noise, hum and clatter are let through to nobody. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Utterances } from '../../../src/models/speech/utterances.ts';
import { clatter, hum, joined, mixed, noise, silence, voice } from '../../../tools/sounds.ts';

const RATE = 16_000;

/** How long each utterance is, in seconds. */
function heard(samples: Float32Array, longest = 8, block = 1024) {
  const utterances = new Utterances(longest * RATE);
  const found: number[] = [];
  const take = (events: ReturnType<Utterances['push']>): void => {
    for (const event of events) if (event.kind === 'ended') found.push(event.samples.length / RATE);
  };
  for (let at = 0; at < samples.length; at += block) take(utterances.push(samples.subarray(at, at + block)));
  take(utterances.end());
  return found;
}

describe('nobody speaks', () => {
  test.each([
    ['silence', silence(60)],
    ['noise', noise(60)],
    ['loud noise', noise(60, 0.3)],
    ['noise that swells', joined(noise(20, 0.02), noise(20, 0.1), noise(20, 0.3))],
    ['a keyboard', clatter(60)],
    ['a keyboard in noise', mixed(clatter(60), noise(60, 0.01))],
    ['mains hum', hum(60)],
  ])('%s', (_, samples) => expect(heard(samples)).toEqual([]));
});

describe('somebody speaks', () => {
  test.each([
    ['deep', 90],
    ['middling', 150],
    ['high', 260],
  ])('%s', (_, pitch) => {
    const found = heard(joined(silence(1), voice(2, pitch), silence(1.5)));
    expect(found).toHaveLength(1);
    expect(found[0]).toBeGreaterThan(1.9);
    expect(found[0]).toBeLessThan(2.6);
  });

  test('softly', () => expect(heard(joined(silence(1), voice(2, 120, 0.02), silence(1)))).toHaveLength(1));

  test('in noise', () => {
    const speech = joined(silence(2), voice(2), silence(1.5));
    expect(heard(mixed(speech, noise(5.5, 0.01)))).toHaveLength(1);
  });

  test('at once, and until the end', () => expect(heard(voice(2))).toHaveLength(1));

  test('twice, with a pause between', () => {
    expect(heard(joined(silence(1), voice(1), silence(0.9), voice(1), silence(1)))).toHaveLength(2);
    expect(heard(joined(silence(1), voice(1), silence(0.3), voice(1), silence(1)))).toHaveLength(1);
  });

  test('for longer than can be listened to at once: in pieces, and nothing is lost', () => {
    const found = heard(joined(silence(1), voice(20), silence(1)));
    expect(found.length).toBeGreaterThanOrEqual(3);
    for (const length of found) expect(length).toBeLessThanOrEqual(8);
    expect(found.reduce((a, b) => a + b)).toBeGreaterThan(19.8);
  });
});

test('a speech: all of it, in the pieces between its pauses', () => {
  const file = readFileSync(join(import.meta.dirname, '../../fixtures/audio/jfk.wav'));
  // 16-bit samples at 16 kHz, after a head of 44 bytes and a list of who made it.
  const start = file.indexOf('data') + 8;
  const samples = Float32Array.from({ length: (file.length - start) >> 1 }, (_, at) => {
    return file.readInt16LE(start + 2 * at) / 32_768;
  });
  const found = heard(samples);
  expect(found.length).toBeGreaterThanOrEqual(2);
  expect(found.length).toBeLessThanOrEqual(5);
  expect(found.reduce((a, b) => a + b)).toBeGreaterThan(8.5);
});

test('it does not matter in which blocks the samples come', () => {
  const samples = joined(silence(0.5), voice(1.2), silence(0.8), voice(0.7, 200), silence(0.8));
  const whole = heard(samples, 8, samples.length);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), block => {
      expect(heard(samples, 8, block)).toEqual(whole);
    }),
    { numRuns: 25 },
  );
});
