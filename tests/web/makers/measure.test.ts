/** Whether a processor (the graphics processor is SwiftShader here) runs a network rightly, and how quickly. */
import { expect, test } from 'vitest';
import { addedNetwork, downloaded } from '../../../src/models/downloaded.ts';
import { migan } from '../../../src/models/guide/migan.ts';
import type { Network } from '../../../src/models/guide/network.ts';
import { own } from '../../../src/models/guide/open.ts';
import { measure } from '../../../src/models/measure.ts';
import { device, files } from './given.ts';

const small = downloaded(migan, device({ migan: files('migan', 'smooths') })).network!;

test('any other is compared with what it answers elsewhere', async () => {
  // First on the graphics processor: a runtime that was started without it never has it.
  await small.open('wasm', 'webgpu');
  const first = await measure(small, 'wasm');
  expect(first).toMatchObject({ network: 'migan', processor: 'wasm', ms: expect.any(Number) as number });
  expect(first.error).toBeUndefined();
  const { answer, ...second } = await measure(small, 'webgpu', first.answer);
  expect(second.error).toBeLessThanOrEqual(2);
  expect(second.ms).toBeGreaterThan(0);
  expect(answer).toHaveLength(first.answer!.length);
}, 120_000);

test('our own has its answer written down', async () => {
  const { error, ms, why } = await measure(own, 'wasm');
  expect(why).toBeUndefined();
  expect(error).toBeLessThanOrEqual(2);
  expect(ms).toBeGreaterThan(0);
}, 60_000);

test('what computes wrongly is not to be used', async () => {
  const off = (by: number): Network => ({
    ...small,
    answer: async () => (await measure(small, 'wasm')).answer!.map(value => value + by),
  });
  expect(await measure(off(1), 'wasm')).toMatchObject({ error: expect.closeTo(1, 3) as number });
  for (const [by, error] of [
    [3, 3],
    [NaN, 255],
  ] as const) {
    // prettier-ignore
    expect(await measure(off(by), 'wasm')).toEqual({
      network: 'migan',
      processor: 'wasm',
      error: expect.closeTo(error, 3) as number,
      why: 'It computes wrongly.',
    });
  }
}, 60_000);

test('what cannot be opened says why', async () => {
  expect(await measure(downloaded(migan, device({})).network!, 'wasm')).toEqual({
    network: 'migan',
    processor: 'wasm',
    why: 'migan is not here.',
  });
  expect(await addedNetwork('nobody', device({}))).toBeUndefined();
});
