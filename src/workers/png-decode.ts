/** Reads the PNG that masks are kept in, exact whatever the browser makes of grey. */
import { Fault } from '../../core/contract/fault.ts';
import type { Raster } from './png-encode.ts';
import { joined, paeth, signature } from './png-parts.ts';

/**
 * The raster of an 8-bit grey PNG without interlacing, which is how masks are kept; nothing for any other file.
 * Throws `Fault('bad-request')` where it is damaged.
 */
export async function decodeGreyPng(bytes: Uint8Array<ArrayBuffer>): Promise<Raster | undefined> {
  if (signature.some((byte, i) => bytes[i] !== byte) || bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const plain = bytes[24] === 8 && bytes[25] === 0 && bytes[28] === 0;
  if (!plain) return undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 33; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'tRNS') return undefined;
    if (name === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const rows = await inflated(joined(parts));
  if (rows.length !== (width + 1) * height) throw broken();
  return { width, height, channels: 1, data: unfiltered(rows, width, height) };
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (thrown) {
    throw broken(thrown);
  }
}

const broken = (cause?: unknown): Fault =>
  new Fault('bad-request', 'This mask is damaged. Mark the place again.', { cause });

function unfiltered(rows: Uint8Array<ArrayBuffer>, width: number, height: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (width + 1)]!;
    if (filter > 4) throw broken();
    const to = y * width;
    out.set(rows.subarray(to + y + 1, to + y + 1 + width), to);
    // The row above the first is zeros: Up then adds nothing, and Paeth guesses the left.
    if (filter === 2 && y > 0) addRowAbove(out, to, width);
    else if (filter === 1 || filter > 2) addGuesses(out, to, width, filter);
  }
  return out;
}

/** Filter Up. Masks are written with it. */
function addRowAbove(out: Uint8Array, to: number, width: number): void {
  for (let at = to; at < to + width; at++) out[at] = out[at]! + out[at - width]!;
}

/** Filters Sub, Average and Paeth. */
function addGuesses(out: Uint8Array, to: number, width: number, filter: number): void {
  for (let x = 0; x < width; x++) {
    const at = to + x;
    const left = x === 0 ? 0 : out[at - 1]!;
    const up = to === 0 ? 0 : out[at - width]!;
    const corner = x === 0 || to === 0 ? 0 : out[at - width - 1]!;
    const guess = filter === 1 ? left : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
    out[at] = out[at]! + guess;
  }
}
