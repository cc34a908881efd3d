/** A disk that runs full in the middle of a download. */
import type {} from '@vitest/browser-playwright';
import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { CHUNK } from '../../../src/models/weights/chain.ts';
import { readWeights } from '../../../src/models/weights/kept.ts';
import { anyBytes } from '../../fakes/bytes.ts';
import { faultOf } from '../workers/pictures.ts';
import { cleanUp, hub, newModel, openTab } from './given.ts';

const { origin } = location;

afterEach(async () => {
  await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  await cleanUp();
});

test('it says so, keeps what has come, and goes on when there is room', async () => {
  const size = 40 * CHUNK;
  const model = await newModel(size);
  const tab = openTab(model);
  await tab.state();
  const { usage = 0 } = await navigator.storage.estimate();
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + size / 2 });
  const fault = await faultOf(tab.load());
  expect([fault.name, fault.message]).toEqual([
    'no-space',
    expect.stringMatching(/no room left for Test.*resume/),
  ]);
  const { is, done } = await tab.state();
  expect([is, done > 2 * CHUNK, done < size]).toEqual(['failed', true, true]);
  await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  await tab.load();
  const { seen } = await hub(model.place);
  expect(seen.map(({ range }) => range)).toEqual(['bytes=0-', `bytes=${done}-`]);
  expect((await readWeights(model.entry.name)).get('onnx/model.onnx')).toEqual(anyBytes(size, model.seed));
});
