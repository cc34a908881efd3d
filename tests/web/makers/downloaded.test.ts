/** Makers led by networks that were downloaded: with small ones in their place, from the weights to the filled picture. */
import { describe, expect, test } from 'vitest';
import { exemplar } from '../../../src/models/exemplar.ts';
import { chanceFrom } from '../../../src/models/fill/chance.ts';
import { addedNetwork, downloaded } from '../../../src/models/downloaded.ts';
import { lama } from '../../../src/models/guide/lama.ts';
import { migan } from '../../../src/models/guide/migan.ts';
import { makersOf } from '../../../src/models/index.ts';
import { openNet } from '../../../src/models/runtime.ts';
import { toolsFor } from '../../../src/workers/tools.ts';
import { PAINT, smallNet } from '../../../tools/nets/nets.ts';
import { odd } from '../../makers/declarations.ts';
import {
  box,
  furthest,
  hole,
  keepsPromise,
  picture,
  quiet,
  spoiled,
  type Inpaint,
} from '../../makers/inpaint.ts';
import { device, files } from './given.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const here = device({
  migan: files('migan', 'smooths'),
  lama: files('lama', 'smooths'),
  odd: new Map([...files('odd', 'paints'), ['network.json', bytes(odd)]]),
  mute: files('odd', 'paints'),
  liar: new Map([...files('odd', 'paints'), ['network.json', bytes(odd)]]),
  vague: new Map([['network.json', bytes({ ...odd, name: 'vague', size: 'any' })]]),
});

const image = picture(120, 90, (x, y) => [120 + 40 * Math.sin(x / 9), 90 + y, 60 + ((x * 7 + y * 5) % 17)].map(Math.round)); // prettier-ignore
const mask = hole(120, 90, (x, y) => box(40, 30, 30, 24)(x, y) || box(110, 80, 10, 10)(x, y));
const outside = hole(120, 90, (x, y) => mask.data[y * 120 + x] === 0);

test('LaMa runs on the processor, and leaves the graphics processor to the others', async () => {
  const filled = await (
    await downloaded(lama, here).make('wasm', 'webgpu')
  ).inpaint(spoiled(image, mask), mask, quiet());
  expect(furthest(filled, image, outside)).toBe(0);
  const net = await openNet(smallNet('migan', 'paints'), 'webgpu');
  expect(net.on).toBe('webgpu');
  await net.close();
});

test('MI-GAN leads a fill on the graphics processor', async () => {
  const filled = await (
    await downloaded(migan, here).make('webgpu')
  ).inpaint(spoiled(image, mask), mask, quiet());
  expect(furthest(filled, image, outside)).toBe(0);
  expect(furthest(filled, spoiled(image, mask), mask)).toBeGreaterThan(100);
});

keepsPromise('the fill that MI-GAN leads', () => downloaded(migan, here).make('wasm'));
keepsPromise('the fill that LaMa leads', () => downloaded(lama, here).make('wasm'));

test('what it paints leads the fill', async () => {
  const chance = chanceFrom(9);
  // A plain border beside them: where there is but one stuff, nobody leads.
  const dark = Array.from({ length: 1200 }, () => chance() < 0.5);
  const blots = picture(160, 120, (x, y) => (x > 40 && dark[(y >> 2) * 40 + (x >> 2)] ? PAINT : [200, 180, 60]).map(tone => tone + Math.floor(12 * chance()))); // prettier-ignore
  const middle = hole(160, 120, box(60, 40, 40, 40));
  const darkness = async (maker: Inpaint): Promise<number> => {
    const { data } = await maker.inpaint(spoiled(blots, middle), middle, quiet());
    return middle.data.filter((marked, at) => marked !== 0 && data[at * 4]! < 120).length / 1600;
  };
  const alone = await darkness(await exemplar.make('wasm'));
  const led = await darkness(
    await downloaded(migan, device({ migan: files('migan', 'paints') })).make('wasm'),
  );
  expect(led).toBeGreaterThan(alone + 0.15);
});

describe('a maker that cannot be made says why', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ['its weights are not here', () => downloaded(migan, device({})).make('wasm'), 'migan is not here.'],
    ['its file is not among them', () => downloaded(migan, device({ migan: new Map() })).make('wasm'), 'MI-GAN was to have a file migan_pipeline_v2.onnx, and has none.'],
    ['it is another network', () => downloaded(lama, device({ lama: new Map([['lama_fp32.onnx', smallNet('migan', 'paints')]]) })).make('wasm'), 'lama_fp32.onnx is not as it was declared for LaMa: expected the input “image” float32 [1, 3, 512, 512]; found “image” uint8 [batch_size, 3, height, width].'],
    ['it is no network', () => downloaded(migan, device({ migan: new Map([['migan_pipeline_v2.onnx', bytes('<!doctype html>')]]) })).make('wasm'), 'The network could not be started on this processor.'],
  ])('%s', async (_, make, message) => {
    await expect(make()).rejects.toMatchObject({ name: 'no-maker', message });
  }); // prettier-ignore

  test('and once they are here, it can', async () => {
    const later: Record<string, ReadonlyMap<string, Uint8Array>> = {};
    const maker = downloaded(migan, device(later));
    await expect(maker.make('wasm')).rejects.toMatchObject({ name: 'no-maker' });
    later['migan'] = files('migan', 'smooths');
    expect((await maker.make('wasm')).inpaint).toBeTypeOf('function');
  });
});

describe('a network that a person added', () => {
  test('is found by its name, and leads the fill as it declares', async () => {
    const maker = await addedNetwork('odd', here);
    expect(maker).toMatchObject({ name: 'odd', edition: 3, title: 'Odd', keeps: 'inpaint' });
    const filled = await (await maker!.make('wasm')).inpaint(spoiled(image, mask), mask, quiet());
    expect(furthest(filled, image, outside)).toBe(0);
    expect(await addedNetwork('odd', here)).toBe(maker);
  });

  test('is nobody where it is not here, or no longer', async () => {
    expect(await addedNetwork('stranger', here)).toBeUndefined();
    expect(await addedNetwork('odd', here)).toBeDefined();
    expect(await addedNetwork('odd', device({}))).toBeUndefined();
  });

  test.each([
    ['mute', /^“mute” does not say how it is used: it has no network.json\.$/],
    ['liar', /^“liar” does not say how it is used: it is called “odd” there\.$/],
    ['vague', /^“vague” does not say how it is used: size: .*[^.]\.$/],
  ])('is refused where it does not say how it is used: %s', async (name, message) => {
    await expect(addedNetwork(name, here)).rejects.toMatchObject({
      name: 'no-maker',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('who is asked', () => {
  test('where nobody is named, none whose weights are not here', async () => {
    expect((await makersOf('inpaint')).map(({ name }) => name)).toEqual(['guided', 'exemplar', 'painted']);
    expect((await makersOf('inpaint', 'lama')).map(({ name }) => name)).toEqual(['lama']);
    expect(await Promise.all([migan, odd].map(one => downloaded(one, device({ migan: files('migan', 'paints') })).isHere?.()))).toEqual([true, false]);
  }); // prettier-ignore

  test('a network that is named, though its weights are not here, says so', async () => {
    const tools = toolsFor(['inpaint'], { maker: 'migan' }, { onMaker() {}, onNote() {} });
    await expect(tools.inpaint(image, mask, quiet())).rejects.toMatchObject({
      name: 'no-maker',
      message: expect.stringMatching(/are not on this device/) as string,
    });
  });

  test('nobody, where nobody has that name', async () => {
    const tools = toolsFor(['inpaint'], { maker: 'stranger' }, { onMaker() {}, onNote() {} });
    await expect(tools.inpaint(image, mask, quiet())).rejects.toMatchObject({
      name: 'no-maker',
      message: 'There is nobody here called “stranger” who could do this.',
    });
  });
});
