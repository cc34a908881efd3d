/** What rooms are built of: walls, openings, windows, skirting. */
import type { Material } from '../materials.ts';
import { joined, mapped, type Mesh, moved, shift, type Vector } from '../mesh.ts';
import { part, type Part, type Piece, type Portal } from '../room.ts';
import { box } from '../shapes/box.ts';
import { panel } from '../shapes/grid.ts';
import { cylinder, tube } from '../shapes/round.ts';
import { curtain } from '../shapes/soft.ts';

/** An opening in a wall, in metres along its edge and up. */
export interface Opening {
  readonly from: number;
  readonly to: number;
  readonly sill: number;
  readonly head: number;
}

const along = (start: Vector, way: Vector, by: number, up: number): Vector => [
  start[0] + way[0] * by,
  start[1] + up,
  start[2] + way[2] * by,
];

/** A flat wall from `start`, `length` metres along the level direction `way`, with at most one opening. */
export function wall(start: Vector, way: Vector, length: number, height: number, hole?: Opening): Mesh {
  const piece = (from: number, to: number, low: number, high: number): Mesh =>
    panel(along(start, way, from, low), [way[0] * (to - from), 0, way[2] * (to - from)], [0, high - low, 0]);
  const whole = hole
    ? joined(
        piece(0, hole.from, 0, height),
        piece(hole.to, length, 0, height),
        piece(hole.from, hole.to, 0, hole.sill),
        piece(hole.from, hole.to, hole.head, height),
      )
    : piece(0, length, 0, height);
  return mapped(whole, (_, point) => point);
}

/** A flat surface at a height, facing up or down; its texture runs along x and z in metres. */
export function floor(from: readonly [number, number], to: readonly [number, number], height: number): Mesh {
  const flat = panel([from[0], height, to[1]], [to[0] - from[0], 0, 0], [0, 0, from[1] - to[1]]);
  return mapped(flat, (_, [x, , z]) => [x, z, 0]);
}

/**
 * A window in a wall that faces +x (`turn` it for others), its opening from z = `from` to `to`: lining, sill,
 * frame and glazing bars.
 */
export function window(
  x: number,
  hole: Opening,
  bars: { columns: number; rows: number },
  paint: Material,
): Part[] {
  const { from, to, sill, head } = hole;
  const [width, height] = [to - from, head - sill];
  const [z, y] = [(from + to) / 2, (sill + head) / 2];
  const at = (mesh: Mesh, dx: number, py: number, pz: number): Mesh => moved(mesh, shift(x + dx, py, pz));
  const deep = 0.16;
  const meshes = [
    at(box(deep, 0.02, width), -deep / 2, head, z),
    at(box(deep, height, 0.02), -deep / 2, y, from),
    at(box(deep, height, 0.02), -deep / 2, y, to),
    at(box(deep + 0.06, 0.03, width + 0.08, { round: 0.006 }), -deep / 2 + 0.03, sill - 0.01, z),
    // A casing on the wall.
    at(box(0.018, height + 0.14, 0.07), 0.009, y, from - 0.035),
    at(box(0.018, height + 0.14, 0.07), 0.009, y, to + 0.035),
    at(box(0.02, 0.07, width + 0.16), 0.01, head + 0.035, z),
  ];
  const frame = 0.045;
  const bar = 0.026;
  meshes.push(
    at(box(0.05, frame, width), -0.12, sill + frame / 2, z),
    at(box(0.05, frame, width), -0.12, head - frame / 2, z),
    at(box(0.05, height, frame), -0.12, y, from + frame / 2),
    at(box(0.05, height, frame), -0.12, y, to - frame / 2),
  );
  for (let i = 1; i < bars.columns; i++) {
    meshes.push(
      at(
        box(0.035, height, i * 2 === bars.columns ? 0.07 : bar),
        -0.12,
        y,
        from + (width * i) / bars.columns,
      ),
    );
  }
  for (let i = 1; i < bars.rows; i++)
    meshes.push(at(box(0.035, bar, width), -0.12, sill + (height * i) / bars.rows, z));
  return [part(joined(...meshes), paint)];
}

/** The light that comes in by that window. */
export function windowPortal(x: number, { from, to, sill, head }: Opening, gain: number): Portal {
  return { corner: [x - 0.17, sill, from], edge: [0, head - sill, 0], other: [0, 0, to - from], gain };
}

/** A skirting board with a stepped top along a wall from `start`; `out` points into the room. */
export function skirting(start: Vector, way: Vector, length: number, paint: Material, height = 0.11): Part {
  const level = way[0] !== 0;
  const middle = along(start, way, length / 2, 0);
  const size = (thick: number, tall: number): Mesh =>
    level ? box(length, tall, thick) : box(thick, tall, length);
  return part(
    joined(
      moved(size(0.03, height), shift(middle[0], height / 2, middle[2])),
      moved(size(0.018, 0.024), shift(middle[0], height + 0.01, middle[2])),
    ),
    paint,
  );
}

/** A curtain on a pole along z at x, hanging from `height` nearly to the floor. */
export function drape(
  x: number,
  z: number,
  width: number,
  height: number,
  cloth: Material,
  seed: number,
  folds = Math.round(width * 11),
): Piece {
  const hung = curtain(width, height - 0.015, folds, 0.05, seed);
  const turned = { ...hung, points: hung.points.slice() };
  for (let i = 0; i < turned.points.length; i += 3) {
    const [px, py, pz] = [hung.points[i]!, hung.points[i + 1]!, hung.points[i + 2]!];
    turned.points[i] = x + pz;
    turned.points[i + 1] = py + height;
    turned.points[i + 2] = z - px;
  }
  return [part(turned, cloth)];
}

/** A curtain pole along z. */
export function pole(x: number, from: number, to: number, height: number, metal: Material): Part {
  return part(
    joined(
      tube([[x, height, from], [x, height, to]], 0.012),
      ...[from, to].map(z => moved(cylinder(0.02, 0.05), shift(x, height - 0.025, z))),
    ),
    metal,
  ); // prettier-ignore
}
