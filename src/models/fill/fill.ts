/**
 * Exemplar fill: every patch of the hole is made to look like some patch around it, coarse to fine (Wexler et al., 2007;
 * Newson et al., 2014), each region within a window of its own.
 */
import { Fault } from '../../../core/contract/fault.ts';
import type { Run, Tools } from '../../../core/operations/operation.ts';
import type { Box } from '../../../core/pixels/box.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { HOLE, KNOWN, countSources, layOut, type Field, type Kernel, type Level } from './field.ts';
import { finish } from './finish.ts';
import { withoutHalo } from './halo.ts';
import { ABSENT, GIVEN, UNKNOWN, membrane } from './membrane.ts';
import { peel } from './peel.ts';
import { depths, halve } from './pyramid.ts';
import { found, inherit, refine, scatter, weigh, type Found } from './refine.ts';
import { context, regions } from './regions.ts';
import { markTexture } from './texture.ts';
import { tuned, type Tuning } from './tuning.ts';
import { cut, paste } from './window.ts';

/** Fewer patches than this to copy from, and a level has nothing to say. */
const FEWEST_SOURCES = 200;

export const exemplarFill = (
  open: () => Promise<Kernel>,
  tuning: Tuning = tuned,
): Pick<Tools, 'inpaint'> => ({
  async inpaint(image, hole, run) {
    const out: Pixels = { ...image, data: image.data.slice() };
    const boxes = regions(hole);
    if (boxes.length === 0) return out;
    const kernel = await open();
    const left = hole.data.slice();
    const sizes = boxes.map(box => box.width * box.height);
    const whole = sizes.reduce((a, b) => a + b, 0);
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
      fillRegion(kernel, out, left, box, part, tuning);
      before += share;
    }
    run.report(1);
    return out;
  },
});

function fillRegion(
  kernel: Kernel,
  out: Pixels,
  left: Uint8Array,
  region: Box,
  run: Run,
  tuning: Tuning,
): void {
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
  const field = settleAll(kernel, pyramid(fine, tuning), run, tuning);
  finish(field, tuning);
  paste(out, left, window, fine, field.image);
}

/**
 * The finest level, settled. There are two first guesses, at the coarsest level and at the next: what is too small for
 * the one can lead the other astray. That whose patches match better goes on.
 */
function settleAll(kernel: Kernel, steps: readonly Step[], run: Run, tuning: Tuning): Field {
  /** One level after another, from `from` down to `to`. */
  const descend = (from: number, to: number, start?: Found): Field => {
    const { level, depth } = steps[from]!;
    const field = layOut(kernel, level, start === undefined);
    settle(kernel, field, depth, start, run, from, tuning);
    return from === to ? field : descend(from - 1, to, found(field));
  };
  const last = steps.length - 1;
  if (last < 2) return descend(last, 0);
  const near = found(descend(last - 1, last - 1));
  const far = found(descend(last, last - 1));
  return descend(last - 2, 0, far.unlike * tuning.preferFar < near.unlike ? far : near);
}

interface Step {
  readonly level: Level;
  /** How deep in the hole each pixel lies. */
  readonly depth: Uint8Array;
}

function pyramid(fine: Level, tuning: Tuning): Step[] {
  const steps: Step[] = [];
  for (let level = fine; ;) {
    const depth = depths(level);
    steps.push({ level, depth });
    if (depth.every(d => d <= tuning.coarsest)) return steps;
    level = halve(level);
    for (let n = 0; n < tuning.halo; n++) level = withoutHalo(level);
    if (countSources(level) < FEWEST_SOURCES) return steps;
  }
}

function settle(
  kernel: Kernel,
  field: Field,
  depth: Uint8Array,
  coarse: Found | undefined,
  run: Run,
  level: number,
  tuning: Tuning,
): void {
  if (coarse) {
    inherit(field, coarse, run.seed);
    for (const at of field.targets) field.cost[at] = 0;
    weigh(field, depth, tuning);
    kernel.vote(field, 0);
  } else {
    scatter(field, run.seed);
    peel(kernel, field, depth, run.seed);
  }
  const everywhere = Math.max(field.width, field.height);
  const { rounds, sweeps, reach } = !coarse
    ? { rounds: tuning.roundsCoarsest, sweeps: tuning.sweeps, reach: everywhere }
    : level === 0
      ? tuning.finest
      : tuning;
  for (let n = 0; n < rounds; n++) {
    const options = { ...tuning, sweeps, reach, seed: run.seed + n * 7919 };
    refine(kernel, field, depth, options, tuning);
    // Each level has four times the pixels of the one before it.
    run.report(4 ** -level * (0.25 + (0.75 * (n + 1)) / rounds));
  }
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
