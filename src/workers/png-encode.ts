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

/**
 * Each row behind its filter's number. Up for masks, whose rows repeat; for pictures whichever of Sub, Up and Paeth
 * leaves the smallest sum of magnitudes, the standard's own advice (§12.7).
 */
function filtered({ width, height, channels, data }: Raster): Uint8Array<ArrayBuffer> {
  const stride = width * channels;
  const out = new Uint8Array((stride + 1) * height);
  const candidates = channels === 1 ? [2] : [1, 2, 4];
  const trial = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const at = y * (stride + 1);
    let least = Infinity;
    for (const filter of candidates) {
      const cost = filterRow(
        filter,
        data,
        y * stride,
        y === 0 ? -1 : (y - 1) * stride,
        stride,
        channels,
        trial,
      );
      if (cost >= least) continue;
      least = cost;
      out[at] = filter;
      out.set(trial, at + 1);
    }
  }
  return out;
}

/** Writes the filtered row into `out`; `above` is -1 for the first row. Returns the sum of magnitudes. */
function filterRow(
  filter: number,
  data: Uint8Array,
  row: number,
  above: number,
  stride: number,
  channels: number,
  out: Uint8Array,
): number {
  let cost = 0;
  for (let i = 0; i < stride; i++) {
    const left = i < channels ? 0 : data[row + i - channels]!;
    const up = above < 0 ? 0 : data[above + i]!;
    let guess = left;
    if (filter === 2) guess = up;
    else if (filter === 4)
      guess = paeth(left, up, i < channels || above < 0 ? 0 : data[above + i - channels]!);
    const difference = (data[row + i]! - guess) & 255;
    out[i] = difference;
    cost += difference < 128 ? difference : 256 - difference;
  }
  return cost;
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
