/** What a texture says of one point: its colour, its height in metres, and how much rougher it is than usual. */
let painted: v128 = f32x4.splat(0);
let raised: f32 = 0;
let roughened: f32 = 1;

@inline
export function paint(colour: v128, height: f32, roughness: f32): void {
  painted = colour;
  raised = height;
  roughened = roughness;
}

@inline
export function colour(): v128 {
  return painted;
}

@inline
export function height(): f32 {
  return raised;
}

@inline
export function roughness(): f32 {
  return roughened;
}
