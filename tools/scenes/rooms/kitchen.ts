/** A kitchen worktop in the morning: hand-made tiles, an oak top, green cabinets, a shelf of crockery. */
import { material } from '../materials.ts';
import { mapped, moved, shift, turn } from '../mesh.ts';
import { part, placed, type Piece, type Room } from '../room.ts';
import { box } from '../shapes/box.ts';
import { cylinder, lathe } from '../shapes/round.ts';
import { cabinets, shelf } from '../furniture/joinery.ts';
import { branches, herb, pot } from '../furniture/plants.ts';
import { floor, wall, window, windowPortal } from '../furniture/shell.ts';
import {
  board,
  bowlSmall,
  bowlWide,
  jarOf,
  kettle,
  mug,
  spoon,
  vaseTall,
  vessel,
} from '../furniture/crockery.ts';
import { fruit, lemon } from '../furniture/fruit.ts';
import { pendant } from '../furniture/lamps.ts';

const paint = material(
  'plaster',
  { a: '#e6dfd0', rough: 0.85, shine: 0.025, relief: 0.8 },
  { mottle: 0.05, scale: 55 },
);
const zellige = material(
  'tiles',
  { a: '#ece6d8', b: '#b9afa0', c: '#c9cdbd', rough: 0.16, shine: 0.05, relief: 1, seed: 21 },
  { width: 0.132, height: 0.066, grout: 0.0035, shift: 0.5, variety: 0.75, hand: 1 },
);
const green = material('plain', { a: '#4d665a', rough: 0.4 }, { uneven: 0.06, scale: 12 });
const trim = material('plain', { a: '#ece8de', rough: 0.42 }, { uneven: 0.04, scale: 9 });
const block = material(
  'boards',
  { a: '#c2925f', b: '#7f5330', rough: 0.36, relief: 0.6, seed: 14 },
  { width: 0.046, length: 0.7, gap: 0.0006, ring: 0.009, variety: 0.34, herringbone: 0 },
);
const oak = material(
  'wood',
  { a: '#c0925f', b: '#80542f', rough: 0.42, relief: 1, seed: 12 },
  { ring: 0.01, sway: 0.06, pores: 0.5, heartY: 0.09, heartZ: 0.03 },
);
const olive = material(
  'wood',
  { a: '#b98c52', b: '#5b3a1e', rough: 0.45, relief: 1, seed: 31 },
  { ring: 0.008, sway: 0.12, pores: 0.25, heartY: 0.03, heartZ: 0.06 },
);
const walnut = material(
  'wood',
  { a: '#7a5236', b: '#3a2417', rough: 0.42, relief: 1, seed: 9 },
  { ring: 0.009, sway: 0.05, pores: 0.5, heartY: 0.05, heartZ: 0.04 },
);
const brass = material('plain', { a: '#cda45a', rough: 0.28, metal: 1 }, { uneven: 0.1, scale: 20 });
const slate = material('boards', { a: '#9b8f80', b: '#7d7264', rough: 0.6 }, { width: 0.4, length: 0.4, gap: 0.004, ring: 0.05, variety: 0.2, herringbone: 0 }); // prettier-ignore
const enamelBlue = material('plain', { a: '#35566b', rough: 0.14, shine: 0.05 }, { uneven: 0.03, scale: 30 });
const terracotta = material('plain', { a: '#b8603c', rough: 0.3, shine: 0.05 }, { uneven: 0.05, scale: 24 });
const white = material('plain', { a: '#f0ebe0', rough: 0.5 }, { uneven: 0, scale: 1 });
const clay = material('glaze', { a: '#bf7a52', b: '#a9623c', c: '#8a4d2e', rough: 0.75, shine: 0.03, relief: 1, seed: 6 }, { bareBelow: 0.2, waver: 0, speckles: 0.2, rings: 0.5 }); // prettier-ignore
const cream = material('glaze', { a: '#e6dccb', b: '#a97f5b', c: '#6d5a48', rough: 0.25, relief: 0.8, seed: 3 }, { bareBelow: 0.018, waver: 0.006, speckles: 1, rings: 0.5 }); // prettier-ignore
const sand = material('glaze', { a: '#c7a982', b: '#8f6a48', c: '#6d4f36', rough: 0.3, relief: 0.8, seed: 5 }, { bareBelow: 0.012, waver: 0.004, speckles: 0.7, rings: 0.6 }); // prettier-ignore
const sea = material('glaze', { a: '#6d8f8a', b: '#a2784f', c: '#3f5c58', rough: 0.2, relief: 0.8, seed: 8 }, { bareBelow: 0.02, waver: 0.008, speckles: 0.8, rings: 0.5 }); // prettier-ignore
const night = material('glaze', { a: '#35444f', b: '#94704e', c: '#1f2a33', rough: 0.24, relief: 0.8, seed: 9 }, { bareBelow: 0.09, waver: 0.01, speckles: 0.6, rings: 0.7 }); // prettier-ignore
const orangeSkin = material('fruit', { a: '#e8892a', b: '#d86f1c', c: '#8a6a2c', rough: 0.36, shine: 0.05, relief: 1, seed: 2 }, { dimples: 420, depth: 0.0005, blush: 0.6 }); // prettier-ignore
const lemonSkin = material('fruit', { a: '#ecc63c', b: '#d9aa28', c: '#8a8a3c', rough: 0.34, shine: 0.05, relief: 1, seed: 3 }, { dimples: 380, depth: 0.0005, blush: 0.5 }); // prettier-ignore
const appleSkin = material('fruit', { a: '#a8b04a', b: '#a23a2a', c: '#d8c27a', rough: 0.22, shine: 0.05, relief: 0.3, seed: 5 }, { dimples: 200, depth: 0.0001, blush: 0.9 }); // prettier-ignore
const stalk = material('plain', { a: '#5a4328', rough: 0.9 }, { uneven: 0.3, scale: 200 });
const soil = material('plain', { a: '#3a2a1f', rough: 1, shine: 0 }, { uneven: 1, scale: 150 });
const basil = material('leaf', { a: '#4f7d2e', b: '#8fb35c', c: '#3d6a26', rough: 0.42, glow: 0.3, relief: 1 }, { veins: 7, variegation: 0 }); // prettier-ignore
const olivine = material(
  'leaf',
  { a: '#7c8f78', b: '#a9b79c', c: '#5f7560', rough: 0.6, glow: 0.2 },
  { veins: 5, variegation: 0.4 },
);
const bark = material('plain', { a: '#6a5440', rough: 0.9 }, { uneven: 0.6, scale: 90 });
const linen = material('weave', { a: '#d9cdb8', b: '#c4b69d', c: '#6f8794', rough: 1, shine: 0.01, fuzz: 0.4, relief: 1.2, seed: 5 }, { pitch: 0.0028, mottle: 0.14, stripe: 0.085, stripeShare: 0.14 }); // prettier-ignore

const left = -1.62;
const right = 2.1;
const rear = 3.9;
const height = 2.6;
const opening = { from: 0.42, to: 1.75, sill: 1.02, head: 2.28 };
const depth = 0.6;
const top = 0.91;

const worktop = mapped(moved(box(right - left, 0.04, depth + 0.04, { round: 0.006 }), shift((left + right) / 2, top - 0.02, (depth + 0.04) / 2)), (_, [x, y, z]) => [x, z + (y < top - 0.02 ? 0.3 : 0) + (z > depth + 0.03 ? top - y : 0), 0]); // prettier-ignore

const stack = (count: number, step: number, bowl: Piece): Piece =>
  Array.from({ length: count }, (_, i) => placed(bowl, turn('y', i * 47), shift(0, i * step, 0))).flat();
const bowlOf = (glaze: typeof cream): Piece => [part(vessel(bowlSmall, 0.004), glaze)];
const glazed = { ...cream, numbers: { ...cream.numbers, bareBelow: -1 } };
const plate = (glaze: typeof cream): Piece => [part(lathe([[0, 0], [0.06, 0], [0.065, 0.006], [0.115, 0.016], [0.12, 0.019], [0.114, 0.019], [0.062, 0.009], [0, 0.008]], 64), glaze)]; // prettier-ignore

const crockery: Piece = [
  ...placed(shelf(1.66, 0.23, oak, brass), shift(0.42, 1.56, 0)),
  ...placed(stack(5, 0.011, plate(glazed)), shift(-0.2, 1.56, 0.125)),
  ...placed(stack(4, 0.024, bowlOf(sea)), shift(0.06, 1.56, 0.12)),
  ...placed(mug(cream, 0.95), turn('y', -35), shift(0.22, 1.56, 0.12)),
  ...placed(mug(sand, 0.95), turn('y', -70), shift(0.335, 1.56, 0.1)),
  ...placed([part(vessel([[0.05, 0], [0.058, 0.008], [0.06, 0.1], [0.058, 0.15], [0.045, 0.165]], 0.004), cream)], shift(0.5, 1.56, 0.11)),
  ...placed([part(cylinder(0.046, 0.018, 36), walnut)], shift(0.5, 1.722, 0.11)),
  ...placed([part(vessel([[0.045, 0], [0.05, 0.006], [0.051, 0.08], [0.05, 0.115], [0.04, 0.126]], 0.004), sand)], shift(0.62, 1.56, 0.12)),
  ...placed([part(cylinder(0.041, 0.016, 36), walnut)], shift(0.62, 1.684, 0.12)),
  ...placed(stack(3, 0.024, bowlOf(cream)), shift(1.08, 1.56, 0.12)),
]; // prettier-ignore

const fruits: Piece = [
  ...placed(fruit(0.04, 0.95, orangeSkin, stalk, 1), shift(0.055, 0.028, 0.02)),
  ...placed(fruit(0.039, 0.94, orangeSkin, stalk, 2), turn('z', 20), shift(-0.035, 0.028, 0.062)),
  ...placed(fruit(0.038, 0.92, appleSkin, stalk, 3), turn('z', -14), shift(-0.055, 0.03, -0.03)),
  ...placed(lemon(0.03, lemonSkin, 4), turn('z', 80), turn('y', 30), shift(0.03, 0.055, -0.06)),
  ...placed(fruit(0.038, 0.95, orangeSkin, stalk, 5), turn('z', 10), shift(0.005, 0.078, 0.0)),
  ...placed(lemon(0.029, lemonSkin, 6), turn('z', 74), turn('y', -40), shift(0.075, 0.092, 0.0)),
  ...placed(fruit(0.036, 0.92, appleSkin, stalk, 7), turn('z', 24), shift(-0.068, 0.078, 0.02)),
]; // prettier-ignore

const shell: Piece = [
  part(floor([left, 0], [right, rear], 0), slate),
  part(floor([left, 0], [right, rear], height), paint),
  part(wall([left, 0, 0], [1, 0, 0], right - left, 2.02), zellige),
  part(moved(wall([left, 2.02, 0], [1, 0, 0], right - left, height - 2.02), shift(0, 0, 0)), paint),
  part(wall([right, 0, rear], [0, 0, -1], rear, height), paint),
  part(wall([left, 0, 0], [0, 0, 1], rear, height, opening), paint),
  part(wall([right, 0, rear], [-1, 0, 0], right - left, height, { from: 0.9, to: 2.9, sill: 0.9, head: 2.3 }), paint),
  ...window(left, opening, { columns: 2, rows: 2 }, trim),
  ...cabinets(left, right, 0.53, top - 0.04, depth, green, brass),
  part(worktop, block),
  ...crockery,
  // A tea towel folded over the edge of the worktop.
  part(mapped(moved(box(0.3, 0.34, 0.012, { round: 0.0055, bend: 3, cells: 8, cover: 'cloth' }), shift(-0.75, top - 0.16, depth + 0.05)), c => c), linen),
  part(moved(box(0.3, 0.012, 0.22, { round: 0.0055, bend: 3, cells: 8, cover: 'cloth' }), shift(-0.75, top + 0.006, depth - 0.055)), linen),
]; // prettier-ignore

export const kitchen: Room = {
  name: 'kitchen',
  camera: { eye: [0.2, 1.34, 2.86], target: [0.16, 1.34, 0], view: 46, rise: -0.09, aperture: 0.007, focus: 2.5 },
  sky: {
    zenith: [0.62, 0.8, 1.12],
    horizon: [1.15, 1.16, 1.14],
    garden: [0.36, 0.38, 0.26],
    sun: [-0.86, 0.42, 0.36],
    sunLight: [7.5, 6.2, 4.6],
    sunSpread: 0.016,
  },
  portals: [
    windowPortal(left, opening, 2.4),
    { corner: [right - 0.9, 0.9, rear + 0.02], edge: [-2.0, 0, 0], other: [0, 1.4, 0], gain: 1.7 },
  ],
  shell,
  exposure: 1.55,
  balance: [1, 0.965, 0.99],
  objects: [
    { name: 'kettle', piece: placed(kettle(enamelBlue, walnut, brass), turn('y', -24), shift(-0.64, top, 0.3)) },
    { name: 'chopping board', piece: placed(board(0.25, 0.34, olive), turn('x', -9), shift(-0.27, top, 0.075)) },
    { name: 'bowl', piece: placed([part(vessel(bowlWide, 0.006), cream), ...fruits], shift(0.06, top, 0.34)) },
    { name: 'mug', piece: placed(mug(sea, 1.05), turn('y', 28), shift(0.4, top, 0.44)) },
    { name: 'vase', piece: placed([part(vessel(vaseTall, 0.005), night), ...placed(branches(0.5, 7, 9, { green: olivine, bark }, 0.05), shift(0, 0.12, 0))], shift(0.66, top, 0.24)) },
    { name: 'jar', piece: placed(jarOf(vessel([[0.05, 0], [0.056, 0.008], [0.06, 0.08], [0.058, 0.15]], 0.005), sand, [{ mesh: spoon(0.29), material: oak }, { mesh: spoon(0.27), material: olive }, { mesh: spoon(0.3), material: walnut }, { mesh: spoon(0.26), material: oak }], 0.05, 4), shift(1.0, top, 0.26)) },
    { name: 'herb pot', piece: placed([...pot(0.062, 0.105, clay, soil), ...placed(herb(0.16, 16, 3, { green: basil, bark }), shift(0, 0.085, 0))], shift(0.83, 1.56, 0.12)) },
    { name: 'pendant', piece: placed(pendant(0.15, height - 1.62, terracotta, white, brass), shift(-0.72, 1.62, 0.5)) },
  ],
}; // prettier-ignore
