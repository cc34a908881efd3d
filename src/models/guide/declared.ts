/** A painter out of any network that is declared. */
import type { Net } from '../net.ts';
import { busyness } from './busy.ts';
import { coloursFrom, feedsFor } from './convert.ts';
import { roundUp, type Declaration } from './declaration.ts';
import { framed } from './frame.ts';
import type { Painted, Painter } from './painter.ts';
import { depthsIn, drawDoubled, halved, spread, type Planes } from './planes.ts';
import { checkPorts } from './ports.ts';

/**
 * How far off the local mean colour may be, squared, and how deep in the hole it is half that: these networks do not say, so
 * it is what our own mostly says of itself (60 held-out pictures of `tools/train/fill`: 0.0013 at 3 pixels from the edge,
 * 0.006 at 10, 0.0095 at 20). Theirs know better what belongs there; but one that paints sharp may be off by twice the
 * squared error of one that paints the mean (Blau and Michaeli, "The Perception-Distortion Tradeoff", 2018).
 */
const DOUBT = 0.01;
const HALF = 7;

/** Throws `Fault('no-maker')` where the file is not as declared. */
export function declaredPainter(net: Net, declaration: Declaration): Painter {
  checkPorts(net, declaration);
  return {
    async paint(picture) {
      if (!picture.hole.includes(1)) return painted(picture, picture.values);
      const frame = frameFor(declaration.size, picture);
      if (frame === undefined) return doubled(picture, await this.paint(halved(picture)));
      // What is to go must not be seen: a network may look where it is to paint.
      const given: Planes = { ...picture, values: picture.values.slice() };
      spread(given);
      const wide = framed(given, frame.width, frame.height);
      const colours = coloursFrom(declaration, await net.run(feedsFor(declaration, wide)), wide);
      return painted(picture, taken(picture, colours, wide.width, wide.height));
    },
  };
}

/** What the picture is framed to; or nothing, where it is too large. */
function frameFor(
  size: Declaration['size'],
  { width, height }: Planes,
): { readonly width: number; readonly height: number } | undefined {
  if (!('multiple' in size)) return width <= size.width && height <= size.height ? size : undefined;
  const [wide, high] = [width, height].map(side => roundUp(Math.max(side, size.least), size.multiple));
  return wide! <= size.most && high! <= size.most ? { width: wide!, height: high! } : undefined;
}

/** The picture, with what was painted in its hole. */
function taken(
  { width, height, values, hole }: Planes,
  colours: Float32Array,
  wide: number,
  high: number,
): Float32Array {
  const out = values.slice();
  const [size, area] = [width * height, wide * high];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (hole[at] === 0) continue;
      for (let plane = 0; plane < 3; plane++) out[plane * size + at] = colours[plane * area + y * wide + x]!;
    }
  }
  return out;
}

/** These networks paint sharp, so how busy the hole is to be can be seen in what they painted. */
function painted(picture: Planes, colour: Float32Array): Painted {
  const { width, height } = picture;
  return {
    width,
    height,
    colour,
    texture: busyness(colour, width, height),
    doubt: Float32Array.from(depthsIn(picture), depth => (DOUBT * depth ** 2) / (depth ** 2 + HALF ** 2)),
    isSharp: true,
  };
}

/** What was painted at half the size, drawn at this. */
function doubled(picture: Planes, half: Painted): Painted {
  const { width, height, values, hole } = picture;
  const size = width * height;
  const fine: Planes = { width, height, values: new Float32Array(5 * size), hole };
  fine.values.set(values);
  fine.values.set(busyness(values, width, height), 3 * size);
  drawDoubled({ ...half, values: joined(half.colour, half.texture, half.doubt), hole: half.doubt }, fine);
  const plane = (from: number, to: number): Float32Array => fine.values.subarray(from * size, to * size);
  return { width, height, colour: plane(0, 3), texture: plane(3, 4), doubt: plane(4, 5), isSharp: true };
}

function joined(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
