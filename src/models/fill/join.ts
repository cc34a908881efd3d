/** Between a level and the membrane that is solved over its hole. */
import { HOLE, KNOWN, type Level } from './field.ts';
import { ABSENT, GIVEN, UNKNOWN } from './membrane.ts';

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
