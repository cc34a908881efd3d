/**
 * `npm run scenes` draws every sample photo, every photo less one object, and every mask, and puts them where the
 * app and the tests find them. `--check` draws them again and compares. For a quick look at a room, or at a part of
 * it (in pixels of the scaled picture):
 * `npm run scenes -- --room living-room --scale 0.25 --samples 16 --crop 0,0,100,80 --out /tmp/looks`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawRoom, finish, fullFrame, look } from './draw.ts';
import { compileKernel, type Frame } from './kernel.ts';
import { type Manifest, manifestPath } from './manifest.ts';
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

/** Draws the chosen rooms in full; returns every file by its path from the root. */
async function drawAll(
  wasm: Uint8Array<ArrayBuffer>,
  chosen: readonly Room[],
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const manifest = { rooms: [] as Manifest['rooms'][number][] };
  for (const room of chosen) {
    const drawn = await drawRoom(wasm, room, fullFrame, path => console.log(path));
    for (const [path, bytes] of drawn.files) files.set(path, bytes);
    manifest.rooms.push(drawn.entry);
  }
  // The list is only right when every room was drawn.
  if (chosen.length === rooms.length) {
    files.set(
      manifestPath,
      new TextEncoder().encode(`${JSON.stringify(manifest satisfies Manifest, null, 2)}\n`),
    );
  }
  return files;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Paths of files that are missing or differ by a bit. */
const astray = (files: ReadonlyMap<string, Uint8Array>): string[] =>
  [...files]
    .filter(
      ([path, bytes]) =>
        !existsSync(join(root, path)) || sha256(readFileSync(join(root, path))) !== sha256(bytes),
    )
    .map(([path]) => path);

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
} else {
  const files = await drawAll(wasm, chosen);
  if (values.check) {
    const wrong = astray(files);
    console.log(
      wrong.length === 0
        ? `${files.size} files are the same, bit for bit.`
        : `Not the same: ${wrong.join(', ')}`,
    );
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } else {
    for (const [path, bytes] of files) write(join(root, path), bytes);
  }
}
