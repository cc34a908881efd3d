import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from '../../../core/contract/schema.ts';
import { comfyui } from '../../../core/providers/comfyui.ts';
import { repaint as template } from '../../../core/providers/comfy-templates.ts';
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
  fake.begun.clear();
  fake.prompts.length = 0;
  fake.log.length = 0;
});
afterEach(() => {
  stop.abort();
  fake.trouble = {};
  fake.old = fake.strict = false;
  fake.breaks = undefined;
  fake.takes = 10;
  fake.missing.clear();
});

const world = () => worldOf(stop.signal);
const maker = (config: Record<string, unknown> = {}) =>
  comfyui.make(world(), parse(comfyui.config, { url: fake.url, ...config }));

describe('a picture from words', () => {
  test('of a size that it takes comes as it is', async () => {
    const { pictures } = await done(maker(), world(), generateWork(640, 512), ids.one);
    const made = read(pictures[0]!);
    expect([made.width, made.height, pictures.length]).toEqual([640, 512, 1]);
    expect(made.data[4 * (100 * 640 + 50)]).toBe(inked(7, 50, 100, 0));
  });

  test('of another is cut from a larger one', async () => {
    const made = read((await done(maker(), world(), generateWork(700, 521), ids.one)).pictures[0]!);
    expect([made.width, made.height]).toEqual([700, 521]);
    expect(made.data[4 * (100 * 700 + 50)]).toBe(inked(7, 50, 100, 0));
  });
});
