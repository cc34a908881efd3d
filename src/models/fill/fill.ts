/**
 * Exemplar fill: every patch of the hole is made to look like some patch around it, coarse to fine (Wexler et al., 2007;
 * Newson et al., 2014); where there is a painter, like what it has painted there, too.
 */
import type { Tools } from '../../../core/operations/operation.ts';
import type { Painter } from '../guide/painter.ts';
import { HOLE, KNOWN, countSources, type Kernel, type Level } from './field.ts';
import { filling, type Filling } from './filling.ts';
import { kindsOf, writeHole } from './join.ts';
import { led } from './led.ts';
import { membrane } from './membrane.ts';
import { checkKnown, regionwise } from './regionwise.ts';
import { pyramid, type Step } from './settle.ts';
import { markTexture } from './texture.ts';
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
        const fillBy = (by: readonly Step[]): Filling => filling(kernel, by, run, tuning);
        const { image } = await (painter ? led(painter, steps, tuning, fillBy) : fillBy(steps).whole());
        return { level, image };
      },
      close: () => kernel.close(),
    };
  });

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
