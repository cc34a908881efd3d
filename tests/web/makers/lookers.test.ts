/** Where a network that looks runs (the graphics processor is SwiftShader here): measured as those that paint are. */
import { expect, test } from 'vitest';
import { measure } from '../../../src/models/measure.ts';
import { lookersIn } from '../../../src/models/sight/index.ts';
import { coco } from '../../../src/models/sight/coco.ts';
import { smallDetector, smallMatter, smallSegmenter } from '../../../tools/nets/sights.ts';
import { device } from './given.ts';

const kinds = [0, 1, 2].map(channel => ({ channel: channel as 0 | 1 | 2, from: 0, to: 1, id: channel }));
const lookers = lookersIn(
  device({ 'dfine-s': smallDetector(kinds), slimsam: smallSegmenter(), modnet: smallMatter() }),
);

test.each([
  ['a detector', lookers.detector, coco.length],
  ['one that cuts people out', lookers.matter, 512 * 512],
])(
  '%s gives the same answer on both',
  async (_, looker, length) => {
    // First on the graphics processor: a runtime that was started without it never has it.
    await (await looker.open('wasm', 'webgpu')).close();
    const here = await measure(looker, 'wasm');
    expect(here).toMatchObject({ network: looker.name, processor: 'wasm', ms: expect.any(Number) as number });
    expect(here.answer).toHaveLength(length);
    expect(new Set(here.answer).size).toBeGreaterThan(1);
    const there = await measure(looker, 'webgpu', here.answer);
    expect(there.why).toBeUndefined();
    expect(there.error).toBeLessThanOrEqual(2);
  },
  120_000,
);

test('one that outlines answers by its middle', async () => {
  const { why, answer } = await measure(lookers.segmenter, 'wasm');
  expect(why).toBeUndefined();
  expect(answer).toHaveLength(256 * 256);
  expect(new Set(answer).size).toBeGreaterThan(10);
});

test('what cannot be opened says why', async () => {
  const { matter } = lookersIn(device({ modnet: new Map() }));
  expect(await measure(matter, 'wasm')).toEqual({
    network: 'modnet',
    processor: 'wasm',
    why: 'MODNet was to have a file onnx/model.onnx, and has none.',
  });
});
