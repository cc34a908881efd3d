/** How long suggestions take where the scene is known, and the exact search of many references. */
import { join } from 'node:path';
import type { Region, Scene } from '../../core/contract/scene.ts';
import { library } from '../../core/library/cards/index.ts';
import { hashOf } from '../../core/library/hashing.ts';
import { lookOf } from '../../core/library/look.ts';
import { nearest, type Memory } from '../../core/library/nearest.ts';
import { sampleOf } from '../../core/library/sample.ts';
import { suggest } from '../../core/library/suggest.ts';
import { towards } from '../../core/library/towards.ts';
import { dimensions, queryOf, vectorOf } from '../../core/library/vector.ts';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { readPhoto } from '../scenes/photo.ts';
import { type Bench, type Figure, median, within } from './figure.ts';

const many = 50_000;
const runs = 15;

export const suggestions: Bench = {
  name: 'suggestions',
  run() {
    const photo = read('living-room');
    const look = lookOf(photo);
    const offline = library.filter(({ hosted }) => hosted !== true).length;
    const memory = thrown(many);
    const query = queryOf(vectorOf(sampleOf(photo), 'a warm living room'));
    const words = queryOf(vectorOf(undefined, 'a warm living room'));
    const other = lookOf(read('study'));
    const figures: Figure[] = [
      within(
        'Suggestions for a ready scene',
        timed(() => suggest({ look, scene, cards: library })),
        200,
      ),
      within(
        'Suggestions with the photo measured anew',
        timed(() => suggest({ look: lookOf(photo), scene, cards: library })),
        200,
      ),
      within(
        `Exact search of ${many.toLocaleString('en')} vectors of ${dimensions}`,
        timed(() => nearest(memory, query, 20)),
        30,
      ),
      within(
        `Exact search of ${many.toLocaleString('en')} by words alone`,
        timed(() => nearest(memory, words, 20)),
        30,
      ),
      { name: 'Like this one', measured: `${Math.round(timed(() => towards(photo, other)))} ms` },
      { name: 'Cards', measured: String(offline), goal: '≥ 200', reached: offline >= 200 },
    ];
    return Promise.resolve(figures);
  },
};

/** The middle of several runs, of which the first is not counted. */
function timed(work: () => unknown): number {
  work();
  return median(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

const read = (name: string): Pixels =>
  readPhoto(join(import.meta.dirname, `../../public/samples/${name}.jpg`));

function thrown(count: number): Memory {
  const rows = new Float32Array(count * dimensions);
  for (let i = 0; i < rows.length; i++) rows[i] = (Math.imul(i, 2_654_435_761) >>> 8) / 2 ** 23 - 1;
  return { rows, count, size: dimensions };
}

/** Thirty things with names, as a detector finds them. */
const scene: Scene = {
  edition: 1,
  width: 1200,
  height: 800,
  regions: Array.from({ length: 30 }, (_, id): Region => {
    const labels = ['sofa', 'chair', 'lamp', 'plant', 'wall', 'rug', 'picture', 'table', 'cushion', 'cup'];
    const part = (n: number): number => (hashOf(`${id} ${n}`) % 1000) / 1000;
    return {
      id,
      box: { x: Math.floor(1000 * part(1)), y: Math.floor(600 * part(2)), width: 150, height: 150 },
      area: 0.02,
      centre: { x: part(1), y: part(2) },
      colours: [{ name: (['grey', 'blue', 'green', 'brown'] as const)[id % 4]!, share: 0.8 }],
      mean: [part(3), 0.2 * part(4) - 0.1, 0.2 * part(5) - 0.1],
      texture: 0.2,
      focus: 0.8,
      edges: [],
      label: labels[id % labels.length]!,
      confidence: 0.9,
    };
  }),
};
