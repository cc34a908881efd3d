/** A material's record: 32 words, as `../materials.ts` writes them. */
import { load3 } from './vector';

export const materialBytes: usize = 128;

@inline
export function kind(at: usize): i32 {
  return load<i32>(at);
}

@inline
export function seed(at: usize): u32 {
  return load<u32>(at, 4);
}

@inline
export function rough(at: usize): f32 {
  return load<f32>(at, 8);
}

@inline
export function f0(at: usize): f32 {
  return load<f32>(at, 12);
}

@inline
export function metal(at: usize): f32 {
  return load<f32>(at, 16);
}

@inline
export function fuzz(at: usize): f32 {
  return load<f32>(at, 20);
}

@inline
export function glow(at: usize): f32 {
  return load<f32>(at, 24);
}

/** How strongly heights bend the normal; 0 where the texture is flat. */
@inline
export function relief(at: usize): f32 {
  return load<f32>(at, 28);
}

@inline
export function colourA(at: usize): v128 {
  return load3(at + 32);
}

@inline
export function colourB(at: usize): v128 {
  return load3(at + 48);
}

@inline
export function colourC(at: usize): v128 {
  return load3(at + 64);
}

/** The texture's own numbers, 0 to 11. */
@inline
export function number(at: usize, index: usize): f32 {
  return load<f32>(at + 80 + index * 4);
}
