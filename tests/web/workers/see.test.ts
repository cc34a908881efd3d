/** What is in a picture, through the worker's border. */
import { afterAll, expect, test } from 'vitest';
import { openEngine } from '../../../src/workers/host.ts';
import { faultOf, kept, never, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

/** A red thing from 10 to 25 across and from 8 to 20 down. */
function redThing(width = 40, height = 30) {
  const picture = textured(width, height);
  for (let i = 0; i < picture.data.length; i += 4) {
    const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
    picture.data.set(x >= 10 && x < 25 && y >= 8 && y < 20 ? [200, 30, 30] : [60, 60, 60], i);
  }
  return picture;
}

test('its regions, and what one of them takes', async () => {
  const picture = await kept(redThing());
  const { scene, copy, masks } = await engine.see(picture, never);
  expect([scene.width, scene.height, copy]).toEqual([40, 30, { width: 40, height: 30 }]);
  const at = scene.regions.findIndex(({ colours }) => colours[0]?.name === 'red');
  expect(scene.regions[at]?.box).toEqual({ x: 10, y: 8, width: 15, height: 12 });
  const mask = await engine.take(picture, copy, [masks[at]!], never);
  expect([mask.length, mask[12 * 40 + 15], mask[5 * 40 + 5]]).toEqual([1200, 255, 0]);
});

test('what was seen in another picture is refused', async () => {
  const small = await engine.see(await kept(redThing()), never);
  const fault = await faultOf(engine.take(await kept(redThing(60, 50)), small.copy, small.masks, never));
  expect([fault.name, fault.message]).toEqual(['bad-request', expect.stringContaining('another picture')]);
});

test('runs that are damaged are refused', async () => {
  const copy = { width: 40, height: 30 };
  const fault = await faultOf(engine.take(await kept(redThing()), copy, [Uint32Array.of(7)], never));
  expect(fault.name).toBe('bad-request');
});

test('a thing that is clicked, or drawn a box around', async () => {
  const picture = await kept(redThing(90, 60));
  const at = (mask: Uint8Array, x: number, y: number): number | undefined => mask[y * 90 + x];
  const clicked = await engine.cut(picture, { points: [{ x: 17, y: 14, adds: true }] }, never);
  expect([clicked.length, at(clicked, 17, 14), at(clicked, 23, 10), at(clicked, 60, 50)]).toEqual([
    5400, 255, 255, 0,
  ]);
  const boxed = await engine.cut(picture, { box: { x: 6, y: 4, width: 24, height: 20 }, points: [] }, never);
  expect([at(boxed, 17, 14), at(boxed, 60, 50)]).toEqual([255, 0]);
  const outside = await faultOf(engine.cut(picture, { points: [{ x: 90, y: 5, adds: true }] }, never));
  expect(outside.name).toBe('bad-request');
  const endless = Array.from({ length: 101 }, () => ({ x: 1, y: 1, adds: true }));
  expect((await faultOf(engine.cut(picture, { points: endless }, never))).message).toMatch(/too many clicks/);
});

test('whoever stops it waits no longer, and it sees again', async () => {
  const picture = await kept(textured(3000, 2000));
  const stop = new AbortController();
  const seeing = faultOf(engine.see(picture, stop.signal));
  await new Promise(resolve => setTimeout(resolve, 150));
  const start = performance.now();
  stop.abort();
  expect((await seeing).name).toBe('stopped');
  expect(performance.now() - start).toBeLessThan(500);
  expect((await engine.see(await kept(redThing()), never)).scene.regions.length).toBeGreaterThan(0);
});
