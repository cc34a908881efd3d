/** What a worker that has begun on wasm can do: all but turn to WebGPU. */
import { expect, test } from 'vitest';
import { download } from '../../../src/models/download.ts';
import { own } from '../../../src/models/guide/open.ts';
import weightsUrl from '../../../src/models/guide/own.onnx?url&no-inline';
import { measure } from '../../../src/models/measure.ts';
import { openNet } from '../../../src/models/runtime.ts';

test('wasm gives the known answer; WebGPU is refused in words', async () => {
  const weights = new Uint8Array(await download(weightsUrl));
  expect((await measure(own, 'wasm')).error).toBeLessThanOrEqual(2);
  await expect(openNet(weights, 'webgpu')).rejects.toMatchObject({
    name: 'no-maker',
    message: 'This browser cannot run networks on the graphics processor.',
  });
}, 60_000);

test('what is no network is refused in words', async () => {
  await expect(openNet(new TextEncoder().encode('<!doctype html>'), 'wasm')).rejects.toMatchObject({
    name: 'no-maker',
  });
}, 60_000);
