/**
 * A picture kept as what differs from a whole picture: the tiles that changed, as one QOI strip.
 *
 * 4 bytes 'bwpt', 1 byte edition, 4 width, 4 height, 64 the base's SHA-256 as text, 4 count of tiles, then 4 for each
 * tile's index (row by row, rising), then a QOI file 64 pixels wide with the tiles one below the other. Numbers are
 * big-endian. A tile that hangs over the edge is filled up with zeros. No tiles, no strip.
 */
import { Fault } from '../contract/fault.ts';
import type { Pixels } from './pixels.ts';
import { decodeQoi, encodeQoi, wordsOf } from './qoi.ts';

const TILE = 64;
const MAGIC = [0x62, 0x77, 0x70, 0x74] as const;
const EDITION = 1;
const HASH = 64;
const HEADER = 4 + 1 + 4 + 4 + HASH + 4;
/** Past this share of the tiles a whole picture is about as small, and needs no base to be read. */
const WORTH_IT = 0.5;

export const isPatch = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/**
 * The patch that makes `picture` out of `base`, or nothing where the two differ in size or in more than half of their
 * tiles: then keep it whole. `baseHash` is the SHA-256 of the base's bytes, 64 hexadecimal digits.
 */
export function makePatch(
  base: Pixels,
  picture: Pixels,
  baseHash: string,
): Uint8Array<ArrayBuffer> | undefined {
  if (base.width !== picture.width || base.height !== picture.height) return undefined;
  const tiles = changedTiles(base, picture);
  if (tiles.length > grid(base).count * WORTH_IT) return undefined;
  const strip = tiles.length === 0 ? new Uint8Array() : encodeQoi(cutTiles(picture, tiles));
  const out = new Uint8Array(HEADER + tiles.length * 4 + strip.length);
  const view = new DataView(out.buffer);
  out.set(MAGIC);
  out[4] = EDITION;
  view.setUint32(5, base.width);
  view.setUint32(9, base.height);
  for (let i = 0; i < HASH; i++) out[13 + i] = baseHash.charCodeAt(i);
  view.setUint32(13 + HASH, tiles.length);
  tiles.forEach((tile, i) => view.setUint32(HEADER + i * 4, tile));
  out.set(strip, HEADER + tiles.length * 4);
  return out;
}

/** The SHA-256 of the picture that a patch lies on. */
export function patchBase(bytes: Uint8Array): string {
  readHeader(bytes);
  return String.fromCharCode(...bytes.subarray(13, 13 + HASH));
}

/** The picture that `makePatch` was given. Throws `Fault('bad-request')` where base and patch do not belong together. */
export function applyPatch(base: Pixels, bytes: Uint8Array): Pixels {
  const { width, height, tiles, strip } = readHeader(bytes);
  if (width !== base.width || height !== base.height) throw broken();
  const data = base.data.slice();
  if (tiles.length > 0) pasteTiles({ width, height, data }, tiles, strip);
  return { width, height, data };
}

function grid({ width, height }: { width: number; height: number }): { columns: number; count: number } {
  const columns = Math.ceil(width / TILE);
  return { columns, count: columns * Math.ceil(height / TILE) };
}

function changedTiles(base: Pixels, picture: Pixels): number[] {
  const { width, height } = base;
  const { columns, count } = grid(base);
  const [a, b] = [wordsOf(base.data), wordsOf(picture.data)];
  const changed = new Uint8Array(count);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / TILE) * columns;
    for (let x = 0; x < width; x++, i++) {
      if (a[i] !== b[i]) changed[row + (x >>> 6)] = 1;
    }
  }
  return Array.from(changed.keys()).filter(tile => changed[tile] === 1);
}

function cutTiles(picture: Pixels, tiles: readonly number[]): Pixels {
  const { columns } = grid(picture);
  const data = new Uint8ClampedArray(TILE * TILE * tiles.length * 4);
  tiles.forEach((tile, nth) => {
    const { x, y, width, height } = place(tile, columns, picture);
    for (let row = 0; row < height; row++) {
      const from = ((y + row) * picture.width + x) * 4;
      data.set(picture.data.subarray(from, from + width * 4), (nth * TILE + row) * TILE * 4);
    }
  });
  return { width: TILE, height: TILE * tiles.length, data };
}

function pasteTiles(picture: Pixels, tiles: readonly number[], bytes: Uint8Array): void {
  const strip = decodeQoi(bytes);
  if (strip.width !== TILE || strip.height !== TILE * tiles.length) throw broken();
  const { columns } = grid(picture);
  tiles.forEach((tile, nth) => {
    const { x, y, width, height } = place(tile, columns, picture);
    for (let row = 0; row < height; row++) {
      const from = (nth * TILE + row) * TILE * 4;
      picture.data.set(strip.data.subarray(from, from + width * 4), ((y + row) * picture.width + x) * 4);
    }
  });
}

function place(tile: number, columns: number, size: { width: number; height: number }) {
  const x = (tile % columns) * TILE;
  const y = Math.floor(tile / columns) * TILE;
  return { x, y, width: Math.min(TILE, size.width - x), height: Math.min(TILE, size.height - y) };
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly number[];
  readonly strip: Uint8Array;
}

function readHeader(bytes: Uint8Array): Header {
  if (!isPatch(bytes) || bytes.length < HEADER || bytes[4] !== EDITION) throw broken();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height, count] = [view.getUint32(5), view.getUint32(9), view.getUint32(13 + HASH)];
  const all = grid({ width, height }).count;
  if (count > all || HEADER + count * 4 > bytes.length) throw broken();
  const tiles = Array.from({ length: count }, (_, i) => view.getUint32(HEADER + i * 4));
  const rising = tiles.every((tile, i) => tile < all && (i === 0 || tile > tiles[i - 1]!));
  const strip = bytes.subarray(HEADER + count * 4);
  if (!rising || (count === 0 && strip.length > 0)) throw broken();
  return { width, height, tiles, strip };
}

const broken = (): Fault =>
  new Fault(
    'bad-request',
    'This kept picture does not fit the one it was made from. Go back to the version before it.',
  );
