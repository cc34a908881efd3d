/** Pictures on walls. */
import { type Material } from '../materials.ts';
import { joined, mapped, type Mesh, moved, shift } from '../mesh.ts';
import { part, type Piece } from '../room.ts';
import { box } from '../shapes/box.ts';
import { grid } from '../shapes/grid.ts';

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
