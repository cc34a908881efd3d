/** Our own network on the graphics processor (here SwiftShader): the known answer, and what wasm gives. */
import { expect, test } from 'vitest';
import { download } from '../../../src/models/download.ts';
import { answerOf, errorIn, isRight } from '../../../src/models/guide/answer.ts';
import { own } from '../../../src/models/guide/open.ts';
import { ownPainter } from '../../../src/models/guide/own.ts';
import weightsUrl from '../../../src/models/guide/own.onnx?url&no-inline';
import { openNet } from '../../../src/models/runtime.ts';
import type { Net, Processor } from '../../../src/models/net.ts';

const open = async (on: Processor): Promise<Net> => openNet(new Uint8Array(await download(weightsUrl)), on);

const errorOf = async (net: Net): Promise<number> =>
  errorIn(await answerOf(ownPainter(net)), await own.answer!());

/** A picture of 48 × 32 with a hole, as the network takes it. */
function feeds() {
  const [width, height] = [48, 32];
  const image = Float32Array.from({ length: 3 * width * height }, (_, at) => ((at * 37) % 101) / 100);
  const mask = Float32Array.from({ length: width * height }, (_, at) =>
    at % width > 20 && at % width < 30 ? 1 : 0,
  );
  return {
    image: { data: image, dims: [1, 3, height, width] },
    mask: { data: mask, dims: [1, 1, height, width] },
  };
}

test('gives the known answer on WebGPU and on wasm, and the two agree', async () => {
  const gpu = await open('webgpu');
  expect(await errorOf(gpu)).toBeLessThanOrEqual(2);
  const wasm = await open('wasm');
  expect(await errorOf(wasm)).toBeLessThanOrEqual(2);
  const [one, other] = await Promise.all([gpu.run(feeds()), wasm.run(feeds())]);
  for (const name of ['filled', 'texture', 'doubt']) {
    const [a, b] = [one[name]!, other[name]!];
    expect(a.dims).toEqual(b.dims);
    const worst = Math.max(...a.data.map((value, at) => Math.abs(value - b.data[at]!)));
    expect(worst * 255, name).toBeLessThanOrEqual(2);
  }
}, 120_000);

test('a network whose weights are spoiled does not give the known answer', async () => {
  const weights = new Uint8Array(await download(weightsUrl));
  // One layer's weights, which follow its name, all one (0x3c3c is 1.06 in half precision).
  const name = new TextDecoder('latin1').decode(weights).lastIndexOf('coarse.1.widen.weight.half');
  weights.fill(0x3c, name + 100, name + 100_000);
  const net = await openNet(weights, 'wasm');
  expect(isRight(await errorOf(net))).toBe(false);
}, 60_000);
