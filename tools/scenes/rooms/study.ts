/** A study on a bright day: a desk against a dusty-blue wall, window on the right, a herringbone floor. */
import { material } from '../materials.ts';
import { moved, shift, turn } from '../mesh.ts';
import { part, placed, type Piece, type Room } from '../room.ts';
import { box } from '../shapes/box.ts';
import { ball } from '../shapes/round.ts';
import { bin, desk, laptop, shelf } from '../furniture/joinery.ts';
import { blades, crown, pot } from '../furniture/plants.ts';
import { spindleChair } from '../furniture/seating.ts';
import { drape, floor, pole, skirting, wall, window, windowPortal } from '../furniture/shell.ts';
import { bookRow, bookStack } from '../furniture/books.ts';
import { bowlSmall, jarOf, mug, pencil, vaseRound, vessel } from '../furniture/crockery.ts';
import { framed } from '../furniture/frames.ts';
import { deskLamp } from '../furniture/lamps.ts';

const paint = material(
  'plaster',
  { a: '#a9b6b5', rough: 0.85, shine: 0.025, relief: 0.8 },
  { mottle: 0.06, scale: 55 },
);
const ceiling = material('plaster', { a: '#efece4', rough: 0.9, shine: 0.02 }, { mottle: 0.02, scale: 40 });
const trim = material('plain', { a: '#ece8de', rough: 0.42 }, { uneven: 0.04, scale: 9 });
const parquet = material(
  'boards',
  { a: '#b98957', b: '#6d4526', rough: 0.38, relief: 1, seed: 5 },
  { width: 0.09, length: 0.54, gap: 0.0014, ring: 0.01, variety: 0.36, herringbone: 1 },
);
const oak = material(
  'wood',
  { a: '#c39661', b: '#83572f', rough: 0.4, relief: 1, seed: 12 },
  { ring: 0.011, sway: 0.06, pores: 0.5, heartY: 0.09, heartZ: 0.03 },
);
const walnut = material(
  'wood',
  { a: '#835a3b', b: '#3f281a', rough: 0.38, relief: 1, seed: 9 },
  { ring: 0.009, sway: 0.05, pores: 0.5, heartY: 0.07, heartZ: 0.04 },
);
const brass = material('plain', { a: '#c59a4e', rough: 0.3, metal: 1 }, { uneven: 0.1, scale: 20 });
const blackened = material('plain', { a: '#2a2826', rough: 0.4, shine: 0.06 }, { uneven: 0.15, scale: 30 });
const linen = material('weave', { a: '#dcd2bf', b: '#c7baa2', rough: 1, shine: 0, glow: 0.25, relief: 0.7 }, { pitch: 0.0035, mottle: 0.08, stripe: 0, stripeShare: 0 }); // prettier-ignore
const wool = material('rug', { a: '#e0d7c6', b: '#544c47', c: '#544c47', rough: 1, shine: 0, fuzz: 0.5, relief: 1, seed: 8 }, { pattern: 2, halfLength: 1.1, halfWidth: 0.8, scale: 0.3 }); // prettier-ignore
const mustard = material('plain', { a: '#c9962f', rough: 0.3, shine: 0.05 }, { uneven: 0.04, scale: 24 });
const white = material('plain', { a: '#efeae0', rough: 0.5 }, { uneven: 0, scale: 1 });
const silver = material('plain', { a: '#b9bbbd', rough: 0.36, metal: 0.9 }, { uneven: 0.03, scale: 40 });
const keys = material('plain', { a: '#26272a', rough: 0.5 }, { uneven: 0, scale: 1 });
const glass = material('plain', { a: '#15181c', rough: 0.12, shine: 0.045 }, { uneven: 0, scale: 1 });
const felt = material('loops', { a: '#75706a', b: '#57524d', rough: 1, shine: 0, fuzz: 0.4, relief: 0.8, seed: 6 }, { size: 0.004, mottle: 0.12 }); // prettier-ignore
const paper = material('plain', { a: '#eee8da', rough: 0.9, shine: 0.02 }, { uneven: 0.08, scale: 60 });
const soil = material('plain', { a: '#3a2a1f', rough: 1, shine: 0 }, { uneven: 1, scale: 150 });
const bark = material('plain', { a: '#5f7a44', rough: 0.6 }, { uneven: 0.3, scale: 90 });
const snake = material('leaf', { a: '#4c6b45', b: '#c3bf74', c: '#7f9a6c', rough: 0.36, glow: 0.1, relief: 0.5 }, { veins: 3, variegation: 0.8 }); // prettier-ignore
const broad = material('leaf', { a: '#3d6632', b: '#86a862', c: '#2f5527', rough: 0.36, glow: 0.25, relief: 1 }, { veins: 8, variegation: 0 }); // prettier-ignore
const terracotta = material('glaze', { a: '#bf7a52', b: '#a9623c', c: '#8a4d2e', rough: 0.75, shine: 0.03, relief: 1, seed: 6 }, { bareBelow: 1, waver: 0, speckles: 0.2, rings: 0.5 }); // prettier-ignore
const cream = material('glaze', { a: '#e6dccb', b: '#a97f5b', c: '#6d5a48', rough: 0.25, relief: 0.8, seed: 3 }, { bareBelow: 0.02, waver: 0.006, speckles: 1, rings: 0.5 }); // prettier-ignore
const rose = material('glaze', { a: '#c98a76', b: '#a9734f', c: '#8d5546', rough: 0.28, relief: 0.8, seed: 8 }, { bareBelow: 0.016, waver: 0.006, speckles: 0.7, rings: 0.5 }); // prettier-ignore
const night = material('glaze', { a: '#35444f', b: '#94704e', c: '#1f2a33', rough: 0.24, relief: 0.8, seed: 9 }, { bareBelow: 0.012, waver: 0.006, speckles: 0.6, rings: 0.7 }); // prettier-ignore
const pencilPaint = ['#c8402e', '#d9a62e', '#2f5d73'].map(a =>
  material('plain', { a, rough: 0.4 }, { uneven: 0, scale: 1 }),
);
const mount = '#f0eadd';
const sprig = material('print', { a: mount, b: '#5f7d58', c: '#3f5c45', rough: 0.5, seed: 2 }, { picture: 2, mount: 0.12, aspect: 0.75 }); // prettier-ignore
const fields = material('print', { a: mount, b: '#c7784a', c: '#37505f', rough: 0.5, seed: 4 }, { picture: 3, mount: 0.1, aspect: 0.78 }); // prettier-ignore

const left = -2.1;
const right = 1.75;
const rear = 4.4;
const height = 2.6;
const opening = { from: 0.55, to: 2.0, sill: 0.55, head: 2.3 };
const top = 0.75;

/** The room's window is on the right: a wall that faces −x, seen in the mirror of one that faces +x. */
const mirrored = (piece: Piece): Piece => placed(piece, turn('y', 180));
const hole = { ...opening, from: -opening.to, to: -opening.from };

const first = bookRow(14, 5, 0.24);
const second = bookRow(11, 9, 0.23);
const third = bookRow(8, 23, 0.25);

const shelves: Piece = [
  ...placed(shelf(1.36, 0.23, walnut, blackened), shift(-0.22, 1.42, 0)),
  ...placed(first.piece, shift(-0.84, 1.42, 0.21)),
  ...placed(bookStack([{ thick: 0.035, tall: 0.23, deep: 0.17 }, { thick: 0.025, tall: 0.22, deep: 0.16 }, { thick: 0.02, tall: 0.19, deep: 0.14 }], 8), turn('y', 4), shift(-0.3, 1.42, 0.12)),
  ...placed(third.piece, shift(-0.12, 1.42, 0.21)),
  ...placed(shelf(1.36, 0.23, walnut, blackened), shift(-0.22, 1.86, 0)),
  ...placed(second.piece, shift(-0.1, 1.86, 0.2)),
  ...placed([part(vessel(bowlSmall, 0.004), rose)], shift(-0.36, 1.86, 0.12)),
  ...placed(bookStack([{ thick: 0.03, tall: 0.25, deep: 0.18 }, { thick: 0.028, tall: 0.22, deep: 0.17 }], 18), turn('y', -5), shift(-0.68, 1.86, 0.12)),
]; // prettier-ignore

const shell: Piece = [
  part(floor([left, 0], [right + 0.2, rear], 0), parquet),
  part(floor([left, 0], [right + 0.2, rear], height), ceiling),
  part(wall([left, 0, 0], [1, 0, 0], right - left + 0.2, height), paint),
  part(wall([left, 0, 0], [0, 0, 1], rear, height), paint),
  part(wall([right, 0, 0], [0, 0, 1], rear, height, opening), paint),
  part(wall([right, 0, rear], [-1, 0, 0], right - left, height, { from: 0.7, to: 2.7, sill: 0.9, head: 2.3 }), paint),
  ...mirrored(window(-right, hole, { columns: 2, rows: 3 }, trim)),
  skirting([left, 0, 0.012], [1, 0, 0], right - left, trim),
  skirting([left + 0.012, 0, 0], [0, 0, 1], rear, trim),
  skirting([right - 0.012, 0, 0], [0, 0, 1], rear, trim),
  ...drape(right - 0.12, 0.34, 0.4, 2.44, linen, 5),
  ...drape(right - 0.12, 2.25, 0.4, 2.44, linen, 6),
  pole(right - 0.12, 0.08, 2.5, 2.46, blackened),
  ...placed([part(moved(box(2.2, 0.012, 1.6, { round: 0.005, cover: 'cloth' }), shift(0, 0.006, 0)), wool)], shift(-0.15, 0, 1.55)),
  ...placed(desk(1.45, 0.64, top, oak, brass), shift(-0.2, 0, 0.03)),
  ...placed(laptop(silver, keys, glass), turn('y', 6), shift(-0.12, top, 0.24)),
  ...placed([part(moved(box(0.15, 0.012, 0.21, { round: 0.002 }), shift(0, 0.006, 0)), paper)], turn('y', -14), shift(0.22, top, 0.44)),
  ...placed(shelves),
]; // prettier-ignore

const flip = ({
  corner,
  edge,
  other,
  gain,
}: ReturnType<typeof windowPortal>): ReturnType<typeof windowPortal> => ({
  corner: [-corner[0], corner[1], -corner[2]],
  edge,
  other: [-other[0], other[1], -other[2]],
  gain,
});

export const study: Room = {
  name: 'study',
  camera: { eye: [-0.3, 1.2, 3.75], target: [-0.16, 1.2, 0], view: 52, rise: -0.12, aperture: 0.005, focus: 3.1 },
  sky: {
    zenith: [0.62, 0.8, 1.12],
    horizon: [1.15, 1.16, 1.14],
    garden: [0.36, 0.38, 0.26],
    sun: [0.8, 0.6, 0.42],
    sunLight: [8.5, 7.1, 5.4],
    sunSpread: 0.014,
  },
  portals: [
    flip(windowPortal(-right, hole, 2.4)),
    { corner: [right - 0.7, 0.9, rear + 0.02], edge: [-2.0, 0, 0], other: [0, 1.4, 0], gain: 1.7 },
  ],
  shell,
  exposure: 1.55,
  balance: [1, 0.965, 0.99],
  objects: [
    { name: 'chair', piece: placed(spindleChair(walnut), turn('y', 150), shift(-0.42, 0.012, 1.12)) },
    { name: 'desk lamp', piece: placed(deskLamp(mustard, brass, white), turn('y', -12), shift(-0.72, top, 0.26)) },
    { name: 'mug', piece: placed(mug(rose), turn('y', 30), shift(0.38, top, 0.36)) },
    { name: 'pencil jar', piece: placed(jarOf(vessel([[0.032, 0], [0.036, 0.006], [0.037, 0.06], [0.037, 0.095]], 0.004), night, [...pencilPaint, ...pencilPaint].map((made, i) => ({ mesh: pencil(0.15 + 0.008 * (i % 4)), material: made })), 0.032, 3), shift(0.2, top, 0.17)) },
    { name: 'plant', piece: placed([...pot(0.17, 0.3, cream, soil), ...placed(crown(0.75, 17, 6, { green: broad, bark }, 0.17), shift(0, 0.25, 0))], shift(1.05, 0, 0.55)) },
    { name: 'waste bin', piece: placed([...bin(0.14, 0.3, felt, felt), part(moved(ball(0.05, 12), shift(0.03, 0.26, 0.02)), paper)], shift(-1.28, 0, 0.42)) },
    { name: 'picture', piece: placed(framed(0.48, 0.62, oak, fields), shift(0.98, 1.62, 0.004)) },
    { name: 'small plant', piece: placed([...pot(0.055, 0.085, terracotta, soil), ...placed([blades(0.24, 8, 5, snake)], shift(0, 0.07, 0))], shift(0.34, 1.42, 0.12)) },
    { name: 'small picture', piece: placed(framed(0.33, 0.44, walnut, sprig, 0.016), shift(-1.38, 1.6, 0.004)) },
    { name: 'vase', piece: placed([part(vessel(vaseRound, 0.005), night)], shift(0.28, 1.86, 0.12)) },
  ],
}; // prettier-ignore
