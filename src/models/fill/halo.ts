/**
 * A thing darkens and lights what is around it: a shadow at its foot, a glow, a reflection. That goes with it, so a fill
 * must not carry it on into the hole. Where the pixels next to the hole are those a little further out under another
 * light, they are filled anew as well: at the coarse levels only, where the tone of the whole is found.
 */
import { HOLE, KNOWN, type Level } from './field.ts';
import { stepsFrom } from './pyramid.ts';

/** The pixels next to the hole are compared with those from here on, in pixels of the level. */
const BEYOND = 3;

/** Both are averaged over so many pixels on every side. */
const REACH = 4;

/** Fewer of either than this say nothing. */
const FEWEST = 3;

/** Light changes a surface's brightness by these factors, down or up: by less it is grain, by more it is another thing. */
const FAINTEST = 0.97;
const STRONGEST = 0.4;

/** And leaves its red and its blue where they were, as shares of its brightness. */
const SAME_COLOUR = 0.08;

/** The level, with its halo made part of its hole. */
export function withoutHalo(level: Level): Level {
  const { width, height, state } = level;
  const steps = stepsFrom(level, s => s === HOLE);
  const without = state.slice();
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (state[at] === KNOWN && steps[at] === 1 && isHalo(level, steps, x, y)) without[at] = HOLE;
    }
  }
  return { ...level, state: without };
}

function isHalo({ width, height, image, state }: Level, steps: Uint8Array, x: number, y: number): boolean {
  const beside = new Light();
  const beyond = new Light();
  for (let ny = Math.max(0, y - REACH); ny <= Math.min(height - 1, y + REACH); ny++) {
    for (let nx = Math.max(0, x - REACH); nx <= Math.min(width - 1, x + REACH); nx++) {
      const near = ny * width + nx;
      if (state[near] !== KNOWN) continue;
      if (steps[near] === 1) beside.add(image, near);
      else if (steps[near]! >= BEYOND) beyond.add(image, near);
    }
  }
  if (beside.count < FEWEST || beyond.count < FEWEST) return false;
  const [here, there] = [beside.brightness, beyond.brightness];
  const factor = Math.min(here, there) / Math.max(1, here, there);
  return (
    factor <= FAINTEST &&
    factor >= STRONGEST &&
    Math.abs(here - there) >= beyond.spread &&
    Math.abs(beside.red / here - beyond.red / there) <= SAME_COLOUR &&
    Math.abs(beside.blue / here - beyond.blue / there) <= SAME_COLOUR
  );
}

/** Means over some pixels. */
class Light {
  count = 0;
  #red = 0;
  #blue = 0;
  #brightness = 0;
  #squares = 0;

  add(image: Uint8Array, at: number): void {
    const [red, green, blue] = [image[at * 4]!, image[at * 4 + 1]!, image[at * 4 + 2]!];
    const brightness = (red + 2 * green + blue) / 4;
    this.count++;
    this.#red += red;
    this.#blue += blue;
    this.#brightness += brightness;
    this.#squares += brightness * brightness;
  }

  get red(): number {
    return this.#red / this.count;
  }
  get blue(): number {
    return this.#blue / this.count;
  }
  get brightness(): number {
    return this.#brightness / this.count;
  }
  /** The standard deviation of the brightness. */
  get spread(): number {
    return Math.sqrt(Math.max(0, this.#squares / this.count - this.brightness ** 2));
  }
}
