/** A picture as a file to take away, at full resolution. */
import { Fault } from '../../core/contract/fault.ts';
import { isOpaque, type Pixels } from '../../core/pixels/pixels.ts';
import { encodePixels } from '../../core/pixels/png/encode.ts';

export type FileType = 'image/png' | 'image/jpeg' | 'image/webp';

/** `quality` from 0 to 1, for JPEG and WebP. JPEG knows no transparency: the picture is laid on white. */
export async function fileOf(pixels: Pixels, type: FileType, quality: number): Promise<Blob> {
  if (type === 'image/png') return new Blob([encodePixels(pixels)], { type });
  const { width, height, data } = type === 'image/jpeg' ? onWhite(pixels) : pixels;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type, quality });
  if (blob.type !== type) {
    throw new Fault(
      'bad-request',
      `This browser writes no ${type.replace('image/', '').toUpperCase()}. Choose PNG or JPEG.`,
    );
  }
  return blob;
}

function onWhite(pixels: Pixels): Pixels {
  if (isOpaque(pixels)) return pixels;
  const data = pixels.data.slice();
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]! / 255;
    for (let c = 0; c < 3; c++) data[i + c] = data[i + c]! * alpha + 255 * (1 - alpha);
    data[i + 3] = 255;
  }
  return { ...pixels, data };
}
