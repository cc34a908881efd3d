/** Whisper in the worker that listens, from files laid out as on the hub. The networks are small; each can say one sentence only. */
import { afterAll, describe, expect, test } from 'vitest';
import { Ears } from '../../../src/workers/speech-host.ts';
import type { ModelFile } from '../../../src/workers/speech-protocol.ts';
import { joined, silence, voice } from '../../../tools/sounds.ts';
import { smallWhisper } from '../../../tools/nets/whisper.ts';

const ears = new Ears(
  () => new Worker(new URL('../../../src/workers/speech.worker.ts', import.meta.url), { type: 'module' }),
);
const { signal } = new AbortController();
afterAll(() => ears.close());

const filesOf = (options: Parameters<typeof smallWhisper>[0]): ModelFile[] =>
  [...smallWhisper(options)].map(([path, bytes]) => ({ path, file: new Blob([new Uint8Array(bytes)]) }));

const speech = (): Float32Array => joined(silence(0.5), voice(1), silence(0.5));

describe('what it says is written down', () => {
  test.each([
    ['in one language', { says: 'make the sofa navy' }],
    ['in several', { says: 'blur the background', multilingual: true }],
    ['in 8 bits, by its name', { says: 'remove the lamp', dtypes: ['q8'] as const }],
  ])('%s', async (_, options) => {
    const model = await ears.bring(filesOf(options), signal);
    const heard = await ears.transcribe({ model }, speech(), signal);
    expect(heard.text).toBe(options.says);
    expect(heard.words.map(({ text }) => text)).toEqual(options.says.split(' '));
    expect(heard.sureness).toBeGreaterThan(0.9);
  });

  test('of what is spoken in another language, in English', async () => {
    const model = await ears.bring(filesOf({ says: 'turn it around', multilingual: true }), signal);
    expect(await ears.transcribe({ model, languages: ['de'] }, speech(), signal)).toMatchObject({
      text: 'turn it around',
    });
  });

  test.each([
    ['the likeliest of those that may be spoken', 'de', ['en', 'de', 'fr'], 'de'],
    ['English, where that is likelier', 'en', ['fr', 'en'], 'en'],
    ['none that may not be spoken', 'de', ['fr', 'en'], /fr|en/],
    ['no question where it knows but one', 'de', ['de', 'tlh'], undefined],
  ])('finding out the language: %s', async (_, hears, languages, found) => {
    const model = await ears.bring(filesOf({ says: 'turn it around', multilingual: true, hears }), signal);
    const { text, words, sureness, language } = await ears.transcribe({ model, languages }, speech(), signal);
    expect(text).toBe('turn it around');
    expect(words).toHaveLength(3);
    expect(sureness).toBeGreaterThan(0.9);
    if (found instanceof RegExp) expect(language).toMatch(found);
    else expect(language).toBe(found);
  });
});

test('its encoder runs on a graphics processor, its decoder beside it', async () => {
  const own = new Ears(
    () => new Worker(new URL('../../../src/workers/speech.worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const files = filesOf({ says: 'make the sofa navy', dtypes: ['fp32', 'q8'] });
    // Only where the encoder in 32 bits is taken is there anything to say.
    const some = files.filter(({ path }) => !/encoder_model_quantized|merged\.onnx/.test(path));
    const model = await own.bring(some, signal);
    const { text } = await own.transcribe({ model, on: 'webgpu' }, speech(), signal);
    expect(text).toBe('make the sofa navy');
    // Our own, which stays here, runs in that same runtime: it knows fewer kinds of numbers.
    expect(await own.transcribe({ model: 'micro' }, speech(), signal)).toMatchObject({ spoke: true });
  } finally {
    own.close();
  }
}, 90_000);

test('when each word was said, where the model tells', async () => {
  const says = 'make the sofa navy';
  const [when, silent] = [true, false].map(async timestamped => {
    const model = await ears.bring(filesOf({ says, timestamped }), signal);
    return (await ears.transcribe({ model }, speech(), signal)).words.map(({ start }) => start);
  });
  // It looks at each word's even share of its two seconds, whatever it hears.
  const starts = (await when)!;
  expect(starts).toHaveLength(4);
  starts.forEach((start, n) => n > 0 && expect(start).toBeGreaterThan(starts[n - 1]!));
  expect(await silent).toEqual([undefined, undefined, undefined, undefined]);
});

test('the largest piece that it takes is its own: what is longer is cut where it is softest', async () => {
  const model = await ears.bring(filesOf({ says: 'undo', seconds: 2 }), signal);
  const { text } = await ears.transcribe({ model }, joined(voice(5), silence(0.5)), signal);
  expect(text).toMatch(/^undo( undo)+$/);
});

test.each([
  [
    'no weights',
    /lacks config\.json/,
    (files: ModelFile[]) => files.filter(({ path }) => !/onnx/.test(path)),
  ],
  [
    'weights that are none',
    /could not be started/,
    (files: ModelFile[]) =>
      files.map(one => (/encoder/.test(one.path) ? { ...one, file: new Blob(['no network']) } : one)),
  ],
  [
    'settings that are none',
    /could not be started/,
    (files: ModelFile[]) =>
      files.map(one => (one.path === 'config.json' ? { ...one, file: new Blob(['{']) } : one)),
  ],
])('%s: a sentence says so', async (_, sentence, spoil) => {
  const work = (async () => {
    const model = await ears.bring(spoil(filesOf({ says: 'undo' })), signal);
    return ears.transcribe({ model }, speech(), signal);
  })();
  await expect(work).rejects.toThrow(sentence);
});

test('a model that is not here: a sentence says so', async () => {
  await expect(ears.transcribe({ model: 'whisper-huge' }, speech(), signal)).rejects.toMatchObject({
    name: 'no-maker',
    message: expect.stringMatching(/Download it in Settings/),
  });
});
