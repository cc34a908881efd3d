/**
 * How well, and how quickly, the app's own listener writes down what is said: voices that it has never heard, and what is no
 * command. What is said comes from `tools/train/speech`: see `spoken.ts`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parse } from '../../core/contract/schema.ts';
import { meantBy } from '../../core/intent/heard.ts';
import { understand } from '../../core/intent/understand.ts';
import { spoken as spelled } from '../train/speech/spoken.ts';
import { Transcript } from '../../src/workers/errand.ts';
import { Utterances } from '../../src/models/speech/utterances.ts';
import type { Heard } from '../../src/workers/speech-protocol.ts';
import { orThrow } from '../edit/fault.ts';
import { openHeadless } from '../headless.ts';
import { clatter, music, noise, silence } from '../sounds.ts';
import { wavFrom } from '../../src/models/speech/wav.ts';
import { wavOf } from '../wav.ts';
import { median, within, type Bench, type Figure } from './figure.ts';
import { readSpoken } from './spoken.ts';

const RATE = 16_000;
const MINUTE = 60;
/** Samples that the micro model takes at once. */
const LONGEST = 8 * RATE;
const [WRONG_WORDS, RIGHT_PLANS] = [0.08, 0.92];
/** Milliseconds from the end of a command of three seconds to what it asks for, on one thread. */
const SOON = 300;

export const speech: Bench = {
  name: 'speech',
  async run() {
    const [quick, alone] = [await openHeadless(), await openHeadless({ isolated: false })];
    try {
      return [
        ...(await heldOut(await quick.page(), await alone.page())),
        ...(await noCommands(await quick.page())),
      ];
    } finally {
      await Promise.all([quick.close(), alone.close()]);
    }
  },
};

async function heldOut(page: Page, alone: Page): Promise<Figure[]> {
  const spoken = readSpoken();
  if (!spoken)
    return [{ name: 'speech, voices never heard', measured: 'SPOKEN names no folder of tools/train/speech' }];
  let [wrong, words, right, rash, timid] = [0, 0, 0, 0, 0];
  const engines = new Map<string, { wrong: number; words: number }>();
  for (const { samples, text, voice } of spoken) {
    const heard = await hear(page, samples);
    const meant = wordsOf(text);
    const off = distance(wordsOf(heard.text), meant);
    [wrong, words] = [wrong + off, words + meant.length];
    const { sentence, mishearings } = meantBy([heard.text, ...heard.others]);
    const isRight = heard.trust !== 'lost' && planOf(sentence) === planOf(text);
    const isAsked = heard.trust !== 'sure' || mishearings.length > 0;
    if (isRight) right++;
    if (!isRight && heard.text !== '' && !isAsked) rash++;
    if (isRight && isAsked) timid++;
    const engine = voice.split(':')[0] ?? '';
    const so = engines.get(engine) ?? { wrong: 0, words: 0 };
    engines.set(engine, { wrong: so.wrong + off, words: so.words + meant.length });
  }
  const long = spoken.filter(({ samples }) => Math.abs(samples.length / RATE - 3) < 0.3).slice(0, 20);
  const times: number[] = [];
  for (const { samples } of long) {
    const { ms, text, others } = await hear(alone, samples);
    const start = performance.now();
    understand(meantBy([text, ...others]).sentence);
    times.push(ms + performance.now() - start);
  }
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`;
  return [
    { name: `speech, ${spoken.length} sentences by voices never heard: wrong words`, goal: `≤ ${share(WRONG_WORDS)}`, measured: share(wrong / words), reached: wrong / words <= WRONG_WORDS }, // prettier-ignore
    { name: 'speech, the same: right plans', goal: `≥ ${share(RIGHT_PLANS)}`, measured: share(right / spoken.length), reached: right / spoken.length >= RIGHT_PLANS }, // prettier-ignore
    { name: 'speech, wrong plans done without asking, right ones not done at once', measured: `${share(rash / spoken.length)}, ${share(timid / spoken.length)}` }, // prettier-ignore
    { name: 'speech, wrong words by engine', measured: [...engines].map(([name, so]) => `${name} ${share(so.wrong / so.words)}`).join(', ') }, // prettier-ignore
    within('speech, 3 s, from its end to its plan, one thread', median(times), SOON),
  ];
}

async function noCommands(page: Page): Promise<Figure[]> {
  const speaker = wavOf(
    readFileSync(join(import.meta.dirname, '../../tests/fixtures/audio/jfk.wav')),
  ).samples;
  const kinds: readonly (readonly [string, Float32Array])[] = [
    ['a speech', Float32Array.from({ length: MINUTE * RATE }, (_, n) => speaker[n % speaker.length]!)],
    ['silence', silence(MINUTE)],
    ['noise', noise(MINUTE)],
    ['music', music(MINUTE)],
    ['a keyboard', clatter(MINUTE)],
  ];
  const figures: Figure[] = [];
  for (const [name, samples] of kinds) {
    const utterances = new Utterances(LONGEST);
    const said = [...utterances.push(samples), ...utterances.end()].flatMap(event =>
      event.kind === 'ended' ? [event.samples] : [],
    );
    let [done, asked] = [0, 0];
    for (const one of said) {
      const { text, others, trust } = await hear(page, one);
      const plan = understand(meantBy([text, ...others]).sentence);
      if ('edits' in plan && plan.edits.length === 0) continue;
      if (trust === 'sure') done++;
      if (trust === 'ask') asked++;
    }
    figures.push({
      name: `speech, 60 s of ${name}: commands done, asked about`,
      goal: '0, 0',
      measured: `${done}, ${asked} of ${said.length} utterances`,
      reached: done + asked === 0,
    });
  }
  return figures;
}

async function hear(page: Page, samples: Float32Array): Promise<Heard> {
  const buffer = Buffer.from(wavFrom(samples, RATE));
  await page.setInputFiles('#sound', { name: 'spoken.wav', mimeType: 'audio/wav', buffer });
  return orThrow(
    parse(Transcript, await page.evaluate(() => window.brushwordHears({ model: 'micro' })), 'bug'),
  );
}

/** What sounds alike is the same word: nobody hears how it is spelled. */
const wordsOf = (sentence: string): string[] => (spelled(sentence) ?? sentence).split(' ').filter(Boolean);

const planOf = (sentence: string): string => JSON.stringify(understand(wordsOf(sentence).join(' ')));

/** Words to add, leave out or change to come from one list to the other (Levenshtein, 1966). */
function distance(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (const [n, a] of one.entries()) {
    const next = [n + 1];
    for (const [m, b] of other.entries()) {
      next.push(Math.min(row[m + 1]! + 1, next[m]! + 1, row[m]! + Number(a !== b)));
    }
    row = next;
  }
  return row.at(-1)!;
}
