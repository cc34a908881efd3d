/** The shape that most shapes are: a net of points over two numbers, u and v from 0 to 1. */
import type { Mesh, Vector } from '../mesh.ts';

export interface Knot {
  readonly point: Vector;
  readonly coord: Vector;
}

/** A net of `across` × `up` cells. Its outside is where u runs right while v runs up. */
export function grid(across: number, up: number, knot: (u: number, v: number) => Knot): Mesh {
  const mesh: Mesh = { points: [], coords: [], corners: [] };
  for (let j = 0; j <= up; j++) {
    for (let i = 0; i <= across; i++) {
      const { point, coord } = knot(i / across, j / up);
      mesh.points.push(...point);
      mesh.coords.push(...coord);
    }
  }
  const row = across + 1;
  for (let j = 0; j < up; j++) {
    for (let i = 0; i < across; i++) {
      const at = j * row + i;
      mesh.corners.push(at, at + 1, at + row + 1, at, at + row + 1, at + row);
    }
  }
  return mesh;
}

/** A flat cloth from a corner along two edges; its texture runs in metres along them. */
export function panel(corner: Vector, edge: Vector, other: Vector, across = 1, up = 1): Mesh {
  const length = (v: Vector): number => Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  const [width, height] = [length(edge), length(other)];
  return grid(across, up, (u, v) => ({
    point: [
      corner[0] + edge[0] * u + other[0] * v,
      corner[1] + edge[1] * u + other[1] * v,
      corner[2] + edge[2] * u + other[2] * v,
    ],
    coord: [u * width, v * height, 0],
  }));
}
