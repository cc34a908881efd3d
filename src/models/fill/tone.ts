/**
 * Round by round the voting draws a hole's tone towards that of its rim, where the shadow of the thing that went still
 * lies. The first guess was made with that halo out of the way: where it was brighter in the mean, that is given back.
 */
import { HOLE, type Field, type Level } from './field.ts';

/** At most so much of 255: more would show as a pale outline of the thing. */
const MOST = 5;

/** How deep in the hole all of it is given, in pixels of the first guess. */
const RAMP = 0.5;

/** A halo of fewer cells than this share of the hole's is chance. */
const LEAST_HALO = 0.05;

/**
 * Brightens the hole, the less the nearer to its edge. `guess` is the first guess, with the halo in its hole, on a level
 * of the field's size halved so many times; `depth` says how far in the hole each pixel lies.
 */
export function liftTone(field: Field, depth: Uint8Array, guess: Level, halvings: number): void {
  const { width, image, holes } = field;
  const cells = new Uint8Array(guess.width * guess.height);
  const gaps = [0, 0, 0];
  for (const at of holes) {
    const y = Math.floor(at / width);
    const cell = (y >> halvings) * guess.width + ((at - y * width) >> halvings);
    cells[cell] = 1;
    for (let channel = 0; channel < 3; channel++) {
      gaps[channel]! += guess.image[cell * 4 + channel]! - image[at * 4 + channel]!;
    }
  }
  if (!hasHalo(guess, cells)) return;
  const lift = gaps.map(gap => Math.min(MOST, Math.max(0, gap / holes.length)));
  const full = RAMP * 2 ** halvings;
  for (const at of holes) {
    const share = Math.min(1, depth[at]! / full);
    for (let channel = 0; channel < 3; channel++) {
      const value = image[at * 4 + channel]! + share * lift[channel]!;
      image[at * 4 + channel] = Math.min(255, Math.round(value));
    }
  }
}

/** `cells` marks those with some of the field's own hole. */
function hasHalo({ state }: Level, cells: Uint8Array): boolean {
  let [within, beyond] = [0, 0];
  for (let cell = 0; cell < cells.length; cell++) {
    if (cells[cell] === 1) within++;
    else if (state[cell] === HOLE) beyond++;
  }
  return beyond > LEAST_HALO * within;
}
