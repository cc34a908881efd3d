/**
 * The browser's own recognition of speech (W3C, "Web Speech API"), where it has one. Most send what is said to their maker's servers, so
 * it listens only where a person has chosen it.
 */
import { Fault } from '../../core/contract/fault.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import { stopped } from './stop.ts';
import type { Hearing, Manner } from './speech-protocol.ts';

/** As much of the interface as is used here: it is in no library's typings yet. */
interface Recognition extends EventTarget {
  continuous: boolean;
  interimResults: boolean;
  lang: string;
  start(): void;
  stop(): void;
  abort(): void;
}

const Result = v.looseObject({
  isFinal: v.boolean(),
  /** The likeliest of its readings. */
  0: v.looseObject({ transcript: v.string(), confidence: v.number() }),
});
type Result = Infer<typeof Result>;

const found = (): (new () => Recognition) | undefined => {
  for (const name of ['SpeechRecognition', 'webkitSpeechRecognition']) {
    const made: unknown = Reflect.get(globalThis, name);
    if (isRecognition(made)) return made;
  }
  return undefined;
};

const isRecognition = (made: unknown): made is new () => Recognition => typeof made === 'function';

export const hasWebSpeech = (): boolean => found() !== undefined;

const sentences: Readonly<Record<string, Fault>> = {
  'not-allowed': new Fault('refused', 'Brushword may not use the microphone. Allow it beside the page’s address, or type.'), // prettier-ignore
  'service-not-allowed': new Fault('refused', 'This browser does not let pages recognise speech. Choose another model in Settings.'), // prettier-ignore
  'audio-capture': new Fault('not-found', 'There is no microphone. Plug one in, or type.'),
  network: new Fault('offline', 'This browser sends speech to a server, which cannot be reached. Choose another model in Settings.'), // prettier-ignore
  'language-not-supported': new Fault('refused', 'This browser does not recognise that language. Choose another in Settings.'), // prettier-ignore
};

/** Listens until `finish` is called on what it gives. From `latch` on, what is said is told in each pause. */
export function listenByBrowser(
  language: string,
  manner: Manner,
  signal: AbortSignal,
  tell: (hearing: Hearing) => void,
): { readonly over: Promise<void>; latch(): void; finish(): void } {
  const Made = found();
  if (!Made)
    throw new Fault('no-maker', 'This browser recognises no speech. Choose another model in Settings.');
  const recognition = new Made();
  const end = Promise.withResolvers<undefined>();
  const started = performance.now();
  let pauses = manner === 'pauses';
  let all: string[] = [];
  let least = 1;
  const heard = (text: string, sureness: number): void => {
    const words = text.split(' ').map(word => ({ text: word, sureness }));
    tell({
      kind: 'heard',
      heard: {
        spoke: text !== '',
        others: [],
        text,
        words,
        sureness,
        trust: 'sure',
        ms: performance.now() - started,
        took: 0,
      },
    });
  };
  recognition.lang = language;
  recognition.continuous = true;
  recognition.interimResults = true;
  recognition.addEventListener('speechstart', () => tell({ kind: 'begun' }));
  recognition.addEventListener('result', event => {
    const results = resultsOf(event);
    const [finals, others] = [
      results.filter(({ isFinal }) => isFinal),
      results.filter(({ isFinal }) => !isFinal),
    ];
    const text = (some: readonly Result[]): string =>
      some
        .map(({ 0: best }) => best.transcript.trim())
        .join(' ')
        .trim();
    for (const result of finals) {
      // Some browsers tell no confidence, which is then 0.
      const sureness = Math.min(1, result[0].confidence || 1);
      if (pauses) heard(text([result]), sureness);
      else [all, least] = [[...all, text([result])], Math.min(least, sureness)];
    }
    tell({ kind: 'partly', text: [...all, text(others)].join(' ').trim() });
  });
  recognition.addEventListener('error', event => {
    const name = String(Reflect.get(event, 'error'));
    if (name === 'no-speech' || name === 'aborted') return;
    end.reject(
      sentences[name] ??
        new Fault('refused', `This browser could not recognise that (${name}). Type it instead.`),
    );
  });
  recognition.addEventListener('end', () => {
    if (!pauses) heard(all.join(' '), least);
    end.resolve(undefined);
  });
  signal.addEventListener('abort', () => {
    recognition.abort();
    end.reject(stopped());
  });
  recognition.start();
  const latch = (): void => {
    if (!pauses && all.length > 0) heard(all.join(' '), least);
    [pauses, all] = [true, []];
  };
  return { over: end.promise.then(() => {}), latch, finish: () => recognition.stop() };
}

/** Those that are new. */
function resultsOf(event: Event): Result[] {
  const results: unknown = Reflect.get(event, 'results');
  const all = results !== null && typeof results === 'object' && 'length' in results ? Array.from({ ...results, length: Number(results.length) }) : []; // prettier-ignore
  return all.slice(Number(Reflect.get(event, 'resultIndex'))).map(result => parse(Result, result, 'bug'));
}
