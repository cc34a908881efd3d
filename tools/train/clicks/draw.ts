/** `node tools/train/clicks/draw.ts DIR`: draws the other views of the rooms that the weights are fitted to, and what shows in each. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernel } from '../../scenes/compile.ts';
import { finish, look, maskOf, quality } from '../../scenes/draw.ts';
import { encodeJpeg } from '../../scenes/jpeg.ts';
import type { Frame } from '../../scenes/kernel.ts';
import { listPath, type Shown } from '../../scenes/manifest.ts';
import { encodePng } from '../../scenes/png.ts';
import { objectBits, type Room } from '../../scenes/room.ts';
import { fitted } from './views.ts';

/** Fewer paths a pixel than the committed photos have: a little more grain, in a third of the time. */
const frame: Frame = { width: 1200, height: 800, samples: 20 };

/** A thing that shows on fewer pixels can hardly be clicked on. */
const least = 800;

/** Writes photos, masks and the list of them, as `readThings` reads it. Calls `each` after every room. */
export async function drawViews(
  folder: string,
  views: readonly Room[],
  each: (room: string) => void = () => {},
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const wasm = await compileKernel();
  const drawn: Shown['rooms'][number][] = [];
  for (const room of views) {
    drawn.push(await drawView(wasm, folder, room));
    each(room.name);
  }
  writeFileSync(join(folder, listPath), `${JSON.stringify({ rooms: drawn }, null, 2)}\n`);
}

async function drawView(
  wasm: Uint8Array<ArrayBuffer>,
  folder: string,
  room: Room,
): Promise<Shown['rooms'][number]> {
  const { width, height } = frame;
  const seen = await look(wasm, room, frame);
  const rgb = finish(seen, { x: 0, y: 0, width, height }, frame, room);
  const photo = `${room.name}.jpg`;
  writeFileSync(join(folder, photo), encodeJpeg(rgb, width, height, quality));
  const objects = room.objects.flatMap(({ name }) => {
    const { data, box } = maskOf(seen, objectBits(room, name));
    if (data.filter(value => value > 0).length < least) return [];
    const mask = `${room.name}.${name.replaceAll(' ', '-')}.png`;
    writeFileSync(join(folder, mask), encodePng(data, width, height));
    return [{ name, mask, box }];
  });
  return { name: room.name, photo, width, height, objects };
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Say where to: node tools/train/clicks/draw.ts DIR');
  await drawViews(folder, fitted, room => console.log(room));
}
