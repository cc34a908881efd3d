/** The rows of a PNG: which they are, unpacked and with their filters undone (PNG §9). */
import { inflate } from './zlib.ts';
import { joined, paeth, signature } from './parts.ts';

/** What stands before the rows, as the file says it. */
export interface Head {
  readonly width: number;
  readonly height: number;
  /** Bits a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** PNG §11.2.1: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly type: Type;
  readonly interlaced: boolean;
}

/** How many samples a pixel has, by type. */
export const samplesOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
type Type = keyof typeof samplesOf;

export interface Chunks {
  readonly head: Head;
  /** Red, green and blue of each colour. */
  readonly palette?: Uint8Array;
  /** What is transparent, PNG §11.3.1.1. */
  readonly clear?: Uint8Array;
  readonly packed: Uint8Array<ArrayBuffer>;
}

const isType = (type: number | undefined): type is Type => type !== undefined && type in samplesOf;

/** Nothing where it is no PNG. */
export function readChunks(bytes: Uint8Array<ArrayBuffer>): Chunks | undefined {
  if (signature.some((byte, i) => bytes[i] !== byte) || bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = bytes[25];
  if (!isType(type)) return undefined;
  const parts: Uint8Array[] = [];
  const known: { palette?: Uint8Array; clear?: Uint8Array } = {};
  for (let at = 33; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'tRNS') known.clear = data;
    if (name === 'PLTE') known.palette = data;
    if (name === 'IDAT') parts.push(data);
    at += 12 + length;
  }
  const head = {
    width: view.getUint32(16),
    height: view.getUint32(20),
    depth: bytes[24]!,
    type,
    interlaced: bytes[28] !== 0,
  };
  return { head, ...known, packed: joined(parts) };
}

/** The samples as they lie in the file, rows from the top, each padded to a whole byte; nothing where it is damaged. */
export function readRows({ head, packed }: Chunks): Uint8Array<ArrayBuffer> | undefined {
  const bits = head.depth * samplesOf[head.type];
  const stride = Math.ceil((head.width * bits) / 8);
  const rows = inflate(packed, (stride + 1) * head.height);
  return rows && unfiltered(rows, stride, head.height, Math.max(1, bits >> 3));
}

/** `pixel` is how many bytes lie between a sample and the same one of the pixel before. */
function unfiltered(
  rows: Uint8Array<ArrayBuffer>,
  stride: number,
  height: number,
  pixel: number,
): Uint8Array<ArrayBuffer> | undefined {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!;
    if (filter > 4) return undefined;
    const to = y * stride;
    out.set(rows.subarray(to + y + 1, to + y + 1 + stride), to);
    // The row above the first is zeros: Up then adds nothing, and Paeth guesses the left.
    if (filter === 2 && y > 0) addRowAbove(out, to, stride);
    else if (filter === 1 || filter > 2) addGuesses(out, to, stride, pixel, filter);
  }
  return out;
}

/** Filter Up. Masks are written with it. */
function addRowAbove(out: Uint8Array, to: number, stride: number): void {
  for (let at = to; at < to + stride; at++) out[at] = out[at]! + out[at - stride]!;
}

/** Filters Sub, Average and Paeth. */
function addGuesses(out: Uint8Array, to: number, stride: number, pixel: number, filter: number): void {
  for (let x = 0; x < stride; x++) {
    const at = to + x;
    const left = x < pixel ? 0 : out[at - pixel]!;
    const up = to === 0 ? 0 : out[at - stride]!;
    const corner = x < pixel || to === 0 ? 0 : out[at - stride - pixel]!;
    const guess = filter === 1 ? left : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
    out[at] = out[at]! + guess;
  }
}
