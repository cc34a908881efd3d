/** The same order in a browser and in the engine: by the same makers, on the same WebAssembly, to the bit; and commands that have it work. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { openDarkroom, type Darkroom } from '../../tools/edit/darkroom.ts';
import { openEngine, type Engine } from '../../tools/engine/open.ts';
import { readPng } from '../../tools/png.ts';
import { Asker, marked, maskPng, pngOf, wall } from '../engine/asking.ts';
import { objectIn, readScenes, root } from '../fixtures/scenes.ts';

const folder = mkdtempSync(join(tmpdir(), 'brushword-same-'));
const KEY = 'a key of the tests';
let room: Darkroom;
let engine: Engine;
let asker: Asker;

beforeAll(async () => {
  const place = { port: 0, host: '127.0.0.1', folder: join(folder, 'engine'), origins: [], key: KEY };
  [room, engine] = await Promise.all([openDarkroom(), openEngine(place)]);
  asker = new Asker(engine.url, { authorization: `Bearer ${KEY}` });
});
afterAll(async () => {
  await Promise.all([room.close(), engine.close()]);
  rmSync(folder, { recursive: true });
});

const SEED = 1;

interface Step {
  readonly operation: string;
  readonly params: Record<string, unknown>;
}

async function inBrowser(step: Step, image: string, mask?: string): Promise<Pixels> {
  const edits = [{ ...step, mask: mask === undefined ? ('none' as const) : ('given' as const) }];
  const errand = { edits, type: 'image/png' as const, quality: 1, seed: SEED, said: '', edition: 'test' };
  return readPng(Buffer.from((await room.run(errand, { image, mask })).file, 'base64'));
}

async function inEngine(step: Step, image: string, mask?: string): Promise<Pixels> {
  const read = (path: string) => new Uint8Array(readFileSync(path));
  const files = { image: read(image), ...(mask !== undefined && { mask: read(mask) }) };
  const asked = await asker.submit({ tool: 'operate', seed: SEED, ...step }, files);
  const { id } = (await asked.json()) as { id: string };
  expect(await asker.ended(id)).toMatchObject({
    state: 'done',
    said: step.operation === 'remove' ? { maker: 'guided@3' } : { params: step.params },
  });
  const made = await asker.ask('GET', `/api/v1/jobs/${id}/made/0`);
  return readPng(new Uint8Array(await made.arrayBuffer()));
}

/** Of 255, over all samples. */
function difference(one: Pixels, other: Pixels): { most: number; mean: number } {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  let [most, sum] = [0, 0];
  for (let at = 0; at < one.data.length; at++) {
    const by = Math.abs(one.data[at]! - other.data[at]!);
    most = Math.max(most, by);
    sum += by;
  }
  return { most, mean: sum / one.data.length };
}

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const remove = { operation: 'remove', params: {} };

test('a PNG: to the bit', async () => {
  const image = written('wall.png', pngOf(wall(480, 360)));
  const mask = written('wall-mask.png', maskPng(marked(480, 360)));
  const made = await Promise.all([inBrowser(remove, image, mask), inEngine(remove, image, mask)]);
  expect(difference(...made)).toEqual({ most: 0, mean: 0 });
});

test('a photo, led by our network and filled by several threads: to the bit', async () => {
  const { room: place, object } = objectIn(readScenes(), 'living-room', 'sofa');
  const [photo, mask] = [join(root, place.photo), join(root, object.mask)];
  const made = await Promise.all([inBrowser(remove, photo, mask), inEngine(remove, photo, mask)]);
  expect(difference(...made)).toEqual({ most: 0, mean: 0 });
});

test('arithmetic over a whole photo: to the bit', async () => {
  const photo = join(root, objectIn(readScenes(), 'living-room', 'sofa').room.photo);
  const warm = { operation: 'adjust', params: { temperature: 0.4, shadows: 0.3 } };
  const made = await Promise.all([inBrowser(warm, photo), inEngine(warm, photo)]);
  expect(difference(...made)).toEqual({ most: 0, mean: 0 });
});

/** A command, as it is typed where the environment holds the engine's key. */
function typed(command: string, words: readonly string[]): Promise<Ran> {
  const script = join(import.meta.dirname, '../../tools', command);
  return new Promise(resolve => {
    const how = { cwd: folder, env: { ...process.env, INIT_CWD: folder, ENGINE_KEY: KEY } };
    execFile(process.execPath, [script, ...words], how, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
    });
  });
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

test('a batch is done by it where the command says so: a picture as large as it came, and changed where it is marked', async () => {
  written('batch.png', pngOf(wall(480, 360)));
  const jobs = [
    { image: 'batch.png', sentence: 'remove the disc', box: '190,130,100,100', out: 'gone.png' },
    { image: 'batch.png', sentence: 'make it brighter', out: 'bright.png' },
    { image: 'batch.png', sentence: 'undress the woman', out: 'none.png' },
  ];
  written('jobs.json', Buffer.from(JSON.stringify(jobs)));
  const { code, out, err } = await typed('edit.ts', [
    '--batch',
    'jobs.json',
    '--engine',
    engine.url,
    '--json',
  ]);
  const said = out.trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  expect(said, err).toMatchObject([
    { width: 480, height: 360, edits: [{ operation: 'remove', maker: 'engine' }] },
    { edits: [{ operation: 'adjust', maker: 'engine' }] },
    { error: { kind: 'policy' } },
  ]);
  expect(code).toBe(3);
  const [before, after] = [wall(480, 360), readPng(readFileSync(join(folder, 'gone.png')))];
  const reds = ({ data }: Pixels): number =>
    data.filter((value, at) => at % 4 === 0 && value > (data[at + 1] ?? 0) + 40).length;
  expect([reds(before) > 1000, reds(after)]).toEqual([true, 0]);
  // No further than the box, and a margin around it.
  const outside = after.data.filter((value, at) => {
    const [x, y] = [(at >> 2) % 480, Math.floor((at >> 2) / 480)];
    return (x < 180 || x > 300 || y < 120 || y > 240) && value !== before.data[at];
  });
  expect(outside.length).toBe(0);
});

test('sounds are written down by it where the command says so', async () => {
  const sounds = join(root, 'tests/fixtures/audio');
  written('sounds.txt', Buffer.from(`${join(sounds, 'lamp.wav')}\n${join(sounds, 'warmer.mp3')}\n`));
  const { code, out, err } = await typed('transcribe.ts', ['--batch', 'sounds.txt', '--engine', engine.url]);
  const said = out.trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  expect(said, err).toMatchObject([
    { text: 'get rid of the lamp', heard: 'command' },
    { text: 'make it warmer', heard: 'command' },
  ]);
  expect(code).toBe(0);
});

const flip = { operation: 'flip', params: {} };
const photo = (): Sharp =>
  sharp(join(root, objectIn(readScenes(), 'kitchen', 'kettle').room.photo)).resize(300);

/** What a file's bytes become is not ours alone to say: of 255, at most and in the mean. */
test.each([
  [
    'a phone’s JPEG, with half the colours',
    () => photo().jpeg({ quality: 85, chromaSubsampling: '4:2:0' }),
    3,
    0.05,
  ],
  ['a progressive JPEG', () => photo().jpeg({ quality: 85, progressive: true }), 1, 0.02],
  ['a PNG with a wide profile', () => photo().withIccProfile('p3').png(), 2, 0.1],
  ['a JPEG with a wide profile', () => photo().withIccProfile('p3').jpeg({ quality: 90 }), 2, 0.1],
  ['a WebP', () => photo().webp({ quality: 80 }), 1, 0.02],
  ['a WebP without loss', () => photo().webp({ lossless: true }), 0, 0],
  ['an AVIF', () => photo().avif({ quality: 60 }), 2, 0.2],
])('%s is read alike', async (name, make, most, mean) => {
  const image = written(name, await make().toBuffer());
  const by = difference(...(await Promise.all([inBrowser(flip, image), inEngine(flip, image)])));
  expect(by.most).toBeLessThanOrEqual(most);
  expect(by.mean).toBeLessThanOrEqual(mean);
});
