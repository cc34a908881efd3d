/** An exemplar fill that a painter may lead. */
import type { Painted, Painter } from '../guide/painter.ts';
import type { Level } from './field.ts';
import { enlarged, type Filled, type Filling } from './filling.ts';
import { leanOn } from './lean.ts';
import type { Step } from './settle.ts';
import { steered } from './steer.ts';
import { isOneStuff } from './stuff.ts';
import type { Tuning } from './tuning.ts';

/** Led by what the painter makes of the hole; or not, where that is not needed, or tears apart what goes on by itself. */
export async function led(
  painter: Painter,
  steps: readonly Step[],
  tuning: Tuning,
  fillBy: (steps: readonly Step[]) => Filling,
): Promise<Filled> {
  const { level } = steps[0]!;
  // Of one level only, a hole is so thin that there is no going astray in it.
  if (steps.length === 1) {
    const guided = await steered(steps, painter, tuning);
    return leaning(level, guided.painted, fillBy(guided.steps));
  }
  const unled = fillBy(steps);
  if (isOneStuff(level)) return unled.whole();
  const draft = await unled.draft();
  if (draft.apart <= NEARLY) {
    const whole = await unled.whole();
    if (whole.apart <= WHOLE) return whole;
  }
  const guided = await steered(steps, painter, tuning, enlarged(draft, level));
  if (guided.against <= LITTLE && draft.unlike <= SAME * 2 ** draft.halvings) return unled.whole();
  const leading = fillBy(guided.steps);
  if (draft.unlike * TORN < (await leading.draft()).unlike) return unled.whole();
  return leaning(level, guided.painted, leading);
}

async function leaning(level: Level, painted: Painted, leading: Filling): Promise<Filled> {
  const made = await leading.whole();
  // What was painted sharp is one of many pictures that could be: between it and a copy lies nothing nearer to what was there.
  if (!painted.isSharp) leanOn(painted, { ...level, image: made.image }, made.apart);
  return made;
}

/**
 * Patches of 49 pixels that differ by no more than this are as like as grain allows: a wall, a floor, a pattern that goes on
 * by itself. No guide knows their tone as well. At half the size, where grain is finer and shapes are nearer, it is twice that.
 */
const SAME = 3500;

/** Where it speaks against more of the hole than this, something else goes on there. */
const LITTLE = 0.1;

/** A fill of whole pieces of the photo, to a grey value, goes on exactly; a draft whose pieces are so near may become one. */
const WHOLE = 1;
const NEARLY = 10;

/** A fill whose patches are so many times less like those around it is not the same pattern any more. */
const TORN = 2;
