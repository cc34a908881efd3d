/** Listening: what is told, in which order, and what happens when it is stopped or breaks off. The microphone is a port, and what writes is scripted. */
import { describe, expect, test, vi } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import type { Listener, ListenerModel } from '../../../src/models/speech/listener.ts';
import { Ears } from '../../../src/workers/speech-host.ts';
import { AWAY, type Hearing, type Manner, type Write } from '../../../src/workers/speech-protocol.ts';
import { Ear } from '../../../src/workers/speech.ts';
import { joined, silence, voice } from '../../../tools/sounds.ts';

const RATE = 16_000;
const BLOCK = 2048;

interface Script {
  /** How long each piece was that it was given, in seconds. */
  readonly given: number[];
  readonly model: ListenerModel;
}

/** Writes down how many seconds it was given. */
function scripted(options: { opens?: () => Promise<void>; ms?: number } = {}): Script {
  const given: number[] = [];
  const listener: Listener = {
    longest: 8 * RATE,
    trust: { sure: 0.5, lost: 0.1 },
    async write(samples, signal) {
      const seconds = samples.length / RATE;
      given.push(seconds);
      await new Promise(resolve => setTimeout(resolve, options.ms ?? 1));
      if (signal.aborted) throw new Fault('stopped', 'Stopped.');
      const text = `${seconds.toFixed(0)} seconds`;
      return { text, words: [{ text, sureness: 0.9 }], sureness: 0.9 };
    },
    close: () => Promise.resolve(),
  };
  const open = async (): Promise<Listener> => {
    await options.opens?.();
    return listener;
  };
  return { given, model: { name: 'scripted', title: 'Scripted', isMultilingual: false, open } };
}

const earOf = (model: ListenerModel): Ear =>
  new Ear({ all: () => Promise.resolve([model]), named: () => Promise.resolve(model) });

interface Under {
  readonly ear: Ear;
  readonly told: Hearing[];
  readonly over: Promise<void>;
  say(samples: Float32Array): Promise<void>;
}

const nobody: Write = () => Promise.reject(new Error('Nobody else was to be asked.'));

function listening(
  model: ListenerModel,
  manner: Manner,
  rate = RATE,
  { wanted = 'scripted', write = nobody }: { wanted?: string; write?: Write } = {},
): Under {
  const ear = earOf(model);
  const { port1, port2 } = new MessageChannel();
  const told: Hearing[] = [];
  const over = ear.listen({ model: wanted, returns: true }, port2, rate, manner, {
    hear: hearing => void told.push(hearing),
    write,
  });
  over.catch(() => {}); // looked at by those tests that it is for
  return {
    ear,
    told,
    over,
    async say(samples) {
      for (let at = 0; at < samples.length; at += BLOCK) port1.postMessage(samples.slice(at, at + BLOCK));
      // Messages come in their order: once this one is answered, all before it were heard.
      await new Promise(resolve => setTimeout(resolve, 50));
    },
  };
}

const textsOf = (told: readonly Hearing[]): string[] =>
  told.flatMap(hearing => (hearing.kind === 'heard' ? [hearing.heard.text] : []));

describe('with pauses', () => {
  test('each utterance is written down, in its order, while the next is said', async () => {
    const { model, given } = scripted({ ms: 100 });
    const { ear, told, over, say } = listening(model, 'pauses');
    await say(joined(silence(1), voice(2), silence(1), voice(4), silence(1)));
    ear.finish();
    await over;
    expect(textsOf(told)).toEqual(['2 seconds', '4 seconds']);
    const kinds = told.map(({ kind }) => kind).filter(kind => kind === 'begun' || kind === 'heard');
    expect(kinds).toEqual(['begun', 'begun', 'heard', 'heard']);
    // The first look is the warm-up's.
    expect(given[0]).toBe(1);
  });

  test('where nobody speaks, nothing is given to what writes, and nothing told but how loud it is', async () => {
    const { model, given } = scripted();
    const { ear, told, over, say } = listening(model, 'pauses');
    await say(silence(5));
    ear.finish();
    await over;
    expect(given).toEqual([1]);
    expect(told.filter(({ kind }) => kind !== 'level')).toEqual([]);
  });

  test('samples of another rate come to the same', async () => {
    const { model } = scripted();
    const { ear, told, over, say } = listening(model, 'pauses', 48_000);
    const slow = joined(silence(1), voice(3), silence(1));
    await say(Float32Array.from({ length: slow.length * 3 }, (_, n) => slow[Math.floor(n / 3)]!));
    ear.finish();
    await over;
    expect(textsOf(told)).toEqual(['3 seconds']);
  });
});

describe('whole', () => {
  test('one utterance, however often one pauses', async () => {
    const { model } = scripted();
    const { ear, told, over, say } = listening(model, 'whole');
    await say(joined(silence(0.5), voice(2), silence(1.2), voice(2)));
    ear.finish();
    await over;
    expect(textsOf(told)).toEqual(['5 seconds']);
  });

  test('longer than can be listened to at once, it is written down in pieces and told as one', async () => {
    const { model } = scripted();
    const { ear, told, over, say } = listening(model, 'whole');
    await say(voice(18));
    ear.finish();
    await over;
    const [text, ...others] = textsOf(told);
    expect(others).toEqual([]);
    const seconds = text?.match(/\d+/g)?.reduce((sum, n) => sum + Number(n), 0);
    expect(seconds).toBeGreaterThanOrEqual(17);
  });

  test('of silence it is told that nobody spoke', async () => {
    const { model } = scripted();
    const { ear, told, over, say } = listening(model, 'whole');
    await say(silence(2));
    ear.finish();
    await over;
    expect(told.at(-1)).toMatchObject({ kind: 'heard', heard: { spoke: false, text: '' } });
  });
});

test('what is said while the model is opened is not lost', async () => {
  const gate = Promise.withResolvers<undefined>();
  const { model } = scripted({ opens: () => gate.promise.then(() => undefined) });
  const { ear, told, over, say } = listening(model, 'whole');
  await say(joined(silence(0.5), voice(2), silence(0.5)));
  ear.finish();
  expect(told).toEqual([]);
  gate.resolve(undefined);
  await over;
  expect(textsOf(told)).toEqual(['3 seconds']);
});

test('what is cancelled is not told', async () => {
  const { model } = scripted({ ms: 200 });
  const { ear, told, over, say } = listening(model, 'pauses');
  await say(joined(silence(1), voice(2), silence(1)));
  ear.cancel();
  await expect(over).rejects.toMatchObject({ name: 'stopped' });
  const before = told.length;
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(told).toHaveLength(before);
  expect(textsOf(told)).toEqual([]);
});

test('a model that cannot be opened says why, and the next time it is tried again', async () => {
  let broken = true;
  const { model } = scripted({
    opens: () => (broken ? Promise.reject(new Fault('no-maker', 'Not here.')) : Promise.resolve()),
  });
  const ear = earOf(model);
  await expect(ear.transcribe({ model: 'scripted' }, voice(2), { write: nobody })).rejects.toThrow(
    'Not here.',
  );
  broken = false;
  const sound = joined(voice(2), silence(1));
  expect(await ear.transcribe({ model: 'scripted' }, sound, { write: nobody })).toMatchObject({
    spoke: true,
  });
});

describe('where somebody else writes it down', () => {
  const secondsOf = (samples: Float32Array): number => samples.length / RATE;
  const answering =
    (sent: Float32Array[]): Write =>
    samples => {
      sent.push(samples);
      const text = `${secondsOf(samples).toFixed(0)} seconds`;
      return Promise.resolve({ text, others: ['more'], words: [], sureness: 0.2, trust: 'sure' });
    };

  test('no model is opened; each utterance goes when it is over, and nothing else', async () => {
    const { model, given } = scripted();
    const sent: Float32Array[] = [];
    const write = answering(sent);
    const { ear, told, over, say } = listening(model, 'pauses', RATE, { wanted: AWAY, write });
    await say(joined(silence(2), voice(2)));
    // Longer than the longest wait from one look at what was said so far to the next.
    await new Promise(resolve => setTimeout(resolve, 700));
    await say(voice(0.5));
    expect([sent, told.filter(({ kind }) => kind === 'partly')]).toEqual([[], []]);
    await say(joined(silence(2), voice(4), silence(2)));
    ear.finish();
    await over;
    expect(sent.map(samples => Math.round(secondsOf(samples)))).toEqual([3, 4]);
    expect(given).toEqual([]);
    expect(told.some(({ kind }) => kind === 'level')).toBe(true);
    expect(told.filter(({ kind }) => kind !== 'level').map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['begun', 'ended', 'heard']),
    );
    const heard = told.flatMap(hearing => (hearing.kind === 'heard' ? [hearing.heard] : []));
    // They say for themselves how sure they are.
    expect(heard).toMatchObject([
      { spoke: true, text: '3 seconds', others: ['more'], trust: 'sure' },
      { text: '4 seconds' },
    ]);
    expect(heard.map(({ samples }) => samples?.length)).toEqual(sent.map(({ length }) => length));
  });

  test('of what is held down, the pauses stay here', async () => {
    const sent: Float32Array[] = [];
    const write = answering(sent);
    const { ear, told, over, say } = listening(scripted().model, 'whole', RATE, { wanted: AWAY, write });
    await say(joined(silence(1), voice(2), silence(6), voice(2), silence(3)));
    ear.finish();
    await over;
    expect(sent).toHaveLength(1);
    expect(secondsOf(sent[0]!)).toBeLessThan(5.5);
    expect(textsOf(told)).toEqual([`${secondsOf(sent[0]!).toFixed(0)} seconds`]);
  });

  test('of a recording too; where nobody speaks in it, nothing goes', async () => {
    const sent: Float32Array[] = [];
    const ear = earOf(scripted().model);
    const write = answering(sent);
    const { text } = await ear.transcribe({ model: AWAY }, joined(silence(3), voice(2), silence(3)), {
      write,
    });
    expect([text, sent.length]).toEqual([`${secondsOf(sent[0]!).toFixed(0)} seconds`, 1]);
    expect(secondsOf(sent[0]!)).toBeLessThan(3);
    expect(await ear.transcribe({ model: AWAY }, silence(3), { write })).toMatchObject({ spoke: false });
    expect(sent).toHaveLength(1);
  });

  test('what goes wrong there is why it ends', async () => {
    const write: Write = () => Promise.reject(new Fault('offline', 'Nobody answers there.'));
    const { over, say } = listening(scripted().model, 'pauses', RATE, { wanted: AWAY, write });
    await say(joined(silence(1), voice(2), silence(1)));
    await expect(over).rejects.toMatchObject({ name: 'offline', message: 'Nobody answers there.' });
  });

  test('over the border of the worker: the words, and the kind of what went wrong', async () => {
    const ears = new Ears(
      () => new Worker(new URL('../../../src/workers/speech.worker.ts', import.meta.url), { type: 'module' }),
    );
    const { signal } = new AbortController();
    const sent: Float32Array[] = [];
    const sound = (): Float32Array => joined(silence(1), voice(2), silence(1));
    const { text, trust } = await ears.transcribe({ model: AWAY }, sound(), signal, answering(sent));
    expect([text, trust]).toEqual([`${secondsOf(sent[0]!).toFixed(0)} seconds`, 'sure']);
    const wrong = ears.transcribe({ model: AWAY }, sound(), signal, () =>
      Promise.reject(new Fault('refused', 'It does not listen.')),
    );
    await expect(wrong).rejects.toMatchObject({ name: 'refused', message: 'It does not listen.' });
    ears.close();
  });
});

test('what says nothing for a while is let go, and its memory with it', async () => {
  const ears = new Ears(
    () => new Worker(new URL('../../../src/workers/speech.worker.ts', import.meta.url), { type: 'module' }),
    200,
  );
  const { signal } = new AbortController();
  expect(await ears.transcribe({ model: 'micro' }, silence(1), signal)).toMatchObject({ spoke: false });
  expect(ears.isAwake).toBe(true);
  await vi.waitFor(() => expect(ears.isAwake).toBe(false), { timeout: 5000 });
});
