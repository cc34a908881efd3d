/**
 * `node tools/train/clicks/samples.ts DIR ROUND`: clicks on the things of the rooms and of the views in DIR, and writes of each
 * click the cues of all it may mean, and the overlap with the thing that each would give, to DIR/samples-ROUND.json. In round 0
 * what a click means is drawn, what overlaps more being likelier; in a later one it is what the weights in DIR tell, so that
 * they are fitted to what they bring about.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutOut, takenBy } from '../../../core/sight/cut/cut-out.ts';
import { cuesOf, weights, type Choosing, type Purpose } from '../../../core/sight/cut/choose.ts';
import { overlaps } from '../../bench/clicker.ts';
import { readThings, readViews } from '../../bench/things.ts';
import { overlapsOf, roomOf, targetOf, type Target } from './target.ts';
import { best, weightsIn } from './weights.ts';

const clicks = 4;

/** A proposal is drawn e times as often as one whose overlap is less by one over this: from nearly the best to nearly any. */
const sharpness = [30, 8, 3, 12, 4, 2] as const;

interface Sample {
  readonly room: string;
  /** Whether it is one of the views, and not a photo that is measured with. */
  readonly view: boolean;
  readonly purpose: Purpose;
  /** Of each proposal, in the order of `weights`. */
  readonly cues: readonly (readonly number[])[];
  readonly overlaps: readonly number[];
}

type Pick = (sample: Sample) => number;

/** Takes of each click what `pick` tells, and hands what it was told of to `keep`. */
const sampling =
  (target: Target, pick: Pick, keep: (sample: Sample) => void): Choosing =>
  (ground, click, proposals, before) => {
    const { purpose, cues } = cuesOf(ground, click, proposals, before);
    const isIn = before?.isIn ?? new Uint8Array(ground.sizes.length);
    const reached = overlapsOf(target, isIn, proposals, purpose !== 'take');
    const fit = proposals.filter((_, k) => cues[k]);
    if (fit.length === 0) return undefined;
    const sample: Sample = {
      room: roomOf(target.room),
      view: roomOf(target.room) !== target.room,
      purpose,
      cues: cues.flatMap(of => (of ? [of] : [])),
      overlaps: reached.filter((_, k) => cues[k]).map(value => Math.round(value * 1e4) / 1e4),
    };
    keep(sample);
    return fit[pick(sample)];
  };

/** Once for each sharpness. The first click is always the same one, and kept once. */
function drawn(targets: readonly Target[]): Sample[] {
  const found: Sample[] = [];
  const dice = thrown(11);
  for (const target of targets) {
    sharpness.forEach((sharp, turn) => {
      const pick: Pick = ({ overlaps }) => {
        const odds = overlaps.map(value => Math.exp(sharp * value));
        let left = dice() * odds.reduce((sum, value) => sum + value, 0);
        const at = odds.findIndex(value => (left -= value) <= 0);
        return at < 0 ? odds.length - 1 : at;
      };
      const choosing = sampling(target, pick, sample => {
        if (turn === 0 || sample.purpose !== 'first') found.push(sample);
      });
      const { scale } = target.ground.surfaces;
      overlaps(target.small, clicks, points => {
        const asked = points.map(({ x, y, adds }) => ({ x: x * scale + 0.5, y: y * scale + 0.5, adds }));
        return takenBy(target.photo, target.ground, { points: asked }, choosing);
      });
    });
  }
  return found;
}

/** The first clicks are those of round 0. */
function followed(targets: readonly Target[], folder: string): Sample[] {
  const found: Sample[] = [];
  const fitted = weightsIn(folder)('all');
  for (const target of targets) {
    const pick: Pick = ({ purpose, cues }) => best(fitted, purpose, cues);
    const choosing = sampling(target, pick, sample => {
      if (sample.purpose !== 'first') found.push(sample);
    });
    overlaps(target.truth, clicks, points => cutOut(target.photo, target.ground, { points }, choosing));
  }
  return found;
}

/** The generator that the weights in `choose.ts` were drawn with: the C standard's own example, in doubles. */
function thrown(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

const [folder, round] = process.argv.slice(2);
if (folder === undefined || round === undefined || !/^\d$/.test(round))
  throw new Error('Say where, and which: node tools/train/clicks/samples.ts DIR ROUND');
const targets = [...readThings(), ...readViews(folder)].map(targetOf);
const samples = round === '0' ? drawn(targets) : followed(targets, folder);
writeFileSync(join(folder, `samples-${round}.json`), JSON.stringify({ weights, samples }));
console.log(`${samples.length} clicks`);
