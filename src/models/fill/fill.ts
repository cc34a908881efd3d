/**
 * Exemplar fill: every patch of the hole is made to look like some patch around it, coarse to fine (Wexler et al., 2007;
 * Newson et al., 2014); where there is a painter, like what it has painted there, too.
 */
import type { Tools } from '../../../core/operations/operation.ts';
import type { Painter } from '../guide/painter.ts';
import { HOLE, KNOWN, countSources, type Kernel, type Level } from './field.ts';
import { finish } from './finish.ts';
import { leanOn } from './lean.ts';
import { ABSENT, GIVEN, UNKNOWN, membrane } from './membrane.ts';
import { checkKnown, regionwise } from './regionwise.ts';
import { pyramid, settleAll } from './settle.ts';
import { steered } from './steer.ts';
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
        const plain = pyramid(level, tuning);
        const guided = painter && (await steered(plain, painter, tuning));
        const steps = guided?.steps ?? plain;
        const { field, guess } = await settleAll(kernel, steps, run, tuning);
        finish(field, tuning);
        liftTone(field, steps[0]!.depth, guess, steps.length - 1);
        // What was painted small has no grain to give.
        if (guided?.at === 0 && !guided.painted.isSharp) leanOn(guided.painted, level, field.image);
        return { level, image: field.image };
      },
      close: () => kernel.close(),
    };
  });

/** The membrane over a level's hole. */
function soften({ width, height, image, state }: Level): void {
  const kinds = state.map(s => (s === HOLE ? UNKNOWN : s === KNOWN ? GIVEN : ABSENT));
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
  membrane(width, height, kinds).solve(values, 8);
  for (let at = 0; at < state.length; at++) {
    if (state[at] !== HOLE) continue;
    for (let channel = 0; channel < 3; channel++) {
      image[at * 4 + channel] = Math.min(255, Math.max(0, Math.round(values[at * 3 + channel]!)));
    }
  }
}
