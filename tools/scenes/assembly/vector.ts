/** Three-vectors in one SIMD register: lanes 0 to 2 hold x, y, z; lane 3 is never read. */

@inline
export function vec(x: f32, y: f32, z: f32): v128 {
  return f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(x), 1, y), 2, z);
}

@inline
export function load3(at: usize): v128 {
  return v128.load(at);
}

@inline
export function x(a: v128): f32 {
  return f32x4.extract_lane(a, 0);
}

@inline
export function y(a: v128): f32 {
  return f32x4.extract_lane(a, 1);
}

@inline
export function z(a: v128): f32 {
  return f32x4.extract_lane(a, 2);
}

@inline
export function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline
export function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

@inline
export function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

@inline
export function scale(a: v128, by: f32): v128 {
  return f32x4.mul(a, f32x4.splat(by));
}

/** a + b·by */
@inline
export function along(a: v128, b: v128, by: f32): v128 {
  return f32x4.add(a, f32x4.mul(b, f32x4.splat(by)));
}

@inline
export function mix(a: v128, b: v128, t: f32): v128 {
  return along(a, f32x4.sub(b, a), t);
}

@inline
export function dot(a: v128, b: v128): f32 {
  const m = f32x4.mul(a, b);
  return x(m) + y(m) + z(m);
}

@inline
export function cross(a: v128, b: v128): v128 {
  const turned = f32x4.sub(f32x4.mul(a, f32x4.shuffle(b, b, 1, 2, 0, 3)), f32x4.mul(f32x4.shuffle(a, a, 1, 2, 0, 3), b));
  return f32x4.shuffle(turned, turned, 1, 2, 0, 3);
}

@inline
export function unit(a: v128): v128 {
  return scale(a, 1 / Mathf.sqrt(dot(a, a)));
}

/** Relative luminance, Rec. 709 primaries. */
@inline
export function luminance(a: v128): f32 {
  return x(a) * 0.2126 + y(a) * 0.7152 + z(a) * 0.0722;
}

/** The two axes that complete `n` to an orthonormal basis (Duff et al. 2017, without branches). */
@inline
export function tangent(n: v128): v128 {
  const s: f32 = z(n) < 0 ? -1 : 1;
  const a: f32 = -1 / (s + z(n));
  return vec(1 + s * x(n) * x(n) * a, s * x(n) * y(n) * a, -s * x(n));
}

@inline
export function bitangent(n: v128): v128 {
  const s: f32 = z(n) < 0 ? -1 : 1;
  const a: f32 = -1 / (s + z(n));
  return vec(x(n) * y(n) * a, s + y(n) * y(n) * a, -y(n));
}
