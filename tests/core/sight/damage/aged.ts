/** Damage drawn onto a picture, as time and a flash do it, and where it was drawn. */
import { copy } from '../../../../core/pixels/blend.ts';
import { blankMask, type Mask, type Pixels } from '../../../../core/pixels/pixels.ts';
import { dice } from '../../../../tools/scenes/chance.ts';

export interface Aged {
  readonly image: Pixels;
  /** What is more than half covered, and was of another shade. */
  readonly truth: Mask;
  /** Each speck, line or pupil by itself: its places. */
  readonly each: readonly (readonly number[])[];
}

/** Bytes. White dust on snow harms nobody. */
const unseen = 20;

class Plate {
  readonly image: Pixels;
  readonly truth: Mask;
  readonly each: number[][] = [];

  constructor(image: Pixels) {
    this.image = copy(image);
    this.truth = blankMask(image.width, image.height);
  }

  begin(): void {
    this.each.push([]);
  }

  cover(x: number, y: number, [r, g, b]: readonly [number, number, number], opacity: number): void {
    const { width, height, data } = this.image;
    if (x < 0 || y < 0 || x >= width || y >= height || opacity <= 0) return;
    const i = Math.floor(y) * width + Math.floor(x);
    const before = data[i * 4]! + data[i * 4 + 1]! + data[i * 4 + 2]!;
    [r, g, b].forEach((to, c) => (data[i * 4 + c] = data[i * 4 + c]! * (1 - opacity) + to * opacity));
    const seen = Math.abs(before - data[i * 4]! - data[i * 4 + 1]! - data[i * 4 + 2]!) > 3 * unseen;
    if (opacity <= 0.5 || !seen || this.truth.data[i] !== 0) return;
    this.truth.data[i] = 255;
    this.each.at(-1)?.push(i);
  }
}

const grey = (value: number): readonly [number, number, number] => [value, value, value];

/** `count` specks of one to four pixels' radius, of no regular shape; two of three are light. */
export function dusty(image: Pixels, seed: number, count = 60): Aged {
  const plate = new Plate(image);
  const chance = dice(seed);
  for (let speck = 0; speck < count; speck++) {
    plate.begin();
    const [x, y] = [chance() * image.width, chance() * image.height];
    const radius = 1 + 3 * chance() ** 2;
    const shade = grey(chance() < 2 / 3 ? 235 : 20);
    const lumps = [0, 1, 2].map(() => [chance() - 0.5, chance() - 0.5, 0.6 + 0.4 * chance()] as const);
    const reach = Math.ceil(2 * radius) + 1;
    for (let v = -reach; v <= reach; v++)
      for (let u = -reach; u <= reach; u++) {
        const inside = Math.max(
          ...lumps.map(([a, b, size]) => radius * size + 0.5 - Math.hypot(u - a * radius, v - b * radius)),
        );
        plate.cover(x + u, y + v, shade, 0.9 * Math.min(1, Math.max(0, inside)));
      }
  }
  return plate;
}

/** `count` light lines, a fifth to four fifths of the picture's height long, near upright, a little wavy. */
export function scratched(image: Pixels, seed: number, count = 6): Aged {
  const plate = new Plate(image);
  const chance = dice(seed);
  for (let line = 0; line < count; line++) {
    plate.begin();
    const length = image.height * (0.2 + 0.6 * chance());
    const [x, y] = [chance() * image.width, chance() * (image.height - length)];
    const [lean, wave, phase] = [0.3 * (chance() - 0.5), 2 * chance(), 6 * chance()];
    const half = 0.6 + 0.9 * chance();
    for (let v = 0; v < length; v++) {
      const middle = x + lean * v + wave * Math.sin(phase + v / 40);
      for (let u = Math.floor(middle - 3); u <= middle + 3; u++)
        plate.cover(u, y + v, grey(240), 0.85 * Math.min(1, Math.max(0, half + 0.5 - Math.abs(u - middle))));
    }
  }
  return plate;
}

/** Two faces' worth of skin, eyes and pupils lit red from behind, with a glint. */
export function flashed(image: Pixels, seed: number): Aged {
  const plate = new Plate(image);
  const chance = dice(seed);
  for (const side of [0.28, 0.72]) {
    const size = image.height * (0.1 + 0.06 * chance());
    const [x, y] = [image.width * side, image.height * (0.35 + 0.3 * chance())];
    const skin = [
      [224, 176, 150],
      [196, 140, 110],
      [120, 80, 60],
    ][Math.floor(3 * chance())] as [number, number, number];
    const oval = (atX: number, atY: number, a: number, b: number, shade: typeof skin, opacity = 1): void => {
      for (let v = -b - 1; v <= b + 1; v++)
        for (let u = -a - 1; u <= a + 1; u++)
          if ((u / a) ** 2 + (v / b) ** 2 <= 1) plate.cover(atX + u, atY + v, shade, opacity);
    };
    const truthful = plate.each.length;
    plate.begin();
    oval(x, y, size * 0.75, size, skin, 1);
    for (const i of plate.each.splice(truthful).flat()) plate.truth.data[i] = 0;
    for (const eye of [-0.3, 0.3]) {
      const pupil = size * 0.07;
      plate.begin();
      oval(x + eye * size, y - 0.15 * size, size * 0.17, size * 0.09, [235, 230, 226]);
      for (const i of plate.each.pop() ?? []) plate.truth.data[i] = 0;
      plate.begin();
      oval(x + eye * size, y - 0.15 * size, pupil, pupil, [190 + 40 * chance(), 40, 45]);
      oval(x + eye * size + pupil / 3, y - 0.15 * size - pupil / 3, pupil / 4, pupil / 4, [255, 250, 250]);
    }
  }
  return plate;
}
