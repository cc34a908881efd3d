/** From the coarsest level to the finest: each begins with what the one before it has found. */
import type { Run } from '../../../core/operations/operation.ts';
import { PATCH, RADIUS, countSources, layOut, type Field, type Kernel, type Level } from './field.ts';
import { withoutHalo } from './halo.ts';
import { peel } from './peel.ts';
import { depths, halve } from './pyramid.ts';
import { found, inherit, refine, scatter, weigh, type Found } from './refine.ts';
import { distance } from './search.ts';
import type { Tuning } from './tuning.ts';

/** Fewer patches than this to copy from, and a level has nothing to say. */
const FEWEST_SOURCES = 200;

/** Patches looked at to tell how well all of them match. */
const SAMPLE = 2048;

export interface Step {
  readonly level: Level;
  /** How deep in the hole each pixel lies. */
  readonly depth: Uint8Array;
  /** 1 where the hole is only the halo of the thing that was in it. */
  readonly halo: Uint8Array;
}

/** From the finest to the coarsest. */
export function pyramid(fine: Level, tuning: Tuning): Step[] {
  const steps: Step[] = [];
  let halo: Uint8Array = new Uint8Array(fine.state.length);
  for (let level = fine; ;) {
    const depth = depths(level);
    steps.push({ level, depth, halo });
    if (depth.every(d => d <= tuning.coarsest)) return steps;
    const half = halve(level);
    level = half;
    for (let n = 0; n < tuning.halo; n++) level = withoutHalo(level);
    const { state } = level;
    halo = state.map((s, at) => Number(s !== half.state[at]));
    if (countSources(level) < FEWEST_SOURCES) return steps;
  }
}

export interface Settled {
  /** Of the size of one of the levels. */
  readonly field: Field;
  /** The coarsest level that it came from, as it was first guessed. */
  readonly guess: Level;
}

/** The way down the levels. */
export interface Descent {
  /**
   * From the top to the level `to`. There are two first guesses, at the coarsest level and at the next: what is too small for
   * the one can lead the other astray. That whose patches match better goes on, so `to` lies below both, if there are more
   * than two levels.
   */
  settle(to: number): Promise<Settled>;
  /** On to the level `to`, from what was found at the one above it. */
  goOn(start: Found, to: number): Promise<Field>;
}

export function descent(kernel: Kernel, steps: readonly Step[], run: Run, tuning: Tuning): Descent {
  const goOn = async (start: Found, to: number): Promise<Field> => {
    const { level, depth } = steps[to]!;
    const field = layOut(kernel, level, false);
    inherit(field, start, run.seed);
    for (const at of field.targets) field.cost[at] = 0;
    weigh(field, depth, tuning);
    await kernel.vote(field, 0);
    await settle(kernel, field, depth, to === 0 ? { ...tuning, ...tuning.finest } : tuning, run, to);
    return field;
  };
  const goDown = async (start: Found, from: number, to: number): Promise<Field> => {
    const field = await goOn(start, from);
    return from === to ? field : goDown(found(field), from - 1, to);
  };
  /** One level after another, from a first guess at `from`. */
  const begin = async (from: number, to: number): Promise<Settled> => {
    const { field, guess } = await guessed(kernel, steps[from]!, from, run, tuning);
    return { field: from === to ? field : await goDown(found(field), from - 1, to), guess };
  };
  return {
    goOn,
    async settle(to) {
      const last = steps.length - 1;
      if (last < 2) return begin(last, to);
      const near = found((await begin(last - 1, last - 1)).field);
      const { field, guess } = await begin(last, last - 1);
      const far = found(field);
      const better = far.unlike * tuning.preferFar < near.unlike ? far : near;
      return { field: await goDown(better, last - 2, to), guess };
    },
  };
}

/** How much patches differ from their likes, squared, in the mean: of some of them, and whatever steered the search. */
export function unlikeness(field: Field, { lenience }: Tuning): number {
  const { targets, match } = field;
  const step = Math.ceil(targets.length / SAMPLE);
  let [sum, count] = [0, 0];
  for (let k = 0; k < targets.length; k += step, count++) {
    sum += distance(field, targets[k]!, match[targets[k]!]!, lenience, 0x7fffffff);
  }
  return sum / count;
}

/** The mean square in red, green and blue, of some of the finished patches: nothing where whole pieces were copied. */
export function apartness({ width, image, targets, match }: Field): number {
  const step = Math.ceil(targets.length / SAMPLE);
  let [sum, count] = [0, 0];
  for (let k = 0; k < targets.length; k += step) {
    const on = match[targets[k]!]! - targets[k]!;
    for (let row = -RADIUS; row <= RADIUS; row++) {
      const start = targets[k]! + row * width - RADIUS;
      for (let at = start; at < start + PATCH; at++, count += 3) {
        for (let channel = 0; channel < 3; channel++) {
          sum += (image[at * 4 + channel]! - image[(at + on) * 4 + channel]!) ** 2;
        }
      }
    }
  }
  return sum / count;
}

/** A level's first guess, settled. */
async function guessed(
  kernel: Kernel,
  { level, depth }: Step,
  n: number,
  run: Run,
  tuning: Tuning,
): Promise<Settled> {
  const field = layOut(kernel, level, true);
  scatter(field, run.seed);
  peel(kernel, field, depth, run.seed);
  const guess = { ...level, image: field.image.slice() };
  const everywhere = Math.max(level.width, level.height);
  await settle(kernel, field, depth, { ...tuning, rounds: tuning.roundsCoarsest, reach: everywhere }, run, n);
  return { field, guess };
}

async function settle(
  kernel: Kernel,
  field: Field,
  depth: Uint8Array,
  tuning: Tuning,
  run: Run,
  level: number,
): Promise<void> {
  for (let n = 0; n < tuning.rounds; n++) {
    await refine(kernel, field, depth, { ...tuning, seed: run.seed + n * 7919 }, tuning);
    // Each level has four times the pixels of the one before it.
    run.report(4 ** -level * (0.25 + (0.75 * (n + 1)) / tuning.rounds));
  }
}
