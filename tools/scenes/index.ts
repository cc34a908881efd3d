/**
 * `npm run scenes` draws every sample photo, every photo less one object, and every mask, and puts them where the
 * app and the tests find them. `--check` draws them again and compares. For a quick look at a room, or at a part of
 * it (in pixels of the scaled picture):
 * `npm run scenes -- --room living-room --scale 0.25 --samples 16 --crop 0,0,100,80 --out /tmp/looks`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileKernel } from './compile.ts';
import { drawRoom, finish, fullFrame, look } from './draw.ts';
import type { Frame } from './kernel.ts';
import { type Manifest, manifestPath, type RoomEntry } from './manifest.ts';
import { encodePng } from './png.ts';
import type { Room } from './room.ts';
import { rooms } from './rooms/index.ts';

const root = join(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    room: { type: 'string' },
    out: { type: 'string' },
    scale: { type: 'string', default: '0.5' },
    samples: { type: 'string', default: String(fullFrame.samples) },
    crop: { type: 'string' },
  },
});

function write(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

async function quickLook(wasm: Uint8Array<ArrayBuffer>, room: Room, folder: string): Promise<void> {
  const scale = Number(values.scale);
  const frame: Frame = {
    width: Math.round(fullFrame.width * scale),
    height: Math.round(fullFrame.height * scale),
    samples: Number(values.samples),
  };
  const [x = 0, y = 0, width = frame.width, height = frame.height] =
    values.crop?.split(',').map(Number) ?? [];
  const box = { x, y, width, height };
  const rgb = finish(await look(wasm, room, frame, box), box, frame, room);
  const path = join(folder, `${room.name}.png`);
  write(path, encodePng(rgb, width, height));
  console.log(path);
}

type Keep = (path: string, bytes: Uint8Array) => void;

/** Draws the chosen rooms in full. */
async function drawAll(wasm: Uint8Array<ArrayBuffer>, chosen: readonly Room[], keep: Keep): Promise<void> {
  const entries: RoomEntry[] = [];
  for (const room of chosen) entries.push(await drawRoom(wasm, room, fullFrame, keep));
  // The list is only right when every room was drawn.
  if (chosen.length < rooms.length) return;
  const manifest: Manifest = { rooms: entries };
  keep(manifestPath, new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
}

const keepOnDisk: Keep = (path, bytes) => {
  write(join(root, path), bytes);
  console.log(path);
};

/** Draws everything again; true where every file on disk is the same, bit for bit. */
async function isUnchanged(wasm: Uint8Array<ArrayBuffer>, chosen: readonly Room[]): Promise<boolean> {
  let [same, changed] = [0, 0];
  await drawAll(wasm, chosen, (path, bytes) => {
    const file = join(root, path);
    const equal = existsSync(file) && readFileSync(file).equals(bytes);
    if (equal) same++;
    else changed++;
    console.log(`${equal ? 'same   ' : 'CHANGED'} ${path}`);
  });
  console.log(`${same} files are the same, bit for bit; ${changed} are not.`);
  return changed === 0;
}

const chosen = rooms.filter(room => values.room === undefined || room.name === values.room);
if (chosen.length === 0) {
  console.error(
    `There is no room called ${values.room}. The rooms are ${rooms.map(room => room.name).join(', ')}.`,
  );
  process.exit(2);
}
const wasm = await compileKernel();
if (values.out !== undefined) {
  for (const room of chosen) await quickLook(wasm, room, values.out);
} else if (values.check) {
  process.exitCode = (await isUnchanged(wasm, chosen)) ? 0 : 1;
} else {
  await drawAll(wasm, chosen, keepOnDisk);
}
