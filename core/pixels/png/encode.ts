/** Writes PNG (third edition), 8 bits a channel, exact: a canvas would multiply the colours by alpha. */
import { isOpaque, type Pixels } from '../pixels.ts';
import { joined, paeth, signature } from './parts.ts';
import { Deflate } from './zlib.ts';

/** Channels of a colour type, PNG §11.2.1: grey, RGB, RGB and alpha. */
type Channels = 1 | 3 | 4;
const colourType = { 1: 0, 3: 2, 4: 6 } as const;

export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
  /** Rows from the top, without padding. */
  readonly data: Uint8Array<ArrayBuffer>;
}

export function encodePng(raster: Raster): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, raster.width);
  view.setUint32(4, raster.height);
  header[8] = 8;
  header[9] = colourType[raster.channels];
  // sRGB with perceptual intent, so that no program takes the numbers for another colour space. Masks are plain numbers.
  const space = raster.channels === 1 ? [] : [chunk('sRGB', new Uint8Array(1))];
  const end = chunk('IEND', new Uint8Array());
  return joined([
    new Uint8Array(signature),
    chunk('IHDR', header),
    ...space,
    chunk('IDAT', packed(raster)),
    end,
  ]);
}

/** A picture as a PNG: RGB where every pixel is opaque, else with its alpha. */
export function encodePixels(pixels: Pixels): Uint8Array<ArrayBuffer> {
  const { width, height, data } = pixels;
  if (isOpaque(pixels)) return encodePng({ width, height, channels: 3, data: withoutAlpha(data) });
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  return encodePng({ width, height, channels: 4, data: bytes });
}

function withoutAlpha(data: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, to = 0; i < data.length; i += 4) {
    out[to++] = data[i]!;
    out[to++] = data[i + 1]!;
    out[to++] = data[i + 2]!;
  }
  return out;
}

/** Filters of PNG §9.2 that are tried. */
const SUB = 1;
const UP = 2;
const PAETH = 4;

/** Every how many bytes a row is looked at to choose its filter: a prime, so that every channel is. */
const GLANCE = 5;

/** How many filtered bytes are packed at a time. */
const BAND = 2 ** 18;

/**
 * Each row behind its filter's number. Up for masks, whose rows repeat; for pictures whichever of Sub, Up and Paeth
 * leaves the smallest sum of magnitudes, the standard's own advice (§12.7).
 */
function packed({ width, height, channels, data }: Raster): Uint8Array<ArrayBuffer> {
  const stride = width * channels;
  const rows = Math.min(height, Math.ceil(BAND / (stride + 1)));
  const band = new Uint8Array((stride + 1) * rows);
  const deflate = new Deflate();
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * stride, (y + 1) * stride);
    const filter = channels === 1 ? UP : bestFilter(row, above, channels);
    const at = (y % rows) * (stride + 1);
    band[at] = filter;
    writeDifferences(filter, row, above, channels, band, at + 1);
    if ((y + 1) % rows === 0) deflate.push(band);
    above = row;
  }
  return deflate.end(band.subarray(0, (height % rows) * (stride + 1)));
}

function bestFilter(row: Uint8Array, above: Uint8Array, channels: Channels): number {
  let [sub, up, both] = [0, 0, 0];
  for (let i = channels; i < row.length; i += GLANCE) {
    const [value, left, high, corner] = [row[i]!, row[i - channels]!, above[i]!, above[i - channels]!];
    sub += magnitude(value - left);
    up += magnitude(value - high);
    both += magnitude(value - paeth(left, high, corner));
  }
  if (both < sub && both < up) return PAETH;
  return sub < up ? SUB : UP;
}

/** The distance from 0 of a difference kept in one byte, taken as signed. */
const magnitude = (difference: number): number => Math.abs((difference << 24) >> 24);

/** Writes the row less its filter's guess into `out`, from `to` on. */
function writeDifferences(
  filter: number,
  row: Uint8Array,
  above: Uint8Array,
  channels: Channels,
  out: Uint8Array,
  to: number,
): void {
  if (filter === UP) {
    for (let i = 0; i < row.length; i++) out[to + i] = row[i]! - above[i]!;
    return;
  }
  const paethed = filter === PAETH;
  for (let i = 0; i < channels; i++) out[to + i] = row[i]! - (paethed ? above[i]! : 0);
  for (let i = channels; i < row.length; i++) {
    const left = row[i - channels]!;
    out[to + i] = row[i]! - (paethed ? paeth(left, above[i]!, above[i - channels]!) : left);
  }
}

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = name.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

/** PNG annex D. */
const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
