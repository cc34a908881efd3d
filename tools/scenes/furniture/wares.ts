/** Small wares: crockery, vases, books, frames, lamps. */
import { dice } from '../chance.ts';
import { cos, sin } from '../exact.ts';
import { material, type Material } from '../materials.ts';
import {
  joined,
  mapped,
  type Mesh,
  moved,
  poses,
  type Pose,
  shaped,
  shift,
  stretch,
  turn,
  type Vector,
} from '../mesh.ts';
import { part, type Part, type Piece, placed } from '../room.ts';
import { box } from '../shapes/box.ts';
import { grid } from '../shapes/grid.ts';
import { ball, curve, cylinder, lathe, type Profile, tube } from '../shapes/round.ts';
import { ripple } from '../shapes/soft.ts';

/** A thin-walled vessel: an outside profile, a lip, and the same wall again inside. */
export function vessel(outside: Profile, wall: number, sides = 56): Mesh {
  const smooth = curve(outside, 8);
  const top = smooth[smooth.length - 1] ?? [0, 0];
  const inner = smooth
    .filter(([r = 0, y = 0]) => r > wall * 1.5 && y > wall * 1.2)
    .map(([r = 0, y = 0]) => [r - wall, y])
    .reverse();
  return lathe(
    [[0, 0], ...smooth, [top[0]! - wall * 0.5, top[1]! + wall * 0.4], ...inner, [0, wall * 1.6]],
    sides,
  );
}

export const vaseTall: Profile = [[0.05, 0], [0.062, 0.02], [0.085, 0.1], [0.075, 0.19], [0.036, 0.26], [0.033, 0.29], [0.042, 0.31]]; // prettier-ignore
export const vaseRound: Profile = [[0.045, 0], [0.075, 0.025], [0.1, 0.085], [0.075, 0.145], [0.034, 0.17], [0.036, 0.19]]; // prettier-ignore
export const bowlWide: Profile = [[0.055, 0], [0.06, 0.012], [0.11, 0.04], [0.15, 0.085], [0.155, 0.095]]; // prettier-ignore
export const bowlSmall: Profile = [[0.03, 0], [0.034, 0.01], [0.06, 0.03], [0.073, 0.062], [0.074, 0.068]]; // prettier-ignore

export function mug(clay: Material, size = 1): Piece {
  const body = vessel([[0.034, 0], [0.039, 0.006], [0.041, 0.04], [0.041, 0.092]].map(([r = 0, y = 0]) => [r * size, y * size]), 0.0035 * size, 44); // prettier-ignore
  const handle = tube(
    curve([[0.037, 0.076, 0], [0.062, 0.078, 0], [0.07, 0.052, 0], [0.058, 0.028, 0], [0.037, 0.022, 0]].map(point => point.map(v => v * size)), 7),
    t => size * (0.0052 + 0.0016 * (2 * t - 1) ** 2),
    12,
  ); // prettier-ignore
  return [part(joined(body, handle), clay)];
}

/** A fruit of a radius, a little out of round, resting on y = 0. */
export function fruit(radius: number, tall: number, skin: Material, stalk: Material, seed: number): Piece {
  const body = shaped(ball(radius, 36), ([x, y, z]) => {
    const girth = Math.sqrt(x * x + z * z) / radius;
    // Pulled in at both poles, as apples and oranges are.
    const dent = 1 - 0.16 * Math.max(0, 1 - girth * 2.2) ** 2;
    const lump = 1 + 0.03 * ripple((x / radius) * 1.5, (y / radius) * 1.5, (z / radius) * 1.5, seed);
    return [x * lump, y * tall * dent * lump, z * lump];
  });
  const stem = tube([[0, radius * tall * 0.8, 0], [0.001, radius * tall * 0.95, 0.001], [0.003, radius * tall * 1.12, 0.002]], 0.0018, 7); // prettier-ignore
  return placed([part(body, skin), part(stem, stalk)], shift(0, radius * tall, 0));
}

/** A lemon or a pear: a fruit drawn out along y. */
export function lemon(radius: number, skin: Material, seed: number): Piece {
  const profile = curve([[0, -1.42], [0.16, -1.36], [0.34, -1.16], [0.86, -0.6], [1, 0], [0.86, 0.6], [0.36, 1.14], [0.2, 1.32], [0, 1.38]], 4); // prettier-ignore
  const body = shaped(
    lathe(
      profile.map(([r = 0, y = 0]) => [r * radius, y * radius]),
      32,
    ),
    ([x, y, z]) => {
      const lump = 1 + 0.03 * ripple((x / radius) * 2, (y / radius) * 2, (z / radius) * 2, seed);
      return [x * lump, y, z * lump];
    },
  );
  return [part(body, skin)];
}

const cloths = ['#7b2d26', '#24404f', '#d8cbb0', '#3d4a3a', '#b9862f', '#50586b', '#8d6b5a', '#e7e0d2', '#2b2b2e', '#a34a35', '#5f7470', '#c4a98a', '#384a6b', '#6d2f43']; // prettier-ignore
const stamps = ['#e4c98a', '#f0ece0', '#2a2523', '#c9a15a'];

export interface BookSize {
  readonly thick: number;
  readonly tall: number;
  readonly deep: number;
}

/** Joined, with its texture in its own space as a whole. */
const inPlace = (...meshes: readonly Mesh[]): Mesh => mapped(joined(...meshes), (_, point) => point);

/** A book standing on y = 0 with its spine towards +z. */
export function book({ thick, tall, deep }: BookSize, seed: number, cover?: string): Piece {
  const roll = dice(seed * 977 + 5);
  const cloth = cover ?? cloths[Math.floor(roll() * cloths.length)] ?? '#7b2d26';
  const light = ['#d8cbb0', '#e7e0d2', '#c4a98a'].includes(cloth);
  const bound = material(
    'binding',
    { a: cloth, b: light ? '#3a3330' : (stamps[Math.floor(roll() * stamps.length)] ?? '#e4c98a'), rough: 0.55 + 0.2 * roll(), relief: 1, seed },
    { height: tall, thickness: thick, halfDepth: deep / 2, style: Math.floor(roll() * 4) },
  ); // prettier-ignore
  const paper = material('pages', { a: '#e9dfca', rough: 0.85, shine: 0.02, seed });
  const board = 0.0022;
  const covers = inPlace(
    moved(box(board, tall, deep, { round: 0.0009 }), shift(-thick / 2 + board / 2, 0, 0)),
    moved(box(board, tall, deep, { round: 0.0009 }), shift(thick / 2 - board / 2, 0, 0)),
    // A rounded spine.
    moved(box(thick, tall, 0.006, { round: 0.0029, bend: 3 }), shift(0, 0, deep / 2 - 0.002)),
  );
  const block = moved(
    box(thick - board * 2, tall - 0.006, deep - 0.006, { round: 0.0005, bend: 1 }),
    shift(0, 0, -0.002),
  );
  return placed([part(covers, bound), part(block, paper)], shift(0, tall / 2, 0));
}

/** Books side by side along x from 0, the last ones leaning. Returns them and how far they reach. */
export function bookRow(
  count: number,
  seed: number,
  tallest = 0.25,
): { readonly piece: Piece; readonly width: number } {
  const roll = dice(seed);
  let x = 0;
  const books = Array.from({ length: count }, (_, i) => {
    const thick = 0.013 + 0.03 * roll() ** 1.6;
    const tall = tallest * (0.72 + 0.28 * roll());
    const deep = tall * (0.62 + 0.1 * roll());
    const at = x + thick / 2;
    x += thick + 0.0012;
    return placed(book({ thick, tall, deep }, seed * 131 + i), shift(at, 0, -deep / 2 - 0.008 * roll()));
  });
  return { piece: books.flat(), width: x };
}

/** Books lying on one another, from y = 0, each turned a little. */
export function bookStack(sizes: readonly BookSize[], seed: number, covers: readonly string[] = []): Piece {
  const roll = dice(seed);
  let y = 0;
  return sizes.flatMap((size, i) => {
    const lying: Pose[] = [shift(0, -size.tall / 2, 0), turn('z', 90), turn('y', 12 * (roll() - 0.5))];
    const low = y;
    y += size.thick + 0.0005;
    return placed(book(size, seed * 57 + i, covers[i]), ...lying, shift(0, low + size.thick / 2, 0));
  });
}

/** A framed print hanging with its back on z = 0, about its middle. */
export function framed(width: number, height: number, wood: Material, print: Material, rail = 0.022): Piece {
  const deep = 0.024;
  const across = (y: number): Mesh => moved(box(width, rail, deep, { round: 0.002 }), shift(0, y, deep / 2));
  const upward = (x: number): Mesh =>
    moved(
      mapped(box(rail, height - rail * 2, deep, { round: 0.002 }), ([a, b, c]) => [b, a, c]),
      shift(x, 0, deep / 2),
    );
  const sheet = grid(1, 1, (u, v) => ({
    point: [(u - 0.5) * (width - rail * 2), (v - 0.5) * (height - rail * 2), deep * 0.45],
    coord: [u, v, 0],
  }));
  const edge = (height - rail) / 2;
  return [
    part(joined(across(edge), across(-edge), upward((width - rail) / 2), upward((rail - width) / 2)), wood),
    part(sheet, print),
  ];
}

/** A floor lamp: a disc foot, a thin stem, a drum shade of linen, unlit. */
export function floorLamp(height: number, metal: Material, linen: Material): Piece {
  const shade = lathe(
    [
      [0.2, -0.3],
      [0.165, 0],
    ],
    56,
    'around',
  );
  const rims = [[0.2, -0.3], [0.165, 0]].map(([r = 0, y = 0]) => {
    const ring = Array.from({ length: 49 }, (_, i) => [r * sin((i / 48) * 2 * Math.PI), y, r * cos((i / 48) * 2 * Math.PI)]);
    return tube(ring, 0.0035, 8);
  }); // prettier-ignore
  const foot = lathe([[0, 0], [0.135, 0], [0.14, 0.004], [0.14, 0.014], [0.134, 0.02], [0.02, 0.026], [0.011, 0.04], [0, 0.041]], 48); // prettier-ignore
  const bulb = moved(ball(0.035, 20), shift(0, height - 0.17, 0));
  return [
    part(joined(foot, tube([[0, 0.03, 0], [0, height - 0.05, 0]], 0.0095, 14)), metal),
    part(joined(moved(shade, shift(0, height, 0)), ...rims.map(rim => moved(rim, shift(0, height, 0)))), linen),
    part(bulb, material('plain', { a: '#f4efe4', rough: 0.3 }, { uneven: 0, scale: 1 })),
  ]; // prettier-ignore
}

/** A pendant: a spun dome on a flex from the ceiling, unlit; y = 0 is its lower rim. */
export function pendant(
  radius: number,
  drop: number,
  enamel: Material,
  inner: Material,
  brass: Material,
): Piece {
  const dome: Profile = curve([[radius, 0], [radius * 0.97, radius * 0.2], [radius * 0.72, radius * 0.62], [radius * 0.26, radius * 0.86], [radius * 0.14, radius * 0.98]], 7); // prettier-ignore
  const lining = dome.map(([r = 0, y = 0]) => [r - 0.003, y]).reverse();
  const cap = lathe([[radius * 0.15, radius * 0.95], [radius * 0.14, radius * 1.16], [radius * 0.05, radius * 1.24], [0.004, radius * 1.3]], 32); // prettier-ignore
  return [
    part(lathe(dome, 64), enamel),
    part(joined(lathe(lining, 64), moved(ball(0.045, 24), shift(0, radius * 0.34, 0))), inner),
    part(joined(cap, tube([[0, radius * 1.25, 0], [0, drop, 0]], 0.0035, 8)), brass),
  ]; // prettier-ignore
}

/** A jointed desk lamp, unlit, its foot at the origin and its head towards +x. */
export function deskLamp(enamel: Material, metal: Material, inner: Material): Piece {
  const foot = lathe(
    [
      [0, 0],
      [0.085, 0],
      [0.088, 0.004],
      [0.086, 0.018],
      [0.02, 0.024],
      [0, 0.025],
    ],
    44,
  );
  const elbow: Vector = [-0.11, 0.25, 0];
  const wrist: Vector = [0.13, 0.44, 0];
  const arm = (a: Vector, b: Vector): Mesh => joined(tube([[a[0], a[1], 0.012], [b[0], b[1], 0.012]], 0.0042, 10), tube([[a[0], a[1], -0.012], [b[0], b[1], -0.012]], 0.0042, 10)); // prettier-ignore
  const joint = ([x, y]: Vector): Mesh =>
    moved(cylinder(0.013, 0.04), poses(shift(0, -0.02, 0), turn('x', 90), shift(x, y, 0)));
  const hood = curve(
    [
      [0.078, 0],
      [0.074, 0.03],
      [0.044, 0.085],
      [0.03, 0.1],
      [0.028, 0.13],
      [0, 0.135],
    ],
    6,
  );
  const head: Pose[] = [shift(0, -0.12, 0), turn('z', 28), shift(wrist[0] + 0.02, wrist[1] + 0.012, 0)];
  return [
    part(joined(foot, ...[moved(lathe(hood, 44), poses(...head))]), enamel),
    part(joined(arm([0, 0.03, 0], elbow), arm(elbow, wrist), joint([0, 0.03, 0]), joint(elbow), joint(wrist)), metal),
    part(moved(lathe(hood.slice(0, 14).map(([r = 0, y = 0]) => [r - 0.002, y]).reverse(), 44), poses(...head)), inner),
  ]; // prettier-ignore
}

/** A kettle with a bail handle and a goose neck. */
export function kettle(enamel: Material, wood: Material, metal: Material): Piece {
  const body = lathe(
    curve(
      [
        [0, 0],
        [0.088, 0],
        [0.1, 0.012],
        [0.098, 0.07],
        [0.07, 0.118],
        [0.045, 0.128],
        [0, 0.13],
      ],
      6,
    ),
    56,
  );
  const lid = moved(
    lathe(
      curve(
        [
          [0, 0],
          [0.046, 0],
          [0.044, 0.008],
          [0.02, 0.016],
          [0, 0.017],
        ],
        4,
      ),
      40,
    ),
    shift(0, 0.127, 0),
  );
  const knob = moved(ball(0.012, 18), shift(0, 0.155, 0));
  const spout = tube(curve([[0.08, 0.03, 0], [0.125, 0.04, 0], [0.145, 0.085, 0], [0.16, 0.125, 0], [0.19, 0.138, 0]], 7), t => 0.015 - 0.008 * t, 16); // prettier-ignore
  const bail = tube(curve([[-0.085, 0.1, 0], [-0.1, 0.17, 0], [-0.06, 0.225, 0], [0.0, 0.235, 0], [0.06, 0.225, 0], [0.09, 0.17, 0], [0.075, 0.105, 0]], 6), 0.005, 10); // prettier-ignore
  const grip = tube(
    curve(
      [
        [-0.055, 0.227, 0],
        [0, 0.236, 0],
        [0.055, 0.227, 0],
      ],
      6,
    ),
    0.0105,
    14,
  );
  return [part(joined(body, lid, spout), enamel), part(joined(bail), metal), part(joined(knob, grip), wood)];
}

/** A chopping board standing on its edge, flat against z = 0, with a hole in its handle's place. */
export function board(width: number, height: number, wood: Material): Piece {
  const plate = moved(mapped(box(width, height, 0.02, { round: 0.009, bend: 4 }), ([x, y, z]) => [y, x, z]), shift(0, height / 2, 0.01)); // prettier-ignore
  const neck = moved(mapped(box(width * 0.26, 0.13, 0.02, { round: 0.009, bend: 4 }), ([x, y, z]) => [y + height * 0.5, x, z]), shift(0, height + 0.05, 0.01)); // prettier-ignore
  const eye = moved(cylinder(0.011, 0.003), poses(turn('x', 90), shift(0, height + 0.085, 0.0195)));
  return [
    part(joined(plate, neck), wood),
    part(eye, material('plain', { a: '#2c211a', rough: 0.9 }, { uneven: 0, scale: 1 })),
  ];
}

/** Things standing in a jar: spoons, pencils, brushes. */
export function jarOf(
  jar: Mesh,
  clay: Material,
  sticks: readonly { readonly mesh: Mesh; readonly material: Material }[],
  radius: number,
  seed: number,
): Piece {
  const roll = dice(seed);
  const placedSticks: Part[] = sticks.flatMap(({ mesh, material: made }, i) => {
    const heading = i * 137.5;
    const lean = 6 + 12 * roll();
    return placed([part(mesh, made)], turn('y', 360 * roll()), turn('x', lean), shift(0, 0.012, 0), turn('y', heading), shift(-sin((heading * Math.PI) / 180) * radius * 0.4, 0, -cos((heading * Math.PI) / 180) * radius * 0.4)); // prettier-ignore
  });
  return [part(jar, clay), ...placedSticks];
}

/** A wooden spoon, its handle's end at the origin and its bowl up. */
export function spoon(length: number): Mesh {
  const handle = tube(
    [
      [0, 0, 0],
      [0, length * 0.5, 0],
      [0, length * 0.8, 0],
    ],
    t => 0.005 + 0.002 * t,
    10,
  );
  const bowl = moved(ball(0.026, 20), poses(stretch(0.85, 1.3, 0.3), shift(0, length * 0.86, 0)));
  return joined(handle, bowl);
}

export const pencil = (length: number): Mesh =>
  tube(
    [
      [0, 0, 0],
      [0, length * 0.9, 0],
      [0, length, 0],
    ],
    t => (t > 0.95 ? 0.0008 : 0.0036),
    6,
  );
