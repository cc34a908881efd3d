/** Pictures and orders for the tests of the engine. */
import { Fault } from '../../../core/contract/fault.ts';
import type { AssetHash } from '../../../core/contract/ids.ts';
import type { Mask, Pixels } from '../../../core/pixels/pixels.ts';
import { encodeQoi } from '../../../core/pixels/qoi.ts';
import { hashOf } from '../../../src/workers/hash.ts';
import type { Kept } from '../../../src/workers/protocol.ts';

export const never = new AbortController().signal;

/** A picture that no two rows or columns of are alike, and the same every time. */
export function textured(
  width: number,
  height: number,
  alpha: (x: number, y: number) => number = () => 255,
): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      data[i] = 128 + 90 * Math.sin(x / 9) + ((x * 7 + y * 13) % 11);
      data[i + 1] = 128 + 90 * Math.cos(y / 7) + ((x * 5 + y * 3) % 7);
      data[i + 2] = (x * 3 + y * 5) % 256;
      data[i + 3] = alpha(x, y);
    }
  }
  return { width, height, data };
}

/** Marked inside a rectangle. */
export function marked(
  width: number,
  height: number,
  box: { x: number; y: number; width: number; height: number },
): Mask {
  const data = new Uint8Array(width * height);
  for (let y = box.y; y < box.y + box.height; y++)
    data.fill(255, y * width + box.x, y * width + box.x + box.width);
  return { width, height, data };
}

/** The picture as it would be kept whole. */
export async function kept(pixels: Pixels): Promise<Kept & { hash: AssetHash }> {
  const bytes = encodeQoi(pixels);
  return { hash: await hashOf(bytes), blob: new Blob([bytes]) };
}

export async function pixelsOf(bitmap: ImageBitmap): Promise<Uint8ClampedArray> {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

/** What a call is refused with. */
export async function faultOf(call: Promise<unknown>): Promise<Fault> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was thrown.');
}
