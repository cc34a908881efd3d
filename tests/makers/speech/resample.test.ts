/** Another rate: what the new one can hold is kept, and what it cannot is gone. */
import { expect, test } from 'vitest';
import { Resampler } from '../../../src/models/speech/resample.ts';

const tone = (hertz: number, rate: number, seconds = 0.5): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, at) => Math.sin((2 * Math.PI * hertz * at) / rate));

/** In blocks as an audio thread hands them over. */
function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  const resampler = new Resampler(from, to);
  const out: number[] = [];
  for (let at = 0; at < samples.length; at += 128)
    out.push(...resampler.push(samples.subarray(at, at + 128)));
  return Float32Array.from(out);
}

const middle = (samples: Float32Array): Float32Array => samples.subarray(500, samples.length - 500);
const power = (samples: Float32Array): number =>
  samples.reduce((sum, value) => sum + value * value, 0) / samples.length;

test.each([
  [48_000, 200],
  [48_000, 1000],
  [48_000, 6000],
  [44_100, 1000],
  [44_100, 6000],
  [22_050, 3000],
  [8000, 1000],
])('from %d: a tone of %d Hz is as it would have been', (from, hertz) => {
  const [made, meant] = [resampled(tone(hertz, from), from, 16_000), tone(hertz, 16_000)];
  expect(made.length).toBeGreaterThan(0.49 * 16_000);
  const apart = middle(made).reduce(
    (most, value, at) => Math.max(most, Math.abs(value - meant[at + 500]!)),
    0,
  );
  expect(apart).toBeLessThan(0.03);
});

test.each([
  [48_000, 10_000],
  [48_000, 15_000],
  [44_100, 12_000],
])('from %d: a tone of %d Hz is gone', (from, hertz) => {
  expect(10 * Math.log10(power(middle(resampled(tone(hertz, from), from, 16_000))) / 0.5)).toBeLessThan(-40);
});

test('of the same rate it is the same', () => {
  const samples = tone(440, 16_000);
  expect(resampled(samples, 16_000, 16_000)).toEqual(samples);
});
