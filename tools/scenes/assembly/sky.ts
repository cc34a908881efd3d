/** What is outside: a sky seen through window portals, and a sun. */
import { fractal, smoothstep } from './noise';
import * as sampler from './sampler';
import { add, along, bitangent, dot, load3, mix, scale, sub, tangent, unit, x, y, z } from './vector';

let zenith: v128 = f32x4.splat(0);
let horizon: v128 = f32x4.splat(0);
let garden: v128 = f32x4.splat(0);
let sunDirection: v128 = f32x4.splat(0);
let sunLight: v128 = f32x4.splat(0);
let sunSpread: f32 = 0;
let portals: usize = 0;
let portalCount: i32 = 0;

/** Each portal: corner, edge, edge, inward normal (four floats each), area, gain, chance. */
const portalBytes: usize = 80;

export function placeSky(at: usize, portalsAt: usize, count: i32): void {
  zenith = load3(at);
  horizon = load3(at + 16);
  garden = load3(at + 32);
  sunDirection = load3(at + 48);
  sunLight = load3(at + 64);
  sunSpread = load<f32>(at, 80);
  portals = portalsAt;
  portalCount = count;
}

/** Radiance from outside along a direction: trees below, haze at their tops, sky above. */
export function skyLight(direction: v128): v128 {
  const height = y(direction);
  const above = mix(horizon, zenith, Mathf.sqrt(max<f32>(height, 0)));
  const leaves = fractal(x(direction) * 9, height * 9, z(direction) * 9, 3, 77);
  const treetop = height - 0.02 - 0.28 * (leaves - 0.3);
  const trees = scale(garden, 0.55 + 0.9 * leaves);
  return mix(trees, above, smoothstep(-0.06, 0.12, treetop));
}

@inline
function portalAt(index: i32): usize {
  return portals + <usize>index * portalBytes;
}

/** The distance from `origin` to a portal's plane where the ray passes through the portal, or −1. */
function through(portal: usize, origin: v128, direction: v128): f32 {
  const normal = load3(portal + 48);
  const facing = dot(direction, normal);
  if (facing > -1e-6) return -1;
  const corner = load3(portal);
  const distance = dot(sub(corner, origin), normal) / facing;
  if (distance <= 0) return -1;
  const local = sub(along(origin, direction, distance), corner);
  const a = load3(portal + 16);
  const b = load3(portal + 32);
  const s = dot(local, a) / dot(a, a);
  const t = dot(local, b) / dot(b, b);
  return s >= 0 && s <= 1 && t >= 0 && t <= 1 ? distance : -1;
}

/** What a ray that left the room saw, and how likely `choosePortal` was to pick its direction. */
export let seen: v128 = f32x4.splat(0);
export let seenDensity: f32 = 0;

export function lookOut(origin: v128, direction: v128): void {
  seen = f32x4.splat(0);
  seenDensity = 0;
  for (let i = 0; i < portalCount; i++) {
    const portal = portalAt(i);
    const distance = through(portal, origin, direction);
    if (distance < 0) continue;
    const cosine = -dot(direction, load3(portal + 48));
    seen = scale(skyLight(direction), load<f32>(portal, 68));
    seenDensity = (load<f32>(portal, 72) * distance * distance) / (cosine * load<f32>(portal, 64));
    return;
  }
}

/** A direction towards a portal, chosen by `choosePortal`. */
export let portalDirection: v128 = f32x4.splat(0);
export let portalLight: v128 = f32x4.splat(0);
export let portalDensity: f32 = 0;

/** Picks a point on a portal uniformly; false where the point looks the wrong way. */
export function choosePortal(origin: v128): bool {
  sampler.draw();
  let pick = sampler.first;
  sampler.draw();
  let index = 0;
  while (index < portalCount - 1 && pick >= load<f32>(portalAt(index), 72)) {
    pick -= load<f32>(portalAt(index), 72);
    index++;
  }
  const portal = portalAt(index);
  const point = along(
    along(load3(portal), load3(portal + 16), sampler.first),
    load3(portal + 32),
    sampler.second,
  );
  const path = sub(point, origin);
  const square = dot(path, path);
  portalDirection = scale(path, 1 / Mathf.sqrt(square));
  const cosine = -dot(portalDirection, load3(portal + 48));
  if (cosine < 1e-4) return false;
  portalDensity = (load<f32>(portal, 72) * square) / (cosine * load<f32>(portal, 64));
  portalLight = scale(skyLight(portalDirection), load<f32>(portal, 68));
  return true;
}

/** A direction towards the sun's disc, chosen by `chooseSun`, and its irradiance. */
export let sunRay: v128 = f32x4.splat(0);
export let sunIrradiance: v128 = f32x4.splat(0);

/** False where no portal lets the sun in. */
export function chooseSun(origin: v128): bool {
  sampler.draw();
  if (sunSpread <= 0) return false;
  const radius = Mathf.sqrt(sampler.first) * sunSpread;
  const angle = sampler.second * <f32>(2 * Math.PI);
  sunRay = unit(
    add(
      sunDirection,
      add(
        scale(tangent(sunDirection), radius * Mathf.cos(angle)),
        scale(bitangent(sunDirection), radius * Mathf.sin(angle)),
      ),
    ),
  );
  for (let i = 0; i < portalCount; i++) {
    if (through(portalAt(i), origin, sunRay) < 0) continue;
    sunIrradiance = sunLight;
    return true;
  }
  return false;
}
