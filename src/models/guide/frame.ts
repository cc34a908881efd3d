/** A picture in a frame of another size: what is smaller is mirrored at its right and lower edges, over and over. */
import { blankPlanes, type Planes } from './planes.ts';

/**
 * A mirrored hole is a hole: what it is filled with is taken back out with the frame. LaMa's own code pads so, too (Suvorov et
 * al., 2022), and a network that sees far finds nothing stretched, and no edge that is not the picture's.
 */
export function framed(picture: Planes, width: number, height: number): Planes {
  if (picture.width === width && picture.height === height) return picture;
  const out = blankPlanes(width, height, picture.values.length / picture.hole.length);
  const [from, to] = [picture.hole.length, out.hole.length];
  for (let y = 0, at = 0; y < height; y++) {
    const row = mirrored(y, picture.height) * picture.width;
    for (let x = 0; x < width; x++, at++) {
      const near = row + mirrored(x, picture.width);
      out.hole[at] = picture.hole[near]!;
      for (let a = at, b = near; a < out.values.length; a += to, b += from)
        out.values[a] = picture.values[b]!;
    }
  }
  return out;
}

/** There and back again, with the last one twice. */
function mirrored(at: number, length: number): number {
  const place = at % (2 * length);
  return place < length ? place : 2 * length - 1 - place;
}
