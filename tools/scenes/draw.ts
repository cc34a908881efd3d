/** From a room to its files: the photo, and for each object its mask and the room without it. */
import { type Box, pad } from '../../core/pixels/box.ts';
import { denoise } from './denoise.ts';
import { develop } from './film.ts';
import { encodeJpeg } from './jpeg.ts';
import { type Frame, pixelWords, type Tile } from './kernel.ts';
import type { ObjectEntry, RoomEntry } from './manifest.ts';
import { pack } from './pack.ts';
import { encodePng } from './png.ts';
import { render, type Seen } from './render.ts';
import { goesWith, objectBits, type Room } from './room.ts';

/** The committed pictures' size, paths a pixel and JPEG quality. */
export const fullFrame: Frame = { width: 1200, height: 800, samples: 64 };
export const quality = 92;

/** How far round a mask the room is drawn again without the object, for its shadow and reflection. */
const margin = 32;
/** How far the denoiser looks: two steps of 1, 2, 4, 8 and 16 pixels. */
const reach = 62;

const tileOf = ({ x, y, width, height }: Box): Tile => ({ left: x, top: y, columns: width, rows: height });
const whole = ({ width, height }: Frame): Box => ({ x: 0, y: 0, width, height });

/** What was seen, developed: RGB bytes of `box`. */
export function finish(seen: Seen, box: Box, frame: Frame, room: Room): Uint8Array<ArrayBuffer> {
  return develop(denoise(seen, frame.samples), tileOf(box), frame, room);
}

/** Renders a part of the photo, or all of it. */
export const look = (
  wasm: Uint8Array<ArrayBuffer>,
  room: Room,
  frame: Frame,
  box = whole(frame),
): Promise<Seen> => render(wasm, pack(room), frame, tileOf(box));

/** A rectangle of rows cut out of a larger one, `per` numbers a pixel. */
function cut<A extends Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  from: A,
  width: number,
  box: Box,
  per: number,
  into: A,
): A {
  for (let row = 0; row < box.height; row++) {
    const start = ((box.y + row) * width + box.x) * per;
    into.set(from.subarray(start, start + box.width * per), row * box.width * per);
  }
  return into;
}

/** The mask of the pixels where any of an object's bits were seen, and its bounds. */
export function maskOf(
  seen: Seen,
  bits: number,
): { readonly data: Uint8Array<ArrayBuffer>; readonly box: Box } {
  const words = new Uint32Array(seen.data.buffer);
  const data = new Uint8Array(seen.width * seen.height);
  let [left, top, right, bottom] = [seen.width, seen.height, 0, 0];
  for (let i = 0; i < data.length; i++) {
    if ((words[i * pixelWords + 16]! & bits) === 0) continue;
    data[i] = 255;
    const [x, y] = [i % seen.width, Math.floor(i / seen.width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return {
    data,
    box: { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) },
  };
}

/** Grown to multiples of 8, within the frame. */
function blocks(box: Box, frame: Frame): Box {
  const [x, y] = [box.x & ~7, box.y & ~7];
  const right = Math.min(frame.width, (box.x + box.width + 7) & ~7);
  const bottom = Math.min(frame.height, (box.y + box.height + 7) & ~7);
  return { x, y, width: right - x, height: bottom - y };
}

/** The crop `box` of the room without some objects, denoised among the photo's own pixels. */
async function without(
  wasm: Uint8Array<ArrayBuffer>,
  room: Room,
  names: readonly string[],
  photo: Seen,
  frame: Frame,
  box: Box,
): Promise<Uint8Array<ArrayBuffer>> {
  const again = await render(wasm, pack(room, names), frame, tileOf(box));
  const wide = pad(box, reach, frame);
  const data = cut(
    photo.data,
    frame.width,
    wide,
    pixelWords,
    new Float32Array(wide.width * wide.height * pixelWords),
  );
  for (let row = 0; row < box.height; row++) {
    const from = again.data.subarray(row * box.width * pixelWords, (row + 1) * box.width * pixelWords);
    data.set(from, ((box.y - wide.y + row) * wide.width + box.x - wide.x) * pixelWords);
  }
  const rgb = finish({ width: wide.width, height: wide.height, data }, wide, frame, room);
  const inner = { ...box, x: box.x - wide.x, y: box.y - wide.y };
  return cut(rgb, wide.width, inner, 3, new Uint8Array(box.width * box.height * 3));
}

/**
 * Draws everything of one room. Each file is handed to `keep`, by its path from the root, as soon as it is drawn.
 */
export async function drawRoom(
  wasm: Uint8Array<ArrayBuffer>,
  room: Room,
  frame: Frame,
  keep: (path: string, bytes: Uint8Array) => void,
): Promise<RoomEntry> {
  const photo = await look(wasm, room, frame);
  const rgb = finish(photo, whole(frame), frame, room);
  const photoPath = `public/samples/${room.name}.jpg`;
  keep(photoPath, encodeJpeg(rgb, frame.width, frame.height, quality));
  const objects: ObjectEntry[] = [];
  for (const { name } of room.objects) {
    const path = `tests/fixtures/scenes/${room.name}/${name.replaceAll(' ', '-')}`;
    const gone = goesWith(room, name);
    const { data, box } = maskOf(photo, objectBits(room, name));
    const withoutBox = blocks(pad(box, margin, frame), frame);
    const bare = await without(wasm, room, gone, photo, frame, withoutBox);
    const entry: ObjectEntry = {
      name,
      carries: gone.slice(1),
      mask: `${path}.mask.png`,
      box,
      without: `${path}.without.jpg`,
      withoutBox,
    };
    keep(entry.mask, encodePng(data, frame.width, frame.height));
    keep(entry.without, encodeJpeg(bare, withoutBox.width, withoutBox.height, quality));
    objects.push(entry);
  }
  return { name: room.name, photo: photoPath, width: frame.width, height: frame.height, objects };
}
