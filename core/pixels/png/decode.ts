/** Reads PNG (third edition), exact whatever a browser makes of grey and of alpha. */
import { Fault } from '../../contract/fault.ts';
import { blankPixels, type Pixels } from '../pixels.ts';
import type { Raster } from './encode.ts';
import { readChunks, readRows, samplesOf, type Chunks } from './rows.ts';

/**
 * The raster of an 8-bit grey PNG without interlacing, which is how masks are kept; nothing for any other file.
 * Throws `Fault('bad-request')` where it is damaged.
 */
export function decodeGreyPng(bytes: Uint8Array<ArrayBuffer>): Raster | undefined {
  const chunks = readChunks(bytes);
  if (!chunks || chunks.clear) return undefined;
  const { width, height, depth, type, interlaced } = chunks.head;
  if (depth !== 8 || type !== 0 || interlaced) return undefined;
  const data = readRows(chunks);
  if (!data) throw new Fault('bad-request', 'This mask is damaged. Mark the place again.');
  return { width, height, channels: 1, data };
}

/**
 * Any PNG without interlacing, of 1 to 16 bits a sample; of 16 the upper 8. Throws `Fault('bad-request')` for another file,
 * one that is damaged, and one of more than `most` pixels, before it is unpacked.
 */
export function decodePng(bytes: Uint8Array<ArrayBuffer>, most: number): Pixels {
  const chunks = readChunks(bytes);
  if (!chunks) throw new Fault('bad-request', 'This is not a PNG picture.');
  const { width, height, interlaced } = chunks.head;
  if (interlaced) throw new Fault('bad-request', 'This PNG is interlaced. Save it without that.');
  if (width * height > most) {
    throw new Fault('bad-request', `This PNG is ${width} × ${height} pixels, which is too large.`);
  }
  const rows = readRows(chunks);
  if (!rows || width * height === 0) throw new Fault('bad-request', 'This PNG is damaged.');
  return spread(chunks, rows);
}

/** Four bytes a pixel of whatever the file has. */
function spread(chunks: Chunks, rows: Uint8Array<ArrayBuffer>): Pixels {
  const { width, height, depth, type } = chunks.head;
  if (depth === 8 && (type === 6 || (type === 2 && !chunks.clear))) {
    return { width, height, data: plain(rows, width * height, samplesOf[type]) };
  }
  const pixels = blankPixels(width, height);
  const samples = samplesOf[type];
  const stride = Math.ceil((width * samples * depth) / 8);
  const sampleAt = reader(rows, depth);
  const paint = painter(chunks);
  const one: [number, number, number, number] = [0, 0, 0, 0];
  for (let y = 0, to = 0; y < height; y++) {
    const from = (y * stride * 8) / depth;
    for (let x = 0; x < width; x++, to += 4) {
      for (let c = 0; c < samples; c++) one[c] = sampleAt(from + x * samples + c);
      paint(one, pixels.data, to);
    }
  }
  return pixels;
}

/** What nearly all pictures are, and so read at once: RGB and RGBA of 8 bits. */
function plain(
  rows: Uint8Array<ArrayBuffer>,
  count: number,
  samples: number,
): Uint8ClampedArray<ArrayBuffer> {
  if (samples === 4) return new Uint8ClampedArray(rows.buffer, rows.byteOffset, rows.length);
  const data = new Uint8ClampedArray(count * 4).fill(255);
  for (let at = 0, from = 0; at < data.length; at += 4, from += 3) {
    data[at] = rows[from]!;
    data[at + 1] = rows[from + 1]!;
    data[at + 2] = rows[from + 2]!;
  }
  return data;
}

/** The sample of a number, counted from the first as if rows had no padding but whole bytes. */
function reader(rows: Uint8Array, depth: number): (at: number) => number {
  if (depth === 8) return at => rows[at]!;
  if (depth === 16) return at => (rows[2 * at]! << 8) | rows[2 * at + 1]!;
  const most = (1 << depth) - 1;
  // Samples that share a byte begin with its high bits, PNG §7.2.
  return at => (rows[(at * depth) >> 3]! >> (8 - depth - ((at * depth) & 7))) & most;
}

type Paint = (sample: readonly [number, number, number, number], to: Uint8ClampedArray, at: number) => void;

/** Writes a pixel of its samples. A colour that is said to be clear is compared at full depth, PNG §11.3.1.1. */
function painter({ head, palette, clear }: Chunks): Paint {
  const { depth, type } = head;
  const full = 2 ** depth - 1;
  const byte = depth === 16 ? (value: number) => value >> 8 : (value: number) => (value * 255) / full;
  const key = (c: number): number => (clear ? (clear[2 * c]! << 8) | clear[2 * c + 1]! : -1);
  const [first, second, third] = [key(0), key(1), key(2)];
  if (type === 3) {
    return ([index], to, at) => {
      for (let c = 0; c < 3; c++) to[at + c] = palette?.[3 * index + c] ?? 0;
      to[at + 3] = clear?.[index] ?? 255;
    };
  }
  if (type === 0 || type === 4) {
    return ([grey, alpha], to, at) => {
      to[at] = to[at + 1] = to[at + 2] = byte(grey);
      to[at + 3] = type === 4 ? byte(alpha) : grey === first ? 0 : 255;
    };
  }
  return ([red, green, blue, alpha], to, at) => {
    to[at] = byte(red);
    to[at + 1] = byte(green);
    to[at + 2] = byte(blue);
    const isKey = red === first && green === second && blue === third;
    to[at + 3] = type === 6 ? byte(alpha) : isKey ? 0 : 255;
  };
}
