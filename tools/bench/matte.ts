/** How far a matte is from the truth, beside a hard edge, the rim of a cut, and the plain guided filter; of a cut and of a region. */
import { join } from 'node:path';
import { refine } from '../../core/colour/refine.ts';
import { surfacesOf } from '../../core/colour/surfaces.ts';
import type { Mask } from '../../core/pixels/pixels.ts';
import { matted } from '../../core/sight/cut/matte.ts';
import { see } from '../../core/sight/seen/see.ts';
import { readPhoto } from '../scenes/photo.ts';
import { median, milliseconds, type Bench, type Figure } from './figure.ts';
import { guidedMatte } from './guided-matte.ts';
import { ballBefore, edges, furs, off, squaredOff, type Edge, type Soft } from './soft.ts';

const rooms = ['kitchen', 'living-room', 'study'];

/** The best of those tried for each: a small window for what is fine, a large one for what is wide. */
const windows = [8, 20];
const epsilon = 1e-4;

export const matte: Bench = {
  name: 'matte',
  run() {
    const spent: number[] = [];
    const figures = edges.map(edge => figureOf(edge, spent));
    return Promise.resolve([
      ...figures,
      ...edges.map(spokenFigureOf),
      { name: 'matte, its own time at 1200 × 800', measured: milliseconds(median(spent)) },
    ]);
  },
};

const balls = (edge: Edge): Soft[] =>
  rooms.flatMap((name, room) => {
    const behind = readPhoto(join(import.meta.dirname, `../../public/samples/${name}.jpg`));
    return Object.keys(furs).flatMap((fur, k) =>
      isFur(fur) ? [ballBefore(behind, edge, fur, room * 4 + k)] : [],
    );
  });

function figureOf(edge: Edge, spent: number[]): Figure {
  const rows = balls(edge).map(soft => judged(soft, spent));
  const mean = (at: number): number => rows.reduce((sum, row) => sum + row[at]! / rows.length, 0);
  const [hard, rim, made] = [mean(0), mean(1), mean(2)];
  const guided = windows.map((window, k) => `guided ${window}: ${mean(5 + k).toFixed(2)}`).join(', ');
  const goal = edge === 'crisp' ? rim + 0.5 : 0.75 * hard;
  return {
    name: `matte, ${edge}, SAD in kilopixels (hard ${hard.toFixed(2)}, rim ${rim.toFixed(2)}, ${guided}; MSE hard ${mean(3).toFixed(4)}, matte ${mean(4).toFixed(4)})`,
    measured: made.toFixed(2),
    goal: `≤ ${goal.toFixed(2)}`,
    reached: made <= goal,
  };
}

/** Of the region that a sentence finds, which takes what it takes: with a hard edge, and with a matte. */
function spokenFigureOf(edge: Edge): Figure {
  const rows = balls(edge).map(spoken);
  const mean = (at: number): number => rows.reduce((sum, row) => sum + row[at]! / rows.length, 0);
  const [hard, made] = [mean(0), mean(1)];
  const goal = edge === 'crisp' ? hard + 0.5 : 0.8 * hard;
  return {
    name: `matte of a region, ${edge}, SAD in kilopixels (hard ${hard.toFixed(2)})`,
    measured: made.toFixed(2),
    goal: `≤ ${goal.toFixed(2)}`,
    reached: made <= goal,
  };
}

/** The region is the one that is most the thing. */
function spoken(soft: Soft): number[] {
  const { image, plane, small, scale } = soft;
  const { scene, mask } = see(surfacesOf(image), image);
  const masks = scene.regions.map(({ id }) => mask(id));
  const region = masks.reduce((best, one) => (shared(one, small) > shared(best, small) ? one : best));
  const hard = refine(image, plane, region, scale);
  return [hard, matted(image, plane, region, hard, scale)].map(({ data }) => off(data, 255, soft));
}

/** Of what either takes. */
function shared(one: Mask, other: Mask): number {
  let [both, either] = [0, 0];
  one.data.forEach((value, i) => {
    if (value > 0 && other.data[i]! > 0) both++;
    if (value > 0 || other.data[i]! > 0) either++;
  });
  return both / either;
}

const isFur = (name: string): name is keyof typeof furs => name in furs;

/** What is off: a hard edge, the rim, the matte; squared, of the first and the last; and each window of the guided filter. */
function judged(soft: Soft, spent: number[]): number[] {
  const { image, plane, small, mask, scale } = soft;
  const start = performance.now();
  const { data } = matted(image, plane, small, mask, scale);
  spent.push(performance.now() - start);
  const hard = mask.data.map(value => (value > 127 ? 255 : 0));
  return [
    ...[hard, mask.data, data].map(values => off(values, 255, soft)),
    ...[hard, data].map(values => squaredOff(values, 255, soft)),
    ...windows.map(window => off(guidedMatte(image, mask, window, epsilon), 1, soft)),
  ];
}
