/** The microphone's button, and which model listens. The microphone is a real stream of silence; what writes is scripted. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { Voice, type Aways, type Listeners } from '../../../src/studio/voice.svelte.ts';
import { soundFile } from '../../../src/workers/recording.ts';
import type { Written } from '../../../src/workers/dictation.ts';
import type { Heard, Hearing, Manner, Wanted, Write } from '../../../src/workers/speech-protocol.ts';
import { voice as spoken } from '../../../tools/sounds.ts';

const heard: Heard = { spoke: true, text: 'undo', others: [], words: [], sureness: 1, trust: 'sure', ms: 90, took: 90 }; // prettier-ignore

/** What it was asked for, and the ways to answer. */
class Script implements Listeners {
  readonly wanted: Wanted[] = [];
  readonly calls: string[] = [];
  models = () =>
    Promise.resolve(
      ['micro', 'whisper-tiny', 'whisper-base'].map(name => ({
        name,
        title: name,
        isMultilingual: name !== 'micro',
      })),
    );
  tell: (hearing: Hearing) => void = () => {};
  /** What has it written down elsewhere, where that was asked for. */
  write: Write | undefined;
  /** Why it cannot listen, where it cannot. */
  broken: Fault | undefined;
  #over = Promise.withResolvers<undefined>();

  async listen(
    wanted: Wanted,
    _: unknown,
    manner: Manner,
    signal: AbortSignal,
    tell: (hearing: Hearing) => void,
    write?: Write,
  ): Promise<void> {
    // prettier-ignore
    this.wanted.push(wanted);
    this.write = write;
    this.calls.push(manner);
    this.tell = tell;
    this.#over = Promise.withResolvers();
    signal.addEventListener('abort', () => this.#over.reject(signal.reason));
    if (this.broken) this.#over.reject(this.broken);
    await this.#over.promise;
  }

  latch(): void {
    this.calls.push('latch');
  }

  finish(): void {
    this.calls.push('finish');
    this.#over.resolve(undefined);
  }

  async transcribe(wanted: Wanted, samples: Float32Array, _: AbortSignal, write?: Write): Promise<Heard> {
    this.wanted.push(wanted);
    return write ? { ...heard, ...(await write(samples)) } : heard;
  }
}

let script: Script;
let voice: Voice;
let tracks: MediaStreamTrack[];
const kept: Heard[] = [];

const pass = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
const isOpen = (): boolean => tracks.some(({ readyState }) => readyState === 'live');

beforeEach(() => {
  localStorage.clear();
  kept.length = 0;
  tracks = [];
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(() => {
    const { stream } = new AudioContext().createMediaStreamDestination();
    tracks.push(...stream.getTracks());
    return Promise.resolve(stream);
  });
  script = new Script();
  voice = new Voice(script, { keep: one => kept.push(one) });
  voice.attach({ open: () => {}, heard: () => {}, hearing: () => {} });
});

afterEach(() => {
  voice.cancel();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const listening = (): Promise<unknown> => vi.waitFor(() => expect(voice.state).toBe('listening'));

describe('the button', () => {
  test('held down: one sentence, and a moment more of it', async () => {
    voice.press();
    await listening();
    await pass(400);
    voice.release();
    expect([voice.state, isOpen(), script.calls]).toEqual(['thinking', true, ['whole']]);
    await vi.waitFor(() => expect(voice.state).toBe('off'));
    expect([isOpen(), script.calls]).toEqual([false, ['whole', 'finish']]);
  });

  test('tapped: it listens on, until it is pressed again', async () => {
    // However long the microphone takes to open here.
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    voice.press();
    await listening();
    voice.release();
    now.mockRestore();
    expect(voice.latched).toBe(true);
    await pass(400);
    expect([voice.state, script.calls]).toEqual(['listening', ['whole', 'latch']]);
    voice.press();
    voice.release();
    await vi.waitFor(() => expect(voice.state).toBe('off'));
    expect(script.calls.at(-1)).toBe('finish');
  });

  test('tapped before the microphone was open: the same', async () => {
    voice.press();
    voice.release();
    await listening();
    expect([voice.latched, script.calls.at(-1)]).toEqual([true, 'pauses']);
  });

  test('what is not wanted any more is not finished later', async () => {
    voice.press();
    await listening();
    await pass(400);
    voice.release();
    voice.cancel();
    voice.press();
    await listening();
    await pass(400);
    expect(script.calls).toEqual(['whole', 'whole']);
    expect(voice.state).toBe('listening');
  });

  test('left listening, it stops two minutes after the last word', async () => {
    voice.toggle();
    await listening();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    script.tell({ kind: 'begun' });
    vi.advanceTimersByTime(119_000);
    script.tell({ kind: 'heard', heard });
    vi.advanceTimersByTime(119_000);
    expect(voice.latched).toBe(true);
    vi.advanceTimersByTime(2000);
    expect([voice.state, isOpen()]).toEqual(['off', false]);
    expect(voice.wrong).toMatch(/Nobody spoke for two minutes/);
  });
});

describe('who listens', () => {
  const chosenFor = async (memory: number): Promise<string | undefined> => {
    Object.defineProperty(navigator, 'deviceMemory', { value: memory, configurable: true });
    await voice.note(new File([soundFile(spoken(0.5))], 'note.wav'));
    return script.wanted.at(-1)?.model;
  };

  test.each([
    ['the largest that there is memory for', 16, {}, 'whisper-base'],
    ['a smaller one on a small device', 4, {}, 'whisper-tiny'],
    ['our own on the smallest', 2, {}, 'micro'],
    ['the next, where the largest was slow here', 16, { 'whisper-base': 4000 }, 'whisper-tiny'],
    ['our own, where all were slow', 16, { 'whisper-base': 4000, 'whisper-tiny': 3000 }, 'micro'],
  ])('%s', async (_, memory, took, model) => {
    voice.choose({ took });
    expect(await chosenFor(memory)).toBe(model);
  });

  test('the one that was chosen, slow or not', async () => {
    voice.choose({ model: 'whisper-base', took: { 'whisper-base': 9000 } });
    expect(await chosenFor(2)).toBe('whisper-base');
  });

  test('how long it takes is the mean of late, and is remembered', async () => {
    voice.choose({ model: 'whisper-base' });
    voice.toggle();
    await listening();
    for (const took of [1000, 3000]) script.tell({ kind: 'heard', heard: { ...heard, took } });
    expect(new Voice(script, { keep: () => {} }).chosen.took).toEqual({ 'whisper-base': 2000 });
  });

  test('to the languages that this browser’s person reads, and English; or to one', async () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de-AT', 'de', 'fr']);
    await chosenFor(8);
    expect(script.wanted.at(-1)?.languages).toEqual(['de', 'fr', 'en']);
    voice.choose({ language: 'fr' });
    await chosenFor(8);
    expect(script.wanted.at(-1)?.languages).toEqual(['fr']);
  });
});

describe('a machine that writes it down', () => {
  const written: Written = { text: 'make it warmer', others: [], words: [], sureness: 1, trust: 'sure' };
  /** Who is found; whether the person was asked, and what they say. */
  let asks: Promise<boolean> | undefined;
  let found: number;
  let signals: AbortSignal[];

  const aways: Aways = {
    async find(onAsk) {
      found++;
      if (asks) onAsk();
      if (asks && !(await asks)) throw new Fault('stopped', 'Not now.');
      return {
        write: (samples, signal, report) => {
          signals.push(signal);
          report(`Attic: Listening to ${samples.length}`);
          return Promise.resolve(written);
        },
      };
    },
  };

  beforeEach(() => {
    [asks, found, signals] = [undefined, 0, []];
    voice.attach({ open: () => {}, heard: () => {}, hearing: () => {} }, aways);
  });

  test('is asked only where it was chosen', async () => {
    voice.toggle();
    await listening();
    voice.cancel();
    expect([found, script.write]).toEqual([0, undefined]);
    expect(script.wanted.at(-1)?.model).not.toBe('away');
    voice.choose({ machine: 'attic' });
    voice.toggle();
    await listening();
    expect([found, script.wanted.at(-1)?.model]).toEqual([1, 'away']);
    expect(await script.write?.(spoken(0.5))).toEqual(written);
    expect(voice.away).toBe('Attic: Listening to 8000');
    script.tell({ kind: 'heard', heard });
    expect(voice.away).toBe('');
    // Its pace is not this device's.
    expect(voice.chosen.took).toBeUndefined();
    voice.cancel();
    expect(signals[0]?.aborted).toBe(true);
  });

  test('where the person is asked first, the button need not be held meanwhile', async () => {
    const answer = Promise.withResolvers<boolean>();
    asks = answer.promise;
    voice.choose({ machine: 'attic' });
    voice.press();
    await vi.waitFor(() => expect(voice.latched).toBe(true));
    await pass(400);
    voice.release();
    expect([voice.state, isOpen()]).toEqual(['opening', false]);
    answer.resolve(true);
    await listening();
    expect([voice.latched, script.calls]).toEqual([true, ['pauses']]);
  });

  test('not now: nothing is opened, and nothing is said of it', async () => {
    asks = Promise.resolve(false);
    voice.choose({ machine: 'attic' });
    voice.toggle();
    await vi.waitFor(() => expect(found).toBe(1));
    await vi.waitFor(() => expect(voice.state).toBe('off'));
    expect([tracks, script.wanted, voice.wrong]).toEqual([[], [], '']);
  });

  test('a voice note goes there, too', async () => {
    const said: string[] = [];
    voice.attach({ open: () => {}, heard: ({ text }) => said.push(text), hearing: () => {} }, aways);
    voice.choose({ machine: 'attic' });
    await voice.note(new File([soundFile(spoken(0.5))], 'note.wav'));
    expect([script.wanted.at(-1)?.model, said]).toEqual(['away', ['make it warmer']]);
  });

  test('what goes wrong there is said, and no smaller model is chosen for it', async () => {
    script.broken = new Fault('no-maker', 'Attic listens no more.');
    voice.choose({ machine: 'attic' });
    voice.toggle();
    await vi.waitFor(() => expect(voice.wrong).toBe('Attic listens no more.'));
    expect([voice.state, voice.chosen.model, voice.deaf]).toEqual(['off', undefined, false]);
  });

  test('is looked for where nothing on this device runs', async () => {
    script.models = () => Promise.resolve([{ name: 'micro', title: 'micro', isMultilingual: false }]);
    script.broken = new Fault('no-maker', 'The model that listens could not be started here.');
    voice.toggle();
    await vi.waitFor(() => expect(voice.wrong).toMatch(/could not be started/));
    expect([voice.deaf, found]).toEqual([true, 0]);
    script.broken = undefined;
    voice.toggle();
    await listening();
    expect([found, script.wanted.at(-1)?.model]).toEqual([1, 'away']);
  });
});

test.each<[string, Partial<Heard>, boolean]>([
  ['what was heard', {}, false],
  ['what was lost', { trust: 'lost' }, true],
  ['words that it does not know', { text: '' }, true],
  ['nobody', { spoke: false, text: '' }, false],
])('%s: made out, or not', async (_, more, lost) => {
  voice.toggle();
  await listening();
  script.tell({ kind: 'heard', heard: { ...heard, ...more } });
  expect(voice.lost).toBe(lost);
});

test('sound is asked back only where it is to be kept', async () => {
  const returns = async (): Promise<boolean | undefined> => {
    voice.toggle();
    await listening();
    script.tell({ kind: 'heard', heard });
    voice.cancel();
    return script.wanted.at(-1)?.returns;
  };
  expect(await returns()).toBeUndefined();
  voice.choose({ keeps: true });
  expect(await returns()).toBe(true);
  expect(kept).toHaveLength(2);
});
