/** Pictures that stand straight, to be tilted, and pictures in which nothing does. */
import { blankPixels, words, type Pixels } from '../../../core/pixels/pixels.ts';
import { tilt } from '../../../core/pixels/tilt.ts';
import { dice } from '../../../tools/scenes/chance.ts';

export const leaning = (image: Pixels, degrees: number): Pixels =>
  degrees === 0 ? image : tilt(image, degrees, () => undefined);

/** Grey from what `shade` gives, in bytes. */
export function grey(width: number, height: number, shade: (x: number, y: number) => number): Pixels {
  const image = blankPixels(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = shade(x, y);
      image.data.set([value, value, value, 255], (y * width + x) * 4);
    }
  return image;
}

/** A sky that grows lighter down to the horizon, and a darker sea with waves of no direction. */
export function sea(width = 600, height = 400): Pixels {
  const throwOne = dice(5);
  return grey(width, height, (_x, y) =>
    y < height * 0.6 ? 130 + (80 * y) / height : 90 + 12 * (throwOne() - 0.5),
  );
}

export interface Panel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly shade: number;
}

/** Panels on a wall, the later over the earlier. */
export function wall(panels: readonly Panel[], width = 480, height = 360): Pixels {
  const image = grey(width, height, () => 128);
  const row = words(image);
  for (const { x, y, shade, ...size } of panels)
    for (let j = y; j < Math.min(height, y + size.height); j++)
      row.fill(
        (0xff000000 | (shade * 0x010101)) >>> 0,
        j * width + x,
        j * width + Math.min(width, x + size.width),
      );
  return image;
}

/** Each pixel by chance; or, where `size` is more than 1, hills of about that many pixels. */
export function noise(seed: number, size: number, width = 400, height = 300): Pixels {
  const throwOne = dice(seed);
  const waves = Array.from({ length: 60 }, () => {
    const [turn, phase] = [2 * Math.PI * throwOne(), 2 * Math.PI * throwOne()];
    const pace = (Math.PI * (0.5 + throwOne())) / size;
    return [pace * Math.cos(turn), pace * Math.sin(turn), phase] as const;
  });
  if (size === 1) return grey(width, height, () => 255 * throwOne());
  return grey(width, height, (x, y) =>
    waves.reduce((sum, [across, down, phase]) => sum + 9 * Math.sin(across * x + down * y + phase), 128),
  );
}
