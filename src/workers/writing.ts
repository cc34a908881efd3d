/** What was made of what was said: by utterances, and all together. */
import { parse } from '../../core/contract/schema.ts';
import { RATE } from '../models/speech/activity.ts';
import type { Listener } from '../models/speech/listener.ts';
import { joined as together, Utterances } from '../models/speech/utterances.ts';
import { Written } from './dictation.ts';
import type { Heard, Write } from './speech-protocol.ts';

/** Where nobody spoke. */
export const nobody: Heard = {
  spoke: false,
  text: '',
  others: [],
  words: [],
  sureness: 1,
  trust: 'sure',
  ms: 0,
  took: 0,
};

/** Seconds that somebody else is given at once: as many as Whisper takes (Radford et al., 2022, section 2.2). */
const AT_ONCE = 30;

/** One who has it written down by somebody else. */
export const outsideListener = (write: Write): Listener => ({
  longest: AT_ONCE * RATE,
  // They tell for themselves how sure they are.
  trust: { sure: 1, lost: 0 },
  waits: true,
  write: async samples => parse(Written, await write(speechIn(samples)), 'bug'),
  close: () => Promise.resolve(),
});

/** Without the pauses: what is spoken while a button is held is one utterance, however long nobody speaks in it. */
function speechIn(samples: Float32Array): Float32Array {
  const utterances = new Utterances(AT_ONCE * RATE);
  const parts = [...utterances.push(samples), ...utterances.end()].flatMap(event =>
    event.kind === 'ended' ? [event.samples] : [],
  );
  return parts.length === 0 ? samples : together(parts);
}

/** All that is said in these samples, 16,000 a second. Throws `Fault('stopped')` as soon as the signal says so, between two words. */
export async function writtenDown(
  listener: Listener,
  samples: Float32Array,
  signal: AbortSignal,
): Promise<Heard> {
  const start = performance.now();
  const utterances = new Utterances(listener.longest);
  const all: Heard[] = [];
  for (const event of [...utterances.push(samples), ...utterances.end()]) {
    if (event.kind === 'ended') all.push(await written(listener, event.samples, signal));
  }
  return { ...all.reduce(joined, nobody), ms: performance.now() - start };
}

/** Of two utterances one. */
export const joined = (one: Heard, other: Heard): Heard => ({
  ...one,
  ...other,
  spoke: true,
  text: [one.text, other.text].filter(text => text !== '').join(' '),
  // Of several utterances nobody can say which others go together.
  others: one.spoke ? [] : other.others,
  words: [...one.words, ...other.words],
  sureness: Math.min(one.sureness, other.sureness),
  trust:
    [one.trust, other.trust].find(trust => trust === 'lost') ?? (one.trust === 'ask' ? 'ask' : other.trust),
  ms: one.ms + other.ms,
  took: one.took + other.took,
  ...(one.samples && other.samples && { samples: together([one.samples, other.samples]) }),
});

/** Of one utterance. */
export async function written(
  listener: Listener,
  samples: Float32Array,
  signal: AbortSignal,
): Promise<Heard> {
  const start = performance.now();
  const { text, others = [], words, sureness, language, ...told } = await listener.write(samples, signal);
  const { sure, lost } = listener.trust;
  const sum = words.reduce((sum, word) => sum + Math.log(word.sureness), 0);
  const overall = words.length === 0 ? sureness : Math.exp(sum / words.length);
  const trust = told.trust ?? (sureness >= sure ? 'sure' : overall < lost ? 'lost' : 'ask');
  const took = performance.now() - start;
  const found = language === undefined ? {} : { language };
  return {
    spoke: true,
    text,
    others: [...others],
    words: [...words],
    sureness,
    trust,
    ms: took,
    took,
    ...found,
  };
}
