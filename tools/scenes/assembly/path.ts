/**
 * One light path from the eye: next-event estimation to the portals and the sun, weighed against scattering by the
 * power heuristic (Veach 1997), ended by Russian roulette.
 */
import { blocked, nearest } from './intersect';
import * as sampler from './sampler';
import { density, evaluate, guide, scatter } from './scatter';
import { footprint, lifted, meet, normal, object, point } from './shade';
import * as sky from './sky';
import { add, dot, luminance, mul, scale, vec, x, y, z } from './vector';

const far: f32 = 1e6;
const longest = 9;

/** What the path brought, and what its first surface was: the denoiser's guides. */
export let light: v128 = f32x4.splat(0);
export let firstColour: v128 = f32x4.splat(0);
export let firstNormal: v128 = f32x4.splat(0);
export let firstPoint: v128 = f32x4.splat(0);
export let firstObject: u32 = 0;

@inline
function power(a: f32, b: f32): f32 {
  return (a * a) / (a * a + b * b);
}

/** Rare bright paths are dimmed to `ceiling`: a little energy is lost, and no fireflies are left. */
@inline
function tamed(value: v128, ceiling: f32): v128 {
  const bright = max<f32>(max<f32>(x(value), y(value)), z(value));
  return bright > ceiling ? scale(value, ceiling / bright) : value;
}

/** Traces one path; `spread` is a pixel's width at a distance of one metre. */
export function trace(eye: v128, ahead: v128, spread: f32): void {
  let origin = eye;
  let direction = ahead;
  let carried = vec(1, 1, 1);
  let chance: f32 = 0;
  light = vec(0, 0, 0);
  firstColour = vec(1, 1, 1);
  firstNormal = vec(0, 0, 0);
  firstPoint = vec(0, 0, 0);
  firstObject = 0;
  for (let depth = 0; depth < longest; depth++) {
    if (!nearest(origin, direction, far)) {
      sky.lookOut(origin, direction);
      const share: f32 = depth == 0 ? 1 : power(chance, sky.seenDensity);
      const brought = scale(mul(carried, sky.seen), share);
      light = add(light, depth > 1 ? tamed(brought, 2) : brought);
      return;
    }
    const detail: f32 = depth == 0 ? footprint(spread) : 0;
    meet(origin, direction, detail);
    const out = scale(direction, -1);
    if (depth == 0) {
      firstColour = guide();
      firstNormal = normal;
      firstPoint = point;
      firstObject = object;
    }

    let reached = vec(0, 0, 0);
    if (sky.choosePortal(point)) {
      const value = evaluate(normal, out, sky.portalDirection);
      if (luminance(value) > 1e-6 && !blocked(lifted(sky.portalDirection), sky.portalDirection, far)) {
        const share = power(sky.portalDensity, density) / sky.portalDensity;
        reached = scale(mul(value, sky.portalLight), share);
      }
    }
    if (sky.chooseSun(point)) {
      const value = evaluate(normal, out, sky.sunRay);
      if (luminance(value) > 1e-6 && !blocked(lifted(sky.sunRay), sky.sunRay, far)) {
        reached = add(reached, mul(value, sky.sunIrradiance));
      }
    }
    const brought = mul(carried, reached);
    light = add(light, depth > 0 ? tamed(brought, 2) : brought);

    const into = scatter(normal, out);
    if (dot(into, into) < 0.5) return;
    const value = evaluate(normal, out, into);
    chance = density;
    if (chance < 1e-5) return;
    carried = mul(carried, scale(value, 1 / chance));
    if (depth >= 2) {
      const stay = min<f32>(0.95, max<f32>(max<f32>(x(carried), y(carried)), z(carried)));
      sampler.draw();
      if (sampler.first >= stay) return;
      carried = scale(carried, 1 / stay);
    }
    origin = lifted(into);
    direction = into;
  }
}
