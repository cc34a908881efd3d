/**
 * Ray against a four-wide bounding volume hierarchy of triangles in fours (Wald et al. 2008, "Getting Rid of
 * Packets"; Möller & Trumbore 1997). The layouts are those that `../bvh.ts` writes.
 */
import { x, y, z } from './vector';

/** Six rows of four floats (low x, y, z; high x, y, z), then four children. */
const nodeBytes: usize = 112;
/** Nine rows of four floats: corner x, y, z; edge 1 x, y, z; edge 2 x, y, z. */
const quadBytes: usize = 144;

let nodes: usize = 0;
let quads: usize = 0;

export function placeGeometry(nodesAt: usize, quadsAt: usize): void {
  nodes = nodesAt;
  quads = quadsAt;
}

export function quadsAt(): usize {
  return quads;
}

/** Where the nearest triangle was hit, set by `nearest`. */
export let hitDistance: f32 = 0;
export let hitU: f32 = 0;
export let hitV: f32 = 0;
export let hitTriangle: u32 = 0;

const stack = memory.data(8 * 256);
const lanes = memory.data(16 * 4, 16);

@inline
function reciprocal(d: f32): f32 {
  const tiny: f32 = 1e-12;
  return 1 / (abs<f32>(d) < tiny ? (d < 0 ? -tiny : tiny) : d);
}

/** The nearest hit within `limit`, or false; `any` stops at the first hit of all. */
function trace(origin: v128, direction: v128, limit: f32, any: bool): bool {
  const ox = f32x4.splat(x(origin));
  const oy = f32x4.splat(y(origin));
  const oz = f32x4.splat(z(origin));
  const dx = f32x4.splat(x(direction));
  const dy = f32x4.splat(y(direction));
  const dz = f32x4.splat(z(direction));
  const ix = f32x4.splat(reciprocal(x(direction)));
  const iy = f32x4.splat(reciprocal(y(direction)));
  const iz = f32x4.splat(reciprocal(z(direction)));
  const nearX: usize = x(direction) < 0 ? 48 : 0;
  const nearY: usize = y(direction) < 0 ? 64 : 16;
  const nearZ: usize = z(direction) < 0 ? 80 : 32;
  const farX: usize = 48 - nearX;
  const farY: usize = 80 - nearY;
  const farZ: usize = 112 - nearZ;
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  let best = limit;
  let found = false;

  let top: usize = stack;
  store<i32>(top, 0);
  store<f32>(top, 0, 4);
  top += 8;
  while (top > stack) {
    top -= 8;
    if (load<f32>(top, 4) > best) continue;
    const child = load<i32>(top);
    if (child >= 0) {
      const node = nodes + <usize>child * nodeBytes;
      const enter = f32x4.max(
        f32x4.max(
          f32x4.mul(f32x4.sub(v128.load(node + nearX), ox), ix),
          f32x4.mul(f32x4.sub(v128.load(node + nearY), oy), iy),
        ),
        f32x4.max(f32x4.mul(f32x4.sub(v128.load(node + nearZ), oz), iz), zero),
      );
      const leave = f32x4.min(
        f32x4.min(
          f32x4.mul(f32x4.sub(v128.load(node + farX), ox), ix),
          f32x4.mul(f32x4.sub(v128.load(node + farY), oy), iy),
        ),
        f32x4.min(f32x4.mul(f32x4.sub(v128.load(node + farZ), oz), iz), f32x4.splat(best)),
      );
      let open = i32x4.bitmask(f32x4.le(enter, leave));
      if (open == 0) continue;
      v128.store(lanes, enter);
      const base = top;
      do {
        const lane = <usize>ctz(open);
        open &= open - 1;
        const distance = load<f32>(lanes + lane * 4);
        const next = load<i32>(node + 96 + lane * 4);
        // Farther children lie deeper in the stack.
        let slot = top;
        while (slot > base && load<f32>(slot - 8, 4) < distance) {
          store<u64>(slot, load<u64>(slot - 8));
          slot -= 8;
        }
        store<i32>(slot, next);
        store<f32>(slot, distance, 4);
        top += 8;
      } while (open != 0);
      continue;
    }

    const quad = quads + <usize>~child * quadBytes;
    const e1x = v128.load(quad, 48);
    const e1y = v128.load(quad, 64);
    const e1z = v128.load(quad, 80);
    const e2x = v128.load(quad, 96);
    const e2y = v128.load(quad, 112);
    const e2z = v128.load(quad, 128);
    const px = f32x4.sub(f32x4.mul(dy, e2z), f32x4.mul(dz, e2y));
    const py = f32x4.sub(f32x4.mul(dz, e2x), f32x4.mul(dx, e2z));
    const pz = f32x4.sub(f32x4.mul(dx, e2y), f32x4.mul(dy, e2x));
    const determinant = f32x4.add(f32x4.add(f32x4.mul(e1x, px), f32x4.mul(e1y, py)), f32x4.mul(e1z, pz));
    const inverse = f32x4.div(one, determinant);
    const tx = f32x4.sub(ox, v128.load(quad));
    const ty = f32x4.sub(oy, v128.load(quad, 16));
    const tz = f32x4.sub(oz, v128.load(quad, 32));
    const u = f32x4.mul(f32x4.add(f32x4.add(f32x4.mul(tx, px), f32x4.mul(ty, py)), f32x4.mul(tz, pz)), inverse);
    const qx = f32x4.sub(f32x4.mul(ty, e1z), f32x4.mul(tz, e1y));
    const qy = f32x4.sub(f32x4.mul(tz, e1x), f32x4.mul(tx, e1z));
    const qz = f32x4.sub(f32x4.mul(tx, e1y), f32x4.mul(ty, e1x));
    const v = f32x4.mul(f32x4.add(f32x4.add(f32x4.mul(dx, qx), f32x4.mul(dy, qy)), f32x4.mul(dz, qz)), inverse);
    const t = f32x4.mul(f32x4.add(f32x4.add(f32x4.mul(e2x, qx), f32x4.mul(e2y, qy)), f32x4.mul(e2z, qz)), inverse);
    // Where the determinant is 0 the rest is not a number, and every comparison fails.
    const inside = v128.and(
      v128.and(f32x4.ge(u, zero), f32x4.ge(v, zero)),
      v128.and(
        f32x4.le(f32x4.add(u, v), one),
        v128.and(f32x4.gt(t, f32x4.splat(1e-5)), f32x4.lt(t, f32x4.splat(best))),
      ),
    );
    let hits = i32x4.bitmask(inside);
    if (hits == 0) continue;
    if (any) return true;
    found = true;
    v128.store(lanes, t);
    v128.store(lanes, u, 16);
    v128.store(lanes, v, 32);
    do {
      const lane = <usize>ctz(hits);
      hits &= hits - 1;
      const distance = load<f32>(lanes + lane * 4);
      if (distance >= best) continue;
      best = distance;
      hitDistance = distance;
      hitU = load<f32>(lanes + lane * 4, 16);
      hitV = load<f32>(lanes + lane * 4, 32);
      hitTriangle = <u32>~child * 4 + <u32>lane;
    } while (hits != 0);
  }
  return found;
}

export function nearest(origin: v128, direction: v128, limit: f32): bool {
  return trace(origin, direction, limit, false);
}

export function blocked(origin: v128, direction: v128, limit: f32): bool {
  return trace(origin, direction, limit, true);
}
