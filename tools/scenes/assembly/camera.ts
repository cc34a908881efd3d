/** A thin-lens camera held level; `rise` shifts the lens so that uprights stay upright. */
import * as sampler from './sampler';
import { add, along, load3, scale, sub, unit } from './vector';

let eye: v128 = f32x4.splat(0);
let right: v128 = f32x4.splat(0);
let up: v128 = f32x4.splat(0);
let ahead: v128 = f32x4.splat(0);
let spread: f32 = 0;
let aspect: f32 = 0;
let rise: f32 = 0;
let aperture: f32 = 0;
let focus: f32 = 0;

export let rayOrigin: v128 = f32x4.splat(0);
export let rayDirection: v128 = f32x4.splat(0);

/** Reads eye, right, up, ahead (four floats each), then spread, aspect, rise, aperture, focus. */
export function placeCamera(at: usize): void {
  eye = load3(at);
  right = load3(at + 16);
  up = load3(at + 32);
  ahead = load3(at + 48);
  spread = load<f32>(at, 64);
  aspect = load<f32>(at, 68);
  rise = load<f32>(at, 72);
  aperture = load<f32>(at, 76);
  focus = load<f32>(at, 80);
}

/** A tent of half-width one: each pixel borrows a little from its neighbours, as a lens does. */
@inline
function tent(s: f32): f32 {
  return s < 0.5 ? Mathf.sqrt(2 * s) - 1 : 1 - Mathf.sqrt(2 - 2 * s);
}

/** Points `rayOrigin` and `rayDirection` through a pixel of a frame, by the sampler's next numbers. */
export function aim(column: i32, row: i32, width: i32, height: i32): void {
  sampler.draw();
  const px = <f32>column + 0.5 + tent(sampler.first) * 0.75;
  const py = <f32>row + 0.5 + tent(sampler.second) * 0.75;
  const sx: f32 = ((px / <f32>width) * 2 - 1) * spread;
  const sy: f32 = ((1 - (py / <f32>height) * 2) * spread) / aspect + rise;
  const onFocus = along(along(along(eye, ahead, focus), right, sx * focus), up, sy * focus);
  sampler.draw();
  const radius = Mathf.sqrt(sampler.first) * aperture;
  const angle = sampler.second * <f32>(2 * Math.PI);
  rayOrigin = add(eye, add(scale(right, radius * Mathf.cos(angle)), scale(up, radius * Mathf.sin(angle))));
  rayDirection = unit(sub(onFocus, rayOrigin));
}
