/** Pictures to look at: the three rooms at a smaller size, and small ones made by rule. Scenes of things with names. */
import { join } from 'node:path';
import type { BasicColour, Region, Scene } from '../../../core/contract/scene.ts';
import { adjust, unadjusted, type Adjustment } from '../../../core/colour/adjust.ts';
import { oklabOf } from '../../../core/colour/oklab.ts';
import { fromHex } from '../../../core/colour/srgb.ts';
import { nameOf } from '../../../core/library/colour-name.ts';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { resize } from '../../../core/pixels/resize.ts';
import { readPhoto } from '../../../tools/scenes/photo.ts';
import { dice } from '../../../tools/scenes/chance.ts';

const root = join(import.meta.dirname, '../../..');

const photos = new Map<string, Pixels>();
export function room(name: 'kitchen' | 'living-room' | 'study'): Pixels {
  const known = photos.get(name);
  if (known) return known;
  const small = resize(readPhoto(join(root, `public/samples/${name}.jpg`)), 480, 320);
  photos.set(name, small);
  return small;
}

type Rgb = readonly [number, number, number];

export function paintedBy(width: number, height: number, colour: (x: number, y: number) => Rgb): Pixels {
  const image = blankPixels(width, height);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p += 4) image.data.set([...colour(x, y), 255], p);
  }
  return image;
}

export const adjusted = (image: Pixels, how: Partial<Adjustment>): Pixels =>
  adjust(
    image,
    { x: 0, y: 0, width: image.width, height: image.height },
    { ...unadjusted, ...how },
    () => undefined,
  );

/** Rectangles of any colours on a ground, by seed: no two pictures alike. */
export function collage(seed: number, width = 160, height = 120): Pixels {
  const throwOne = dice(seed);
  const byte = (): number => Math.floor(256 * throwOne());
  const ground: Rgb = [byte(), byte(), byte()];
  const boxes = Array.from({ length: 7 }, () => {
    const [x, y] = [throwOne() * width, throwOne() * height];
    const colour: Rgb = [byte(), byte(), byte()];
    return { x, y, right: x + throwOne() * 0.5 * width, bottom: y + throwOne() * 0.5 * height, colour };
  });
  return paintedBy(width, height, (x, y) => {
    const on = boxes.findLast(box => x >= box.x && x < box.right && y >= box.y && y < box.bottom);
    return on?.colour ?? ground;
  });
}

/** A thing of one colour about the point `x`, `y`, in shares of the picture, and as wide and high as is said. */
export function thing(
  id: number,
  label: string | undefined,
  hex: string,
  [x, y, wide, high]: readonly [number, number, number, number],
  more: Partial<Region> = {},
): Region {
  const { L, a, b } = oklabOf(...fromHex(hex));
  const name: BasicColour = nameOf({ L, a, b });
  const [left, top] = [Math.max(0, x - wide / 2), Math.max(0, y - high / 2)];
  const [right, bottom] = [Math.min(1, x + wide / 2), Math.min(1, y + high / 2)];
  return {
    id,
    box: {
      x: Math.round(left * 1200),
      y: Math.round(top * 800),
      width: Math.max(1, Math.round((right - left) * 1200)),
      height: Math.max(1, Math.round((bottom - top) * 800)),
    },
    area: Math.min(1, 0.8 * (right - left) * (bottom - top)),
    centre: { x, y },
    colours: [{ name, share: 0.9 }],
    mean: [L, a, b],
    texture: 0.2,
    focus: 0.9,
    edges: [
      ...(top <= 0 ? (['top'] as const) : []),
      ...(right >= 1 ? (['right'] as const) : []),
      ...(bottom >= 1 ? (['bottom'] as const) : []),
      ...(left <= 0 ? (['left'] as const) : []),
    ],
    ...(label === undefined ? {} : { label, confidence: 0.9 }),
    ...more,
  };
}

export const sceneOf = (...regions: readonly Region[]): Scene => ({
  edition: 1,
  width: 1200,
  height: 800,
  regions: [...regions],
});

export const livingRoom = sceneOf(
  thing(1, 'sofa', '#9a9a98', [0.4, 0.65, 0.5, 0.3]),
  thing(2, 'cushion', '#b8b4ac', [0.3, 0.6, 0.1, 0.1]),
  thing(3, 'lamp', '#e8dcc0', [0.85, 0.4, 0.08, 0.4]),
  thing(4, 'plant', '#5f7a52', [0.08, 0.6, 0.16, 0.4]),
  thing(5, 'wall', '#e9e6de', [0.5, 0.2, 1, 0.4]),
  thing(6, 'rug', '#cfcac0', [0.5, 0.92, 0.9, 0.16]),
  thing(7, 'cable', '#2a2a2a', [0.97, 0.8, 0.06, 0.03]),
);

export const portraitScene = sceneOf(
  thing(1, 'person', '#b98a6a', [0.5, 0.6, 0.4, 0.8]),
  thing(2, 'lamp', '#fff1d0', [0.9, 0.2, 0.08, 0.1]),
  thing(3, 'wall', '#6a6f78', [0.5, 0.2, 1, 0.4]),
);

export const lunch = sceneOf(
  thing(1, 'plate', '#2c2c30', [0.5, 0.55, 0.5, 0.5]),
  thing(2, 'salad', '#7c8a5a', [0.5, 0.55, 0.3, 0.3]),
  thing(3, 'napkin', '#c23a4a', [0.9, 0.8, 0.2, 0.2]),
  thing(4, 'glass', '#c8d0d4', [0.95, 0.2, 0.1, 0.2]),
  thing(5, 'table', '#8a6242', [0.5, 0.9, 1, 0.2]),
);

export const streetScene = sceneOf(
  thing(1, 'building', '#a8a29a', [0.3, 0.4, 0.6, 0.8]),
  thing(2, 'car', '#8c8f92', [0.8, 0.75, 0.25, 0.15]),
  thing(3, 'sign', '#d8b020', [0.95, 0.3, 0.08, 0.08]),
  thing(4, 'road', '#6c6c6c', [0.5, 0.92, 1, 0.16]),
  thing(5, 'sky', '#c8ccd0', [0.75, 0.1, 0.5, 0.2]),
);

export const productScene = sceneOf(
  thing(1, 'shoe', '#b03030', [0.5, 0.6, 0.3, 0.25]),
  thing(2, 'cup', '#f0f0f0', [0.95, 0.8, 0.1, 0.15]),
);
