/** A network that compares pictures with words, run in earnest in the engine's worker: a small one, in the layout of the real one. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Embedding } from '../../../core/contract/reference.ts';
import { unitOf } from '../../../core/library/embedding.ts';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import type { Wrong } from '../../../tools/nets/sights.ts';
import { closeEngines, engineWith } from './looking.ts';
import { kept, never } from './pictures.ts';

afterEach(closeEngines);

/** Three parts side by side: what lies left and right of the square in the middle, and that. */
function drawn(middle: readonly [number, number, number], sides = middle): Pixels {
  const picture = blankPixels(400, 200);
  for (let i = 0, x = 0; i < picture.data.length; i += 4, x = (x + 1) % 400)
    picture.data.set([...(x >= 100 && x < 300 ? middle : sides), 255], i);
  return picture;
}

const [red, blue] = [[204, 51, 51], [51, 51, 204]] as const; // prettier-ignore

/** The first three numbers, as shares of a length of 1; all others are 0. */
function told(embedding: Embedding | undefined): number[] {
  expect(embedding?.by).toBe('clip@1');
  const unit = embedding ? unitOf(embedding) : new Float32Array(0);
  expect(unit.subarray(3).every(x => x === 0)).toBe(true);
  return [...unit.subarray(0, 3)];
}

const close = (found: readonly number[], expected: readonly number[]): void => {
  const length = Math.hypot(...expected);
  expect(found).toHaveLength(3);
  found.forEach((x, at) => expect(Math.abs(x - expected[at]! / length)).toBeLessThan(0.01));
};

test('a picture is known by the square in its middle', async () => {
  const engine = engineWith({ embedder: true });
  expect((await engine.eyes(never)).embeds).toBe('clip@1');
  const { embedding, notes } = await engine.embed(await kept(drawn(red, blue)), never);
  expect(notes).toEqual([]);
  close(told(embedding), [0.8, 0.2, 0.2]);
});

test('words lie where the pictures lie that show it', async () => {
  const engine = engineWith({ embedder: true });
  close(told((await engine.embedWords('a red thing, RED', never)).embedding), [1, 0, 0]);
  close(told((await engine.embedWords('green and blue', never)).embedding), [0, 1, 1]);
  expect(await engine.embedWords('  ', never)).toEqual({ notes: [] });
  const [reds, blues] = await Promise.all(
    [red, blue].map(async colour => told((await engine.embed(await kept(drawn(colour)), never)).embedding)),
  );
  const word = told((await engine.embedWords('red', never)).embedding);
  const product = (row: readonly number[] = []): number => row.reduce((sum, x, i) => sum + x * word[i]!, 0);
  expect(product(reds)).toBeGreaterThan(product(blues) + 0.5);
});

test('where it is not here, nothing is said', async () => {
  const engine = engineWith({ matter: true });
  expect((await engine.eyes(never)).embeds).toBeUndefined();
  expect(await engine.embed(await kept(drawn(red)), never)).toEqual({ notes: [] });
  expect(await engine.embedWords('red', never)).toEqual({ notes: [] });
});

test('it makes room for another, and comes back', async () => {
  const engine = engineWith({ embedder: true, matter: true });
  const picture = await kept(drawn(red));
  const first = await engine.embed(picture, never);
  expect((await engine.matte(picture, never)).mask).toBeDefined();
  expect(await engine.embed(picture, never)).toEqual(first);
});

test('a stop is heard', async () => {
  const stop = new AbortController();
  const engine = engineWith({ embedder: true });
  const embedding = engine.embed(await kept(drawn(red)), stop.signal);
  stop.abort();
  await expect(embedding).rejects.toMatchObject({ name: 'stopped' });
  expect((await engine.embed(await kept(drawn(red)), never)).embedding).toBeDefined();
});

describe('a file that is another is refused', () => {
  test.each<[string, Wrong, string]>([
    [
      'by how large it wants pictures',
      { pixel_values: { dims: ['batch_size', 3, 336, 336] } },
      'expected the input “pixel_values” float32 [1, 3, 224, 224]; found “pixel_values” float32 [batch_size, 3, 336, 336].',
    ],
    [
      'by what it makes of pictures',
      { image_embeds: { name: 'last_hidden_state' } },
      'onnx/vision_model_quantized.onnx is not CLIP as it is known: expected the output “image_embeds” float32 [1, 512]; found no such output, but “last_hidden_state”.',
    ],
    [
      'by what it takes for words',
      { input_ids: { dims: ['batch_size', 16] } },
      'onnx/text_model_quantized.onnx is not CLIP as it is known: expected the input “input_ids” int64 [1, any number]; found “input_ids” int64 [batch_size, 16].',
    ],
    [
      'by what it makes of words',
      { text_embeds: { name: 'pooler_output' } },
      'expected the output “text_embeds” float32 [1, 512]; found no such output, but “pooler_output”.',
    ],
  ])('%s', async (_, wrong, sentence) => {
    const engine = engineWith({ embedder: true, wrong });
    const { embedding, notes } = await engine.embed(await kept(drawn(red)), never);
    expect([embedding, notes.length]).toEqual([undefined, 1]);
    expect(notes[0]).toContain('CLIP could not look at this picture, so only its looks are compared. ');
    expect(notes[0]).toContain(sentence);
    expect(await engine.embed(await kept(drawn(red)), never)).toEqual({ notes: [] });
  });

  test('and words without a direction are nothing', async () => {
    const { embedding, notes } = await engineWith({ embedder: true }).embedWords('a beach', never);
    expect(embedding).toBeUndefined();
    expect(notes).toEqual([
      'CLIP could not read these words, so only what was said of pictures is searched. It gave nothing that could be compared with anything.',
    ]);
  });
});
