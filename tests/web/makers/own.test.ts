/** A network that a person brings: looked at by the engine, kept by the keeper of weights, and one of the ways from then on. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openEngine } from '../../../src/workers/host.ts';
import { openWeights } from '../../../src/workers/weights-host.ts';
import { smallNet } from '../../../tools/nets/nets.ts';
import { odd } from '../../makers/declarations.ts';
import { orderOf } from './given.ts';
import { faultOf, never } from '../workers/pictures.ts';

const engine = openEngine();
const weights = openWeights();
afterAll(() => {
  engine.close();
  weights.close();
});

const file = (bytes: Uint8Array<ArrayBuffer> | string, name: string): File => new File([bytes], name);
const written = (declaration: unknown): File => file(JSON.stringify(declaration), 'network.json');
const added = new Set<string>();
afterEach(async () => {
  for (const name of added) await weights.remove(name, never);
  added.clear();
});

async function add(files: readonly File[]): Promise<string> {
  const declaration = await engine.network(files, never);
  const network = files.find(({ name }) => name.endsWith('.onnx'));
  await weights.add(declaration, network ?? file('', 'none'), never);
  added.add(declaration.name);
  return declaration.name;
}

describe('how it is spoken to', () => {
  test.each(['migan', 'lama'] as const)('like %s, its inputs and outputs say', async like => {
    const {
      name,
      title,
      file: path,
      image,
    } = await engine.network(
      [file('Read me', 'README.md'), file(smallNet(like, 'paints'), 'My Fill 2.ONNX')],
      never,
    );
    expect(name).toMatch(/^own-my-fill-2-[0-9a-f]{8}$/);
    expect([title, path]).toEqual(['My Fill 2', 'my-fill-2.onnx']);
    expect(image.type).toBe(like === 'migan' ? 'uint8' : 'float32');
  });

  test.each(['.onnx', '絵.onnx', 'A – B.onnx'])('whatever it is called, such as %s', async called => {
    const { file: path, licence } = await engine.network([file(smallNet('lama', 'paints'), called)], never);
    expect([path, licence]).toEqual([called.startsWith('A') ? 'a-b.onnx' : 'network.onnx', 'not stated']);
  });

  test('like nothing that is known, a file beside it says', async () => {
    const net = file(smallNet('odd', 'paints'), 'strange.onnx');
    const { image, size } = await engine.network([written(odd), net], never);
    expect([image, size]).toEqual([odd.image, odd.size]);
  });

  test.each<[string, File[], RegExp]>([
    ['a photo', [file('', 'cat.jpg')], /“cat.jpg” is no network: that is a file whose name ends in .onnx/],
    ['a folder without one', [file('', 'a'), file('', 'b')], /^Among these files is no network/],
    [
      'two',
      [file(smallNet('lama', 'paints'), 'a.onnx'), file(smallNet('lama', 'paints'), 'b.onnx')],
      /These are 2 networks. Add one at a time./,
    ],
    ['something else of that name', [file('cat', 'cat.onnx')], /“cat.onnx” is not a network that runs here/],
    [
      'one that nobody knows',
      [file(smallNet('odd', 'paints'), 'strange.onnx')],
      /^“strange.onnx” is spoken to neither like MI-GAN nor like LaMa, and no network.json beside it says how. Like MI-GAN: strange.onnx is not as it was declared for strange: expected the input “image” uint8 \[1, 3, 512, 512\]; found no such input, but “pixels”/,
    ],
    [
      'one that is not as it is written',
      [written(odd), file(smallNet('lama', 'paints'), 'strange.onnx')],
      /expected the input “pixels” float32 .* found no such input, but “image”, “mask”/,
    ],
    [
      'one of which nothing sensible is written',
      [written({ ...odd, size: 'any' }), file(smallNet('odd', 'paints'), 'strange.onnx')],
      /^network.json does not say how the network is used: /,
    ],
  ])('%s is refused, with what is wrong', async (_, files, sentence) => {
    const fault = await faultOf(engine.network(files, never));
    expect([fault.name, fault.message]).toEqual(['refused', expect.stringMatching(sentence)]);
  });
});

test('it is listed, fills by its name and as another way, and is gone once it is removed', async () => {
  const name = await add([written(odd), file(smallNet('odd', 'paints'), 'strange.onnx')]);
  const listed = (await weights.list(never)).find(({ entry }) => entry.name === name);
  expect(listed?.state.is).toBe('here');
  expect(listed?.entry).toMatchObject({ title: 'Odd', licence: 'Apache-2.0' });
  const order = await orderOf();
  expect((await engine.run({ ...order, maker: name }, never)).maker).toBe(`${name}@3`);
  // Ours, the two without a network, and this one.
  expect((await engine.run({ ...order, attempt: 3 }, never)).maker).toBe(`${name}@3`);
  await weights.remove(name, never);
  added.delete(name);
  expect((await weights.list(never)).some(({ entry }) => entry.name === name)).toBe(false);
  expect((await engine.run({ ...order, attempt: 3 }, never)).maker).toMatch(/^guided@\d+$/);
});

test('what is damaged and came from nowhere is to be added again', async () => {
  const name = await add([file(smallNet('lama', 'paints'), 'mine.onnx')]);
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('weights');
  await (await root.getDirectoryHandle(name)).removeEntry('mine.onnx.weights');
  const fault = await faultOf(weights.load(name, never));
  expect(fault.message).toBe('mine came from this device and is nowhere else. Add it again.');
  expect(await add([file(smallNet('lama', 'paints'), 'mine.onnx')])).toBe(name);
  expect((await weights.list(never)).find(({ entry }) => entry.name === name)?.state.is).toBe('here');
});
