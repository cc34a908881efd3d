/** Networks that look at pictures, run in earnest in the engine's worker: small ones, in the layout of the real ones. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Region, Sighted } from '../../../core/contract/scene.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { maskOfRuns } from '../../../core/pixels/runs.ts';
import { overlap } from '../../../core/sight/labelled.ts';
import { refer } from '../../../core/sight/refer.ts';
import { coco } from '../../../src/models/sight/coco.ts';
import { SURE, type Kind, type Wrong } from '../../../tools/nets/sights.ts';
import { closeEngines, engineWith } from './looking.ts';
import type { Given } from './looking.worker.ts';
import { faultOf, kept, never, textured } from './pictures.ts';

afterEach(closeEngines);

type Colour = readonly [number, number, number];
type Rectangle = readonly [left: number, top: number, right: number, bottom: number, colour: Colour];

const [grey, red, blue]: readonly Colour[] = [[120, 120, 120], [210, 30, 30], [30, 30, 210]]; // prettier-ignore

function drawn(width: number, height: number, things: readonly Rectangle[]): Pixels {
  const picture = textured(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) {
      const thing = things.findLast(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom);
      picture.data.set(thing?.[4] ?? grey!, i);
    }
  }
  return picture;
} // prettier-ignore

const named = (name: (typeof coco)[number], kind: Omit<Kind, 'id'>): Kind => ({ ...kind, id: coco.indexOf(name) }); // prettier-ignore

/** Two red things, and a blue one between them that is as like a cup as they are. */
const table = drawn(320, 240, [
  [40, 60, 100, 140, red!],
  [130, 150, 190, 230, blue!],
  [220, 80, 290, 150, red!],
]);
const kinds: readonly Kind[] = [
  named('cup', { channel: 0, from: 0, to: 0.5 }),
  named('cup', { channel: 0, from: 0.5, to: 1, doubt: 3 }),
  named('vase', { channel: 2, from: 0, to: 1 }),
  // The same thing once more, less surely and by another name.
  named('bowl', { channel: 2, from: 0, to: 1, doubt: 5 }),
];

const labels = ({ scene }: Sighted): (readonly [string, Region['box']])[] =>
  scene.regions.flatMap(({ label, box }) => (label === undefined ? [] : [[label, box] as const]));

const boxed = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('a detector', () => {
  test('names what was seen without it, and each thing once', async () => {
    const seen = await engineWith({ kinds }).see(await kept(table), never);
    expect(seen.notes).toBeUndefined();
    expect(seen.scene.by).toEqual(['dfine-s@1']);
    expect(labels(seen).sort(([, a], [, b]) => a.x - b.x)).toEqual([
      ['cup', boxed(40, 60, 60, 80)],
      ['vase', boxed(130, 150, 60, 80)],
      ['cup', boxed(220, 80, 70, 70)],
    ]);
    const sure = seen.scene.regions.find(({ label }) => label === 'vase')?.confidence;
    expect(sure).toBeCloseTo(1 / (1 + Math.exp(-SURE.logit)), 3);
    expect(seen.masks).toHaveLength(seen.scene.regions.length);
  });

  test('so that a thing is found by its name', async () => {
    const { scene } = await engineWith({ kinds }).see(await kept(table), never);
    const meant = (text: string, noun: string, place?: 'left' | 'right'): string => {
      const found = refer({ text, noun, ...(place && { place }) }, scene);
      return found.kind === 'found' ? found.regions.map(id => scene.regions[id]?.box.x).join() : found.kind;
    };
    expect(meant('the cup on the left', 'cup')).toBe('40');
    expect(meant('the cup on the right', 'cup')).toBe('220');
    expect(meant('the vase', 'vase')).toBe('130');
    expect(meant('both cups', 'cups')).toBe('40,220');
  });

  test.each([
    ['by its looks', false, ['dfine-s@1']],
    ['by a network, where one is here', true, ['dfine-s@1', 'slimsam@1']],
  ])('and what no surface is becomes a region of its own, outlined %s', async (_, segmenter, by) => {
    // Of a bar the part on the left is a thing: 40 to 0.6 × 320.
    const bar = drawn(320, 240, [[40, 60, 280, 140, red!]]);
    const part = [named('cup', { channel: 0, from: 0, to: 0.6 })];
    const seen = await engineWith({ kinds: part, segmenter }).see(await kept(bar), never);
    expect([seen.notes, seen.scene.by]).toEqual([undefined, by]);
    const at = seen.scene.regions.findIndex(({ label }) => label === 'cup');
    const region = seen.scene.regions[at];
    expect(region).toMatchObject({ id: at, edges: [] });
    // What a network outlines is as fine as its cells.
    expect(overlap(region!.box, boxed(40, 60, 152, 80))).toBeGreaterThan(0.9);
    expect(region?.stands).toBeUndefined();
    expect(region?.colours[0]?.name).toBe('red');
    const taken = maskOfRuns(seen.masks[at]!, seen.copy).data.filter(value => value === 255).length;
    expect(region?.area).toBeCloseTo(taken / (320 * 240), 6);
  });

  test('that is not here changes nothing', async () => {
    const picture = await kept(table);
    const seen = await engineWith({}).see(picture, never);
    expect([seen.notes, seen.scene.by, labels(seen)]).toEqual([undefined, undefined, []]);
    expect(await engineWith({}).eyes(never)).toEqual({ by: [], cuts: false, mattes: false });
    const all = engineWith({ kinds, segmenter: true, matter: true });
    expect(await all.eyes(never)).toEqual({ by: ['dfine-s@1', 'slimsam@1'], cuts: true, mattes: true });
  });
});

describe('a network that outlines', () => {
  const inside = (mask: Uint8Array | undefined, x: number, y: number): number | undefined =>
    mask?.[y * 320 + x];
  const point = (x: number, y: number, adds = true) => ({ x, y, adds });

  test('marks the thing that is clicked, to its edge', async () => {
    const { mask, notes } = await engineWith({ segmenter: true }).outline(
      await kept(table),
      { points: [point(60, 100)] },
      never,
    );
    expect([notes, mask?.length]).toEqual([[], 320 * 240]);
    expect([
      inside(mask, 43, 100),
      inside(mask, 96, 100),
      inside(mask, 36, 100),
      inside(mask, 104, 100),
    ]).toEqual([255, 255, 0, 0]);
    // What looks the same is the same to this network, and it has looked at all of the picture.
    expect([inside(mask, 250, 100), inside(mask, 160, 200)]).toEqual([255, 0]);
  });

  test('adds what is clicked too, and leaves what is not of it', async () => {
    const engine = engineWith({ segmenter: true });
    const picture = await kept(table);
    const both = await engine.outline(picture, { points: [point(60, 100), point(160, 200)] }, never);
    expect([inside(both.mask, 60, 100), inside(both.mask, 150, 190), inside(both.mask, 10, 10)]).toEqual([
      255, 255, 0,
    ]);
    const less = await engine.outline(
      picture,
      { points: [point(60, 100), point(160, 200), point(140, 160, false)] },
      never,
    );
    expect([inside(less.mask, 60, 100), inside(less.mask, 140, 160)]).toEqual([255, 0]);
  });

  test('takes the answer that fills a box, and no more of it', async () => {
    const engine = engineWith({ segmenter: true });
    const picture = await kept(table);
    const box = boxed(120, 140, 80, 100);
    const { mask } = await engine.outline(picture, { box, points: [] }, never);
    expect([inside(mask, 160, 190), inside(mask, 60, 100), inside(mask, 124, 145)]).toEqual([255, 0, 0]);
    // To this network the two red things are one, which does not fill it.
    const more = await engine.outline(picture, { box: boxed(20, 50, 90, 100), points: [] }, never);
    expect(more).toEqual({ notes: [] });
  });

  test('tells what a click would change before it is made: what it then does', async () => {
    const engine = engineWith({ segmenter: true });
    const picture = await kept(table);
    const [one, two] = [[point(60, 100)], [point(60, 100), point(160, 200)]];
    const { copy, runs, notes } = await engine.hover(picture, { points: one }, { points: two }, never, {});
    const [before, after] = [
      await engine.outline(picture, { points: one }, never),
      await engine.outline(picture, { points: two }, never),
    ];
    expect([copy, notes]).toEqual([{ width: 320, height: 240 }, []]);
    const { data } = maskOfRuns(runs, copy);
    const differ = data.filter(
      (value, i) => (value > 127 !== before.mask![i]! > 127) !== after.mask![i]! > 127,
    );
    expect(differ.length / data.length).toBeLessThan(0.01);
    expect([inside(data, 160, 200), inside(data, 60, 100), inside(data, 10, 10)]).toEqual([255, 0, 0]);
  });

  test('where none is here, its surfaces tell, and a place that is none is refused', async () => {
    const picture = await kept(table);
    const then = { points: [point(60, 100)] };
    const [alone, asked] = [engineWith({}), engineWith({ segmenter: true })];
    const { copy, runs } = await alone.hover(picture, { points: [] }, then, never, {});
    const { data } = maskOfRuns(runs, copy);
    expect([inside(data, 60, 100), inside(data, 250, 100)]).toEqual([255, 0]);
    const outside = asked.hover(picture, { points: [] }, { points: [point(320, 5)] }, never, {});
    expect((await faultOf(outside)).name).toBe('bad-request');
  });

  test('is not asked where none is here, or where no such place is', async () => {
    const picture = await kept(table);
    expect(await engineWith({}).outline(picture, { points: [point(60, 100)] }, never)).toEqual({ notes: [] });
    expect(
      await engineWith({ segmenter: true }).outline(picture, { points: [point(320, 5)] }, never),
    ).toEqual({ notes: [] });
  });

  test('whoever stops it waits no longer', async () => {
    const engine = engineWith({ segmenter: true });
    const picture = await kept(textured(3000, 2000));
    const stop = new AbortController();
    const asked = faultOf(engine.outline(picture, { points: [point(60, 100)] }, stop.signal));
    await new Promise(resolve => setTimeout(resolve, 150));
    const start = performance.now();
    stop.abort();
    expect((await asked).name).toBe('stopped');
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('a network that cuts people out', () => {
  test('gives how much of each pixel is one', async () => {
    const half: Colour = [164, 30, 100];
    const picture = drawn(320, 240, [[40, 60, 180, 200, red!], [180, 60, 280, 200, half]]); // prettier-ignore
    const { mask, notes } = await engineWith({ matter: true }).matte(await kept(picture), never);
    expect(notes).toEqual([]);
    // Red less blue: 180 of 255, 64 of 255, and none; and less what is nearly nothing, or nearly all.
    expect([mask?.[120 * 320 + 100], mask?.[120 * 320 + 230], mask?.[20 * 320 + 20]]).toEqual([186, 57, 0]);
  });

  test('finds nobody where there is none, or where it is not here', async () => {
    const picture = await kept(drawn(320, 240, [[40, 60, 100, 140, blue!]]));
    expect(await engineWith({ matter: true }).matte(picture, never)).toEqual({ notes: [] });
    expect(await engineWith({}).matte(picture, never)).toEqual({ notes: [] });
  });
});

test('on a graphics processor it sees the same, and the other network goes on beside it', async () => {
  // What a share of the first thing looks like is not a region yet.
  const given: Given = { kinds: [{ ...kinds[0]!, to: 0.2 }, ...kinds], segmenter: true };
  const picture = await kept(table);
  const one = await engineWith(given).see(picture, never, { 'dfine-s': 'webgpu' });
  const other = await engineWith(given).see(picture, never);
  expect([one.notes, one.scene.by]).toEqual([undefined, ['dfine-s@1', 'slimsam@1']]);
  expect(labels(one)).toEqual(labels(other));
}, 120_000);

describe('a file that is another', () => {
  const picture = kept(table);
  const click = { points: [{ x: 60, y: 100, adds: true }] };

  test.each<[string, Given, string]>([
    [
      'an input’s name',
      { wrong: { pixel_values: { name: 'image' } } },
      'expected the input “pixel_values” float32 [1, 3, 640, 640]; found no such input, but “image”',
    ],
    [
      'how many names it knows',
      { names: 91 },
      'expected the output “logits” float32 [1, 300, 80]; found “logits” float32 [1, 300, 91].',
    ],
    [
      'what it gives',
      { wrong: { logits: { name: 'scores' } } },
      'expected the output “logits” float32 [1, 300, 80]; found no such output, but “scores”, “pred_boxes”',
    ],
  ])('is refused as a detector by %s, and seeing goes on without it', async (_, given, sentence) => {
    const seen = await engineWith({ kinds, ...given }).see(await picture, never);
    const [note] = seen.notes ?? [];
    expect(note).toMatch(/^D-FINE could not look at this picture, so the things here have no names\. /);
    expect(note).toContain(sentence);
    // It is looked for anew the next time.
    expect([seen.scene.by, labels(seen)]).toEqual([undefined, []]);
    expect(seen.scene.regions.length).toBeGreaterThan(2);
  });

  test.each<[string, Wrong, string]>([
    [
      'what the encoder gives',
      { image_embeddings: { name: 'features' } },
      'onnx/vision_encoder.onnx is not SlimSAM as it is known: expected the output “image_embeddings” float32 [1, 256, 64, 64]; found no such output, but “features”, “image_positional_embeddings”.',
    ],
    [
      'how many points it takes',
      { input_points: { dims: [1, 1, 1, 2] } },
      'onnx/prompt_encoder_mask_decoder.onnx is not SlimSAM as it is known: expected the input “input_points” float32 [1, 1, any number, 2]; found “input_points” float32 [1, 1, 1, 2].',
    ],
    [
      'what it calls its masks',
      { pred_masks: { name: 'masks' } },
      'expected the output “pred_masks” float32 [1, 1, 3, 256, 256]; found no such output, but “iou_scores”, “masks”.',
    ],
  ])('is refused as a network that outlines by %s', async (_, wrong, sentence) => {
    const engine = engineWith({ segmenter: true, wrong });
    const { mask, notes } = await engine.outline(await picture, click, never);
    expect([mask, notes.length]).toEqual([undefined, 1]);
    // Once is enough, and it is not opened in vain again.
    expect(await engine.outline(await picture, click, never)).toEqual({ notes: [] });
    expect(notes[0]).toContain('SlimSAM could not look at this picture, so it was outlined without it. ');
    expect(notes[0]).toContain(sentence);
  });

  test('is refused as a network that cuts people out', async () => {
    const wrong = { output: { name: 'alpha' } };
    const { mask, notes } = await engineWith({ matter: true, wrong }).matte(await picture, never);
    expect([mask, notes]).toEqual([
      undefined,
      [
        'MODNet could not look at this picture, so nobody was found in it. onnx/model.onnx is not MODNet as it is known: expected the output “output” float32 [1, 1, 32 to 1536 by 32, 32 to 1536 by 32]; found no such output, but “alpha”.',
      ],
    ]);
  });
});
