/** What is in a picture, through the worker's border. */
import { afterAll, expect, test } from 'vitest';
import { maskOfRuns } from '../../../core/pixels/runs.ts';
import type { Progress } from '../../../src/workers/protocol.ts';
import { openEngine } from '../../../src/workers/host.ts';
import { faultOf, kept, never, textured } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

/** One light line down the middle. */
function scratchedGrey(width: number, height: number) {
  const picture = textured(width, height);
  picture.data.fill(100);
  for (let y = 0; y < height; y++)
    picture.data.fill(240, (y * width + width / 2) * 4, (y * width + width / 2 + 2) * 4);
  for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = 255;
  return picture;
}

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

test('what a region takes is soft where its edge is, and hard where it is crisp', async () => {
  const size = 240;
  const ball = (blur: number) => {
    const picture = textured(size, size);
    for (let i = 0; i < picture.data.length; i += 4) {
      const [x, y] = [((i / 4) % size) - size / 2, Math.floor(i / 4 / size) - size / 2];
      const share = Math.max(0, Math.min(1, 0.5 + (60 - Math.hypot(x, y)) / blur));
      const grain = (x * 7 + y * 13) % 5;
      picture.data.set(
        [30, 60, 150].map((own, c) => share * own + (1 - share) * (205 - 20 * c) + grain),
        i,
      );
    }
    return kept(picture);
  };
  const between = async (blur: number): Promise<number> => {
    const picture = await ball(blur);
    const { scene, copy, masks } = await engine.see(picture, never);
    const at = scene.regions.findIndex(({ colours }) => colours[0]?.name === 'blue');
    const mask = await engine.take(picture, copy, [masks[at]!], never);
    return mask.filter(value => value > 25 && value < 230).length;
  };
  // Cut by surfaces alone, 553 and 32.
  expect(await between(30)).toBeGreaterThan(4000);
  expect(await between(1)).toBeLessThan(100);
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

test('what a click would change, before it is made', async () => {
  const picture = await kept(redThing(90, 60));
  const click = { x: 17, y: 14, adds: true };
  const none = { points: [] };
  const { copy, runs } = await engine.hover(picture, none, { points: [click] }, never);
  const clicked = await engine.cut(picture, { points: [click] }, never);
  expect(copy).toEqual({ width: 90, height: 60 });
  const { data } = maskOfRuns(runs, copy);
  expect(data.every((value, i) => value > 0 === clicked[i]! > 200)).toBe(true);
  const back = await engine.hover(picture, { points: [click] }, none, never);
  expect(back.runs).toEqual(runs);
  const outside = await faultOf(engine.hover(picture, none, { points: [{ ...click, x: 90 }] }, never));
  expect(outside.name).toBe('bad-request');
});

test('damage is looked for by its name, and how far that is is told, from nothing to all', async () => {
  const told: Progress[] = [];
  const picture = await kept(scratchedGrey(600, 400));
  const mask = await engine.damage(picture, 'dust and scratches', never, progress => told.push(progress));
  expect([mask[200 * 600 + 300], mask[200 * 600 + 100]]).toEqual([255, 0]);
  expect(new Set(told.map(({ doing }) => doing))).toEqual(new Set(['Looking for dust and scratches']));
  const done = told.map(progress => progress.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect([done[0], done.length > 3]).toEqual([0, true]);
});

test('whoever stops a search for damage waits no longer, hears no more of it, and it is found the next time', async () => {
  const picture = await kept(scratchedGrey(1600, 1200));
  const stop = new AbortController();
  const begun = Promise.withResolvers<undefined>();
  let after = 0;
  const search = faultOf(
    engine.damage(picture, 'scratches', stop.signal, ({ done }) => {
      if (stop.signal.aborted) after++;
      if (done > 0.2) begun.resolve(undefined);
    }),
  );
  await begun.promise;
  const start = performance.now();
  stop.abort();
  expect((await search).name).toBe('stopped');
  expect(performance.now() - start).toBeLessThan(500);
  const small = await engine.damage(await kept(scratchedGrey(600, 400)), 'scratches', never);
  expect([small.includes(255), after]).toEqual([true, 0]);
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
