/**
 * How well, and how quickly, the app's own listener writes down what is said: voices that it has never heard, and what is no
 * command. What is said comes from `tools/train/speech`; `SPOKEN` names its folder.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parse, v } from '../../core/contract/schema.ts';
import { readingOf } from '../../core/intent/mishearing.ts';
import { understand } from '../../core/intent/understand.ts';
import { Transcript } from '../../src/workers/errand.ts';
import { Utterances } from '../../src/models/speech/utterances.ts';
import type { Heard } from '../../src/workers/speech-protocol.ts';
import { orThrow } from '../edit/fault.ts';
import { openHeadless } from '../headless.ts';
import { clatter, music, noise, silence } from '../sounds.ts';
import { wavFrom } from '../../src/models/speech/wav.ts';
import { wavOf } from '../wav.ts';
import { median, within, type Bench, type Figure } from './figure.ts';

const RATE = 16_000;
const MINUTE = 60;
/** Samples that the micro model takes at once. */
const LONGEST = 8 * RATE;
const [WRONG_WORDS, RIGHT_PLANS] = [0.08, 0.92];
/** Milliseconds from the end of a command of three seconds to what it asks for, on one thread. */
const SOON = 300;

/** As `speak.py` writes them: where it begins, how long it is, what is said, and by whom. */
const Index = v.array(v.looseTuple([v.number(), v.number(), v.string(), v.string(), v.string()]));

interface Spoken {
  readonly samples: Float32Array;
  readonly text: string;
  readonly voice: string;
}

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
    const meant = text.split(' ');
    const off = distance(heard.text.split(' ').filter(Boolean), meant);
    [wrong, words] = [wrong + off, words + meant.length];
    const plan = understand(readingOf(heard.text).sentence);
    const isRight = JSON.stringify(plan) === JSON.stringify(understand(text));
    if (isRight) right++;
    if (!isRight && heard.text !== '' && heard.trust === 'sure') rash++;
    if (isRight && heard.trust !== 'sure') timid++;
    const engine = voice.split(':')[0] ?? '';
    const so = engines.get(engine) ?? { wrong: 0, words: 0 };
    engines.set(engine, { wrong: so.wrong + off, words: so.words + meant.length });
  }
  const long = spoken.filter(({ samples }) => Math.abs(samples.length / RATE - 3) < 0.3).slice(0, 20);
  const times: number[] = [];
  for (const { samples } of long) {
    const { ms, text } = await hear(alone, samples);
    const start = performance.now();
    understand(readingOf(text).sentence);
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
      const { text, trust } = await hear(page, one);
      const plan = understand(readingOf(text).sentence);
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

function readSpoken(): Spoken[] | undefined {
  const folder = process.env['SPOKEN'];
  if (folder === undefined || !existsSync(join(folder, 'held-out.json'))) return undefined;
  const index = parse(Index, JSON.parse(readFileSync(join(folder, 'held-out.json'), 'utf8')));
  const bytes = readFileSync(join(folder, 'held-out.i16'));
  return index.map(([at, length, text, , voice]) => ({
    // Nobody presses and speaks at once.
    samples: Float32Array.from({ length: length + 0.6 * RATE }, (_, n) => {
      const from = n - 0.3 * RATE;
      return from < 0 || from >= length ? 0 : bytes.readInt16LE(2 * (at + from)) / 32768;
    }),
    text,
    voice,
  }));
}

async function hear(page: Page, samples: Float32Array): Promise<Heard> {
  const buffer = Buffer.from(wavFrom(samples, RATE));
  await page.setInputFiles('#sound', { name: 'spoken.wav', mimeType: 'audio/wav', buffer });
  return orThrow(
    parse(Transcript, await page.evaluate(() => window.brushwordHears({ model: 'micro' })), 'bug'),
  );
}

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
