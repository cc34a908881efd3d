/** Weights that a person has already, from a folder; and what is read of those that are here. */
import { afterEach, describe, expect, test } from 'vitest';
import { CHUNK } from '../../../src/models/weights/chain.ts';
import { keptWeights, readWeights } from '../../../src/models/weights/kept.ts';
import { anyBytes } from '../../fakes/bytes.ts';
import { faultOf } from '../workers/pictures.ts';
import { cleanUp, hub, never, newModel, openTab, type Model } from './given.ts';

afterEach(cleanUp);

const SIZE = 2 * CHUNK + 77;
const path = 'onnx/model.onnx';

const fileOf = (model: Model, name: string, seed = model.seed): File =>
  new File([anyBytes(SIZE, seed)], name);
const other = (name: string, size: number): File => new File([anyBytes(size, 999)], name);

describe('taken in', () => {
  test('from a folder with much else in it, without a network', async () => {
    const model = await newModel(SIZE);
    const { weights } = openTab(model);
    const files = [
      other('README.md', 900),
      other('model.onnx', 12),
      other('twin.onnx', SIZE),
      fileOf(model, 'model.onnx'),
    ];
    await weights.take(model.entry.name, files, never);
    expect((await readWeights(model.entry.name)).get(path)).toEqual(anyBytes(SIZE, model.seed));
    expect((await hub(model.place)).seen).toEqual([]);
  });

  test('whatever it is called by now', async () => {
    const model = await newModel(SIZE);
    const tab = openTab(model);
    await tab.weights.take(model.entry.name, [fileOf(model, 'model (1).onnx')], never);
    expect((await tab.state()).is).toBe('here');
  });

  test.each<[string, (model: Model) => File[], RegExp]>([
    [
      'one of another size',
      () => [other('model.onnx', SIZE - 1)],
      /“model.onnx” is not “model.onnx”: it has 524,364 bytes instead of 524,365/,
    ],
    ['one of another name and size', () => [other('cat.jpg', 10)], /“cat.jpg” is not “model.onnx”/],
    [
      'one of the right size that is another',
      () => [other('twin.onnx', SIZE)],
      /“twin.onnx” has the size of “model.onnx”, but it is another file/,
    ],
    ['a folder without it', () => [other('a', 1), other('b', 2)], /“model.onnx” is not among the 2 files/],
    ['an empty folder', () => [], /not among the 0 files/],
  ])('%s is refused by name', async (_, files, sentence) => {
    const model = await newModel(SIZE);
    const tab = openTab(model);
    const fault = await faultOf(tab.weights.take(model.entry.name, files(model), never));
    expect([fault.name, fault.message]).toEqual(['refused', expect.stringMatching(sentence)]);
    expect((await tab.state()).is).toBe('absent');
  });

  test('a wrong file leaves what was here as it was', async () => {
    const model = await newModel(SIZE);
    const tab = openTab(model);
    await tab.load();
    await faultOf(tab.weights.take(model.entry.name, [other('twin.onnx', SIZE)], never));
    expect((await tab.state()).is).toBe('here');
    expect((await readWeights(model.entry.name)).get(path)).toEqual(anyBytes(SIZE, model.seed));
  });

  test('what only the hub could vouch for is not', async () => {
    const model = await newModel(SIZE, {}, 'told');
    const { weights } = openTab(model);
    const fault = await faultOf(weights.take(model.entry.name, [fileOf(model, 'model.onnx')], never));
    expect(fault.message).toMatch(/known to its server alone/);
  });
});

describe('what is read', () => {
  /** The stored file, to be spoilt. */
  async function stored(model: Model): Promise<FileSystemFileHandle> {
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('weights')).getDirectoryHandle(model.entry.name);
    return folder.getFileHandle('onnx%2Fmodel.onnx.weights');
  }

  async function rewrite(
    model: Model,
    change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
  ): Promise<void> {
    const handle = await stored(model);
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    const writer = await handle.createWritable();
    await writer.write(change(bytes));
    await writer.close();
  }

  test.each<[string, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>]>([
    ['cut short', bytes => bytes.slice(0, -1)],
    ['altered', bytes => bytes.with(5, bytes[5]! ^ 1)],
  ])('%s on the disk, it is refused and removed, and can be had again', async (_, change) => {
    const model = await newModel(SIZE);
    const tab = openTab(model);
    await tab.load();
    await rewrite(model, change);
    const fault = await faultOf(readWeights(model.entry.name));
    expect([fault.name, fault.message]).toEqual(['no-maker', expect.stringMatching(/Test.*Settings/)]);
    expect(await keptWeights()).not.toContain(model.entry.name);
    await tab.load();
    expect((await readWeights(model.entry.name)).get(path)).toEqual(anyBytes(SIZE, model.seed));
  });

  test('is hashed the first time and never again', async () => {
    const model = await newModel(SIZE);
    await openTab(model).load();
    await readWeights(model.entry.name);
    // Nobody would notice this but a hash.
    await rewrite(model, bytes => bytes.with(5, bytes[5]! ^ 1));
    expect((await readWeights(model.entry.name)).get(path)?.length).toBe(SIZE);
  });

  test('what was never here is not', async () => {
    const fault = await faultOf(readWeights('nothing'));
    expect(fault.name).toBe('no-maker');
  });
});
