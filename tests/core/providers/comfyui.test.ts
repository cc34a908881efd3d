import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from '../../../core/contract/schema.ts';
import { generate, repaint } from '../../../core/providers/comfy-templates.ts';
import { fill, readTemplate } from '../../../core/providers/comfy-graph.ts';
import { comfyui } from '../../../core/providers/comfyui.ts';
import { FakeComfy } from '../../fakes/providers/comfyui.ts';
import { inked } from '../../fakes/providers/picture.ts';
import { worldOf } from '../../fakes/providers/world.ts';
import { done, faultOf, generateWork, ids, nothing, read, repaintWork } from './work.ts';

const fake = new FakeComfy();
beforeAll(() => fake.start());
afterAll(() => fake.stop());
let stop = new AbortController();
beforeEach(() => {
  stop = new AbortController();
  fake.reset();
});
afterEach(() => {
  stop.abort();
  fake.trouble = {};
  fake.old = fake.strict = false;
  fake.breaks = undefined;
  fake.missing.clear();
  fake.models = ['photo.safetensors', 'drawing.safetensors'];
});

const patient = { timeout: 20_000 };
const world = () => worldOf(stop.signal);
const maker = (config: Record<string, unknown> = {}) =>
  comfyui.make(world(), parse(comfyui.config, { url: fake.url, ...config }));
const small = generateWork(512, 512);

describe('what is missing there is named, before anything is asked', () => {
  test.each<[string, () => void, Record<string, unknown>, RegExp]>([
    [
      'a model',
      () => undefined,
      { model: 'flux.safetensors' },
      /no model “flux.safetensors”\. It has photo\.safetensors, drawing/,
    ],
    ['any model', () => (fake.models = []), {}, /has no model\. Put one into its folder models\/checkpoints/],
    ['a sampler', () => undefined, { sampler: 'best' }, /no sampler “best”\. It has euler, dpmpp_2m/],
    ['a scheduler', () => undefined, { scheduler: 'simple' }, /no scheduler “simple”/],
    [
      'a node',
      () => fake.missing.add('SetLatentNoiseMask'),
      {},
      /has no node “SetLatentNoiseMask”\. Install/,
    ],
  ])('%s', async (_what, lack, config, sentence) => {
    lack();
    const health = await maker(config).health();
    expect([health.ok, health.message]).toEqual([false, expect.stringMatching(sentence)]);
    const fault = await faultOf(maker(config).submit(repaintWork(512, 512).work, ids.one, nothing));
    expect([fault.name, fault.message]).toEqual(['refused', expect.stringMatching(sentence)]);
    expect([fake.begun.size, fake.files.size]).toEqual([0, 0]);
  });
});

test('it says what it is, and which models it has', async () => {
  expect(await maker().health()).toEqual({
    ok: true,
    message: 'ComfyUI 0.9.1, cuda:0 NVIDIA Fake, 8 GB',
    gpu: true,
    models: ['photo.safetensors', 'drawing.safetensors'],
  });
});

test('where it lets in no page, the flag is named', async () => {
  fake.strict = true;
  const health = await maker().health();
  expect([health.ok, health.message]).toEqual([false, expect.stringContaining('--enable-cors-header')]);
});

test('what is set goes to its places, and words go nowhere else', async () => {
  const words = '", "seed": 0, %negative% {words} ["1", 0]';
  const config = {
    model: 'drawing.safetensors',
    steps: 12,
    guidance: 4.5,
    sampler: 'euler',
    scheduler: 'normal',
  };
  await done(maker(config), world(), { ...small, words, negative: 'fog' } as typeof small, ids.one);
  const graph = fake.prompts[0]!;
  expect(graph.graph).toMatchObject({
    '1': { inputs: { ckpt_name: 'drawing.safetensors' } },
    '2': { inputs: { text: words } },
    '3': { inputs: { text: 'fog' } },
    '4': { inputs: { width: 512, height: 512 } },
    '7': { inputs: { seed: 7, steps: 12, cfg: 4.5, sampler_name: 'euler', scheduler: 'normal', denoise: 1 } },
  });
});

test('a model made for repainting is told what lies around', async () => {
  const { work, image } = repaintWork(512, 512, { strength: 0.6 });
  const made = read((await done(maker({ inpainting: true }), world(), work, ids.one)).pictures[0]!);
  const middle = 4 * (256 * 512 + 256);
  expect([made.data[middle], made.data[0]]).toEqual([inked(7, 256, 256, 0), image.data[0]]);
  const { graph } = fake.prompts[0]!;
  expect(graph['6']).toMatchObject({ class_type: 'InpaintModelConditioning', inputs: { noise_mask: true } });
  expect(graph['7']).toMatchObject({ inputs: { denoise: 0.6, positive: ['6', 0], latent_image: ['6', 2] } });
});

test('the same asked twice is painted twice: it runs no graph that it knows already', async () => {
  await done(maker(), world(), small, ids.one);
  await done(maker(), world(), small, ids.two);
  const names = fake.prompts.map(({ graph }) => graph['9']?.inputs['filename_prefix']);
  expect(new Set(names).size).toBe(2);
});

test('who waits in line is told how many are before', async () => {
  fake.trouble = { never: true };
  await maker().submit(small, ids.one, nothing);
  const second = await maker().submit(small, ids.two, nothing);
  if (second.state !== 'open') throw new Error('It was done at once.');
  await expect
    .poll(() => maker().poll(second.handle), patient)
    .toMatchObject({ ahead: 1, doing: 'Waiting in line' });
  await maker().cancel(second.handle);
  expect(fake.stopped).toEqual([ids.two]);
});

describe('one from before it knew jobs', () => {
  test('gives its own name, by which it is asked', async () => {
    fake.old = true;
    const stand = await maker().submit(small, ids.one, nothing);
    expect(stand).toMatchObject({
      state: 'open',
      handle: expect.not.stringContaining(`"${ids.one}"`) as unknown,
    });
    if (stand.state === 'open')
      await expect.poll(async () => (await maker().poll(stand.handle)).state, patient).toBe('done');
  });

  test('is never told to stop what is another’s', async () => {
    fake.old = true;
    fake.trouble = { never: true };
    await maker().submit(small, ids.one, nothing);
    const second = await maker().submit(small, ids.two, nothing);
    if (second.state !== 'open') throw new Error('It was done at once.');
    await maker().cancel(second.handle);
    expect(fake.log).not.toContain('POST /interrupt');
    expect(fake.prompts.map(({ state }) => state)).toEqual(['running', 'interrupted']);
  });
});

describe('what breaks there', () => {
  const at = { node_type: 'KSampler', exception_type: 'ValueError', exception_message: 'shapes differ\n\n' };
  test.each([
    [at, 'refused', 'ComfyUI broke off at the node “KSampler”. It says: shapes differ.'],
    [
      { ...at, exception_type: 'torch.OutOfMemoryError', exception_message: 'Allocation on device' },
      'out-of-memory',
      'ComfyUI ran out of memory. Choose a smaller part, or end what else runs there.',
    ],
  ])('%o', async (breaks, kind, sentence) => {
    fake.breaks = breaks;
    const fault = await faultOf(done(maker(), world(), small, ids.one));
    expect([fault.name, fault.message]).toEqual([kind, sentence]);
  });

  test('and what is stopped there', async () => {
    fake.trouble = { never: true };
    const stand = await maker().submit(small, ids.one, nothing);
    await maker().cancel(ids.one);
    if (stand.state !== 'open') throw new Error('It was done at once.');
    expect((await faultOf(maker().poll(stand.handle))).message).toMatch(/was told to stop this job/);
  });
});

describe('a workflow of one’s own', () => {
  const own = (template: unknown) => JSON.stringify(template);

  test('runs, with its own model where none is set', async () => {
    const graph = structuredClone(generate.graph);
    graph['1']!.inputs['ckpt_name'] = 'drawing.safetensors';
    const { words, seed, width, height } = generate.slots;
    const text = own({ graph, slots: { words, seed, width, height } });
    const made = read((await done(maker({ generate: text }), world(), small, ids.one)).pictures[0]!);
    expect(made.data[0]).toBe(inked(7, 0, 0, 0));
    expect(fake.prompts[0]!.graph['1']!.inputs['ckpt_name']).toBe('drawing.safetensors');
  });

  test.each([
    ['no JSON', '{"graph":', /is no JSON\. Copy the whole file/],
    [
      'a graph alone',
      own(generate.graph),
      /no workflow with places\. In ComfyUI choose Workflow, Export \(API\)/,
    ],
    [
      'without a place for the mask',
      own({ ...repaint, slots: { ...repaint.slots, mask: undefined } }),
      /no place for “mask”/,
    ],
  ])('%s', (_what, text, sentence) => {
    expect(() => readTemplate(text, ['words', 'image', 'mask'])).toThrow(sentence);
  });

  test.each([
    [
      'a place that is not there',
      { words: { node: '99', input: 'text' } },
      { words: 'boat' },
      /no input “text” at a node “99”/,
    ],
    [
      'a number for words',
      { words: { node: '2', input: 'text' } },
      { words: 3 },
      /“words” is 3, but the workflow takes a text/,
    ],
    [
      'more than it takes',
      { steps: { node: '7', input: 'steps', most: 8 } },
      { steps: 9 },
      /“steps” is 9.*a whole number from … to 8/,
    ],
    ['half a step', { steps: { node: '7', input: 'steps' } }, { steps: 2.5 }, /“steps” is 2\.5/],
  ])('%s', (_what, slots, values, sentence) => {
    expect(() => fill({ graph: generate.graph, slots }, values)).toThrow(sentence);
  });

  test('the one that is kept is not written into', () => {
    const before = structuredClone(generate);
    fill(generate, { words: 'boat', seed: 4, width: 64, height: 64 });
    expect(generate).toEqual(before);
  });
});
