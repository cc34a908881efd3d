/** How large a picture may be, whether it is opened or made. */
import type { Size } from './box.ts';

/**
 * Beyond 24 megapixels a browser's tab on a phone runs out of memory. The limit lies a little above its name, for a
 * 24-megapixel camera's largest picture is 6,048 × 4,032.
 */
const mostPixels = 24.5e6;
const named = 24e6;

/** Pixels. Browsers draw nothing on a canvas with a longer side. */
export const longestSide = 32_767;

/** The largest size of the same shape that may be asked for; undefined where `size` itself may be. */
export function fitting({ width, height }: Size): Size | undefined {
  const long = Math.max(width, height);
  if (width * height <= mostPixels && long <= longestSide) return undefined;
  const scale = Math.min(Math.sqrt(named / (width * height)), longestSide / long);
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}
