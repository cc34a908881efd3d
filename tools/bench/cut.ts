/** How much of each thing in the rendered rooms a few clicks or a box select, beside OpenCV's GrabCut with that box. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parse, v } from '../../core/contract/schema.ts';
import { Fault } from '../../core/contract/fault.ts';
import { cutOut } from '../../core/sight/cut/cut-out.ts';
import { meanOverlaps } from './clicker.ts';
import { median, milliseconds, within, type Bench, type Figure } from './figure.ts';
import { readThings, type Thing } from './things.ts';

const clicks = 3;

/** As many as Rother, Kolmogorov and Blake say it takes. */
const grabCutRounds = 5;

const Overlaps = v.record(v.string(), v.record(v.string(), v.number()));

export const cut: Bench = {
  name: 'cut',
  run() {
    const things = readThings();
    const spent: number[] = [];
    const [byClicks, byBox] = [false, true].map(hasBox => meansOf(things, hasBox, spent));
    const theirs = grabCut(things);
    return Promise.resolve([
      atLeast('cut, one click, mean IoU', byClicks![1]!, 0.7),
      atLeast('cut, three clicks, mean IoU', byClicks![3]!, 0.85),
      atLeast(`cut, a box, mean IoU beside GrabCut’s ${theirs.toFixed(3)}`, byBox![0]!, theirs),
      atLeast(`cut, a box and three clicks, beside the same`, byBox![3]!, theirs),
      within('cut, from a click to its mask at 1200 × 800', median(spent), 50),
      { name: 'cut, the longest of them', measured: milliseconds(Math.max(...spent)) },
    ]);
  },
};

const atLeast = (name: string, value: number, goal: number): Figure => ({
  name,
  measured: value.toFixed(3),
  goal: `≥ ${goal.toFixed(3)}`,
  reached: value >= goal,
});

/** After each click, the first being none; adds what each click took to `spent`, in milliseconds. */
const meansOf = (things: readonly Thing[], hasBox: boolean, spent: number[]): readonly number[] =>
  meanOverlaps(things, clicks, ({ photo, ground, box }) => points => {
    const start = performance.now();
    const mask = cutOut(photo, ground, hasBox ? { box, points } : { points });
    if (points.length > 0) spent.push(performance.now() - start);
    return mask;
  });

/** The mean over the same things. Throws where OpenCV is missing. */
function grabCut(things: readonly Thing[]): number {
  const { status, stdout, stderr, error } = spawnSync(
    '/usr/bin/python3',
    [join(import.meta.dirname, 'grabcut.py'), String(grabCutRounds)],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    const said = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
    throw new Fault('bad-request', `Needs OpenCV: apt-get install python3-opencv. (${said})`);
  }
  const found = parse(Overlaps, JSON.parse(stdout));
  return things.reduce((sum, { room, name }) => sum + (found[room]?.[name] ?? Number.NaN) / things.length, 0);
}
