/** Pixels → what is kept of them. */
import type { AssetHash } from '../../core/contract/ids.ts';
import { Fault } from '../../core/contract/fault.ts';
import { makePatch } from '../../core/pixels/patch.ts';
import { isOpaque, type Pixels } from '../../core/pixels/pixels.ts';
import { encodeQoi } from '../../core/pixels/qoi.ts';
import { named } from './hash.ts';
import type { Picture } from './pictures.ts';

const THUMB_SIDE = 320;

interface Packed {
  readonly hash: AssetHash;
  readonly blob: Blob;
  readonly base?: AssetHash;
}

/** A patch on `whole` where little of it changed, else a whole QOI file. */
export async function pack(pixels: Pixels, whole: Picture['whole'] | undefined): Promise<Packed> {
  const patch = whole && makePatch(whole.pixels, pixels, whole.hash);
  if (patch) return { ...(await named(patch, 'image/x-brushword-patch')), base: whole.hash };
  return await named(encodeQoi(pixels), 'image/x-qoi');
}

/** A small JPEG or WebP, its longer side at most 320 pixels. */
export const thumbOf = (pixels: Pixels) => smallOf(pixels, THUMB_SIDE, 0.8);

/**
 * A JPEG, its longer side at most `side` pixels. Where it lets light through a WebP (PNG where the browser writes none), which
 * takes five times as long to write.
 */
export async function smallOf(
  pixels: Pixels,
  side: number,
  quality: number,
): Promise<{ hash: AssetHash; blob: Blob }> {
  const scale = Math.min(1, side / Math.max(pixels.width, pixels.height));
  const [width, height] = [pixels.width, pixels.height].map(side => Math.max(1, Math.round(side * scale)));
  const bitmap = await scaled(
    pixels,
    { x: 0, y: 0, width: pixels.width, height: pixels.height },
    width!,
    height!,
  );
  const canvas = new OffscreenCanvas(width!, height!);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Fault('out-of-memory', 'The browser gave no canvas to draw the small picture on.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const opaque = isOpaque(context.getImageData(0, 0, canvas.width, canvas.height));
  const blob = await canvas.convertToBlob({ type: opaque ? 'image/jpeg' : 'image/webp', quality });
  return await named(new Uint8Array(await blob.arrayBuffer()), blob.type);
}

/** The part of a picture inside `box`, drawn `width` × `height` large: smooth when smaller, in squares when larger. */
export async function scaled(
  pixels: Pixels,
  box: { x: number; y: number; width: number; height: number },
  width: number,
  height: number,
): Promise<ImageBitmap> {
  const inside = box.x + box.width <= pixels.width && box.y + box.height <= pixels.height;
  if (!inside || Math.min(box.width, box.height, width, height) < 1) {
    throw new Fault('bug', 'The part asked for lies outside the picture. Zoom out, and try again.');
  }
  const image = new ImageData(pixels.data, pixels.width, pixels.height);
  const larger = width >= box.width * 2;
  return await createImageBitmap(image, box.x, box.y, box.width, box.height, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: larger ? 'pixelated' : 'high',
  });
}
