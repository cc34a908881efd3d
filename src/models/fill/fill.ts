/**
 * Exemplar fill: every patch of the hole is made to look like some patch around it, coarse to fine (Wexler et al., 2007;
 * Newson et al., 2014), each region within a window of its own.
 */
import { Fault } from '../../../core/contract/fault.ts';
import type { Run, Tools } from '../../../core/operations/operation.ts';
import type { Box } from '../../../core/pixels/box.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { HOLE, KNOWN, countSources, type Kernel, type Level } from './field.ts';
import { finish } from './finish.ts';
import { ABSENT, GIVEN, UNKNOWN, membrane } from './membrane.ts';
import { context, regions } from './regions.ts';
import { pyramid, settleAll } from './settle.ts';
import { markTexture } from './texture.ts';
import { liftTone } from './tone.ts';
import { tuned, type Tuning } from './tuning.ts';
import { cut, paste } from './window.ts';

export const exemplarFill = (
  open: (size: number) => Promise<Kernel>,
  tuning: Tuning = tuned,
): Pick<Tools, 'inpaint'> => ({
  async inpaint(image, hole, run) {
    const out: Pixels = { ...image, data: image.data.slice() };
    const boxes = regions(hole);
    if (boxes.length === 0) return out;
    const sizes = boxes.map(box => box.width * box.height);
    const whole = sizes.reduce((a, b) => a + b, 0);
    const kernel = await open(whole);
    try {
      const left = hole.data.slice();
      let before = 0;
      for (const [n, box] of boxes.entries()) {
        const share = sizes[n]! / whole;
        let most = 0;
        const report = (done: number): void => {
          // Of two guesses the second begins anew.
          most = Math.max(most, done);
          run.report(before + share * most);
        };
        const part: Run = { seed: run.seed, report };
        await fillRegion(kernel, out, left, box, part, tuning);
        before += share;
      }
    } finally {
      kernel.close();
    }
    run.report(1);
    return out;
  },
});

async function fillRegion(
  kernel: Kernel,
  out: Pixels,
  left: Uint8Array,
  region: Box,
  run: Run,
  tuning: Tuning,
): Promise<void> {
  run.report(0);
  let window = context(region, out);
  let fine = cut(out, left, window, region);
  let sources = countSources(fine);
  if (sources === 0) {
    window = { x: 0, y: 0, width: out.width, height: out.height };
    fine = cut(out, left, window, region);
    sources = countSources(fine);
  }
  if (!fine.state.includes(KNOWN)) {
    throw new Fault(
      'bad-request',
      'Everything is marked here. Leave some of the picture around it unmarked, to fill it from.',
    );
  }
  if (sources === 0) {
    soften(fine.image, fine);
    paste(out, left, window, fine, fine.image);
    return;
  }
  markTexture(fine, tuning.textureGain);
  const steps = pyramid(fine, tuning);
  const { field, guess } = await settleAll(kernel, steps, run, tuning);
  finish(field, tuning);
  liftTone(field, steps[0]!.depth, guess, steps.length - 1);
  paste(out, left, window, fine, field.image);
}

/** The membrane over a level's hole. */
function soften(image: Uint8Array, level: Pick<Level, 'width' | 'height' | 'state'>): void {
  const { width, height, state } = level;
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
