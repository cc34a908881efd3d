/** Baseline JPEG (ITU-T T.81, JFIF), 4:4:4, with tables made for the picture. Arithmetic only: the same everywhere. */
import { cos } from './exact.ts';
import { type HuffmanTable, huffmanTable } from './huffman.ts';
import { brightnessSteps, colourSteps, zigzag } from './jpeg-tables.ts';

/** The 8-point cosine transform's matrix, orthonormal. */
const basis = Float64Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [i >> 3, i & 7];
  return (u === 0 ? Math.sqrt(1 / 8) : 0.5) * cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** The scaling that the Independent JPEG Group gave the word "quality", 1 to 100. */
function steps(table: readonly number[], quality: number): number[] {
  const scale = quality < 50 ? 5000 / quality : 200 - quality * 2;
  return table.map(step => Math.max(1, Math.min(255, Math.floor((step * scale + 50) / 100))));
}

/** Bits of a coefficient: how many, and which. */
function magnitude(value: number): { readonly size: number; readonly bits: number } {
  const size = 32 - Math.clz32(Math.abs(value));
  return { size, bits: value < 0 ? value + (1 << size) - 1 : value };
}

/** One symbol and the bits that follow it. */
interface Token {
  readonly symbol: number;
  readonly size: number;
  readonly bits: number;
}

/** A block's quantised coefficients in zigzag order, as tokens: the first for the mean, the rest for the detail. */
function tokens(block: readonly number[], before: number): Token[] {
  const mean = magnitude(block[0]! - before);
  const list: Token[] = [{ symbol: mean.size, ...mean }];
  let zeros = 0;
  for (let k = 1; k < 64; k++) {
    const value = block[k]!;
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) list.push({ symbol: 0xf0, size: 0, bits: 0 });
    const detail = magnitude(value);
    list.push({ symbol: (zeros << 4) | detail.size, ...detail });
    zeros = 0;
  }
  if (zeros > 0) list.push({ symbol: 0, size: 0, bits: 0 });
  return list;
}

/** A block of samples about 0 → quantised coefficients in zigzag order. */
function transform(samples: Float64Array, table: readonly number[]): number[] {
  const half = new Float64Array(64);
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += basis[u * 8 + x]! * samples[y * 8 + x]!;
      half[y * 8 + u] = sum;
    }
  }
  return zigzag.map(place => {
    const [v, u] = [place >> 3, place & 7];
    let sum = 0;
    for (let y = 0; y < 8; y++) sum += basis[v * 8 + y]! * half[y * 8 + u]!;
    return Math.round(sum / table[place]!);
  });
}

/** JFIF's Y, Cb, Cr (ITU-R BT.601), each about 0. */
const channels: readonly (readonly [number, number, number])[] = [
  [0.299, 0.587, 0.114],
  [-0.168735892, -0.331264108, 0.5],
  [0.5, -0.418687589, -0.081312411],
];

function segment(marker: number, body: readonly number[]): number[] {
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...body];
}

/** `rgb`: three bytes a pixel, rows from the top. */
export function encodeJpeg(
  rgb: Uint8Array,
  width: number,
  height: number,
  quality: number,
): Uint8Array<ArrayBuffer> {
  const tables = [steps(brightnessSteps, quality), steps(colourSteps, quality)];
  const scan: { readonly channel: number; readonly list: readonly Token[] }[] = [];
  const before = [0, 0, 0];
  const samples = new Float64Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      channels.forEach(([r, g, b], channel) => {
        for (let i = 0; i < 64; i++) {
          // Past the edge the last row and column repeat.
          const at = (Math.min(height - 1, top + (i >> 3)) * width + Math.min(width - 1, left + (i & 7))) * 3;
          samples[i] = r * rgb[at]! + g * rgb[at + 1]! + b * rgb[at + 2]! - (channel === 0 ? 128 : 0);
        }
        const block = transform(samples, tables[channel === 0 ? 0 : 1]!);
        scan.push({ channel, list: tokens(block, before[channel]!) });
        before[channel] = block[0]!;
      });
    }
  }
  const codes = huffmanFor(scan);

  const head = [
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...tables.flatMap((table, id) => segment(0xdb, [id, ...zigzag.map(place => table[place]!)])),
    ...segment(0xc0, [
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      3,
      1,
      0x11,
      0,
      2,
      0x11,
      1,
      3,
      0x11,
      1,
    ]),
    ...codes.flatMap(({ counts, symbols }, id) =>
      segment(0xc4, [((id & 1) << 4) | (id >> 1), ...counts, ...symbols]),
    ),
    ...segment(0xda, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]),
  ];
  return Uint8Array.from(head.concat(bitstream(scan, codes), [0xff, 0xd9]));
}

type Scan = readonly { readonly channel: number; readonly list: readonly Token[] }[];

/** Which of the four tables a token goes by: mean and detail of brightness, mean and detail of colour. */
const tableOf = (channel: number, index: number): number => (channel === 0 ? 0 : 2) + (index === 0 ? 0 : 1);

function huffmanFor(scan: Scan): HuffmanTable[] {
  const seen = [0, 1, 2, 3].map(() => new Map<number, number>());
  for (const { channel, list } of scan) {
    list.forEach(({ symbol }, index) => {
      const counts = seen[tableOf(channel, index)]!;
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    });
  }
  return seen.map(huffmanTable);
}

function bitstream(scan: Scan, codes: readonly HuffmanTable[]): number[] {
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  const write = (bits: number, size: number): void => {
    for (let i = size - 1; i >= 0; i--) {
      held = (held << 1) | ((bits >> i) & 1);
      if (++count < 8) continue;
      bytes.push(held);
      // A byte of ones is followed by zeros, so that it is not read as a marker.
      if (held === 0xff) bytes.push(0);
      held = 0;
      count = 0;
    }
  };
  for (const { channel, list } of scan) {
    list.forEach(({ symbol, size, bits }, index) => {
      const code = codes[tableOf(channel, index)]!.codes.get(symbol)!;
      write(code.code, code.length);
      write(bits, size);
    });
  }
  if (count > 0) write((1 << (8 - count)) - 1, 8 - count);
  return bytes;
}
