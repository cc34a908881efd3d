/** What comes back from elsewhere is looked at before it is kept, as what was made here is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from '../../../core/contract/schema.ts';
import { grow } from '../../../core/pixels/mask.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { decodeGreyPng, decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels } from '../../../core/pixels/png/encode.ts';
import { openEngine } from '../../../src/workers/host.ts';
import { packMask } from '../../../src/workers/mask.ts';
import { Pictures } from '../../../src/workers/pictures.ts';
import type { Elsewhere, Kept, Made } from '../../../src/workers/protocol.ts';
import { Work, type Answer } from '../../../src/workers/work.ts';
import { inverted } from '../../fakes/tools.ts';
import { faultOf, kept, marked, never, textured } from './pictures.ts';

const engine = openEngine();
/** Of the machine elsewhere: one that is at work does nothing else meanwhile. */
const there = openEngine();
afterAll(() => {
  engine.close();
  there.close();
});

const before = textured(240, 180);
const place = { x: 90, y: 60, width: 40, height: 30 };
const sizes = { multiple: 16, leastSide: 64, mostSide: 1024, mostArea: 2 ** 20 };
const painter: Elsewhere = { keeps: ['repaint', 'generate'], sizes };
const whole: Elsewhere = { keeps: ['operate'], sizes };
const MOST = 2 ** 24;
let image: Kept;
let mask: Blob;

beforeAll(async () => {
  image = await kept(before);
  mask = new Blob([packMask(marked(240, 180, place))]);
});

const order = (operation: string, params: Record<string, unknown>, elsewhere = painter) => ({
  operation,
  params,
  seed: 7,
  image,
  elsewhere,
});

const answer = (pixels: Pixels): Promise<Answer> =>
  Promise.resolve({ picture: new Blob([encodePixels(pixels)], { type: 'image/png' }), by: 'comfyui' });

/** A painter that turns every colour of what it is sent, also outside the mask; and what it was sent. */
function inverting() {
  const asked: Work[] = [];
  return {
    asked,
    ask: (given: unknown): Promise<Answer> => {
      const work = parse(Work, given);
      asked.push(work);
      return answer('image' in work ? inverted(decodePng(work.image, MOST)) : before);
    },
  };
}

function imageOf(given: unknown): Uint8Array<ArrayBuffer> {
  const work = parse(Work, given);
  if (work.tool === 'generate' || work.image === undefined) throw new Error('No picture was sent.');
  return work.image;
}

async function pixelsIn({ picture }: Made): Promise<Pixels> {
  const { hash, blob, base } = picture;
  const under = base === undefined ? {} : { base: { hash: image.hash, blob: image.blob } };
  return (await new Pictures().decoded({ hash, blob, ...under })).pixels;
}

describe('painted elsewhere', () => {
  test.each([
    ['replace', { with: 'a fern' }, 'a fern'],
    ['add', { what: 'a cat', where: 'on the sofa' }, 'a cat on the sofa'],
  ])('%s: asked once, framed, and laid in inside the margin alone', async (operation, params, words) => {
    const { asked, ask } = inverting();
    const made = await engine.run({ ...order(operation, params), mask }, never, () => {}, ask);
    expect(asked).toMatchObject([{ tool: 'repaint', words, seed: 7 }]);
    const [work] = asked;
    if (work?.tool !== 'repaint') throw new Error('It was not asked to repaint.');
    const [sent, hole] = [decodePng(work.image, MOST), decodeGreyPng(work.mask)];
    expect([sent.width % 16, sent.height % 16]).toEqual([0, 0]);
    expect([hole?.width, hole?.height]).toEqual([sent.width, sent.height]);
    expect(sent.width * sent.height).toBeLessThan(240 * 180 * 1.2);
    const allowed = grow(marked(240, 180, place), 3).data;
    const after = await pixelsIn(made);
    expect(after.data.some((value, i) => allowed[i >> 2] === 0 && value !== before.data[i])).toBe(false);
    expect(made.changed).toBeGreaterThan(1000);
    expect(made.maker).toBe('comfyui');
  });

  test('a background of words leaves the subject as it is', async () => {
    const { asked, ask } = inverting();
    const params = { action: 'replace', with: 'a quiet beach' };
    const after = await pixelsIn(
      await engine.run({ ...order('background', params), mask }, never, () => {}, ask),
    );
    expect(asked).toMatchObject([{ tool: 'repaint', words: 'a quiet beach' }]);
    const inside = marked(240, 180, place).data;
    expect(after.data.some((value, i) => inside[i >> 2] === 255 && value !== before.data[i])).toBe(false);
    expect(after.data.some((value, i) => inside[i >> 2] === 0 && value !== before.data[i])).toBe(true);
  });

  test('a picture of words has the size that was asked for, or nearly', async () => {
    const { asked, ask } = inverting();
    const params = { words: 'a harbour', width: 250, height: 180 };
    const plain = { operation: 'generate', params, seed: 7, elsewhere: painter };
    const made = await engine.run(plain, never, () => {}, ask);
    expect(asked).toEqual([{ tool: 'generate', words: 'a harbour', width: 256, height: 192, seed: 7 }]);
    expect([made.width, made.height, made.maker]).toEqual([240, 180, 'comfyui']);
  });

  test('what is too large for them is shrunk, and that is said', async () => {
    const { asked, ask } = inverting();
    const small = { ...painter, sizes: { ...sizes, mostSide: 128 } };
    const made = await engine.run({ ...order('style', { style: 'ink' }, small) }, never, () => {}, ask);
    const [work] = asked;
    expect(work?.tool === 'repaint' && decodePng(work.image, MOST).width).toBe(128);
    expect(made.notes).toEqual([expect.stringMatching(/painted 1\d\d × \d+ pixels large and enlarged/)]);
  });

  test.each<[string, (work: unknown) => Promise<Answer>, RegExp]>([
    ['as it was', given => answer(decodePng(imageOf(given), MOST)), /unchanged/],
    ['of another size', () => answer(textured(40, 30)), /came back is 40 × 30 pixels/],
    [
      'no picture',
      () => Promise.resolve({ picture: new Blob(['<html>']), by: 'x' }),
      /no picture that can be read/,
    ],
  ])('what comes back %s is refused', async (_name, ask, sentence) => {
    const fault = await faultOf(
      engine.run({ ...order('replace', { with: 'a fern' }), mask }, never, () => {}, ask),
    );
    expect([fault.name, fault.message]).toEqual(['refused', expect.stringMatching(sentence)]);
  });

  test('policy is asked before anybody else', async () => {
    const { asked, ask } = inverting();
    const fault = await faultOf(
      engine.run({ ...order('replace', { with: 'a naked woman' }), mask }, never, () => {}, ask),
    );
    expect([fault.name, asked]).toEqual(['policy', []]);
  });
});

describe('a whole operation done elsewhere', () => {
  test('is kept as if it had been done here, with all parameters', async () => {
    const asked: Work[] = [];
    const here = await engine.run({ ...order('blur', { kind: 'pixelate' }), mask }, never);
    const made = await engine.run(
      { ...order('blur', { kind: 'pixelate' }, whole), mask },
      never,
      () => {},
      async work => {
        asked.push(parse(Work, work));
        return answer(await pixelsIn(here));
      },
    );
    expect(asked).toMatchObject([{ tool: 'operate', operation: 'blur', params: here.params, seed: 7 }]);
    expect(made.picture.hash).toBe(here.picture.hash);
    expect(made.maker).toBe('comfyui');
  });

  test('a removal: only the part around what is marked is sent, and the picture is the same to the bit', async () => {
    const asked: Work[] = [];
    const wide = await kept(textured(480, 360));
    const hole = new Blob([packMask(marked(480, 360, place))]);
    const plain = { operation: 'remove', params: {}, seed: 7, image: wide, mask: hole };
    const here = await engine.run(plain, never);
    const made = await engine.run(
      { ...plain, elsewhere: whole },
      never,
      () => {},
      async given => {
        const work = parse(Work, given);
        asked.push(work);
        if (work.tool !== 'operate' || !work.mask) throw new Error('It was not asked to operate.');
        const part = await kept(decodePng(work.image, MOST));
        const { operation, params, seed } = work;
        const by = await there.run(
          { operation, params, seed, image: part, mask: new Blob([work.mask]) },
          never,
        );
        const { hash, blob, base } = by.picture;
        const under = base === undefined ? {} : { base: { hash: part.hash, blob: part.blob } };
        return answer((await new Pictures().decoded({ hash, blob, ...under })).pixels);
      },
    );
    expect(made.picture.hash).toBe(here.picture.hash);
    expect(made.params).toEqual(here.params);
    const [work] = asked;
    if (work?.tool !== 'operate') throw new Error('It was not asked to operate.');
    const sent = decodePng(work.image, MOST);
    expect(sent.width * sent.height).toBeLessThan((480 * 360) / 4);
  });

  test('a removal of which another size comes back is refused', async () => {
    const asked = { ...order('remove', {}, whole), mask };
    const fault = await faultOf(
      engine.run(
        asked,
        never,
        () => {},
        () => answer(textured(40, 30)),
      ),
    );
    expect([fault.name, fault.message]).toEqual(['refused', expect.stringMatching(/came back is 40 × 30/)]);
  });

  test('is not kept where it changed anything outside the mask', async () => {
    const { ask } = inverting();
    const fault = await faultOf(
      engine.run({ ...order('blur', { kind: 'pixelate' }, whole), mask }, never, () => {}, ask),
    );
    expect(fault.message).toMatch(/outside the mask/);
  });
});
