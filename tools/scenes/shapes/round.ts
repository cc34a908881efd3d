/** Turned and drawn-out things: what a lathe and a bent pipe make. */
import { cos, sin } from '../exact.ts';
import type { Mesh, Vector } from '../mesh.ts';
import { grid } from './grid.ts';

/** A smooth curve through points (Catmull–Rom), `steps` to a span. */
export function curve<P extends readonly number[]>(points: readonly P[], steps = 6): number[][] {
  const at = (i: number): P => points[Math.max(0, Math.min(points.length - 1, i))]!;
  const smooth: number[][] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    for (let s = 0; s < steps; s++) {
      const t = s / steps;
      smooth.push(
        at(i).map((_, k) => {
          const [a, b, c, d] = [at(i - 1)[k]!, at(i)[k]!, at(i + 1)[k]!, at(i + 2)[k]!];
          return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
        }),
      );
    }
  }
  smooth.push([...at(points.length - 1)]);
  return smooth;
}

export type Profile = readonly (readonly number[])[];

/**
 * A profile of [radius, height] pairs, from the bottom up the outside, turned about the y axis.
 * `around`: texture x runs round the widest girth and y along the profile; otherwise texture space is the thing's own.
 */
export function lathe(profile: Profile, sides = 40, cover: 'solid' | 'around' = 'solid'): Mesh {
  const girth = Math.max(...profile.map(([radius = 0]) => radius));
  const lengths = [0];
  for (let i = 1; i < profile.length; i++) {
    const [dr, dy] = [profile[i]![0]! - profile[i - 1]![0]!, profile[i]![1]! - profile[i - 1]![1]!];
    lengths.push(lengths[i - 1]! + Math.sqrt(dr * dr + dy * dy));
  }
  return grid(sides, profile.length - 1, (u, v) => {
    const step = Math.round(v * (profile.length - 1));
    const [radius = 0, height = 0] = profile[step] ?? [];
    const angle = (u === 1 ? 0 : u) * 2 * Math.PI;
    const point: Vector = [radius * sin(angle), height, radius * cos(angle)];
    return { point, coord: cover === 'solid' ? point : [u * 2 * Math.PI * girth, lengths[step] ?? 0, 0] };
  });
}

/** A cylinder with softly broken edges, standing on y = 0. */
export function cylinder(
  radius: number,
  height: number,
  sides = 32,
  edge = Math.min(0.002, radius * 0.3),
): Mesh {
  return lathe(
    [
      [0, 0],
      [radius - edge, 0],
      [radius, edge],
      [radius, height - edge],
      [radius - edge, height],
      [0, height],
    ],
    sides,
  );
}

/** A ball about its middle; `bumps` moves the radius by direction. */
export function ball(radius: number, sides = 32): Mesh {
  const rings = Math.max(8, sides >> 1);
  return lathe(
    Array.from({ length: rings + 1 }, (_, i) => {
      const angle = Math.PI * (i / rings);
      return [i === 0 || i === rings ? 0 : radius * sin(angle), -radius * cos(angle)];
    }),
    sides,
  );
}

/**
 * A pipe along a path of points; `radius` in metres, or by the share of the path covered. Texture x runs along it,
 * y and z are the place in its cross-section, so that wood grain follows the bend.
 */
export function tube(
  path: readonly (readonly number[])[],
  radius: number | ((t: number) => number),
  sides = 12,
): Mesh {
  const last = path.length - 1;
  const at = (i: number): Vector => {
    const [x = 0, y = 0, z = 0] = path[Math.max(0, Math.min(last, i))] ?? [];
    return [x, y, z];
  };
  const unit = (v: Vector): Vector => {
    const length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) || 1;
    return [v[0] / length, v[1] / length, v[2] / length];
  };
  const cross = (a: Vector, b: Vector): Vector => [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  const lengths = [0];
  const frames: (readonly [Vector, Vector])[] = [];
  let side: Vector | undefined;
  for (let i = 0; i <= last; i++) {
    const [a, b] = [at(i - 1), at(i + 1)];
    const ahead = unit([b[0] - a[0], b[1] - a[1], b[2] - a[2]]);
    // Carried along from the frame before, so that the pipe does not twist.
    const hint: Vector = side ?? (Math.abs(ahead[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]);
    const across = unit(cross(hint, ahead));
    side = cross(ahead, across);
    frames.push([across, side]);
    const [p, q] = [at(i), at(i - 1)];
    const step = Math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2);
    if (i > 0) lengths.push(lengths[i - 1]! + step);
  }
  const whole = lengths[last] || 1;
  // Two more rings close the ends.
  return grid(sides, last + 2, (u, v) => {
    const ring = Math.round(v * (last + 2)) - 1;
    const i = Math.max(0, Math.min(last, ring));
    const share = lengths[i]! / whole;
    const r = ring < 0 || ring > last ? 0 : typeof radius === 'number' ? radius : radius(share);
    const angle = (u === 1 ? 0 : u) * 2 * Math.PI;
    const [x, y] = [r * cos(angle), r * sin(angle)];
    const [across, up] = frames[i]!;
    const p = at(i);
    return {
      point: [
        p[0] + across[0] * x + up[0] * y,
        p[1] + across[1] * x + up[1] * y,
        p[2] + across[2] * x + up[2] * y,
      ],
      coord: [lengths[i]!, x, y],
    };
  });
}
