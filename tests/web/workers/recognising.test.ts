/** Regions told by what they show, in the engine's worker: by a small network in the layout of CLIP, which knows two things by their colours. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Sighted } from '../../../core/contract/scene.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import type { LineUp, Progress } from '../../../src/workers/protocol.ts';
import { closeEngines, engineWith } from './looking.ts';
import { faultOf, kept, never, textured } from './pictures.ts';

afterEach(closeEngines);

/** A blue thing, a red one, and one of a darker grey, on grey. */
function table(width = 320, height = 240): Pixels {
  const picture = textured(width, height);
  const colours = [[40, 40, 200], [200, 40, 40], [70, 70, 70]] as const; // prettier-ignore
  for (let i = 0; i < picture.data.length; i += 4) {
    const [x, y] = [((i / 4) % width) / width, Math.floor(i / 4 / width) / height];
    const at = Math.floor(x * 3);
    const isThing = x * 3 - at > 0.3 && x * 3 - at < 0.7 && y > 0.4 && y < 0.6;
    picture.data.set([...(isThing ? colours[at]! : [120, 120, 120]), 255], i);
  }
  return picture;
}

const things = { dog: 2, cat: 0 } as const;

/** The regions, from the left. */
function asked({ scene, copy, masks }: Sighted, names: readonly string[]): LineUp {
  const order = scene.regions.map(({ centre }, at) => ({ x: centre.x, at })).sort((a, b) => a.x - b.x);
  return { names: [...names], others: ['wall', 'cat', 'chair'].filter(other => !names.includes(other)), copy, masks: order.map(({ at }) => masks[at]!) }; // prettier-ignore
}

const rounded = (likely: readonly (readonly number[])[] | undefined): unknown =>
  likely?.map(row => row.map(share => Math.round(100 * share) / 100));

test('a name is found among regions by what they show', async () => {
  const engine = engineWith({ embedder: things });
  const picture = await kept(table());
  const seen = await engine.see(picture, never);
  expect(seen.scene.regions).toHaveLength(3);
  const one = await engine.recognise(picture, asked(seen, ['dog']), never);
  expect(one.notes).toEqual([]);
  expect(rounded(one.likely)).toEqual([[1], [0], [0]]);
  const both = await engine.recognise(picture, asked(seen, ['dogs', 'cat']), never);
  expect(rounded(both.likely)).toEqual([[1, 0], [0, 1], [0, 0]]); // prettier-ignore
});

test('what is alike to every name is none of them more than of the others', async () => {
  const engine = engineWith({ embedder: things });
  const picture = await kept(table());
  const lineUp = asked(await engine.see(picture, never), ['stool']);
  const { likely } = await engine.recognise(picture, { ...lineUp, others: ['wall', 'chair'] }, never);
  // All three say grey, and no colour.
  likely?.forEach(([share]) => expect(share).toBeCloseTo(1 / 3, 5));
  expect(likely).toHaveLength(3);
});

test('how far it is is told, of each name and each region', async () => {
  const engine = engineWith({ embedder: things });
  const picture = await kept(table());
  const lineUp = asked(await engine.see(picture, never), ['dog']);
  const told: Progress[] = [];
  await engine.recognise(picture, lineUp, never, {}, progress => told.push(progress));
  expect(told[0]).toEqual({ done: 0, doing: 'Looking for the dog' });
  expect(told.length).toBeGreaterThan(1);
  told.slice(1).forEach(({ done }, at) => expect(done).toBeGreaterThanOrEqual(told[at]!.done));
});

test('it makes room for others, and comes back', async () => {
  const engine = engineWith({ embedder: things, kinds: [{ channel: 0, from: 0, to: 1, id: 41 }], matter: true });
  const picture = await kept(table());
  const lineUp = asked(await engine.see(picture, never), ['dog']);
  const first = await engine.recognise(picture, lineUp, never);
  expect((await engine.matte(picture, never)).notes).toEqual([]);
  expect(await engine.recognise(picture, lineUp, never)).toEqual(first);
}); // prettier-ignore

test('where it is not here, nothing is said', async () => {
  const engine = engineWith({ segmenter: true });
  const picture = await kept(table());
  const lineUp = asked(await engine.see(picture, never), ['dog']);
  expect(await engine.recognise(picture, lineUp, never)).toEqual({ notes: [] });
});

test('whoever stops it waits no longer, and the next is answered', async () => {
  const engine = engineWith({ embedder: things });
  const picture = await kept(table(3000, 2000));
  const lineUp = asked(await engine.see(picture, never), ['dog']);
  const stop = new AbortController();
  const begun = Promise.withResolvers<undefined>();
  const recognising = faultOf(
    engine.recognise(picture, lineUp, stop.signal, {}, ({ done }) => {
      if (done > 0.1) begun.resolve(undefined);
    }),
  );
  await begun.promise;
  const start = performance.now();
  stop.abort();
  expect((await recognising).name).toBe('stopped');
  expect(performance.now() - start).toBeLessThan(500);
  expect((await engine.recognise(picture, lineUp, never)).likely?.[0]?.[0]).toBeGreaterThan(0.99);
});

describe('what is wrong with it is said', () => {
  test('once, of a file that is another', async () => {
    const engine = engineWith({ embedder: things, wrong: { image_embeds: { name: 'last_hidden_state' } } });
    const picture = await kept(table());
    const lineUp = asked(await engine.see(picture, never), ['dog']);
    const { likely, notes } = await engine.recognise(picture, lineUp, never);
    expect(likely).toBeUndefined();
    expect(notes).toEqual([
      expect.stringMatching(
        /^CLIP could not look at this picture, so what was named was looked for by its looks\. onnx\/vision_model_quantized\.onnx is not CLIP as it is known: /,
      ),
    ]);
    expect(await engine.recognise(picture, lineUp, never)).toEqual({ notes: [] });
  });

  test('of regions of another picture', async () => {
    const engine = engineWith({ embedder: things });
    const lineUp = asked(await engine.see(await kept(table()), never), ['dog']);
    const fault = await faultOf(engine.recognise(await kept(table(200, 100)), lineUp, never));
    expect([fault.name, fault.message]).toEqual(['bad-request', 'What was seen there is of another picture. Look at it again.']); // prettier-ignore
  });

  test('of a question that is none', async () => {
    const engine = engineWith({ embedder: things });
    const picture = await kept(table());
    const lineUp = asked(await engine.see(picture, never), ['dog']);
    const none = await faultOf(engine.recognise(picture, { ...lineUp, names: [] }, never));
    const short = await faultOf(engine.recognise(picture, { ...lineUp, masks: [Uint32Array.of(5)] }, never)); // prettier-ignore
    expect([none.name, short.name]).toEqual(['bad-request', 'bad-request']);
  });
});
