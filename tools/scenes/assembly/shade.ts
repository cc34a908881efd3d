/** From a hit to a surface: where it is, how it is turned, what it is made of. */
import { hitDistance, hitTriangle, hitU, hitV, quadsAt } from './intersect';
import * as material from './material';
import { look, setSurface } from './scatter';
import * as surface from './surface';
import { texture } from './texture';
import { add, along, cross, dot, load3, scale, sub, unit, vec, x, y, z } from './vector';

/** Each triangle: three normals, three texture points (three floats each), a material, an object. */
const triangleBytes: usize = 80;

let triangles: usize = 0;
let materials: usize = 0;

export function placeSurfaces(trianglesAt: usize, materialsAt: usize): void {
  triangles = trianglesAt;
  materials = materialsAt;
}

export let point: v128 = f32x4.splat(0);
/** The triangle's own normal, on the viewer's side. */
export let flat: v128 = f32x4.splat(0);
/** The normal after smoothing and relief, on the viewer's side. */
export let normal: v128 = f32x4.splat(0);
/** The object a triangle belongs to, 0 for the room itself. */
export let object: u32 = 0;

@inline
function blend(at: usize, stride: usize): v128 {
  return along(
    along(scale(load3(at), 1 - hitU - hitV), load3(at + stride), hitU),
    load3(at + stride * 2),
    hitV,
  );
}

/**
 * Bends the normal by the texture's heights: finite differences along two world tangents, carried into texture
 * space through the triangle's own mapping (Blinn 1978; Mikkelsen 2010 for the surface gradient).
 */
function bend(record: usize, triangle: usize, e1: v128, e2: v128, t: v128, step: f32): void {
  const strength = material.relief(record);
  const t0 = load3(triangle + 36);
  const t1 = sub(load3(triangle + 48), t0);
  const t2 = sub(load3(triangle + 60), t0);
  const a = unit(e1);
  const b = cross(flat, a);
  // Texture space moved by one step along a and b, through barycentric coordinates.
  const lengthA = dot(e1, a);
  const shear = dot(e2, a);
  const tall = dot(e2, b);
  const alongA = scale(t1, step / lengthA);
  const alongB = sub(scale(t2, step / tall), scale(t1, (shear * step) / (tall * lengthA)));
  const here = surface.height();
  texture(record, add(t, alongA));
  const riseA = (surface.height() - here) / step;
  texture(record, add(t, alongB));
  const riseB = (surface.height() - here) / step;
  texture(record, t);
  normal = unit(sub(normal, scale(add(scale(a, riseA), scale(b, riseB)), strength)));
}

/** Reads the last hit along a ray; `detail` 0 leaves out the relief, else it is the width of a pixel there. */
export function meet(origin: v128, direction: v128, detail: f32): void {
  const quad = quadsAt() + <usize>(hitTriangle >> 2) * 144 + <usize>(hitTriangle & 3) * 4;
  const triangle = triangles + <usize>hitTriangle * triangleBytes;
  const e1 = vec(load<f32>(quad, 48), load<f32>(quad, 64), load<f32>(quad, 80));
  const e2 = vec(load<f32>(quad, 96), load<f32>(quad, 112), load<f32>(quad, 128));
  const record = materials + <usize>load<u32>(triangle, 72) * material.materialBytes;
  object = load<u32>(triangle, 76);
  const out = scale(direction, -1);
  point = along(origin, direction, hitDistance);
  flat = unit(cross(e1, e2));
  normal = unit(blend(triangle, 12));
  if (dot(flat, out) < 0) flat = scale(flat, -1);
  if (dot(normal, flat) < 0) normal = scale(normal, -1);
  const t = blend(triangle + 36, 12);
  texture(record, t);
  if (detail > 0 && material.relief(record) > 0) bend(record, triangle, e1, e2, t, detail);
  // A bent or smoothed normal may look away from the viewer; bring it back over the horizon.
  const cosine = dot(normal, out);
  if (cosine < 0.02) normal = unit(along(normal, out, 0.02 - cosine));
  setSurface(
    f32x4.min(surface.colour(), f32x4.splat(0.97)),
    min<f32>(material.rough(record) * surface.roughness(), 1),
    material.f0(record),
    material.metal(record),
    material.fuzz(record),
    material.glow(record),
  );
  look(dot(normal, out));
}

/** The point lifted off the surface towards a direction, so that it does not meet itself. */
export function lifted(towards: v128): v128 {
  const reach = max<f32>(max<f32>(abs<f32>(x(point)), abs<f32>(y(point))), abs<f32>(z(point)));
  const lift: f32 = 4e-5 * max<f32>(reach, 1);
  return along(point, flat, dot(flat, towards) < 0 ? -lift : lift);
}

/** A pixel's width in metres at the last hit, for the relief's steps. */
export function footprint(spread: f32): f32 {
  return max<f32>(hitDistance * spread, 0.0004);
}
