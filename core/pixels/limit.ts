/** How large a picture may be, whether it is opened or made. */
import type { Size } from './box.ts';

/** Its name is a round number; cameras of that name make pictures that are a little larger. */
export interface Limit {
  readonly pixels: number;
  readonly megapixels: number;
}

/** Beyond this a browser's tab on a phone runs out of memory. 6,048 × 4,032 is a picture of 24 megapixels. */
export const ordinary: Limit = { pixels: 24.5e6, megapixels: 24 };

/** For a computer with memory to spare. 8,256 × 6,192 is a picture of 50 megapixels. */
export const large: Limit = { pixels: 51.5e6, megapixels: 50 };

/** Pixels. Browsers draw nothing on a canvas with a longer side. */
export const longestSide = 32_767;

/** The largest size of the same shape that may be asked for; undefined where `size` itself may be. */
export function fitting({ width, height }: Size, { pixels, megapixels }: Limit): Size | undefined {
  const long = Math.max(width, height);
  if (width * height <= pixels && long <= longestSide) return undefined;
  const scale = Math.min(Math.sqrt((megapixels * 1e6) / (width * height)), longestSide / long);
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}
