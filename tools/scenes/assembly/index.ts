/** The renderer's heart: fills rows of a tile with what each pixel saw. */
import { aim, placeCamera, rayDirection, rayOrigin } from './camera';
import { placeGeometry } from './intersect';
import { firstColour, firstNormal, firstObject, firstPoint, light, trace } from './path';
import * as sampler from './sampler';
import { placeSurfaces } from './shade';
import { placeSky } from './sky';
import { add, dot, luminance, scale, vec } from './vector';

/**
 * Each pixel: light, colour, normal, place (four floats each; the fourth of light is the mean of luminance², that of
 * place the mean of its square), then the objects seen, in bits.
 */
const pixelBytes: usize = 80;

/** Room for `bytes` more, on a 16-byte border. */
export function reserve(bytes: usize): usize {
  const at = (heap + 15) & ~15;
  heap = at + bytes;
  const pages = <i32>((heap + 0xffff) >> 16);
  if (pages > memory.size()) memory.grow(pages - memory.size());
  return at;
}

let heap: usize = __heap_base;

export function place(
  nodes: usize,
  quads: usize,
  triangles: usize,
  materials: usize,
  camera: usize,
  sky: usize,
  portals: usize,
  portalCount: i32,
): void {
  placeGeometry(nodes, quads);
  placeSurfaces(triangles, materials);
  placeCamera(camera);
  placeSky(sky, portals, portalCount);
}

/** Means over `samples` paths for each pixel of the box at (left, top) of a frame `width` × `height`. */
export function render(
  into: usize,
  left: i32,
  top: i32,
  columns: i32,
  rows: i32,
  width: i32,
  height: i32,
  samples: i32,
  spread: f32,
): void {
  let at = into;
  const share: f32 = 1 / <f32>samples;
  for (let row = top; row < top + rows; row++) {
    for (let column = left; column < left + columns; column++) {
      let sum = vec(0, 0, 0);
      let colour = vec(0, 0, 0);
      let normal = vec(0, 0, 0);
      let place = vec(0, 0, 0);
      let squares: f32 = 0;
      let reach: f32 = 0;
      let objects: u32 = 0;
      for (let s = 0; s < samples; s++) {
        sampler.begin(<u32>row * 65536 + <u32>column, <u32>s);
        aim(column, row, width, height);
        trace(rayOrigin, rayDirection, spread);
        sum = add(sum, light);
        colour = add(colour, firstColour);
        normal = add(normal, firstNormal);
        place = add(place, firstPoint);
        reach += dot(firstPoint, firstPoint);
        const bright = luminance(light);
        squares += bright * bright;
        objects |= 1 << firstObject;
      }
      v128.store(at, f32x4.replace_lane(scale(sum, share), 3, squares * share));
      v128.store(at, scale(colour, share), 16);
      v128.store(at, scale(normal, share), 32);
      v128.store(at, f32x4.replace_lane(scale(place, share), 3, reach * share), 48);
      store<u32>(at, objects, 64);
      at += pixelBytes;
    }
  }
}
