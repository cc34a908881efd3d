/**
 * PNG (W3C, "Portable Network Graphics", third edition) for the tools: reads eight bits a sample without interlacing
 * (grey, grey with alpha, RGB, RGBA, palette); writes RGBA, or RGB where every pixel is opaque.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Pixels } from '../core/pixels/pixels.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Throws an Error that says what it cannot read. */
export function readPng(bytes: Uint8Array): Pixels {
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) throw new Error('This is not a PNG file.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packed: Uint8Array[] = [];
  let palette = new Uint8Array(0);
  let alphas = new Uint8Array(0);
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') packed.push(body);
    if (kind === 'PLTE') palette = body.slice();
    if (kind === 'tRNS') alphas = body.slice();
    at += 12 + length;
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colour, interlace] = [bytes[24], bytes[25]!, bytes[28]];
  const samples = SAMPLES[colour];
  if (depth !== 8 || interlace !== 0 || samples === undefined) {
    throw new Error(
      `Only PNGs of eight bits a sample, not interlaced, are read here (this has ${depth} bits).`,
    );
  }
  const rows = unfilter(inflateSync(Buffer.concat(packed)), width, height, samples);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let p = 0; p < width * height; p++)
    data.set(colourAt(rows, p * samples, colour, palette, alphas), p * 4);
  return { width, height, data };
}

function colourAt(
  rows: Uint8Array,
  at: number,
  colour: number,
  palette: Uint8Array,
  alphas: Uint8Array,
): number[] {
  const first = rows[at]!;
  if (colour === 0) return [first, first, first, 255];
  if (colour === 4) return [first, first, first, rows[at + 1]!];
  if (colour === 3) return [...palette.subarray(first * 3, first * 3 + 3), alphas[first] ?? 255];
  return [first, rows[at + 1]!, rows[at + 2]!, colour === 6 ? rows[at + 3]! : 255];
}

function unfilter(raw: Uint8Array, width: number, height: number, samples: number): Uint8Array {
  const stride = width * samples;
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= samples ? out[at - samples]! : 0;
      const up = y > 0 ? out[at - stride]! : 0;
      const corner = x >= samples && y > 0 ? out[at - stride - samples]! : 0;
      out[at] = raw[y * (stride + 1) + 1 + x]! + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map(near => Math.abs(guess - near));
  return byLeft! <= byUp! && byLeft! <= byCorner! ? left : byUp! <= byCorner! ? up : corner;
}

export function writePng({ width, height, data }: Pixels, level = 6): Uint8Array {
  let opaque = true;
  for (let at = 3; at < data.length && opaque; at += 4) opaque = data[at] === 255;
  const samples = opaque ? 3 : 4;
  const stride = width * samples;
  const raw = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    // Filter 1, "sub": each sample less the one a pixel to the left.
    const row = y * (stride + 1);
    raw[row] = 1;
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < samples; c++) {
        const from = (y * width + x) * 4 + c;
        raw[row + 1 + x * samples + c] = data[from]! - (x > 0 ? data[from - 4]! : 0);
      }
    }
  }
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([8, opaque ? 2 : 6], 8);
  return Buffer.concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(kind: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + body.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, body.length);
  out.set(
    [...kind].map(letter => letter.charCodeAt(0)),
    4,
  );
  out.set(body, 8);
  view.setUint32(8 + body.length, crc32(out.subarray(4, 8 + body.length)));
  return out;
}
