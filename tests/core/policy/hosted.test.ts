import { expect, test } from 'vitest';
import { Ask } from '../../../core/contract/ask.ts';
import { parse } from '../../../core/contract/schema.ts';
import { mayDo } from '../../../core/policy/hosted.ts';

const image = 'a'.repeat(64);
const generate = { tool: 'generate', words: 'a woman on a beach', width: 512, height: 512, seed: 1 };
const repaint = { tool: 'repaint', image, mask: image, words: 'a red sofa', seed: 1 };
const operate = { tool: 'operate', operation: 'remove', params: {}, image, seed: 1 };

test.each([
  ['an ordinary wish', generate, true],
  ['a wish that is refused', { ...generate, words: 'a nude woman' }, false],
  ['the same, to be painted in', { ...repaint, words: 'her naked body' }, false],
  ['what keeps nakedness out', { ...generate, negative: 'nsfw, nude, blurry, extra fingers' }, true],
  ['what takes clothes away by not showing them', { ...generate, negative: 'blurry, her dress' }, false],
  ['the same in a line of its own', { ...repaint, negative: 'text\nclothes' }, false],
  ['an operation without words', operate, true],
  ['an operation with harmless words', { ...operate, params: { prompt: 'the lamp' } }, true],
  ['an operation with other words', { ...operate, params: { prompt: 'her clothes' } }, false],
  ['the same, deeper down', { ...operate, params: { a: [{ prompt: 'her clothes' }] } }, false],
  ['a sound', { tool: 'transcribe', sound: image }, true],
  ['a picture to be looked at', { tool: 'analyse', image }, true],
])('%s', (_, ask, allowed) => {
  expect(mayDo(parse(Ask, ask)).allowed).toBe(allowed);
});
