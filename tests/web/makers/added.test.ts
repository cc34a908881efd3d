/** A person's own network: taken into the browser's files with its declaration, found by its name, and run by the engine. */
import { afterAll, afterEach, expect, test } from 'vitest';
import { hashOf } from '../../../src/workers/hash.ts';
import { openEngine } from '../../../src/workers/host.ts';
import type { Order } from '../../../src/workers/protocol.ts';
import type { WeightsEntry } from '../../../src/workers/weights-protocol.ts';
import { smallNet } from '../../../tools/nets/nets.ts';
import { odd } from '../../makers/declarations.ts';
import { cleanUp, openTab } from '../weights/given.ts';
import { faultOf, never } from '../workers/pictures.ts';
import { orderOf } from './given.ts';

const engine = openEngine();
afterAll(() => engine.close());
afterEach(cleanUp);

/** Keeps a network under a name of its own, which its declaration may contradict. */
async function given(declares = {}) {
  const name = `own-${crypto.randomUUID()}`;
  const declaration = new TextEncoder().encode(JSON.stringify({ ...odd, name, ...declares }));
  const files = { 'network.json': declaration, [odd.file]: smallNet('odd', 'paints') };
  const entry: WeightsEntry = {
    name,
    title: 'Own',
    purpose: 'Fills holes.',
    licence: 'MIT',
    source: 'https://example.org',
    repository: `tests/${name}`,
    commit: 'c'.repeat(40),
    files: [],
    runsOn: ['wasm'],
    memory: 1,
  };
  for (const [path, bytes] of Object.entries(files)) {
    entry.files.push({ path, bytes: bytes.length, sha256: await hashOf(bytes) });
  }
  const { weights } = openTab({ entry, place: '', seed: 0 });
  await weights.take(name, Object.entries(files).map(([path, bytes]) => new File([bytes], path)), never); // prettier-ignore
  return { name, remove: () => weights.remove(name, never) };
}

const order = async (maker: string): Promise<Order> => ({ ...(await orderOf()), maker });

test('fills, and the recipe says that it did', async () => {
  const { name, remove } = await given();
  const made = await engine.run(await order(name), never);
  expect(made.maker).toBe(`${name}@3`);
  expect(made.changed).toBeGreaterThan(300);
  await remove();
});

test('is refused where its file is another than it declares, with both', async () => {
  const { name, remove } = await given({ title: 'Mine', result: { ...odd.result, name: 'painted' } });
  expect(await faultOf(engine.run(await order(name), never))).toMatchObject({
    name: 'no-maker',
    message:
      'odd.onnx is not as it was declared for Mine: expected the output “painted” float32 [1, 8 to 32 by 8, 8 to 32 by 8, 3]; found no such output, but “filled”.',
  });
  await remove();
});

test('is nobody where it was not taken in', async () => {
  expect(await faultOf(engine.run(await order('own-nothing'), never))).toMatchObject({
    name: 'no-maker',
    message: 'There is nobody here called “own-nothing” who could do this.',
  });
});
