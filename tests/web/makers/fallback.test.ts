/** Where our own network's nodes run: in a file of its own, as ONNX Runtime takes the console when it is first started. */
import { expect, test, vi } from 'vitest';
import { download } from '../../../src/models/download.ts';
import weightsUrl from '../../../src/models/guide/own.onnx?url&no-inline';
import { openNet } from '../../../src/models/runtime.ts';
import { smallNet } from '../../../tools/nets/nets.ts';

const said: unknown[] = [];
for (const way of ['log', 'warn', 'error'] as const)
  vi.spyOn(console, way).mockImplementation((...words: unknown[]) => void said.push(...words));

/** What is said while a network is opened for WebGPU. */
async function saidOf(weights: Uint8Array): Promise<string> {
  said.length = 0;
  const net = await openNet(weights, 'webgpu');
  await net.close();
  return said.join('\n');
}

test('on WebGPU none falls back to the processor, of which ONNX Runtime would warn', async () => {
  const warned = /nodes were not assigned to the preferred execution providers/;
  expect(await saidOf(new Uint8Array(await download(weightsUrl)))).not.toMatch(warned);
  // Bytes are no kind of number that WebGPU computes with.
  expect(await saidOf(smallNet('migan', 'paints'))).toMatch(warned);
}, 60_000);
