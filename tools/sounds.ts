/** Sounds that can be written down: what a voice is made of, and what is none. 16,000 samples a second. */
import { dice } from './scenes/chance.ts';

const RATE = 16_000;

export const silence = (seconds: number): Float32Array => new Float32Array(seconds * RATE);

export function noise(seconds: number, loud = 0.05, seed = 1): Float32Array {
  const chance = dice(seed);
  return silence(seconds).map(() => loud * (chance() + chance() + chance() - 1.5));
}

/** Pulses of a throat through two resonances, with the gaps of syllables: about a voice. */
export function voice(seconds: number, pitch = 120, loud = 0.3): Float32Array {
  const out = silence(seconds);
  const resonances = [
    { hertz: 600, width: 80 },
    { hertz: 1500, width: 120 },
  ].map(({ hertz, width }) => {
    const r = Math.exp((-Math.PI * width) / RATE);
    return { a: 2 * r * Math.cos((2 * Math.PI * hertz) / RATE), b: -r * r, one: 0, two: 0 };
  });
  const period = Math.round(RATE / pitch);
  for (let at = 0; at < out.length; at++) {
    let value = at % period === 0 ? 1 : 0;
    for (const filter of resonances) {
      value = 0.1 * value + filter.a * filter.one + filter.b * filter.two;
      [filter.two, filter.one] = [filter.one, value];
    }
    const syllable = Math.max(0, Math.sin((2 * Math.PI * 4 * at) / RATE)) ** 0.5;
    out[at] = loud * value * syllable * 4;
  }
  return out;
}

/** Keys of a keyboard: bursts of noise, each a few milliseconds long. */
export function clatter(seconds: number): Float32Array {
  const out = silence(seconds);
  const chance = dice(7);
  for (let start = 0; start < out.length - 800; start += 1200 + Math.floor(4000 * chance())) {
    for (let at = 0; at < 480; at++) out[start + at]! += 0.4 * Math.exp(-at / 60) * (2 * chance() - 1);
  }
  return out;
}

/** A mains hum, which has a pitch and never stops. */
export const hum = (seconds: number): Float32Array =>
  silence(seconds).map((_, at) => 0.1 * Math.sin((2 * Math.PI * 100 * at) / RATE));

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const mixed = (one: Float32Array, other: Float32Array): Float32Array =>
  one.map((value, at) => value + (other[at] ?? 0));

/** Four chords in turn, each of three tones with overtones that die away, and a beat: about what a piano and a drum play. */
export function music(seconds: number): Float32Array {
  const out = silence(seconds);
  const chance = dice(3);
  const chords = [
    [262, 330, 392],
    [220, 262, 330],
    [175, 220, 262],
    [196, 247, 294],
  ];
  for (let at = 0; at < out.length; at++) {
    const time = at / RATE;
    const since = time % 0.5;
    const chord = chords[Math.floor(time / 2) % chords.length]!;
    for (const hertz of chord) {
      for (let n = 1; n <= 5; n++) {
        out[at]! += (0.05 / n) * Math.exp(-3 * since) * Math.sin(2 * Math.PI * hertz * n * time);
      }
    }
    if (since < 0.05) out[at]! += 0.1 * Math.exp(-60 * since) * (2 * chance() - 1);
  }
  return out;
}
