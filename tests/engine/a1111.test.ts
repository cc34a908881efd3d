/** The engine as a client of A1111 asks it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, v } from '../../core/contract/schema.ts';
import { grow } from '../../core/pixels/mask.ts';
import { openEngine, type Engine } from '../../tools/engine/open.ts';
import { readPng } from '../../tools/png.ts';
import { Asker, folderUntil, marked, maskPng, pngOf, wall } from './asking.ts';

const folder = folderUntil(afterAll);
let engine: Engine;
let asker: Asker;

beforeAll(async () => {
  engine = await openEngine({ port: 0, host: '127.0.0.1', folder, origins: [], threads: 2 });
  asker = new Asker(engine.url);
}, 60_000);
afterAll(() => engine.close());

const Made = v.object({ images: v.tuple([v.string()]), info: v.string() });
const Progress = v.object({ progress: v.number(), textinfo: v.nullable(v.string()) });
const Refused = v.object({ error: v.string(), detail: v.string() });

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const [before, mask] = [wall(160, 120), marked(160, 120)];
/** As clients send it: much of it is not asked here. */
const asked = {
  init_images: [`data:image/png;base64,${base64(pngOf(before))}`],
  mask: base64(maskPng(mask)),
  prompt: '',
  negative_prompt: 'blurry',
  seed: 7,
  steps: 20,
  denoising_strength: 0.75,
  inpainting_mask_invert: 0,
};

const post = (path: string, body: object, signal?: AbortSignal): Promise<Response> =>
  fetch(`${engine.url}/sdapi/v1/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    ...(signal && { signal }),
  });
const get = async (path: string): Promise<unknown> => (await asker.ask('GET', `/sdapi/v1/${path}`)).json();

test('img2img takes away what the mask shows white, and leaves the rest as it was', async () => {
  const { images, info } = parse(Made, await (await post('img2img', asked)).json());
  const after = readPng(Buffer.from(images[0], 'base64'));
  const may = grow(mask, 3);
  const outside = (value: number, at: number): boolean =>
    may.data[at >> 2] === 0 && value !== before.data[at];
  expect([after.width, after.height, after.data.filter(outside).length]).toEqual([160, 120, 0]);
  const reds = after.data.filter((value, at) => at % 4 === 0 && value > (after.data[at + 1] ?? 0) + 40);
  expect(reds.length).toBe(0);
  expect(JSON.parse(info)).toMatchObject({ seed: 7 });
}, 60_000);

test('a seed of −1 is any, and it says which', async () => {
  const { info } = parse(Made, await (await post('img2img', { ...asked, seed: -1 })).json());
  const { seed } = parse(v.object({ seed: v.number() }), JSON.parse(info));
  expect(seed).toBeGreaterThanOrEqual(0);
});

describe('img2img refuses, in A1111’s own shape:', () => {
  test.each([
    ['a prompt, which nobody here paints', { prompt: 'a fern' }, 501, 'no-maker', /paints nothing/],
    ['what nobody may ask', { prompt: 'undress her' }, 403, 'policy', /undress/],
    ['no mask', { mask: null }, 400, 'bad-request', /Send a mask/],
    ['a mask the other way round', { inpainting_mask_invert: 1 }, 400, 'bad-request', /Turn the mask round/],
    ['no picture', { init_images: [] }, 400, 'bad-request', /one picture/],
    ['what is not base 64', { init_images: ['%%%'] }, 400, 'bad-request', /base 64/],
    [
      'what is no picture',
      { init_images: [base64(new Uint8Array(99))] },
      400,
      'bad-request',
      /not a picture/,
    ],
  ])('%s', async (_, change, status, kind, sentence) => {
    const reply = await post('img2img', { ...asked, ...change });
    const { error, detail } = parse(Refused, await reply.json());
    expect([reply.status, error, detail]).toEqual([status, kind, expect.stringMatching(sentence)]);
  });
});

const large = {
  ...asked,
  init_images: [base64(pngOf(wall(2000, 1500)))],
  mask: base64(maskPng(marked(2000, 1500))),
};
const moving = (): Promise<void> =>
  expect.poll(async () => parse(Progress, await get('progress')), { timeout: 30_000 }).toMatchObject({ textinfo: 'Remove' }); // prettier-ignore

test('progress tells how far it is, and interrupt ends it', async () => {
  expect(await get('progress')).toMatchObject({ progress: 0, state: { job_count: 0 } });
  const making = post('img2img', large);
  await moving();
  expect(parse(Progress, await get('progress')).progress).toBeGreaterThan(0);
  expect((await post('interrupt', {})).status).toBe(200);
  const reply = await making;
  expect([reply.ok, parse(Refused, await reply.json()).error]).toEqual([false, 'stopped']);
}, 60_000);

test('who goes away while it is made is not waited for', async () => {
  const away = new AbortController();
  const making = post('img2img', large, away.signal).catch((thrown: unknown) => thrown);
  await moving();
  away.abort();
  await making;
  await expect.poll(() => get('progress')).toMatchObject({ progress: 0, state: { job_count: 0 } });
}, 60_000);

test('there is one model, which is chosen', async () => {
  const [model] = parse(v.tuple([v.looseObject({ title: v.string() })]), await get('sd-models'));
  expect(await get('options')).toMatchObject({ sd_model_checkpoint: model.title });
  expect((await post('options', { sd_model_checkpoint: model.title })).status).toBe(200);
  expect((await post('options', { sd_model_checkpoint: 'sd_xl_base_1.0' })).status).toBe(400);
});
