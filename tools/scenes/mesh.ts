/** Triangle meshes, and moving them about. Metres; x to the right, y up, z towards the viewer. */
import { cos, sin } from './exact.ts';

export type Vector = readonly [number, number, number];

/** Points and texture points, three numbers each; corners, three to a triangle, anticlockwise seen from outside. */
export interface Mesh {
  readonly points: number[];
  readonly coords: number[];
  readonly corners: number[];
}

/** Three rows of a matrix, each with its shift. */
export type Pose = readonly [
  number, number, number, number,
  number, number, number, number,
  number, number, number, number,
]; // prettier-ignore

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export const shift = (x: number, y: number, z: number): Pose => [1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z];
export const stretch = (x: number, y: number, z: number): Pose => [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0];

/** Turns about an axis, in degrees, anticlockwise for someone the axis points at. */
export function turn(axis: 'x' | 'y' | 'z', degrees: number): Pose {
  const c = cos(radians(degrees));
  const s = sin(radians(degrees));
  if (axis === 'x') return [1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0];
  if (axis === 'y') return [c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0];
  return [c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0];
}

export function apply(pose: Pose, [x, y, z]: Vector): Vector {
  return [
    pose[0] * x + pose[1] * y + pose[2] * z + pose[3],
    pose[4] * x + pose[5] * y + pose[6] * z + pose[7],
    pose[8] * x + pose[9] * y + pose[10] * z + pose[11],
  ];
}

/** One pose after another, the first one first. */
export function poses(...steps: readonly Pose[]): Pose {
  return steps.reduce(
    (before, step) => {
      const column = (i: 0 | 1 | 2 | 3, shifted: number): Vector => [
        step[0] * before[i] +
          step[1] * before[(i + 4) as 4] +
          step[2] * before[(i + 8) as 8] +
          step[3] * shifted,
        step[4] * before[i] +
          step[5] * before[(i + 4) as 4] +
          step[6] * before[(i + 8) as 8] +
          step[7] * shifted,
        step[8] * before[i] +
          step[9] * before[(i + 4) as 4] +
          step[10] * before[(i + 8) as 8] +
          step[11] * shifted,
      ];
      const [a, b, c, d] = [column(0, 0), column(1, 0), column(2, 0), column(3, 1)];
      return [a[0], b[0], c[0], d[0], a[1], b[1], c[1], d[1], a[2], b[2], c[2], d[2]];
    },
    shift(0, 0, 0),
  );
}

export function pointAt(mesh: Mesh, index: number): Vector {
  return [mesh.points[index * 3] ?? 0, mesh.points[index * 3 + 1] ?? 0, mesh.points[index * 3 + 2] ?? 0];
}

/** Every point moved by `warp`; texture points stay, so a texture bends with its thing. */
export function shaped(mesh: Mesh, warp: (point: Vector) => Vector): Mesh {
  const points: number[] = [];
  for (let i = 0; i * 3 < mesh.points.length; i++) points.push(...warp(pointAt(mesh, i)));
  return { ...mesh, points };
}

export const moved = (mesh: Mesh, pose: Pose): Mesh => shaped(mesh, point => apply(pose, point));

/** Texture points rewritten. */
export function mapped(mesh: Mesh, map: (coord: Vector, point: Vector) => Vector): Mesh {
  const coords: number[] = [];
  for (let i = 0; i * 3 < mesh.points.length; i++) {
    const coord: Vector = [mesh.coords[i * 3] ?? 0, mesh.coords[i * 3 + 1] ?? 0, mesh.coords[i * 3 + 2] ?? 0];
    coords.push(...map(coord, pointAt(mesh, i)));
  }
  return { ...mesh, coords };
}

export function joined(...meshes: readonly Mesh[]): Mesh {
  const whole: Mesh = { points: [], coords: [], corners: [] };
  for (const mesh of meshes) {
    const base = whole.points.length / 3;
    for (const value of mesh.points) whole.points.push(value);
    for (const value of mesh.coords) whole.coords.push(value);
    for (const corner of mesh.corners) whole.corners.push(corner + base);
  }
  return whole;
}

/**
 * Normals for each triangle's three corners. Corners in one place are smoothed together where their faces meet
 * at less than the crease angle, so rounded things look round and edges stay edges.
 */
export function cornerNormals(mesh: Mesh, creaseCosine = 0.6): Float64Array {
  const { points, corners } = mesh;
  const faces = corners.length / 3;
  const face = new Float64Array(faces * 3);
  const unit = new Float64Array(faces * 3);
  const meeting = new Map<number, number[]>();
  // A tenth of a millimetre: closer points are one. Within 6.5 m of the origin three such steps fit in one number.
  const step = (value: number): number => Math.round(value * 1e4) + 65536;
  const keys = Float64Array.from({ length: points.length / 3 }, (_, i) => {
    const [x, y, z] = pointAt(mesh, i);
    return (step(x) * 131072 + step(y)) * 131072 + step(z);
  });
  for (let f = 0; f < faces; f++) {
    const [a, b, c] = [
      pointAt(mesh, corners[f * 3]!),
      pointAt(mesh, corners[f * 3 + 1]!),
      pointAt(mesh, corners[f * 3 + 2]!),
    ];
    const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
    const n = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx] as const;
    const length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) || 1;
    for (let k = 0; k < 3; k++) {
      face[f * 3 + k] = n[k]!;
      unit[f * 3 + k] = n[k]! / length;
      const key = keys[corners[f * 3 + k]!]!;
      const others = meeting.get(key);
      if (others) others.push(f);
      else meeting.set(key, [f]);
    }
  }
  const normals = new Float64Array(faces * 9);
  for (let f = 0; f < faces; f++) {
    for (let k = 0; k < 3; k++) {
      let [x, y, z] = [0, 0, 0];
      for (const g of meeting.get(keys[corners[f * 3 + k]!]!) ?? []) {
        const agree =
          unit[f * 3]! * unit[g * 3]! +
          unit[f * 3 + 1]! * unit[g * 3 + 1]! +
          unit[f * 3 + 2]! * unit[g * 3 + 2]!;
        if (agree < creaseCosine) continue;
        x += face[g * 3]!;
        y += face[g * 3 + 1]!;
        z += face[g * 3 + 2]!;
      }
      const length = Math.sqrt(x * x + y * y + z * z);
      const to = f * 9 + k * 3;
      normals[to] = length > 0 ? x / length : unit[f * 3]!;
      normals[to + 1] = length > 0 ? y / length : unit[f * 3 + 1]!;
      normals[to + 2] = length > 0 ? z / length : unit[f * 3 + 2]!;
    }
  }
  return normals;
}
