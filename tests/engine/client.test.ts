/** The engine and its client (`core/providers/engine.ts`), over a real network. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from '../../core/contract/schema.ts';
import { Scene } from '../../core/contract/scene.ts';
import { engine as provider } from '../../core/providers/engine.ts';
import type { Maker } from '../../core/providers/provider.ts';
import { openEngine, type Engine } from '../../tools/engine/open.ts';
import { readPng } from '../../tools/png.ts';
import { done, nothing } from '../core/providers/work.ts';
import { worldOf } from '../fakes/providers/world.ts';
import { faultOf, folderUntil, marked, maskPng, pngOf, remove, wall } from './asking.ts';

const KEY = 'a key of the tests';
const folder = folderUntil(afterAll);
const world = worldOf(new AbortController().signal);
let engine: Engine;
let maker: Maker;

beforeAll(async () => {
  engine = await openEngine({ port: 0, host: '127.0.0.1', folder, origins: [], threads: 2, key: KEY });
  maker = provider.make(world, { url: engine.url, key: KEY });
}, 60_000);
afterAll(() => engine.close());

const removing = (width: number, height: number) => ({
  ...remove,
  image: pngOf(wall(width, height)),
  mask: maskPng(marked(width, height)),
});

test('it is well, and says what it reckons on', async () => {
  const { ok, message, gpu } = await maker.health();
  expect([ok, gpu]).toEqual([true, false]);
  expect(message).toMatch(/^Brushword Engine \d.*, 2 processors/);
});

test('an operation comes back as a picture, with how it came to be', async () => {
  const { pictures, said } = await done(maker, world, removing(160, 120), randomUUID());
  expect(pictures.map(({ bytes }) => readPng(bytes).width)).toEqual([160]);
  expect(said).toMatchObject({ maker: 'guided@3', params: { grow: 3 } });
}, 60_000);

test('a picture is described', async () => {
  const { pictures, said } = await done(
    maker,
    world,
    { tool: 'analyse', image: pngOf(wall(160, 120)) },
    randomUUID(),
  );
  expect([pictures, parse(Scene, said).width]).toEqual([[], 160]);
});

test('what is cancelled leaves off, and is not done when it is asked after', async () => {
  const stand = await maker.submit(removing(2400, 1800), randomUUID(), nothing);
  if (stand.state !== 'open') throw new Error('It was done at once.');
  await maker.cancel(stand.handle);
  expect((await faultOf(maker.poll(stand.handle))).message).toMatch(/told to stop/);
});

test('what it refuses is known by its kind', async () => {
  const words = { tool: 'generate', words: 'a fern', width: 512, height: 512, seed: 1 } as const;
  expect((await faultOf(maker.submit(words, randomUUID(), nothing))).name).toBe('no-maker');
  const other = provider.make(world, { url: engine.url, key: 'another key' });
  expect((await other.health()).ok).toBe(true);
  expect((await faultOf(other.submit(words, randomUUID(), nothing))).message).toMatch(/key/);
});
