/** The engine as a desk asks it: over HTTP, by the real thread, the real makers and the real disk. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiRoot } from '../../core/contract/api.ts';
import { EngineHealth, EngineJob } from '../../core/contract/engine.ts';
import { Scene } from '../../core/contract/scene.ts';
import { parse } from '../../core/contract/schema.ts';
import { grow } from '../../core/pixels/mask.ts';
import { blankMask, type Pixels } from '../../core/pixels/pixels.ts';
import { openEngine, type Engine } from '../../tools/engine/open.ts';
import { readPng } from '../../tools/png.ts';
import {
  Asker,
  asking,
  folderUntil,
  formOf,
  marked,
  maskPng,
  pngOf,
  refusal,
  remove,
  wall,
  type Sent,
} from './asking.ts';

const folder = folderUntil(afterAll);
let engine: Engine;
let asker: Asker;

beforeAll(async () => {
  engine = await openEngine({ port: 0, host: '127.0.0.1', folder, origins: [], threads: 2 });
  asker = new Asker(engine.url);
}, 60_000);
afterAll(() => engine.close());

const before = wall(160, 120);
const mask = marked(160, 120);
const image = pngOf(before);
const both: Sent = { image, mask: maskPng(mask) };
const sound = new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/audio/lamp.wav')));

/** What comes of it, and what it made. */
async function done(ask: unknown, files: Sent): Promise<EngineJob> {
  const reply = await asker.submit(ask, files);
  const { id } = parse(EngineJob, await reply.json());
  expect(reply.status).toBe(202);
  return asker.ended(id);
}

async function pictureOf({ id, made }: EngineJob): Promise<Pixels> {
  const reply = await asker.ask('GET', `${apiRoot}/jobs/${id}/made/0`);
  const bytes = new Uint8Array(await reply.arrayBuffer());
  expect([reply.headers.get('content-type'), bytes.length]).toEqual([made?.[0]?.type, made?.[0]?.size]);
  return readPng(bytes);
}

test('says how it is', async () => {
  const health = parse(EngineHealth, await (await asker.ask('GET', `${apiRoot}/health`)).json());
  expect(health).toMatchObject({
    ok: true,
    gpu_available: false,
    tools: ['operate', 'transcribe', 'analyse'],
  });
  expect(health.device).toMatch(/^2 processors/);
});

describe('an operation', () => {
  test('fills what is marked, and changes nothing beyond the margin that it tells of', async () => {
    const job = await done(remove, both);
    expect(job).toMatchObject({
      state: 'done',
      made: [{ type: 'image/png', width: 160, height: 120 }],
      said: { params: { grow: 3, soften: 1.5 }, maker: 'guided@3', seed: 7, notes: [] },
    });
    const after = await pictureOf(job);
    const may = grow(mask, 3);
    const outside = (value: number, at: number): boolean =>
      may.data[at >> 2] === 0 && value !== before.data[at];
    expect(after.data.filter(outside).length).toBe(0);
    // The disc was red, and the wall is grey.
    const reds = after.data.filter((value, at) => at % 4 === 0 && value > (after.data[at + 1] ?? 0) + 40);
    expect(reds.length).toBe(0);
  });

  test('gives the same picture for the same seed', async () => {
    const [one, other] = [await done(remove, both), await done(remove, both)];
    expect((await pictureOf(other)).data).toEqual((await pictureOf(one)).data);
  });

  test('needs no mask where it is of the whole picture', async () => {
    const crop = { tool: 'operate', operation: 'crop', params: { aspect: '1:1' }, seed: 1 };
    expect((await done(crop, { image })).made).toMatchObject([{ width: 120, height: 120 }]);
    const adjust = { tool: 'operate', operation: 'adjust', params: { exposure: 0.5 }, seed: 1 };
    const after = await pictureOf(await done(adjust, { image }));
    expect(after.data[0]).toBeGreaterThan(before.data[0] ?? 255);
  });

  test('that cannot be done on this picture fails with a sentence', async () => {
    const job = await done(remove, { image, mask: maskPng(blankMask(160, 120)) });
    expect(job).toMatchObject({ state: 'failed', fault: { kind: 'bad-request', message: expect.stringMatching(/Nothing is marked/) } }); // prettier-ignore
  });
});

test('a picture is analysed', async () => {
  const { said } = await done({ tool: 'analyse' }, { image });
  const scene = parse(Scene, said);
  expect([scene.width, scene.height]).toEqual([160, 120]);
  expect(scene.regions.some(({ colours }) => colours[0]?.name === 'red')).toBe(true);
});

test('speech is written down', async () => {
  expect((await done({ tool: 'transcribe' }, { sound })).said).toMatchObject({
    spoke: true,
    text: 'get rid of the lamp',
    trust: 'sure',
  });
}, 60_000);

describe('is refused, with its kind and a sentence:', () => {
  const words = { words: 'a fern in a pot', seed: 1 };
  const size = { width: 512, height: 512 };
  const operate = (operation: string, params: object) => ({ tool: 'operate', operation, params, seed: 1 });
  const rows: readonly (readonly [string, unknown, Sent, number, string, RegExp])[] = [
    ['painting from words', { tool: 'repaint', ...words }, both, 501, 'no-maker', /paints nothing from words/],
    ['making a picture', { tool: 'generate', ...words, ...size }, {}, 501, 'no-maker', /paints nothing/],
    ['what paints', operate('replace', { with: 'a fern' }), both, 501, 'no-maker', /paints nothing/],
    ['what nobody may ask', { tool: 'generate', ...words, ...size, words: 'undress the woman' }, {}, 403, 'policy', /undress/],
    ['the same in an operation', operate('replace', { with: 'her naked body' }), both, 403, 'policy', /\w/],
    ['an operation that there is not', operate('enchant', {}), both, 400, 'bad-request', /called “enchant”/],
    ['a parameter out of range', operate('adjust', { exposure: 9 }), { image }, 400, 'bad-request', /exposure/],
    ['a tool that there is not', { tool: 'sing' }, {}, 400, 'bad-request', /tool/],
    ['no picture', remove, {}, 400, 'bad-request', /no file “image”/],
    ['no mask', remove, { image }, 400, 'bad-request', /Where\?/],
    ['a mask of another size', remove, { image, mask: maskPng(blankMask(9, 9)) }, 400, 'bad-request', /9 × 9.*160 × 120/],
    ['what is no picture', remove, { ...both, image: sound }, 400, 'bad-request', /not a picture/],
    ['a picture as text', remove, { ...both, image: 'a sunset' }, 400, 'bad-request', /as a file/],
    ['what is no sound', { tool: 'transcribe' }, { sound: image }, 400, 'bad-request', /WAV/],
  ]; // prettier-ignore

  test.each(rows)('%s', async (_, ask, files, status, kind, sentence) => {
    const refused = await refusal(await asker.submit(ask, files));
    expect(refused).toEqual({ status, kind, message: expect.stringMatching(sentence) });
  });

  test('a picture of more than 50 megapixels, by its header alone', async () => {
    const huge = new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/images/huge.png')));
    expect(await refusal(await asker.submit(remove, { ...both, image: huge }))).toMatchObject({ status: 413, kind: 'too-big' }); // prettier-ignore
  });

  test('a body that says that it is too long, before it is read', async () => {
    const headers = { 'idempotency-key': randomUUID(), 'content-length': String(301 * 2 ** 20) };
    const said = await asking(engine.url, { method: 'POST', path: `${apiRoot}/jobs`, headers });
    expect(said).toMatchObject({ status: 413, json: { kind: 'too-big' } });
  });

  test('a job without a key, or with one that is no UUID', async () => {
    const path = `${apiRoot}/jobs`;
    const missing = await refusal(await asker.ask('POST', path, formOf(remove, both)));
    expect(missing).toMatchObject({ status: 400, message: expect.stringMatching(/Idempotency-Key/) });
    const wrong = await refusal(await asker.submit(remove, both, '../../etc'));
    expect(wrong).toMatchObject({ status: 400, message: expect.stringMatching(/UUID/) });
  });

  test('what is no form', async () => {
    const key = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const said = await refusal(await asker.ask('POST', `${apiRoot}/jobs`, '{}', key));
    expect(said).toMatchObject({ status: 400, message: expect.stringMatching(/multipart/) });
    const form = new FormData();
    form.set('ask', '{');
    const broken = await asker.ask('POST', `${apiRoot}/jobs`, form, { 'idempotency-key': randomUUID() });
    expect(await refusal(broken)).toMatchObject({ status: 400, message: expect.stringMatching(/JSON/) });
  });

  test('a job, a picture or an address that there is not', async () => {
    const { id } = await done({ tool: 'analyse' }, { image });
    const paths = [
      `/jobs/${randomUUID()}`,
      `/jobs/${id}/made/0`,
      `/jobs/${id}/made/-1`,
      '/jobs/',
      '/nothing',
    ];
    for (const path of paths) {
      const refused = await refusal(await asker.ask('GET', `${apiRoot}${path}`));
      expect([path, refused.status, refused.kind]).toEqual([path, 404, 'not-found']);
    }
    expect((await asker.ask('PUT', `${apiRoot}/jobs/${id}`)).status).toBe(400);
  });
});

test('the same key is the same job; for something else it is refused', async () => {
  const key = randomUUID();
  const first = parse(EngineJob, await (await asker.submit(remove, both, key)).json());
  await asker.ended(first.id);
  const again = await asker.submit(remove, both, key.toUpperCase());
  expect([again.status, parse(EngineJob, await again.json())]).toMatchObject([
    202,
    { id: key, state: 'done' },
  ]);
  const other = await refusal(await asker.submit({ ...remove, seed: 8 }, both, key));
  expect(other).toMatchObject({ status: 409, kind: 'conflict' });
});

test('a large job is stopped in the midst of its work, and the next one is done', async () => {
  const large = wall(2400, 1800);
  const asked = await asker.submit(remove, { image: pngOf(large), mask: maskPng(marked(2400, 1800)) });
  const { id } = parse(EngineJob, await asked.json());
  const waiting = parse(EngineJob, await (await asker.submit(remove, both)).json());
  expect(waiting).toMatchObject({ state: 'queued', ahead: 1 });
  const seen = await asker.until(id, ({ progress = 0 }) => progress > 0.1);
  expect(seen).toMatchObject({ state: 'running', doing: 'Remove' });
  const stopped = await asker.ask('DELETE', `${apiRoot}/jobs/${id}`);
  expect(parse(EngineJob, await stopped.json())).toEqual({ id, state: 'stopped' });
  expect((await asker.ended(waiting.id)).state).toBe('done');
  expect((await asker.job(id)).state).toBe('stopped');
}, 60_000);
