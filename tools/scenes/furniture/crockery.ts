/** Things for kitchens and desks: vessels, a kettle, a board, spoons and pencils. */
import { dice } from '../chance.ts';
import { cos, sin } from '../exact.ts';
import { material, type Material } from '../materials.ts';
import { joined, mapped, type Mesh, moved, poses, shift, stretch, turn } from '../mesh.ts';
import { part, type Part, type Piece, placed } from '../room.ts';
import { box } from '../shapes/box.ts';
import { ball, curve, cylinder, lathe, type Profile, tube } from '../shapes/round.ts';

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
