import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../core/operations/index.ts';
import { crop } from '../../../core/pixels/crop.ts';
import { grow } from '../../../core/pixels/mask.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { leaning, sea } from '../../core/pixels/leaning.ts';
import { openEngine } from '../../../src/workers/host.ts';
import { packMask } from '../../../src/workers/mask.ts';
import { Pictures } from '../../../src/workers/pictures.ts';
import type { Kept, Made } from '../../../src/workers/protocol.ts';
import { faultOf, kept, marked, never, pixelsOf, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

const before = textured(240, 180);
const place = { x: 90, y: 60, width: 40, height: 30 };
let image: Kept;
let mask: Blob;

beforeAll(async () => {
  image = await kept(before);
  mask = new Blob([packMask(marked(240, 180, place))]);
});

const order = (operation: string, params: Record<string, unknown>) => ({ operation, params, seed: 7, image });

async function pixelsIn({ picture }: Made): Promise<Pixels> {
  const { hash, blob, base } = picture;
  const whole = base === undefined ? {} : { base: { hash: image.hash, blob: image.blob } };
  return (await new Pictures().decoded({ hash, blob, ...whole })).pixels;
}

/** Whether any pixel farther than `margin` from the marked place is another one than before. */
function leaks(after: Pixels, margin: number): boolean {
  const allowed = grow(marked(240, 180, place), margin).data;
  return after.data.some((value, i) => allowed[i >> 2] === 0 && value !== before.data[i]);
}

describe('within a mask, nothing changes outside it', () => {
  test.each([
    ['remove', {}],
    ['recolor', { color: '#2040d0' }],
    ['adjust', { exposure: 0.5 }],
    ['adjust', { sharpness: 0.8 }],
    ['blur', { kind: 'gaussian' }],
    ['blur', { kind: 'pixelate' }],
  ])('%s %o', async (operation, params) => {
    const made = await engine.run({ ...order(operation, params), mask }, never);
    const margin = made.params['grow'] ?? 0;
    if (typeof margin !== 'number') throw new Error('The margin is not a number.');
    expect(made).toMatchObject({ width: 240, height: 180 });
    expect(made.picture.base).toBe(image.hash);
    expect(made.changed).toBeGreaterThan(50);
    expect(leaks(await pixelsIn(made), margin)).toBe(false);
  });
});

test('what remove was not told, its recipe says: the margin, and who filled the hole', async () => {
  const made = await engine.run({ ...order('remove', {}), mask }, never);
  expect(made.params).toEqual({ grow: 3, soften: 1.5 });
  expect(made.maker).toMatch(/^guided@\d+$/);
});

test('what extend was not told, its recipe says, and the picture within is as it was', async () => {
  const made = await engine.run(order('extend', { sides: ['left'], share: 0.1 }), never);
  expect(made.params).toEqual({ top: 0, right: 0, bottom: 0, left: 24 });
  expect(made.maker).toMatch(/^\w+@\d+$/);
  const after = await pixelsIn(made);
  expect(crop(after, { x: 24, y: 0, width: 240, height: 180 }).data).toEqual(before.data);
  // Not the black it began as: the picture has texture everywhere.
  const room = crop(after, { x: 0, y: 0, width: 24, height: 180 });
  expect(room.data.filter((value, at) => at % 4 === 0 && value === 0).length).toBeLessThan(24 * 18);
  const again = await engine.run(order('extend', made.params), never);
  expect(again.picture.hash).toBe(made.picture.hash);
});

test('what rotate was not told, its recipe says: the degrees that straighten', async () => {
  const crooked = await kept(leaning(sea(), -2.5));
  const made = await engine.run({ ...order('rotate', {}), image: crooked }, never);
  expect(made.params).toEqual({ degrees: expect.closeTo(2.5, 0) as number });
  const told = await engine.run({ ...order('rotate', made.params), image: crooked }, never);
  expect(told.picture.hash).toBe(made.picture.hash);
});

test('the same order gives the same bytes', async () => {
  const [one, other] = [
    await engine.run({ ...order('remove', {}), mask }, never),
    await engine.run({ ...order('remove', {}), mask }, never),
  ];
  expect(one.picture.hash).toBe(other.picture.hash);
});

describe('the whole picture', () => {
  test.each<[string, Record<string, unknown>, [number, number]]>([
    ['adjust', { contrast: 0.3 }, [240, 180]],
    ['blur', {}, [240, 180]],
    ['crop', { aspect: '1:1' }, [180, 180]],
    ['extend', { left: 40, top: 20 }, [280, 200]],
    ['extend', { aspect: '16:9' }, [320, 180]],
    ['rotate', { degrees: 90 }, [180, 240]],
    ['flip', { axis: 'horizontal' }, [240, 180]],
    ['resize', { width: 120 }, [120, 90]],
    ['upscale', { factor: 2 }, [480, 360]],
  ])('%s %o', async (operation, params, [width, height]) => {
    const made = await engine.run(order(operation, params), never);
    expect([made.width, made.height]).toEqual([width, height]);
    expect(made.picture.base).toBeUndefined();
    expect(await pixelsIn(made)).toMatchObject({ width, height });
  });

  test('an order that changes nothing says so', async () => {
    expect(await engine.run(order('adjust', { exposure: 0 }), never)).toMatchObject({ changed: 0 });
  });

  test('turned and turned back is the picture it was, by its pixels', async () => {
    const there = await engine.run(order('rotate', { degrees: 90 }), never);
    const turned = { hash: there.picture.hash, blob: there.picture.blob };
    const back = await engine.run({ ...order('rotate', { degrees: -90 }), image: turned }, never);
    expect((await pixelsIn(back)).data).toEqual(before.data);
  });
});

test('the background goes, the subject stays as it is', async () => {
  const made = await engine.run({ ...order('background', { action: 'remove' }), mask }, never);
  const after = await pixelsIn(made);
  const inside = ((place.y + 10) * 240 + place.x + 10) * 4;
  expect([...after.data.slice(inside, inside + 4)]).toEqual([...before.data.slice(inside, inside + 4)]);
  expect(after.data[3]).toBe(0);
});

test.each(
  operations.filter(operation => operation.uses.some(tool => tool !== 'inpaint')).map(({ name }) => name),
)('%s needs a provider for words, and says so before it asks for anything else', async operation => {
  const params = {
    action: 'replace',
    with: 'a plant',
    what: 'a plant',
    style: 'watercolour',
    words: 'a plant',
  };
  const fault = await faultOf(engine.run(order(operation, params), never));
  expect(fault).toMatchObject({
    name: 'no-maker',
    message: expect.stringContaining('needs a hosted provider, and none is set up yet') as string,
  });
});

test('what policy refuses is refused here too, wherever the order came from', async () => {
  const fault = await faultOf(engine.run({ ...order('replace', { with: 'a naked woman' }), mask }, never));
  expect(fault.name).toBe('policy');
});

test('a preview is the operation, worked out on a small copy', async () => {
  const small = await engine.preview({ ...order('adjust', { exposure: 0.5 }), mask }, 120, 90, never);
  expect([small.width, small.height]).toEqual([120, 90]);
  const seen = await pixelsOf(small);
  const plain = await pixelsOf(await engine.preview({ ...order('adjust', {}), mask }, 120, 90, never));
  const differs = (x: number, y: number): boolean =>
    [0, 1, 2].some(channel => seen[(y * 120 + x) * 4 + channel] !== plain[(y * 120 + x) * 4 + channel]);
  expect([differs(55, 37), differs(10, 10)]).toEqual([true, false]);
});

describe('a mask that cannot be used', () => {
  const masked = async (width: number, height: number, box = { x: 0, y: 0, width: 0, height: 0 }) =>
    new Blob([packMask(marked(width, height, box))]);

  test.each<[string, () => Promise<Blob>, RegExp]>([
    [
      'of another size names both',
      () => masked(100, 80, { x: 0, y: 0, width: 9, height: 9 }),
      /100 × 80.*240 × 180/,
    ],
    ['empty', () => masked(240, 180), /Nothing is marked/],
    ['full', () => masked(240, 180, { x: 0, y: 0, width: 240, height: 180 }), /whole picture is marked/],
    ['cut short', async () => (await masked(240, 180, place)).slice(0, 80), /damaged|cut short/],
    ['no picture at all', () => Promise.resolve(new Blob(['a mask, honestly'])), /not a picture/],
  ])('%s', async (_name, make, words) => {
    const fault = await faultOf(engine.run({ ...order('remove', {}), mask: await make() }, never));
    expect(fault.name).toBe('bad-request');
    expect(fault.message).toMatch(words);
  });

  test('missing', async () => {
    const fault = await faultOf(engine.run(order('remove', {}), never));
    expect(fault).toMatchObject({ name: 'bad-request', message: 'Where? Brush over the thing, or tap it.' });
  });
});

test('parameters are checked before anything runs', async () => {
  const fault = await faultOf(engine.run({ ...order('recolor', { color: 'reddish' }), mask }, never));
  expect(fault).toMatchObject({ name: 'bad-request', message: expect.stringContaining('color') as string });
});
