/** A living room in the afternoon: sun through a tall window on the left, a linen sofa, a rug, a plant. */
import { material } from '../materials.ts';
import { moved, shift, turn } from '../mesh.ts';
import { part, placed, type Piece, type Room } from '../room.ts';
import { box } from '../shapes/box.ts';
import { cylinder, lathe } from '../shapes/round.ts';
import { basket, branches, fig } from '../furniture/plants.ts';
import { leg, pouf, scatterCushion, sofa } from '../furniture/seating.ts';
import { drape, floor, pole, skirting, wall, window, windowPortal } from '../furniture/shell.ts';
import { bookStack } from '../furniture/books.ts';
import { bowlSmall, vaseRound, vessel } from '../furniture/crockery.ts';
import { framed } from '../furniture/frames.ts';
import { floorLamp } from '../furniture/lamps.ts';

const paint = material(
  'plaster',
  { a: '#d9d3c5', rough: 0.85, shine: 0.025, relief: 0.8 },
  { mottle: 0.05, scale: 55 },
);
const ceiling = material('plaster', { a: '#efece4', rough: 0.9, shine: 0.02 }, { mottle: 0.02, scale: 40 });
const trim = material('plain', { a: '#ece8de', rough: 0.42 }, { uneven: 0.04, scale: 9 });
const oakFloor = material(
  'boards',
  { a: '#b98d5c', b: '#6f4a28', rough: 0.42, relief: 1, seed: 4 },
  { width: 0.145, length: 1.9, gap: 0.0022, ring: 0.011, variety: 0.3, herringbone: 0 },
);
const oak = material(
  'wood',
  { a: '#b98a58', b: '#754c28', rough: 0.4, relief: 1, seed: 12 },
  { ring: 0.012, sway: 0.06, pores: 0.5, heartY: 0.09, heartZ: 0.03 },
);
const walnut = material(
  'wood',
  { a: '#7a5236', b: '#3a2417', rough: 0.4, relief: 1, seed: 9 },
  { ring: 0.009, sway: 0.05, pores: 0.5, heartY: 0.05, heartZ: 0.04 },
);
const linen = material('weave', { a: '#b5ab98', b: '#958a76', rough: 0.95, shine: 0.015, fuzz: 0.5, relief: 1.2 }, { pitch: 0.0042, mottle: 0.22, stripe: 0, stripeShare: 0 }); // prettier-ignore
const sheer = material('weave', { a: '#e9e4d8', b: '#ddd6c6', rough: 1, shine: 0, glow: 0.42, relief: 0.5 }, { pitch: 0.003, mottle: 0.05, stripe: 0, stripeShare: 0 }); // prettier-ignore
const rust = material('weave', { a: '#b1562f', b: '#8d3d1f', rough: 1, shine: 0.01, fuzz: 0.5, relief: 1.2, seed: 3 }, { pitch: 0.005, mottle: 0.2, stripe: 0, stripeShare: 0 }); // prettier-ignore
const striped = material('weave', { a: '#e4dccb', b: '#cfc5b0', c: '#4a5a55', rough: 1, shine: 0.01, fuzz: 0.4, relief: 1.2, seed: 5 }, { pitch: 0.004, mottle: 0.12, stripe: 0.07, stripeShare: 0.28 }); // prettier-ignore
const ochre = material('loops', { a: '#c89a45', b: '#8f6522', rough: 1, shine: 0.01, fuzz: 0.6, relief: 1.4, seed: 6 }, { size: 0.009, mottle: 0.2 }); // prettier-ignore
const wool = material('rug', { a: '#dfd5c2', b: '#5b4a42', c: '#a8583a', rough: 1, shine: 0, fuzz: 0.5, relief: 1, seed: 8 }, { pattern: 0, halfLength: 1.32, halfWidth: 0.95, scale: 0.34 }); // prettier-ignore
const rush = material(
  'wicker',
  { a: '#c3a06a', b: '#8b6537', rough: 0.8, relief: 1.5, seed: 2 },
  { width: 0.026, height: 0.011 },
);
const lampshade = material('weave', { a: '#e6dcc6', b: '#d5c8ad', rough: 1, shine: 0.01, glow: 0.3, relief: 0.8, seed: 7 }, { pitch: 0.0032, mottle: 0.06, stripe: 0, stripeShare: 0 }); // prettier-ignore
const blackened = material('plain', { a: '#2a2826', rough: 0.38, shine: 0.06 }, { uneven: 0.15, scale: 30 });
const brass = material('plain', { a: '#c59a4e', rough: 0.3, metal: 1 }, { uneven: 0.1, scale: 20 });
const soil = material('plain', { a: '#3a2a1f', rough: 1, shine: 0 }, { uneven: 1, scale: 150 });
const figLeaf = material('leaf', { a: '#3a5a2a', b: '#7d9a58', c: '#2c4a22', rough: 0.4, glow: 0.22, relief: 1 }, { veins: 9, variegation: 0 }); // prettier-ignore
const bark = material('plain', { a: '#6a5440', rough: 0.9 }, { uneven: 0.6, scale: 90 });
const sage = material(
  'leaf',
  { a: '#7d9080', b: '#a9b8a4', c: '#64786a', rough: 0.6, glow: 0.2 },
  { veins: 5, variegation: 0.4 },
);
const stoneware = material('glaze', { a: '#c9bfae', b: '#9a7452', c: '#5a4a3d', rough: 0.35, relief: 0.8, seed: 3 }, { bareBelow: 0.03, waver: 0.008, speckles: 0.8, rings: 0.5 }); // prettier-ignore
const inkGlaze = material('glaze', { a: '#2f4a56', b: '#8a6748', c: '#1d2f38', rough: 0.22, relief: 0.8, seed: 4 }, { bareBelow: 0.008, waver: 0.004, speckles: 0.5, rings: 0.4 }); // prettier-ignore

const mount = '#efe9dc';
const hills = material('print', { a: mount, b: '#c9653b', c: '#6d8585', rough: 0.5, seed: 2 }, { picture: 0, mount: 0.13, aspect: 0.72 }); // prettier-ignore
const arches = material('print', { a: mount, b: '#b9603a', c: '#d9a860', rough: 0.5, seed: 3 }, { picture: 1, mount: 0.13, aspect: 0.72 }); // prettier-ignore

const left = -2.15;
const right = 2.45;
const height = 2.62;
const opening = { from: 0.55, to: 2.35, sill: 0.32, head: 2.32 };
const rear = 5.6;

const shell: Piece = [
  part(floor([left - 0.2, -0.1], [right, rear], 0), oakFloor),
  part(floor([left - 0.2, -0.1], [right, rear], height), ceiling),
  part(wall([left - 0.2, 0, 0], [1, 0, 0], right - left + 0.2, height), paint),
  part(wall([right, 0, rear], [0, 0, -1], rear, height), paint),
  part(wall([left, 0, 0], [0, 0, 1], rear, height, opening), paint),
  part(
    wall([right, 0, rear], [-1, 0, 0], right - left, height, { from: 1.2, to: 3.4, sill: 0.9, head: 2.3 }),
    paint,
  ),
  ...window(left, opening, { columns: 2, rows: 3 }, trim),
  skirting([left, 0, 0.012], [1, 0, 0], right - left, trim),
  skirting([right - 0.012, 0, 0], [0, 0, 1], rear, trim),
  ...drape(left + 0.13, 0.34, 0.42, 2.44, sheer, 5),
  ...drape(left + 0.13, 2.62, 0.42, 2.44, sheer, 6),
  pole(left + 0.13, 0.08, 2.9, 2.46, blackened),
  // The rug, 1 cm thick.
  ...placed(
    [part(moved(box(2.64, 0.012, 1.9, { round: 0.005, cover: 'cloth' }), shift(0, 0.006, 0)), wool)],
    shift(0.2, 0, 1.92),
  ),
];

const table: Piece = [
  part(moved(cylinder(0.44, 0.032, 72, 0.008), shift(0, 0.375, 0)), oak),
  part(lathe([[0.36, 0.35], [0.38, 0.376], [0, 0.376]], 48), oak),
  ...[20, 140, 260].flatMap(angle =>
    placed([part(leg(0.37, [0, 0.05], 0.024, 0.015), oak)], shift(0, 0, 0.27), turn('y', angle)),
  ),
]; // prettier-ignore

export const livingRoom: Room = {
  name: 'living-room',
  camera: { eye: [0.42, 1.18, 4.75], target: [0.12, 1.18, 0], view: 57, rise: -0.1, aperture: 0.004, focus: 3.6 },
  sky: {
    zenith: [0.62, 0.8, 1.12],
    horizon: [1.15, 1.16, 1.14],
    garden: [0.36, 0.38, 0.26],
    sun: [-0.82, 0.52, 0.4],
    sunLight: [9.5, 7.9, 5.9],
    sunSpread: 0.012,
  },
  portals: [
    windowPortal(left, opening, 2.3),
    { corner: [right - 1.2, 0.9, rear + 0.02], edge: [-2.2, 0, 0], other: [0, 1.4, 0], gain: 1.7 },
  ],
  shell,
  exposure: 1.55,
  balance: [1, 0.965, 0.99],
  objects: [
    { name: 'sofa', piece: placed(sofa(2.12, linen, walnut), shift(0.2, 0, 0.06)) },
    { name: 'rust cushion', on: 'sofa', piece: placed(scatterCushion(0.44, rust, 3), turn('x', -24), turn('y', 14), shift(-0.5, 0.5, 0.5)) },
    { name: 'striped cushion', on: 'sofa', piece: placed(scatterCushion(0.4, striped, 4), turn('z', -5), turn('x', -26), turn('y', -12), shift(0.84, 0.5, 0.52)) },
    { name: 'lamp', piece: placed(floorLamp(1.62, brass, lampshade), shift(1.72, 0, 0.42)) },
    { name: 'plant', piece: placed([...basket(0.19, 0.32, rush, soil), ...placed(fig(1.15, 3, 17, { green: figLeaf, bark }), shift(0, 0.22, 0))], shift(-1.42, 0, 0.5)) },
    { name: 'left picture', piece: placed(framed(0.5, 0.69, oak, hills), shift(-0.12, 1.66, 0.004)) },
    { name: 'right picture', piece: placed(framed(0.5, 0.69, oak, arches), shift(0.52, 1.66, 0.004)) },
    { name: 'coffee table', piece: placed(table, shift(0.1, 0.012, 1.95)) },
    { name: 'vase', on: 'coffee table', piece: placed([part(vessel(vaseRound, 0.005), stoneware), ...placed(branches(0.42, 6, 5, { green: sage, bark }), shift(0, 0.06, 0))], shift(-0.06, 0.42, 1.85)) },
    { name: 'books', on: 'coffee table', piece: placed(bookStack([{ thick: 0.032, tall: 0.29, deep: 0.22 }, { thick: 0.024, tall: 0.25, deep: 0.19 }], 3, ['#e7e0d2', '#50586b']), turn('y', -18), shift(0.3, 0.42, 2.0)) },
    { name: 'bowl', on: 'books', piece: placed([part(vessel(bowlSmall, 0.004), inkGlaze)], shift(0.3, 0.4765, 2.0)) },
    { name: 'pouf', piece: placed(pouf(0.27, 0.36, ochre), shift(1.5, 0.006, 1.75)) },
  ],
}; // prettier-ignore
