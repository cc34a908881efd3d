/** Sound as programs write it. */
import { expect, test } from 'vitest';
import { wavFrom } from '../../src/models/speech/wav.ts';
import { soundIn } from '../../tools/engine/wave.ts';

interface Written {
  readonly tag: number;
  readonly bits: number;
  readonly channels: number;
  readonly write: (view: DataView, at: number, value: number) => void;
}

/** A WAV file of these values, the same in each channel but the last, which is silent where there are two. */
function wave({ tag, bits, channels, write }: Written, values: readonly number[], odd = false): Uint8Array {
  const bytes = bits / 8;
  // A chunk that nobody here reads, of an odd length, which is padded.
  const extra = odd ? 8 + 3 + 1 : 0;
  const view = new DataView(new ArrayBuffer(44 + extra + values.length * channels * bytes));
  const name = (at: number, letters: string): void =>
    [...letters].forEach((letter, n) => view.setUint8(at + n, letter.charCodeAt(0)));
  name(0, 'RIFF');
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, tag, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 44_100, true);
  view.setUint16(34, bits, true);
  if (odd) {
    name(36, 'LIST');
    view.setUint32(40, 3, true);
  }
  name(36 + extra, 'data');
  view.setUint32(40 + extra, values.length * channels * bytes, true);
  values.forEach((value, n) => {
    for (let channel = 0; channel < channels; channel++)
      write(view, 44 + extra + (n * channels + channel) * bytes, channel > 0 ? 0 : value);
  });
  return new Uint8Array(view.buffer);
}

const kinds: readonly (readonly [string, Written])[] = [
  ['8 bits', { tag: 1, bits: 8, channels: 1, write: (view, at, value) => view.setUint8(at, 128 + value * 128) }],
  ['16 bits', { tag: 1, bits: 16, channels: 1, write: (view, at, value) => view.setInt16(at, value * 2 ** 15, true) }],
  ['24 bits', { tag: 1, bits: 24, channels: 1, write(view, at, value) {
    view.setUint16(at, (value * 2 ** 23) & 0xffff, true);
    view.setInt8(at + 2, Math.floor(value * 2 ** 7));
  } }],
  ['32 bits', { tag: 1, bits: 32, channels: 1, write: (view, at, value) => view.setInt32(at, value * 2 ** 31, true) }],
  ['floating point', { tag: 3, bits: 32, channels: 1, write: (view, at, value) => view.setFloat32(at, value, true) }],
]; // prettier-ignore

const values = [0, 0.5, -0.5, 0.25, -1];

test.each(kinds)('of %s', (_, kind) => {
  expect(soundIn(wave(kind, values))).toEqual({ rate: 44_100, samples: Float32Array.from(values) });
  expect(soundIn(wave(kind, values, true)).samples).toEqual(Float32Array.from(values));
});

test.each(kinds)('of %s and two channels is their mean', (_, kind) => {
  const half = Float32Array.from(values, value => value / 2);
  expect(soundIn(wave({ ...kind, channels: 2 }, values)).samples).toEqual(half);
});

test('of the app’s own', () => {
  const { rate, samples } = soundIn(wavFrom(Float32Array.from(values), 16_000));
  expect(rate).toBe(16_000);
  samples.forEach((sample, n) => expect(Math.abs(sample - values[n]!)).toBeLessThan(1e-4));
});

test.each([
  ['nothing', new Uint8Array(0)],
  ['a header alone', wavFrom(new Float32Array(0), 16_000).subarray(0, 36)],
  ['another format', wave({ ...kinds[0]![1], tag: 6 }, values)],
  ['no channel', wave({ ...kinds[0]![1], channels: 0 }, [])],
])('%s is refused', (_, file) => {
  expect(() => soundIn(file)).toThrow(/no WAV file/);
});

test('longer than two minutes is refused', () => {
  expect(() => soundIn(wavFrom(new Float32Array(121 * 16_000), 16_000))).toThrow(/two minutes/);
});
