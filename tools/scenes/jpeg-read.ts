/** Reads back what `jpeg.ts` writes: baseline JPEG, three channels, 4:4:4. For tests, where there is no browser. */
import { cos } from './exact.ts';
import { zigzag } from './jpeg-tables.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGB, three bytes a pixel. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Symbols by code, with the code's length in its upper bits: a code of n bits is found at (n << 16) | code. */
type Codes = ReadonlyMap<number, number>;

const basis = Float64Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [i >> 3, i & 7];
  return (u === 0 ? Math.sqrt(1 / 8) : 0.5) * cos(((2 * x + 1) * u * Math.PI) / 16);
});

function codesOf(counts: Uint8Array, symbols: Uint8Array): Codes {
  const codes = new Map<number, number>();
  let [code, next] = [0, 0];
  counts.forEach((count, i) => {
    for (let k = 0; k < count; k++) codes.set(((i + 1) << 16) | code++, symbols[next++]!);
    code <<= 1;
  });
  return codes;
}

/** Bits of the scan, most significant first; the zero after a byte of ones is passed over. */
function bitReader(bytes: Uint8Array, from: number): { bit(): number; bits(count: number): number } {
  let [at, held, left] = [from, 0, 0];
  const bit = (): number => {
    if (left === 0) {
      held = bytes[at++] ?? 0;
      if (held === 0xff) at++;
      left = 8;
    }
    return (held >> --left) & 1;
  };
  const bits = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++) value = (value << 1) | bit();
    return value;
  };
  return { bit, bits };
}

/** Quantised cosines, rows from the top, → samples about 0. */
function restore(block: Float64Array, samples: Float64Array): void {
  const half = new Float64Array(64);
  for (let v = 0; v < 8; v++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let u = 0; u < 8; u++) sum += basis[u * 8 + x]! * block[v * 8 + u]!;
      half[v * 8 + x] = sum;
    }
  }
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let v = 0; v < 8; v++) sum += basis[v * 8 + y]! * half[v * 8 + x]!;
      samples[y * 8 + x] = sum;
    }
  }
}

/** Throws where the file is not of the one kind that `jpeg.ts` writes. */
export function decodeJpeg(bytes: Uint8Array): Picture {
  const steps = new Map<number, Uint8Array>();
  const tables = new Map<number, Codes>();
  let [width, height, at] = [0, 0, 2];
  for (;;) {
    const [marker, length] = [bytes[at + 1], (bytes[at + 2]! << 8) | bytes[at + 3]!];
    const body = bytes.subarray(at + 4, at + 2 + length);
    at += 2 + length;
    if (marker === 0xdb) steps.set(body[0]!, body.subarray(1, 65));
    if (marker === 0xc4) tables.set(body[0]!, codesOf(body.subarray(1, 17), body.subarray(17)));
    if (marker === 0xc0) {
      [height, width] = [(body[1]! << 8) | body[2]!, (body[3]! << 8) | body[4]!];
      if (body[5] !== 3 || [7, 10, 13].some(i => body[i] !== 0x11))
        throw new Error('This JPEG is not 4:4:4.');
    }
    if (marker === 0xda) break;
    if (marker === undefined || marker > 0xef || marker === 0xc2)
      throw new Error('This JPEG is not baseline.');
  }

  const reader = bitReader(bytes, at);
  const symbol = (codes: Codes): number => {
    let code = 0;
    for (let length = 1; length <= 16; length++) {
      code = (code << 1) | reader.bit();
      const found = codes.get((length << 16) | code);
      if (found !== undefined) return found;
    }
    throw new Error('This JPEG holds a code that its tables do not.');
  };
  const extended = (size: number): number => {
    const value = reader.bits(size);
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  };

  const data = new Uint8Array(width * height * 3);
  const means = [0, 0, 0];
  const planes = means.map(() => new Float64Array(64));
  const block = new Float64Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      planes.forEach((plane, channel) => {
        const id = channel === 0 ? 0 : 1;
        const [mean, detail, step] = [tables.get(id)!, tables.get(0x10 | id)!, steps.get(id)!];
        block.fill(0);
        means[channel]! += extended(symbol(mean));
        block[0] = means[channel]! * step[0]!;
        for (let k = 1; k < 64; k++) {
          const run = symbol(detail);
          if (run === 0) break;
          k += run >> 4;
          block[zigzag[k]!] = extended(run & 15) * step[k]!;
        }
        restore(block, plane);
      });
      for (let i = 0; i < 64; i++) {
        const [x, y] = [left + (i & 7), top + (i >> 3)];
        if (x >= width || y >= height) continue;
        const [luma, cb, cr] = [planes[0]![i]! + 128, planes[1]![i]!, planes[2]![i]!];
        const rgb = [luma + 1.402 * cr, luma - 0.344136286 * cb - 0.714136286 * cr, luma + 1.772 * cb];
        rgb.forEach(
          (value, k) => (data[(y * width + x) * 3 + k] = Math.max(0, Math.min(255, Math.round(value)))),
        );
      }
    }
  }
  return { width, height, data };
}
