/** Between a level and the equation that is solved over its hole. */
import { HOLE, KNOWN, type Level } from './field.ts';
import { ABSENT, GIVEN, UNKNOWN, membrane } from './membrane.ts';

/** Away from the hole's edge the painter's own tone holds, as if each pixel were drawn to it so strongly. */
const SCREEN = 0.01;
const CYCLES = 4;

export const kindsOf = ({ state }: Level): Uint8Array =>
  state.map(s => (s === HOLE ? UNKNOWN : s === KNOWN ? GIVEN : ABSENT));

/** Three numbers for every pixel, into the level's hole. */
export function writeHole({ image, state }: Level, values: Float32Array): void {
  for (let at = 0; at < state.length; at++) {
    if (state[at] !== HOLE) continue;
    for (let channel = 0; channel < 3; channel++) {
      image[at * 4 + channel] = Math.min(255, Math.max(0, Math.round(values[at * 3 + channel]!)));
    }
  }
}

/** Writes a painting, as planes from 0 to 1, into the level's hole: its own steps from pixel to pixel, and no seam at the edge. */
export function join(level: Level, colour: Float32Array): void {
  const { image, state } = level;
  const values = new Float32Array(3 * state.length);
  for (let at = 0, to = 0; at < state.length; at++) {
    for (let channel = 0; channel < 3; channel++, to++) {
      values[to] = state[at] === HOLE ? 255 * colour[channel * state.length + at]! : image[at * 4 + channel]!;
    }
  }
  joinIn(level, values);
  writeHole(level, values);
}

/** Of three numbers for every pixel, moves the hole's: near its edge to what is around, and else as little as may be. */
export function joinIn(level: Level, values: Float32Array): void {
  const { width, height, state } = level;
  const pull = new Float32Array(values.length);
  /** The steps between two pixels, of which one comes after the other, where both are in the hole. */
  const addSteps = (before: number, after: number): void => {
    if (state[before] !== HOLE) return;
    for (let channel = 0; channel < 3; channel++) {
      const step = values[after * 3 + channel]! - values[before * 3 + channel]!;
      pull[after * 3 + channel]! += step;
      pull[before * 3 + channel]! -= step;
    }
  };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (state[at] !== HOLE) continue;
      for (let to = at * 3; to < at * 3 + 3; to++) pull[to]! += SCREEN * values[to]!;
      if (x > 0) addSteps(at - 1, at);
      if (y > 0) addSteps(at - width, at);
    }
  }
  membrane(width, height, kindsOf(level), SCREEN).solve(values, CYCLES, pull);
}
