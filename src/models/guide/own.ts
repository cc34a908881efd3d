/**
 * Our own network (`tools/train/fill`), which betters a first guess. That of the smallest size is what lies around,
 * spread out; that of each size twice as large is what came of the one before.
 */
import { Fault } from '../../../core/contract/fault.ts';
import type { Net } from '../net.ts';
import type { Painted, Painter } from './painter.ts';
import { depthsIn, drawDoubled, halved, padded, spread, type Planes } from './planes.ts';

/** Four halvings within. */
const MULTIPLE = 16;

/** It begins at the size where no hole pixel lies further than this from the edge. */
const SHALLOW = 12;

export function ownPainter(net: Pick<Net, 'run'>): Painter {
  return {
    async paint(picture) {
      const guess: Planes = { ...picture, values: picture.values.slice() };
      const isSmall = Math.min(picture.width, picture.height) < 2 * MULTIPLE;
      if (isSmall || depth(picture) <= SHALLOW) spread(guess);
      else drawDoubled(inColour(await this.paint(halved(picture))), guess);
      return better(net, guess);
    },
  };
}

/** How far the deepest hole pixel lies from what is known, in steps over edges and corners. */
function depth(picture: Planes): number {
  return depthsIn(picture).reduce((most, depth) => Math.max(most, depth), 0);
}

const inColour = ({ width, height, colour, doubt }: Painted): Planes => ({
  width,
  height,
  values: colour,
  hole: doubt,
});

async function better(net: Pick<Net, 'run'>, guess: Planes): Promise<Painted> {
  const { width, height, hole } = guess;
  const wide = padded(guess, MULTIPLE);
  const results = await net.run({
    image: { data: wide.values, dims: [1, 3, wide.height, wide.width] },
    mask: { data: wide.hole, dims: [1, 1, wide.height, wide.width] },
  });
  const [filled, texture, doubt] = ['filled', 'texture', 'doubt'].map(name => floats(results[name]?.data));
  const size = width * height;
  const painted = {
    width,
    height,
    colour: guess.values.slice(),
    texture: new Float32Array(size),
    doubt: new Float32Array(size),
  };
  const area = wide.width * wide.height;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      // These two are of half the size.
      const cell = (y >> 1) * (wide.width >> 1) + (x >> 1);
      painted.texture[at] = Math.max(0, texture![cell]!);
      if (hole[at] === 0) continue;
      painted.doubt[at] = Math.exp(doubt![cell]!);
      const from = y * wide.width + x;
      for (let plane = 0; plane < 3; plane++) {
        painted.colour[plane * size + at] = Math.min(1, Math.max(0, filled![plane * area + from]!));
      }
    }
  }
  return painted;
}

function floats(data: unknown): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new Fault('bug', 'The network gave back something else than a picture. Reload the page.');
}
