/**
 * Scratches: long thin lines, lighter or darker than both their sides. Top hats (Meyer, 1977) show what is thin; means
 * along lines of every direction, what is long, as the openings by lines do that Kokaram (1998) and others look for
 * scratches with, but gaps do no harm. What has no direction is texture.
 */
import { closed, opened } from '../../pixels/morphology.ts';
import { blankMask, type Mask, type Pixels } from '../../pixels/pixels.ts';
import { filmOf, onto, type Film } from '../../pixels/film.ts';
import { lineMeans } from './lines.ts';
import { patchesOf, type Patch } from '../../pixels/patches.ts';

/** Half a scratch's breadth, in pixels of the copy, and as a share of the picture's longer side. */
const thin = { pixels: 2, share: 1 / 500 };
/** A line's length while it is sought; and, of what was found, at least, as shares of the longer side. */
const long = { sought: 1 / 24, found: 1 / 12 };
/** And how many times as long as it is broad. */
const times = 10;
/** Bytes above what is beside it at which a pixel may be on a line, and above which it counts no more. */
const bytes = { least: 9, most: 30 };
/** The share of a line's pixels that must be on it; and by how much more than across it. */
const filled = { along: 0.55, more: 0.3 };
/** Emulsion that is gone is white, or on a negative black: among the lightest or darkest of the picture. */
const extreme = { light: 0.75, dark: 0.06 };
/** Bytes by which its two sides may differ: more, and it is the rim of something. And by which its channels may. */
const alike = { sides: 14, channels: 50 };
/** More of the picture than this is a drawing, or grass. */
const most = 0.03;

/** Marks scratches, hard-edged; empty where none are found. Of the picture's size. `report` is told from 0 to 1. */
export function scratchesIn(image: Pixels, report: (done: number) => void = () => {}): Mask {
  const film = filmOf(image);
  const light = linesOf(film, 1, done => report(done / 2));
  const places = [...light, ...linesOf(film, -1, done => report(0.5 + done / 2))].flatMap(
    ({ pixels }) => pixels,
  );
  report(1);
  return onto(image, film, places.length > most * film.luma.data.length ? [] : places, 2);
}

function linesOf(film: Film, sign: 1 | -1, report: (done: number) => void): Patch[] {
  const { luma, side } = film;
  const radius = Math.max(thin.pixels, Math.round(side * thin.share));
  const base = sign === 1 ? opened(luma, radius) : closed(luma, radius);
  const hat = {
    ...luma,
    data: luma.data.map((value, i) => Math.min(bytes.most, sign * (value - base.data[i]!))),
  };
  const { along, typical } = lineMeans(hat, Math.max(16, Math.round(side * long.sought)), done =>
    report(0.1 + 0.8 * done),
  );
  const limit =
    luma.data.toSorted()[Math.floor((sign === 1 ? extreme.light : extreme.dark) * (luma.data.length - 1))]!;
  const lines = blankMask(luma.width, luma.height);
  for (let i = 0; i < lines.data.length; i++) {
    const straight =
      along[i]! > filled.along * bytes.most && along[i]! - typical[i]! > filled.more * bytes.most;
    if (straight && hat.data[i]! > bytes.least) lines.data[i] = 255;
  }
  return patchesOf(lines).filter(({ pixels, length, breadth }) => {
    if (length < long.found * side || length < times * Math.max(1, breadth)) return false;
    const mean = pixels.reduce((sum, i) => sum + luma.data[i]!, 0) / pixels.length;
    if (sign * (mean - limit) < 0 || !sidesAlike(film, pixels, radius)) return false;
    // At its rims a scratch has half the colour of what it lies on.
    const bold = pixels.filter(i => hat.data[i]! >= bytes.most);
    return isGrey(film, bold);
  });
}

function isGrey({ image: { data } }: Film, pixels: readonly number[]): boolean {
  let apart = 0;
  for (const i of pixels) {
    const [r, g, b] = [data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!];
    apart += Math.max(r, g, b) - Math.min(r, g, b);
  }
  return apart <= alike.channels * pixels.length;
}

/** Whether what lies on one side of a line is, in the mean, what lies on the other. */
function sidesAlike({ luma }: Film, pixels: readonly number[], radius: number): boolean {
  const [first, last] = [pixels[0]!, pixels.at(-1)!];
  const [across, down] = [
    Math.abs((first % luma.width) - (last % luma.width)),
    Math.abs(first - last) / luma.width,
  ];
  const by = 2 * radius + 2;
  const [dx, dy] = across < down ? [by, 0] : [0, by];
  let [apart, count] = [0, 0];
  for (const i of pixels) {
    const [x, y] = [i % luma.width, Math.floor(i / luma.width)];
    if (x < dx || y < dy || x + dx >= luma.width || y + dy >= luma.height) continue;
    apart += luma.data[i - dy * luma.width - dx]! - luma.data[i + dy * luma.width + dx]!;
    count++;
  }
  return count > 0 && Math.abs(apart) < alike.sides * count;
}
