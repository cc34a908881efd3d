/** Writes PNG (third edition), 8 bits a channel, exact: a canvas would multiply the colours by alpha. */
import { joined, paeth, signature, through } from './png-parts.ts';

/** Channels of a colour type, PNG §11.2.1: grey, RGB, RGB and alpha. */
export type Channels = 1 | 3 | 4;
const colourType = { 1: 0, 3: 2, 4: 6 } as const;

export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
  /** Rows from the top, without padding. */
  readonly data: Uint8Array<ArrayBuffer>;
}

export async function encodePng(raster: Raster): Promise<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, raster.width);
  view.setUint32(4, raster.height);
  header[8] = 8;
  header[9] = colourType[raster.channels];
  const packed = await through(new CompressionStream('deflate'), filtered(raster));
  // sRGB with perceptual intent, so that no program takes the numbers for another colour space. Masks are plain numbers.
  const space = raster.channels === 1 ? [] : [chunk('sRGB', new Uint8Array(1))];
  const end = chunk('IEND', new Uint8Array());
  return joined([new Uint8Array(signature), chunk('IHDR', header), ...space, chunk('IDAT', packed), end]);
}

/** Filters of PNG §9.2 that are tried. */
const SUB = 1;
const UP = 2;
const PAETH = 4;

/** Every how many bytes a row is looked at to choose its filter: a prime, so that every channel is. */
const GLANCE = 5;

/**
 * Each row behind its filter's number. Up for masks, whose rows repeat; for pictures whichever of Sub, Up and Paeth
 * leaves the smallest sum of magnitudes, the standard's own advice (§12.7).
 */
function filtered({ width, height, channels, data }: Raster): Uint8Array<ArrayBuffer> {
  const stride = width * channels;
  const out = new Uint8Array((stride + 1) * height);
  const glanced = new Uint8Array(Math.ceil(stride / GLANCE));
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * stride, (y + 1) * stride);
    const above = y === 0 ? new Uint8Array(stride) : data.subarray((y - 1) * stride, y * stride);
    let best = UP;
    if (channels > 1) {
      const costs = [SUB, UP, PAETH].map(filter => {
        writeDifferences(filter, row, above, channels, GLANCE, glanced, 0);
        return { filter, cost: magnitudes(glanced) };
      });
      best = costs.reduce((least, one) => (one.cost < least.cost ? one : least)).filter;
    }
    out[y * (stride + 1)] = best;
    writeDifferences(best, row, above, channels, 1, out, y * (stride + 1) + 1);
  }
  return out;
}

/** Writes every `step`th byte of the row less its filter's guess into `out`, from `to` on. */
function writeDifferences(
  filter: number,
  row: Uint8Array,
  above: Uint8Array,
  channels: number,
  step: number,
  out: Uint8Array,
  to: number,
): void {
  if (filter === UP) {
    for (let i = 0; i < row.length; i += step) out[to++] = row[i]! - above[i]!;
  } else if (filter === SUB) {
    for (let i = 0; i < row.length; i += step) out[to++] = row[i]! - (i < channels ? 0 : row[i - channels]!);
  } else {
    for (let i = 0; i < row.length; i += step) {
      const guess = i < channels ? above[i]! : paeth(row[i - channels]!, above[i]!, above[i - channels]!);
      out[to++] = row[i]! - guess;
    }
  }
}

/** The sum of the bytes' distances from 0, taken as signed. */
function magnitudes(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum += bytes[i]! < 128 ? bytes[i]! : 256 - bytes[i]!;
  return sum;
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
