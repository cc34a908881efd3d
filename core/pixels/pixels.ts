/** A picture: sRGB, four bytes a pixel (red, green, blue, alpha; alpha not multiplied in), rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** One byte a pixel: 255 = change this pixel, 0 = keep it, between = a soft edge. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

export function blankPixels(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

export function blankMask(width: number, height: number): Mask {
  return { width, height, data: new Uint8Array(width * height) };
}

/** Whether no pixel lets light through. */
export function isOpaque({ data }: Pick<Pixels, 'data'>): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/** A pixel a word, to move and compare pixels whole. A view where the bytes lie on a word's border, else a copy. */
export function words({ data }: Pixels): Uint32Array<ArrayBuffer> {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}
