/** Things to sit on. */
import type { Material } from '../materials.ts';
import { joined, type Mesh, moved, poses, shaped, shift, turn } from '../mesh.ts';
import { part, type Piece } from '../room.ts';
import { box } from '../shapes/box.ts';
import { curve, cylinder, lathe, tube } from '../shapes/round.ts';
import { cushion, pillow } from '../shapes/soft.ts';

/** A tapered round leg from the floor up to `height`, leaning out by (x, z). */
export function leg(height: number, lean: readonly [number, number], top = 0.02, foot = 0.012): Mesh {
  return tube(
    Array.from({ length: 5 }, (_, i) => [lean[0] * (1 - i / 4), (height * i) / 4, lean[1] * (1 - i / 4)]),
    t => foot + (top - foot) * t,
    16,
  );
}

/** A sofa `width` wide, its back at z = 0 and its seat towards +z, standing on the floor. */
export function sofa(width: number, cloth: Material, wood: Material): Piece {
  const depth = 0.9;
  const arm = 0.17;
  const inner = width - arm * 2;
  const seats = inner > 1.7 ? 3 : 2;
  const each = inner / seats;
  const base = moved(
    box(width - 0.02, 0.16, depth - 0.04, { round: 0.03, bend: 3, cells: 8, cover: 'cloth' }),
    shift(0, 0.24, depth / 2),
  );
  const back = moved(cushion(width - 0.1, 0.56, 0.2, 0.012, 3), poses(turn('x', -7), shift(0, 0.47, 0.14)));
  const arms = [-1, 1].map(side =>
    moved(
      cushion(arm, 0.4, depth - 0.02, 0.012, 11 + side),
      shift((side * (width - arm)) / 2, 0.37, depth / 2),
    ),
  );
  const seat = Array.from({ length: seats }, (_, i) =>
    moved(cushion(each - 0.008, 0.17, 0.7, 0.03, 20 + i), shift((i + 0.5 - seats / 2) * each, 0.4, 0.56)),
  );
  const rest = Array.from({ length: seats }, (_, i) =>
    moved(
      cushion(each - 0.02, 0.42, 0.16, 0.045, 30 + i),
      poses(turn('x', -13), turn('z', (i - 1) * 0.8), shift((i + 0.5 - seats / 2) * each, 0.67, 0.27)),
    ),
  );
  const legs = [-1, 1].flatMap(side =>
    [0.1, depth - 0.1].map(z =>
      moved(leg(0.17, [side * 0.03, 0], 0.022, 0.014), shift(side * (width / 2 - 0.14), 0, z)),
    ),
  );
  return [part(joined(base, back, ...arms, ...seat, ...rest), cloth), part(joined(...legs), wood)];
}

/** A scatter cushion leaning back, its foot at the origin. */
export function scatterCushion(size: number, cloth: Material, seed: number, height = size): Piece {
  return [part(moved(pillow(size, height, 0.19, seed), shift(0, height / 2, 0)), cloth)];
}

/** A wooden chair facing +z: four splayed legs, a shaped seat, spindles under a bent rail. */
export function spindleChair(wood: Material): Piece {
  const seatHeight = 0.45;
  const seat = shaped(box(0.44, 0.035, 0.42, { round: 0.017, bend: 3, cells: 12 }), ([x, y, z]) => {
    const dip = Math.max(0, 1 - (x / 0.2) ** 2) * Math.max(0, 1 - ((z + 0.01) / 0.19) ** 2);
    const taper = 1 - 0.14 * (0.5 - z / 0.42);
    return [x * taper, y - (y > 0 ? 0.014 * dip : 0), z];
  });
  const legs = [
    [-0.16, -0.15],
    [0.16, -0.15],
    [-0.18, 0.16],
    [0.18, 0.16],
  ].map(([x = 0, z = 0]) =>
    moved(leg(seatHeight - 0.005, [x * 0.28, z * 0.3], 0.018, 0.012), shift(x, 0, z)),
  );
  const stretchers = [
    tube([[-0.19, 0.2, -0.17], [-0.205, 0.2, 0.18]], 0.009),
    tube([[0.19, 0.2, -0.17], [0.205, 0.2, 0.18]], 0.009),
    tube([[-0.195, 0.2, 0.0], [0.195, 0.2, 0.0]], 0.009),
  ]; // prettier-ignore
  const rail = Array.from({ length: 17 }, (_, i) => {
    const t = i / 8 - 1;
    return [0.235 * t, 0.83 - 0.03 * t * t, -0.27 + 0.075 * t * t];
  });
  const spindles = Array.from({ length: 7 }, (_, i) => {
    const t = (i - 3) / 3.4;
    return tube([[0.16 * t, seatHeight, -0.185 + 0.03 * t * t], [0.225 * t, 0.83 - 0.03 * t * t, -0.27 + 0.075 * t * t]], 0.0075);
  }); // prettier-ignore
  return [
    part(moved(seat, shift(0, seatHeight, 0)), wood),
    part(
      joined(
        ...legs,
        ...stretchers,
        ...spindles,
        tube(rail, t => 0.013 + 0.006 * (1 - (2 * t - 1) ** 2), 14),
      ),
      wood,
    ),
  ];
}

/** An upholstered chair facing +z: a bent shell on four thin legs. */
export function shellChair(cloth: Material, metal: Material): Piece {
  const seat = shaped(cushion(0.47, 0.07, 0.45, 0.012, 51), ([x, y, z]) => [
    x * (1 + 0.06 * (z / 0.2)),
    y + 0.1 * x * x,
    z,
  ]);
  const back = shaped(cushion(0.46, 0.4, 0.055, 0.012, 52), ([x, y, z]) => [
    x * (1 - 0.16 * Math.max(0, y / 0.2)),
    y,
    z + 0.85 * x * x + 0.08 * y * y,
  ]);
  const legs = [-1, 1].flatMap(side => [
    moved(leg(0.43, [side * 0.07, -0.09], 0.014, 0.009), shift(side * 0.16, 0, -0.12)),
    moved(leg(0.43, [side * 0.07, 0.07], 0.014, 0.009), shift(side * 0.16, 0, 0.15)),
  ]);
  return [
    part(
      joined(moved(seat, shift(0, 0.465, 0)), moved(back, poses(turn('x', -13), shift(0, 0.69, -0.245)))),
      cloth,
    ),
    part(joined(...legs, moved(box(0.34, 0.02, 0.3), shift(0, 0.425, 0.01))), metal),
  ];
}

/** A round stool with a turned seat and a foot ring. */
export function stool(height: number, wood: Material, metal: Material): Piece {
  const seat = lathe(
    curve(
      [
        [0, 0],
        [0.12, 0],
        [0.162, 0.01],
        [0.168, 0.026],
        [0.15, 0.038],
        [0.08, 0.031],
        [0, 0.028],
      ],
      5,
    ),
    40,
  );
  const legs = [45, 135, 225, 315].map(angle =>
    moved(leg(height, [0, 0.1], 0.016, 0.012), poses(shift(0, 0, 0.1), turn('y', angle))),
  );
  const ring = Array.from({ length: 41 }, (_, i) => i / 40);
  const hoop = moved(
    tube(
      ring.map(t => {
        const p = poses(shift(0, 0, 0.17), turn('y', t * 360));
        return [p[3], 0, p[11]];
      }),
      0.006,
      10,
    ),
    shift(0, height * 0.32, 0),
  );
  return [part(joined(moved(seat, shift(0, height, 0)), ...legs), wood), part(hoop, metal)]; // prettier-ignore
}

/** A stuffed round pouf. */
export function pouf(radius: number, height: number, cloth: Material): Piece {
  const profile = curve(
    [
      [0, 0],
      [radius * 0.8, 0.005],
      [radius, height * 0.3],
      [radius, height * 0.7],
      [radius * 0.82, height * 0.97],
      [0, height],
    ],
    7,
  );
  return [part(lathe(profile, 56, 'around'), cloth), part(cylinder(0.02, 0.004), cloth)]; // prettier-ignore
}
