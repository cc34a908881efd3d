/**
 * How a surface scatters: a diffuse base that may glow through (leaves, curtains), a fuzz of fibres at grazing
 * angles, and a GGX coat or metal (Walter et al. 2007; Heitz 2018 for sampling the visible normals; Burley 2012
 * for the fuzz). Directions point away from the surface; `n` is on the side of `out`.
 */
import * as sampler from './sampler';
import { add, bitangent, cross, dot, luminance, mix, scale, sub, tangent, unit, vec, x, y, z } from './vector';

const inverseTurn: f32 = <f32>(1 / Math.PI);

let albedo: v128 = f32x4.splat(0);
let specular: v128 = f32x4.splat(0);
let metal: f32 = 0;
let alpha: f32 = 1;
let fuzz: f32 = 0;
let glow: f32 = 0;
let coated: f32 = 0;

export function setSurface(colour: v128, rough: f32, f0: f32, metalness: f32, sheen: f32, transmit: f32): void {
  albedo = colour;
  specular = mix(f32x4.splat(f0), colour, metalness);
  metal = metalness;
  alpha = max<f32>(rough * rough, 0.003);
  fuzz = sheen;
  glow = transmit;
}

@inline
function fifth(value: f32): f32 {
  const m: f32 = 1 - min<f32>(max<f32>(value, 0), 1);
  return m * m * m * m * m;
}

@inline
function fresnel(f0: v128, cosine: f32): v128 {
  return mix(f0, f32x4.splat(1), fifth(cosine));
}

/** The chance that `scatter` uses the coat. Call once for each surface and view. */
export function look(cosOut: f32): void {
  const coat = luminance(fresnel(specular, cosOut));
  if (coat <= 0.0005) {
    coated = 0;
    return;
  }
  const base = luminance(albedo) * (1 - metal);
  coated = metal > 0.99 ? 1 : min<f32>(max<f32>(coat / (coat + base), 0.08), 0.92);
}

@inline
function lambda(cosine: f32): f32 {
  // 2·G1 without its numerator: cos + sqrt(α² + (1 − α²) cos²).
  const a2 = alpha * alpha;
  return cosine + Mathf.sqrt(a2 + (1 - a2) * cosine * cosine);
}

/** The density of the last `evaluate`, per steradian. */
export let density: f32 = 0;

/** Scattering function times the cosine. Sets `density`. */
export function evaluate(n: v128, out: v128, into: v128): v128 {
  const cosOut = max<f32>(dot(n, out), 1e-4);
  const cosIn = dot(n, into);
  const base = scale(albedo, (1 - metal) * inverseTurn);
  if (cosIn <= 0) {
    density = (1 - coated) * glow * -cosIn * inverseTurn;
    return scale(base, glow * -cosIn);
  }
  const half = unit(add(out, into));
  const cosHalf = max<f32>(dot(n, half), 0);
  const cosTurn = max<f32>(dot(into, half), 0);
  const reflected = fresnel(specular, cosTurn);
  const kept: f32 = (1 - x(specular) - (1 - x(specular)) * fifth(cosOut)) * (1 - glow);
  let total = scale(base, kept * cosIn);
  if (fuzz > 0) total = add(total, scale(mix(f32x4.splat(0.3), albedo, 0.6), fuzz * fifth(cosTurn) * cosIn));
  density = (1 - coated) * (1 - glow) * cosIn * inverseTurn;
  if (coated > 0) {
    const a2 = alpha * alpha;
    const k = cosHalf * cosHalf * (a2 - 1) + 1;
    const facets = (a2 * inverseTurn) / (k * k);
    const shadow = lambda(cosOut);
    total = add(total, scale(reflected, (facets * cosIn) / (shadow * lambda(cosIn))));
    density += (coated * facets) / (2 * shadow);
  }
  return total;
}

@inline
function cosineAround(n: v128): v128 {
  const radius = Mathf.sqrt(sampler.first);
  const angle = sampler.second * <f32>(2 * Math.PI);
  const height = Mathf.sqrt(max<f32>(0, 1 - sampler.first));
  return unit(
    add(
      scale(n, height),
      add(scale(tangent(n), radius * Mathf.cos(angle)), scale(bitangent(n), radius * Mathf.sin(angle))),
    ),
  );
}

/** A facet normal that `out` can see. */
function facet(n: v128, out: v128): v128 {
  const t = tangent(n);
  const b = bitangent(n);
  const view = unit(vec(alpha * dot(out, t), alpha * dot(out, b), max<f32>(dot(out, n), 1e-4)));
  const flat = x(view) * x(view) + y(view) * y(view);
  const t1 = flat > 1e-8 ? scale(vec(-y(view), x(view), 0), 1 / Mathf.sqrt(flat)) : vec(1, 0, 0);
  const t2 = cross(view, t1);
  const radius = Mathf.sqrt(sampler.first);
  const angle = sampler.second * <f32>(2 * Math.PI);
  const p = radius * Mathf.cos(angle);
  const s: f32 = 0.5 * (1 + z(view));
  const q: f32 = (1 - s) * Mathf.sqrt(max<f32>(0, 1 - p * p)) + s * radius * Mathf.sin(angle);
  const h = add(add(scale(t1, p), scale(t2, q)), scale(view, Mathf.sqrt(max<f32>(0, 1 - p * p - q * q))));
  const local = unit(vec(alpha * x(h), alpha * y(h), max<f32>(1e-6, z(h))));
  return add(add(scale(t, x(local)), scale(b, y(local))), scale(n, z(local)));
}

/** A direction to go on in; zero length where the path ends. */
export function scatter(n: v128, out: v128): v128 {
  sampler.draw();
  const choice = sampler.first;
  const side = sampler.second;
  sampler.draw();
  if (choice < coated) {
    const h = facet(n, out);
    const into = sub(scale(h, 2 * dot(out, h)), out);
    return dot(into, n) > 0 ? into : vec(0, 0, 0);
  }
  return cosineAround(side < glow ? scale(n, -1) : n);
}

/** The colour that the denoiser sets aside: what a white light would show. */
export function guide(): v128 {
  const whole = add(scale(albedo, 1 - metal), specular);
  return f32x4.min(whole, f32x4.splat(1));
}
