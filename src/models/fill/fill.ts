/**
 * Exemplar fill: every patch of the hole is made to look like some patch around it, coarse to fine (Wexler et al., 2007;
 * Newson et al., 2014); where there is a painter, like what it has painted there, too.
 */
import type { Run, Tools } from '../../../core/operations/operation.ts';
import type { Painter } from '../guide/painter.ts';
import { HOLE, KNOWN, countSources, type Kernel, type Level } from './field.ts';
import type { Filled } from './filled.ts';
import { finish } from './finish.ts';
import { kindsOf, writeHole } from './join.ts';
import { leanOn } from './lean.ts';
import { membrane } from './membrane.ts';
import { checkKnown, regionwise } from './regionwise.ts';
import { apartness, pyramid, settleAll, unlikeness, type Step } from './settle.ts';
import { steered } from './steer.ts';
import { isOneStuff } from './stuff.ts';
import { markTexture } from './texture.ts';
import { liftTone } from './tone.ts';
import { tuned, type Tuning } from './tuning.ts';

export const exemplarFill = (
  open: (size: number) => Promise<Kernel>,
  tuning: Tuning = tuned,
  painter?: Painter,
): Pick<Tools, 'inpaint'> =>
  regionwise(async size => {
    const kernel = await open(size);
    return {
      async fill(window, run) {
        let { level } = window;
        if (countSources(level) === 0) level = window.widened();
        checkKnown(level);
        if (countSources(level) === 0) {
          soften(level);
          return { level, image: level.image };
        }
        markTexture(level, tuning.textureGain);
        const steps = pyramid(level, tuning);
        const fillBy = (by: readonly Step[]): Promise<Filled> => filled(kernel, by, run, tuning);
        const { image } = await (painter ? led(painter, steps, tuning, fillBy) : fillBy(steps));
        return { level, image };
      },
      close: () => kernel.close(),
    };
  });

/** Led by what the painter makes of the hole; or not, where that is not needed, or tears apart what goes on by itself. */
async function led(
  painter: Painter,
  steps: readonly Step[],
  tuning: Tuning,
  fillBy: (steps: readonly Step[]) => Promise<Filled>,
): Promise<Filled> {
  // Of one level only, a hole is so thin that there is no going astray in it.
  const other = steps.length > 1 ? await fillBy(steps) : undefined;
  if (other && (other.apart <= WHOLE || isOneStuff(steps[0]!.level))) return other;
  const guided = await steered(steps, painter, tuning, other?.image);
  if (other && other.unlike <= SAME && guided.against <= LITTLE) return other;
  const made = await fillBy(guided.steps);
  if (other && other.unlike * TORN < made.unlike) return other;
  // What was painted sharp is one of many pictures that could be: between it and a copy lies nothing nearer to what was there.
  if (!guided.painted.isSharp) leanOn(guided.painted, { ...steps[0]!.level, image: made.image }, made.apart);
  return made;
}

/**
 * Patches of 49 pixels that differ by no more than this are as like as grain allows: a wall, a floor, a pattern that goes on
 * by itself. No guide knows their tone as well.
 */
const SAME = 3500;

/** Where it speaks against more of the hole than this, something else goes on there. */
const LITTLE = 0.1;

/** A fill of whole pieces of the photo, to a grey value, goes on exactly. */
const WHOLE = 1;

/** A fill whose patches are so many times less like those around it is not the same pattern any more. */
const TORN = 2;

async function filled(kernel: Kernel, steps: readonly Step[], run: Run, tuning: Tuning): Promise<Filled> {
  const { field, guess } = await settleAll(kernel, steps, run, tuning);
  const unlike = unlikeness(field, tuning);
  finish(field, tuning);
  const apart = apartness(field);
  liftTone(field, steps[0]!.depth, guess, steps.length - 1);
  // The next fill has the same room.
  return { image: field.image.slice(), unlike, apart };
}

/** The membrane over a level's hole. */
function soften(level: Level): void {
  const { width, height, image, state } = level;
  const values = new Float32Array(width * height * 3);
  for (let channel = 0; channel < 3; channel++) {
    let [sum, count] = [0, 0];
    for (let at = 0; at < state.length; at++) {
      if (state[at] !== KNOWN) continue;
      values[at * 3 + channel] = image[at * 4 + channel]!;
      [sum, count] = [sum + image[at * 4 + channel]!, count + 1];
    }
    // From the mean it has the least way to go.
    for (let at = 0; at < state.length; at++) if (state[at] === HOLE) values[at * 3 + channel] = sum / count;
  }
  membrane(width, height, kindsOf(level)).solve(values, 8);
  writeHole(level, values);
}
