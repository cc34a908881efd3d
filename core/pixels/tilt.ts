/** A picture turned by any angle and cut to the largest upright rectangle that it fills. */
import type { Size } from './box.ts';
import { blankPixels, type Pixels } from './pixels.ts';

/** The largest upright rectangle inside one of `size` turned by `degrees`, in whole pixels. */
export function inscribed({ width, height }: Size, degrees: number): Size {
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
  const [long, short] = width >= height ? [width, height] : [height, width];
  const double = cosine * cosine - sine * sine;
  let across = (width * cosine - height * sine) / double;
  let down = (height * cosine - width * sine) / double;
  if (short <= 2 * sine * cosine * long || Math.abs(sine - cosine) < 1e-9) {
    // Two corners touch the long sides; the other two are free.
    across = short / 2 / (width >= height ? sine : cosine);
    down = short / 2 / (width >= height ? cosine : sine);
  }
  return { width: Math.max(1, Math.floor(across)), height: Math.max(1, Math.floor(down)) };
}

/** Turned clockwise by `degrees`; between pixels by the cubic of Catmull and Rom, 1974. */
export function tilt(image: Pixels, degrees: number, report: (done: number) => void): Pixels {
  const size = inscribed(image, degrees);
  const tilted = blankPixels(size.width, size.height);
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  for (let y = 0; y < size.height; y++) {
    if (y % 64 === 0) report(y / size.height);
    const down = y + 0.5 - size.height / 2;
    for (let x = 0; x < size.width; x++) {
      const across = x + 0.5 - size.width / 2;
      const fromX = cosine * across + sine * down + image.width / 2 - 0.5;
      const fromY = cosine * down - sine * across + image.height / 2 - 0.5;
      sample(image, fromX, fromY, tilted.data, (y * size.width + x) * 4);
    }
  }
  report(1);
  return tilted;
}

const weightX = new Float64Array(4);
const weightY = new Float64Array(4);

function sample(
  { width, height, data }: Pixels,
  x: number,
  y: number,
  to: Uint8ClampedArray,
  at: number,
): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  cubic(x - left, weightX);
  cubic(y - top, weightY);
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  for (let j = 0; j < 4; j++) {
    const row = Math.min(height - 1, Math.max(0, top + j - 1)) * width;
    for (let i = 0; i < 4; i++) {
      const p = (row + Math.min(width - 1, Math.max(0, left + i - 1))) * 4;
      // A see-through pixel's colour counts for less.
      const weight = weightX[i]! * weightY[j]! * data[p + 3]!;
      red += weight * data[p]!;
      green += weight * data[p + 1]!;
      blue += weight * data[p + 2]!;
      alpha += weight;
    }
  }
  if (alpha <= 0) return;
  to[at] = red / alpha;
  to[at + 1] = green / alpha;
  to[at + 2] = blue / alpha;
  to[at + 3] = alpha;
}

function cubic(t: number, weights: Float64Array): void {
  weights[0] = t * (-0.5 + t * (1 - 0.5 * t));
  weights[1] = 1 + t * t * (-2.5 + 1.5 * t);
  weights[2] = t * (0.5 + t * (2 - 1.5 * t));
  weights[3] = t * t * (-0.5 + 0.5 * t);
}
