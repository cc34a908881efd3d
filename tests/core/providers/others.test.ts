/** What is peculiar to AUTOMATIC1111, SD.Next, OpenAI Images and the engine. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engine, engineOf, openai, openaiOf, sdnext, sdnextOf, webUi, webUiOf } from './opened.ts';
import { worldOf } from '../../fakes/providers/world.ts';
import { openai as openaiProvider } from '../../../core/providers/openai.ts';
import { inked } from '../../fakes/providers/picture.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Report, Work } from '../../../core/providers/provider.ts';
import { done, faultOf, generateWork, ids, nothing, read, repaintWork } from './work.ts';

const fakes = [webUi, sdnext, openai, engine];
beforeAll(() => Promise.all(fakes.map(fake => fake.start())));
afterAll(() => Promise.all(fakes.map(fake => fake.stop())));
let stop = new AbortController();
const world = () => worldOf(stop.signal);
beforeEach(() => {
  stop = new AbortController();
  for (const fake of fakes) fake.reset();
});
afterEach(() => stop.abort());
const small = generateWork(512, 512);
const patient = { timeout: 20_000 };

describe('AUTOMATIC1111', () => {
  afterEach(() => {
    webUi.auth = webUi.throws = undefined;
    webUi.tells = true;
    webUi.closed = webUi.grid = false;
    webUi.takes = 10;
    webUi.asks.length = 0;
  });
  const maker = (config = {}) => webUiOf(world(), config);

  test('is told the whole of what is set', async () => {
    const { work } = repaintWork(512, 512, { strength: 0.7 });
    const config = { model: 'photo', sampler: 'Euler', steps: 30, guidance: 5 };
    await done(maker(config), world(), work, ids.one);
    expect(webUi.asks[0]).toMatchObject({
      prompt: work.words,
      seed: 7,
      steps: 30,
      cfg_scale: 5,
      sampler_name: 'Euler',
      denoising_strength: 0.7,
      inpainting_mask_invert: 0,
      force_task_id: ids.one,
      override_settings: { sd_model_checkpoint: 'photo' },
    });
  });

  test('a grid before the picture is not taken for it', async () => {
    webUi.grid = true;
    const made = read((await done(maker(), world(), small, ids.one)).pictures[0]!);
    expect([made.width, made.data[0]]).toEqual([512, inked(7, 0, 0, 0)]);
  });

  test('says how far it is while it is waited for', async () => {
    webUi.takes = 300;
    const heard: Parameters<Report>[0][] = [];
    await maker().submit(small, ids.one, at => heard.push(at));
    expect(heard).toContainEqual({ progress: 0.4, doing: 'Painting' });
  });

  test('and that another’s is painted first', async () => {
    webUi.takes = 300;
    const heard: Parameters<Report>[0][] = [];
    const first = maker().submit(small, ids.two, nothing);
    await expect.poll(() => webUi.begun.size, patient).toBe(1);
    await maker().submit(small, ids.one, at => heard.push(at));
    await first;
    expect(heard).toContainEqual({ doing: 'Waiting in line' });
  });

  test('does not stop what is known to be another’s', async () => {
    webUi.trouble = { never: true };
    const first = maker().submit(small, ids.two, nothing);
    await expect.poll(() => webUi.log.length, patient).toBeGreaterThan(0);
    await expect
      .poll(async () => {
        await maker().cancel(ids.two);
        return webUi.stopped;
      }, patient)
      .toContain(ids.two);
    await first;
    webUi.stopped.length = 0;
    const second = maker().submit(small, ids.two, nothing);
    await expect.poll(() => webUi.begun.get(ids.two), patient).toBe(2);
    await maker().cancel(ids.one);
    expect(webUi.stopped).toEqual([]);
    stop.abort();
    expect((await faultOf(second)).name).toBe('stopped');
  });

  test.each([
    ['a sampler', { sampler: 'Best' }, /has no sampler “Best”\. It has Euler\.$/],
    ['a model', { model: 'flux' }, /has no model “flux”\. It has photo\.safetensors \[abc\], drawing/],
  ])('what it lacks is named: %s', async (_what, config, sentence) => {
    const health = await maker(config).health();
    expect([health.ok, health.message]).toEqual([false, expect.stringMatching(sentence)]);
  });

  test('without --api it says so', async () => {
    webUi.closed = true;
    expect((await maker().health()).message).toMatch(/Start it with --api/);
  });

  test('out of memory', async () => {
    webUi.throws = 'CUDA out of memory. Tried to allocate 2 GiB';
    expect((await faultOf(maker().submit(small, ids.one, nothing))).name).toBe('out-of-memory');
  });

  test('lets in who has the name and the password, whatever they are written in', async () => {
    webUi.auth = 'me:pass:word';
    expect((await maker({ name: 'me', password: 'pass:word' }).health()).ok).toBe(true);
    const fault = await faultOf(maker({ name: 'me', password: 'hunter2' }).submit(small, ids.one, nothing));
    expect([fault.name, fault.message]).toEqual(['forbidden', expect.not.stringContaining('hunter2')]);
  });
});

describe('SD.Next', () => {
  afterEach(() => {
    sdnext.old = false;
    sdnext.throws = undefined;
    sdnext.takes = 10;
    sdnext.jobs.length = 0;
  });
  const maker = () => sdnextOf(world());

  test('what ran when it died was not done, and it says so', async () => {
    sdnext.trouble = { never: true };
    const stand = await maker().submit(small, ids.one, nothing);
    await expect.poll(() => sdnext.jobs[0]?.status, patient).toBe('running');
    await sdnext.stop();
    await sdnext.start();
    if (stand.state !== 'open') throw new Error('It was done at once.');
    // The first may go to the connection that died.
    const poll = async () => (await faultOf(maker().poll(stand.handle))).message;
    await expect.poll(poll, patient).toBe('SD.Next was started anew while it painted. Ask again.');
    expect((await faultOf(maker().poll(stand.handle))).name).toBe('not-found');
  });

  test('one without jobs is asked as AUTOMATIC1111 is', async () => {
    sdnext.old = true;
    const { work } = repaintWork(512, 512);
    expect((await done(maker(), world(), work, ids.one)).pictures).toHaveLength(1);
    expect(sdnext.log).toContain('POST /sdapi/v1/img2img');
  });

  test('when its uploads are gone, what it made is still given', async () => {
    const { work } = repaintWork(512, 512);
    const stand = await maker().submit(work, ids.one, nothing);
    await expect.poll(() => sdnext.painted.length, patient).toBe(1);
    sdnext.uploads.clear();
    if (stand.state !== 'open') throw new Error('It was done at once.');
    await expect.poll(async () => (await maker().poll(stand.handle)).state, patient).toBe('done');
  });

  test('out of memory', async () => {
    sdnext.throws = 'CUDA out of memory';
    expect((await faultOf(done(maker(), world(), small, ids.one))).name).toBe('out-of-memory');
  });
});

describe('OpenAI Images', () => {
  afterEach(() => {
    openai.byUrl = openai.blocks = openai.empty = false;
    openai.model = 'gpt-image-2';
    openai.asks.length = openai.fetchedWithKey.length = 0;
  });
  const maker = (config = {}) => openaiOf(world(), config);

  test('a picture that lies elsewhere is fetched, without the key', async () => {
    openai.byUrl = true;
    const { pictures } = await done(maker(), world(), generateWork(832, 832), ids.one);
    expect([read(pictures[0]!).width, openai.fetchedWithKey]).toEqual([832, [false]]);
  });

  test.each([
    ['gpt-image-1-mini', 900, 300, '1536x1024'],
    ['gpt-image-1-mini', 300, 900, '1024x1536'],
    ['gpt-image-1-mini', 640, 700, '1024x1024'],
    ['dall-e-2', 900, 300, '1024x1024'],
    ['gpt-image-2', 900, 850, '912x864'],
    ['gpt-image-2.5-sunburst', 64, 4000, '832x2496'],
  ])('%s is asked for %i × %i in a size that it has', async (model, width, height, size) => {
    const made = read(
      (await done(maker({ model }), world(), generateWork(width, height), ids.one)).pictures[0]!,
    );
    expect([made.width, made.height, openai.asks[0]?.['size']]).toEqual([width, height, size]);
  });

  test('what it refuses to show', async () => {
    openai.blocks = true;
    const fault = await faultOf(maker().submit(small, ids.one, nothing));
    expect([fault.name, fault.message]).toEqual([
      'policy',
      expect.stringMatching(/^OpenAI|^The images server refuses this/),
    ]);
  });

  test('an empty account is not asked again', async () => {
    openai.empty = true;
    const fault = await faultOf(maker().submit(small, ids.one, nothing));
    expect([fault.name, fault.message]).toEqual([
      'refused',
      expect.stringMatching(/nothing is left on your account/),
    ]);
  });

  test('a key that it repeats is not repeated by us', async () => {
    const key = 'sk-wrong-1234567890';
    const fault = await faultOf(maker({ key }).submit(small, ids.one, nothing));
    const health = await maker({ key }).health();
    for (const said of [fault.message, health.message]) expect(said).not.toContain('1234567890');
    expect([fault.name, health.ok]).toEqual(['forbidden', false]);
  });

  test('a model that the key has not', async () => {
    openai.model = 'gpt-image-1-mini';
    expect((await maker().health()).message).toMatch(
      /has no model “gpt-image-2” for this key\. It has gpt-image-1-mini\./,
    );
  });

  test('the price is said where it is known', () => {
    const price = (config: object, work: object) =>
      openaiProvider.price?.(
        { tool: 'generate', width: 900, height: 300, ...work },
        parse(openaiProvider.config, config),
      );
    const mini = { model: 'gpt-image-1-mini', quality: 'medium' };
    expect(price(mini, {})).toBe(0.015);
    expect(price(mini, { height: 900 })).toBe(0.011);
    expect(price({ ...mini, quality: 'auto' }, {})).toBeUndefined();
    expect(price(mini, { tool: 'repaint' })).toBeUndefined();
    expect(price({ ...mini, url: 'http://10.0.0.2/v1' }, {})).toBeUndefined();
  });
});

describe('the engine', () => {
  afterEach(() => {
    engine.key = engine.fails = undefined;
  });
  const maker = (config = {}) => engineOf(world(), config);
  const { image, mask } = repaintWork(64, 64).work;
  const sound = new Uint8Array(1234);

  test.each<[string, Work, unknown]>([
    ['words from speech', { tool: 'transcribe', sound }, { text: '1234 bytes' }],
    ['what is in a picture', { tool: 'analyse', image }, { things: ['boat'] }],
  ])('says %s', async (_what, work, said) => {
    expect(await done(maker(), world(), work, ids.one)).toEqual({ state: 'done', pictures: [], said });
  });

  test('is asked sooner after words, which somebody waits for, than after pictures', async () => {
    engine.takes = 200;
    const afterOf = async (work: Work, id: string): Promise<number | undefined> => {
      const stand = await maker().submit(work, id, nothing);
      if (stand.state !== 'open') throw new Error('It was done at once.');
      const next = await maker().poll(stand.handle);
      expect(next.state === 'open' && next.after).toBe(stand.after);
      return stand.after;
    };
    const words = await afterOf({ tool: 'transcribe', sound }, ids.one);
    expect(words).toBeLessThan((await afterOf(small, ids.two)) ?? 0);
    engine.takes = 10;
  });

  test.each([{ mask }, {}])('does an operation', async more => {
    const work: Work = { tool: 'operate', operation: 'negative', params: { a: 1 }, image, seed: 5, ...more };
    const { pictures } = await done(maker(), world(), work, ids.one);
    expect(read(pictures[0]!).width).toBe(64);
    expect(engine.kept.get(ids.one)?.ask).toEqual({
      tool: 'operate',
      operation: 'negative',
      params: { a: 1 },
      seed: 5,
    });
  });

  test('lets in who has its key', async () => {
    engine.key = 'open sesame';
    expect((await done(maker({ key: 'open sesame' }), world(), small, ids.one)).state).toBe('done');
    const fault = await faultOf(maker({ key: 'hunter2' }).submit(small, ids.two, nothing));
    expect([fault.name, fault.message]).toEqual(['forbidden', expect.not.stringContaining('hunter2')]);
  });

  test.each([
    ['out-of-memory', 'out-of-memory'],
    ['bad-request', 'bad-request'],
    ['policy', 'policy'],
    // What would be taken for our own is not.
    ['bug', 'refused'],
    ['stopped', 'refused'],
    ['not-found', 'refused'],
  ] as const)('a job that fails with %s', async (kind, seen) => {
    engine.fails = { kind, message: 'It was too much.' };
    const fault = await faultOf(done(maker(), world(), small, ids.one));
    expect([fault.name, fault.message]).toEqual([seen, 'It was too much.']);
  });
});
