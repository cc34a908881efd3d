/** The rooms of `tools/scenes`: drawn again the same, and true to their list. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../core/pixels/box.ts';
import { parse } from '../../core/contract/schema.ts';
import { compileKernel } from '../../tools/scenes/compile.ts';
import { finish, fullFrame, maskOf } from '../../tools/scenes/draw.ts';
import { cos, exp2, log2, pow, sin } from '../../tools/scenes/exact.ts';
import { huffmanTable } from '../../tools/scenes/huffman.ts';
import { encodeJpeg } from '../../tools/scenes/jpeg.ts';
import { decodeJpeg, type Picture } from '../../tools/scenes/jpeg-read.ts';
import { Kernel } from '../../tools/scenes/kernel.ts';
import { Manifest, manifestPath, type ObjectEntry, type RoomEntry } from '../../tools/scenes/manifest.ts';
import { pack } from '../../tools/scenes/pack.ts';
import { encodePng } from '../../tools/scenes/png.ts';
import { objectBits } from '../../tools/scenes/room.ts';
import { livingRoom } from '../../tools/scenes/rooms/living-room.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): Buffer => readFileSync(join(root, path));
const { rooms } = parse(Manifest, JSON.parse(read(manifestPath).toString()));
const named = rooms.flatMap(room =>
  room.objects.map(object => [`${room.name}: ${object.name}`, room, object] as const),
);

const photos = new Map<string, Picture>();
function photoOf(room: RoomEntry): Picture {
  const photo = photos.get(room.name) ?? decodeJpeg(read(room.photo));
  photos.set(room.name, photo);
  return photo;
}

/** A mask as `png.ts` writes it: one grey byte a pixel, one block of data, each row less the row above. */
function readMask(path: string): {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
} {
  const file = read(path);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  expect([...file.subarray(24, 26)]).toEqual([8, 0]);
  const rows = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  const data = new Uint8Array(width * height);
  expect(new Set(rows.filter((_, i) => i % (width + 1) === 0))).toEqual(new Set([2]));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = rows[y * (width + 1) + 1 + x]! + (y > 0 ? data[(y - 1) * width + x]! : 0);
    }
  }
  return { width, height, data };
}

/** How far the photo and the room without an object differ, in levels, at each pixel that `where` takes, sorted. */
function differences(
  room: RoomEntry,
  object: ObjectEntry,
  where: (x: number, y: number) => boolean,
): number[] {
  const [photo, bare, box] = [photoOf(room), decodeJpeg(read(object.without)), object.withoutBox];
  const levels: number[] = [];
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      if (!where(x + box.x, y + box.y)) continue;
      const [there, here] = [((y + box.y) * photo.width + x + box.x) * 3, (y * box.width + x) * 3];
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += Math.abs(photo.data[there + k]! - bare.data[here + k]!);
      levels.push(sum / 3);
    }
  }
  return levels.sort((a, b) => a - b);
}

describe('drawing', () => {
  const tile = { left: 232, top: 392, columns: 48, rows: 32 };
  const box: Box = { x: tile.left, y: tile.top, width: tile.columns, height: tile.rows };

  test('a corner of the living room comes out the same, bit for bit, and as in its photo', async () => {
    const kernel = await Kernel.open(await compileKernel(), pack(livingRoom));
    const seen = { width: tile.columns, height: tile.rows, data: kernel.render(tile, fullFrame) };
    const rgb = finish(seen, box, fullFrame, livingRoom);
    expect(createHash('sha256').update(rgb).digest('hex')).toBe(
      '70325db40ed44f09105c78240e8be2a286c2b61c44b75c75f02b6d01b8c92614',
    );

    // The denoiser sees less of the room here than in the photo, so near is all that the two can be.
    const photo = decodeJpeg(read('public/samples/living-room.jpg'));
    let off = 0;
    for (let i = 0; i < rgb.length; i++) {
      const [x, y] = [Math.floor(i / 3) % box.width, Math.floor(i / 3 / box.width)];
      off += Math.abs(rgb[i]! - photo.data[((y + box.y) * photo.width + x + box.x) * 3 + (i % 3)]!);
    }
    expect(off / rgb.length).toBeLessThan(3);

    const plant = readMask('tests/fixtures/scenes/living-room/plant.mask.png');
    const again = maskOf(seen, objectBits(livingRoom, 'plant')).data;
    const rows = Array.from({ length: box.height }, (_, y) => {
      const from = (y + box.y) * plant.width + box.x;
      return plant.data.subarray(from, from + box.width);
    });
    expect(Buffer.concat(rows).equals(again)).toBe(true);
  }, 60_000);

  test('powers and sines from arithmetic agree with the machine’s own', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: -12, max: 12, noNaN: true }), (base, x) => {
        expect(Math.abs(log2(base) - Math.log2(base))).toBeLessThan(1e-12);
        expect(exp2(x) / 2 ** x).toBeCloseTo(1, 12);
        expect(pow(base, x / 4) / base ** (x / 4)).toBeCloseTo(1, 11);
        expect(sin(x * 9)).toBeCloseTo(Math.sin(x * 9), 12);
        expect(cos(x * 9)).toBeCloseTo(Math.cos(x * 9), 12);
      }),
    ); // prettier-ignore
  });
});

describe('files', () => {
  test('a JPEG reads back as what was written, within its steps', () => {
    const [width, height] = [37, 21];
    const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
      return i % 3 === 0 ? x * 6 : i % 3 === 1 ? y * 12 : 255 - x * 3 - y * 4;
    });
    const back = decodeJpeg(encodeJpeg(rgb, width, height, 95));
    expect([back.width, back.height]).toEqual([width, height]);
    const off = rgb.map((value, i) => Math.abs(value - back.data[i]!));
    expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(1.2);
    expect(Math.max(...off)).toBeLessThan(12);
  });

  test('Huffman codes are a prefix code of at most 16 bits, shorter for what is seen more', () => {
    const weights = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 1e9 })),
      {
        minLength: 1,
        selector: ([symbol]) => symbol,
      },
    );
    fc.assert(
      fc.property(weights, seen => {
        const { codes } = huffmanTable(new Map(seen));
        expect(codes.size).toBe(seen.length);
        // Kraft: strictly less than 1, because the code of all ones is kept free.
        const filled = [...codes.values()].reduce((sum, { length }) => sum + 2 ** -length, 0);
        expect(filled).toBeLessThan(1);
        for (const [a, often] of seen) {
          for (const [b, seldom] of seen) {
            if (often > seldom) expect(codes.get(a)!.length).toBeLessThanOrEqual(codes.get(b)!.length);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a PNG holds its rows', () => {
    const grey = Uint8Array.from({ length: 12 }, (_, i) => (i * 37) & 255);
    const file = encodePng(grey, 4, 3);
    const rows = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
    const plain = [...grey].map(
      (_, i) => (rows[Math.floor(i / 4) * 5 + 1 + (i % 4)]! + (i >= 4 ? grey[i - 4]! : 0)) & 255,
    );
    expect(plain).toEqual([...grey]);
  });

  test('all of them weigh 3 MB at most', () => {
    const paths = rooms.flatMap(room => [
      room.photo,
      ...room.objects.flatMap(object => [object.mask, object.without]),
    ]);
    const weight = paths.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
    expect(weight).toBeLessThanOrEqual(3_000_000);
  });
});

test('three rooms, at least four objects each, a lamp and a sofa in the living room', () => {
  expect(rooms.map(room => room.name)).toEqual(['living-room', 'kitchen', 'study']);
  for (const room of rooms) expect(room.objects.length).toBeGreaterThanOrEqual(4);
  expect(rooms[0]!.objects.map(object => object.name)).toEqual(expect.arrayContaining(['lamp', 'sofa']));
});

test.each(rooms)('$name has the size its list says', room => {
  const { width, height } = photoOf(room);
  expect([width, height]).toEqual([room.width, room.height]);
});

describe.each(named)('%s', (_, room, object) => {
  const mask = readMask(object.mask);
  const inMask = (x: number, y: number): boolean => mask.data[y * mask.width + x] === 255;

  test('its mask has the photo’s size, holds 0 and 255, and fills the box it says', () => {
    expect([mask.width, mask.height]).toEqual([room.width, room.height]);
    expect(new Set(mask.data)).toEqual(new Set([0, 255]));
    let [left, top, right, bottom] = [room.width, room.height, 0, 0];
    for (let y = 0; y < mask.height; y++) {
      for (let x = 0; x < mask.width; x++) {
        if (!inMask(x, y)) continue;
        [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
      }
    }
    expect(object.box).toEqual({ x: left, y: top, width: right - left, height: bottom - top });
  });

  test('without it, the room differs inside the mask and hardly outside', () => {
    const { withoutBox: around } = object;
    expect([around.x % 8, around.y % 8]).toEqual([0, 0]);
    const onRim = (x: number, y: number): boolean => {
      const inset = Math.min(
        x - around.x,
        y - around.y,
        around.x + around.width - 1 - x,
        around.y + around.height - 1 - y,
      );
      // Where the photo ends there is nothing beyond to agree with.
      const ends = x < 16 || y < 16 || x >= room.width - 16 || y >= room.height - 16;
      return inset < 8 && !ends && !inMask(x, y);
    };
    const inside = differences(room, object, inMask);
    const rim = differences(room, object, onRim);
    const changed = inside.reduce((sum, level) => sum + level, 0) / inside.length;
    expect(changed).toBeGreaterThan(8);
    // The middle one: an object's shadow in the sun may fall across the rim, but not along all of it.
    expect(rim[rim.length >> 1]).toBeLessThan(Math.min(10, changed / 4));
  });
});
