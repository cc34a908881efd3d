import { afterAll, expect, test } from 'vitest';
import { openEngine } from '../../../src/workers/host.ts';
import { kept, never, pixelsOf, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

test('a kept picture is seen as it was, bit for bit', async () => {
  const pixels = textured(70, 50);
  const picture = await kept(pixels);
  const whole = await engine.view(picture, { x: 0, y: 0, width: 70, height: 50 }, 70, 50, never);
  expect(await pixelsOf(whole)).toEqual(pixels.data);
});
