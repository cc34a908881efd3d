/** Photos of any size for the benchmarks: one of our rooms, drawn larger, with the grain of a camera. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blankPixels, type Pixels } from '../../core/pixels/pixels.ts';
import { resize } from '../../core/pixels/resize.ts';
import { writePng } from '../png.ts';
import { encodeJpeg } from '../scenes/jpeg.ts';
import { readPhoto } from '../scenes/photo.ts';

const sample = join(import.meta.dirname, '../../public/samples/living-room.jpg');
/** Grain of ±6 of 255: what a phone's camera shows indoors. */
const GRAIN = 13;

export interface Photo {
  readonly image: string;
  /** A blot of the asked share of the picture, near its middle. */
  readonly mask: string;
  readonly width: number;
  readonly height: number;
}

/** Writes a photo of `megapixels`, and a mask that covers `share` of it; both go when `use` is done. */
export async function withPhoto<T>(
  megapixels: number,
  share: number,
  use: (photo: Photo) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'brushword-bench-'));
  try {
    const { rgb, width, height } = grown(megapixels);
    const image = join(folder, 'photo.jpg');
    const mask = join(folder, 'mask.png');
    writeFileSync(image, encodeJpeg(rgb, width, height, 92));
    writeFileSync(mask, writePng(blot(width, height, share)));
    return await use({ image, mask, width, height });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function grown(megapixels: number): { rgb: Uint8Array; width: number; height: number } {
  const small = readPhoto(sample);
  const by = Math.sqrt((megapixels * 1e6) / (small.width * small.height));
  const width = Math.ceil(small.width * by);
  const height = Math.ceil(small.height * by);
  const { data } = resize(small, width, height);
  const rgb = new Uint8Array(width * height * 3);
  // A linear congruential generator (Numerical Recipes): the same grain every time.
  let state = 1;
  for (let p = 0; p < width * height; p++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const grain = ((state >>> 8) % GRAIN) - (GRAIN >> 1);
    for (let c = 0; c < 3; c++) rgb[p * 3 + c] = Math.min(255, Math.max(0, data[p * 4 + c]! + grain));
  }
  return { rgb, width, height };
}

/** An ellipse as wide as it must be. */
function blot(width: number, height: number, share: number): Pixels {
  const mask = blankPixels(width, height);
  const radius = Math.sqrt((share * width * height) / Math.PI);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = Math.hypot(x - width * 0.55, y - height * 0.5) < radius;
      mask.data.set(inside ? [255, 255, 255, 255] : [0, 0, 0, 255], (y * width + x) * 4);
    }
  }
  return mask;
}
