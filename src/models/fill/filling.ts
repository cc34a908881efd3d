/** A window's hole, filled by exemplars: first small, and at full size where it is wanted. */
import type { Run } from '../../../core/operations/operation.ts';
import { HOLE, type Field, type Kernel, type Level } from './field.ts';
import { finish } from './finish.ts';
import { found, type Found } from './refine.ts';
import { apartness, descent, unlikeness, type Step } from './settle.ts';
import { liftTone } from './tone.ts';
import type { Tuning } from './tuning.ts';

/** A window's hole, filled: at full size, or at that halved some times. */
export interface Filled {
  readonly halvings: number;
  readonly width: number;
  /** Four bytes a pixel. */
  readonly image: Uint8Array;
  /** How much its patches differ from their likes: see `unlikeness`. */
  readonly unlike: number;
  /** How far the finished patches are from those they were copied from: see `apartness`. */
  readonly apart: number;
}

/** A fill under way. What is at full size takes half of its time, and not all that are begun are wanted. */
export interface Filling {
  /** At half the size; of so thin a hole that there is no half, at full size. */
  draft(): Promise<Filled>;
  whole(): Promise<Filled>;
}

export function filling(kernel: Kernel, steps: readonly Step[], run: Run, tuning: Tuning): Filling {
  const down = descent(kernel, steps, run, tuning);
  const half = steps.length > 3 ? 1 : 0;
  let drafted: { readonly start: Found; readonly guess: Level } | undefined;
  const filled = (field: Field, at: number, guess: Level): Filled => {
    const unlike = unlikeness(field, tuning);
    finish(field, tuning);
    const apart = apartness(field);
    liftTone(field, steps[at]!.depth, guess, steps.length - 1 - at);
    // The next fill has the same room.
    return { halvings: at, width: field.width, image: field.image.slice(), unlike, apart };
  };
  const whole = once(async () => {
    if (drafted) return filled(await down.goOn(drafted.start, 0), 0, drafted.guess);
    const { field, guess } = await down.settle(0);
    return filled(field, 0, guess);
  });
  const draft = once(async () => {
    if (half === 0) return whole();
    const { field, guess } = await down.settle(half);
    drafted = { start: found(field), guess };
    return filled(field, half, guess);
  });
  return { draft, whole };
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

/** The level's pixels, those of its hole from a fill of its size or of half of it. */
export function enlarged(draft: Filled, { width, image, state }: Level): Uint8Array {
  if (draft.width === width) return draft.image;
  const out = image.slice();
  for (let at = 0; at < state.length; at++) {
    if (state[at] !== HOLE) continue;
    const y = Math.floor(at / width);
    const from = (y >> 1) * draft.width + ((at - y * width) >> 1);
    for (let channel = 0; channel < 3; channel++) out[at * 4 + channel] = draft.image[from * 4 + channel]!;
  }
  return out;
}
