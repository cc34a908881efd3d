/** The Quite OK Image format, https://qoiformat.org/qoi-specification.pdf: exact, and fast without any tables. */
import { Fault } from '../contract/fault.ts';
import type { Pixels } from './pixels.ts';

const HEADER = 14;
const END = [0, 0, 0, 0, 0, 0, 0, 1] as const;
const INDEX = 0x00;
const DIFF = 0x40;
const LUMA = 0x80;
const RUN = 0xc0;
const RGB = 0xfe;
const RGBA = 0xff;
/** A longer run's tag would read as RGB or RGBA. */
const LONGEST_RUN = 62;
/** Opaque black, as a little-endian word: alpha lies in the top byte. */
const START = 0xff000000;

export const isQoi = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x71 && bytes[1] === 0x6f && bytes[2] === 0x69 && bytes[3] === 0x66;

/** The picture as a QOI file. Exact: `decodeQoi` gives the same bytes back. */
export function encodeQoi({ width, height, data }: Pixels): Uint8Array<ArrayBuffer> {
  const words = wordsOf(data);
  const out = new Uint8Array(HEADER + words.length * 5 + END.length);
  writeHeader(out, width, height);
  const seen = new Uint32Array(64);
  let last = START;
  let run = 0;
  let at = HEADER;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === last) {
      if (++run === LONGEST_RUN) {
        out[at++] = RUN | (run - 1);
        run = 0;
      }
      continue;
    }
    if (run > 0) {
      out[at++] = RUN | (run - 1);
      run = 0;
    }
    const r = word & 255;
    const g = (word >>> 8) & 255;
    const b = (word >>> 16) & 255;
    const a = word >>> 24;
    const slot = (r * 3 + g * 5 + b * 7 + a * 11) & 63;
    if (seen[slot] === word) {
      out[at++] = INDEX | slot;
    } else {
      seen[slot] = word;
      if (a !== last >>> 24) {
        out[at++] = RGBA;
        out[at++] = r;
        out[at++] = g;
        out[at++] = b;
        out[at++] = a;
      } else {
        // Differences wrap at 256, as the specification has it; shifting brings them to -128…127.
        const dr = ((r - (last & 255)) << 24) >> 24;
        const dg = ((g - ((last >>> 8) & 255)) << 24) >> 24;
        const db = ((b - ((last >>> 16) & 255)) << 24) >> 24;
        const rg = dr - dg;
        const bg = db - dg;
        if (dr > -3 && dr < 2 && dg > -3 && dg < 2 && db > -3 && db < 2) {
          out[at++] = DIFF | ((dr + 2) << 4) | ((dg + 2) << 2) | (db + 2);
        } else if (dg > -33 && dg < 32 && rg > -9 && rg < 8 && bg > -9 && bg < 8) {
          out[at++] = LUMA | (dg + 32);
          out[at++] = ((rg + 8) << 4) | (bg + 8);
        } else {
          out[at++] = RGB;
          out[at++] = r;
          out[at++] = g;
          out[at++] = b;
        }
      }
    }
    last = word;
  }
  if (run > 0) out[at++] = RUN | (run - 1);
  out.set(END, at);
  return out.slice(0, at + END.length);
}

/** Throws `Fault('bad-request')` where the bytes are not one whole QOI file. */
export function decodeQoi(bytes: Uint8Array): Pixels {
  const { width, height } = readHeader(bytes);
  // A byte of chunks gives at most 62 pixels, so a small file cannot ask for a large picture.
  const end = bytes.length - END.length;
  if (width * height > (end - HEADER) * LONGEST_RUN) throw broken();
  const words = new Uint32Array(width * height);
  const seen = new Uint32Array(64);
  let word = START;
  let at = HEADER;
  for (let i = 0; i < words.length;) {
    if (at >= end) throw broken();
    const tag = bytes[at++]!;
    if (tag >= RGB) {
      const alpha = tag === RGBA ? bytes[at + 3]! << 24 : word & START;
      word = (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | alpha) >>> 0;
      at += tag === RGBA ? 4 : 3;
    } else if (tag >= RUN) {
      const until = i + (tag & 63) + 1;
      if (until > words.length) throw broken();
      seen[slotOf(word)] = word;
      words.fill(word, i, until);
      i = until;
      continue;
    } else if (tag >= LUMA) {
      const dg = (tag & 63) - 32;
      const more = bytes[at++]!;
      word = moved(word, dg + (more >>> 4) - 8, dg, dg + (more & 15) - 8);
    } else if (tag >= DIFF) {
      word = moved(word, ((tag >>> 4) & 3) - 2, ((tag >>> 2) & 3) - 2, (tag & 3) - 2);
    } else {
      word = seen[tag]!;
    }
    seen[slotOf(word)] = word;
    words[i++] = word;
  }
  if (at !== end || END.some((byte, i) => bytes[end + i] !== byte)) throw broken();
  return { width, height, data: new Uint8ClampedArray(words.buffer) };
}

function slotOf(word: number): number {
  return ((word & 255) * 3 + ((word >>> 8) & 255) * 5 + ((word >>> 16) & 255) * 7 + (word >>> 24) * 11) & 63;
}

function moved(word: number, dr: number, dg: number, db: number): number {
  const r = (word + dr) & 255;
  const g = ((word >>> 8) + dg) & 255;
  const b = ((word >>> 16) + db) & 255;
  return ((word & START) | (b << 16) | (g << 8) | r) >>> 0;
}

/** A word a pixel. Every machine a browser runs on is little-endian. */
export function wordsOf(data: Uint8ClampedArray<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}

function writeHeader(out: Uint8Array<ArrayBuffer>, width: number, height: number): void {
  out.set([0x71, 0x6f, 0x69, 0x66]);
  const view = new DataView(out.buffer);
  view.setUint32(4, width);
  view.setUint32(8, height);
  out[12] = 4; // channels
  out[13] = 0; // sRGB with linear alpha
}

function readHeader(bytes: Uint8Array): { width: number; height: number } {
  if (!isQoi(bytes) || bytes.length < HEADER + END.length) throw broken();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(4), height: view.getUint32(8) };
}

const broken = (): Fault =>
  new Fault('bad-request', 'This kept picture is damaged. Go back to the version before it.');
