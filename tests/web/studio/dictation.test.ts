/** Who writes down what is said: this device, until the person chose a machine, and said that it may go there. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { ProviderId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Maker, Stand, Work } from '../../../core/providers/provider.ts';
import { keepOwnProvider } from '../../../src/data/own.ts';
import type { Database } from '../../../src/data/database.ts';
import { Dictation } from '../../../src/studio/dictation.ts';
import type { Wanted } from '../../../src/studio/known.ts';
import { Machines } from '../../../src/studio/machines.svelte.ts';
import { Voice, type Away, type Listeners } from '../../../src/studio/voice.svelte.ts';
import { soundIn } from '../../../tools/engine/wave.ts';
import { voice as spoken } from '../../../tools/sounds.ts';
import { cleanUp, faultFrom, given } from '../data/given.ts';

const attic = parse(ProviderId, 'attic');
const forge = parse(ProviderId, 'forge');
const picture: Wanted = { title: 'Remove', tool: undefined, width: 10, height: 10, part: 'the picture' };

let database: Database;
let machines: Machines;
let voice: Voice;
let dictation: Dictation;
/** What the machine was sent, and what it says. */
let sent: Work[];
let says: Stand | Fault;
let cancelled: string[];

beforeEach(async () => {
  localStorage.clear();
  database = await given();
  const one = { config: { url: 'http://192.168.0.7:8788' }, secrets: {}, made: 1 };
  await keepOwnProvider(database, { ...one, id: attic, kind: 'engine', name: 'Attic' });
  await keepOwnProvider(database, { ...one, id: forge, kind: 'comfyui', name: 'Forge' });
  [sent, cancelled] = [[], []];
  says = { state: 'done', pictures: [], said: { text: 'make it warmer', trust: 'sure' } };
  const maker = (_: unknown, signal: AbortSignal): Maker => ({
    health: () => Promise.resolve({ ok: true, message: '' }),
    submit: work => (sent.push(work), says instanceof Fault ? Promise.reject(says) : Promise.resolve(says)),
    poll: () =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Fault('stopped', 'Stopped.'))),
      ),
    cancel: handle => (cancelled.push(handle), Promise.resolve()),
  });
  machines = new Machines({ database }, { maker }, { fault: () => {} });
  voice = new Voice({} as Listeners, { keep: () => {} });
  dictation = new Dictation(voice, machines, database.world);
});
afterEach(cleanUp);

const nobodyAsks = (): void => {
  throw new Error('Nobody was to be asked.');
};
const { signal } = new AbortController();

/** The person's answer to whether it may go there. */
async function answering(
  always: boolean,
  found: Promise<Away | undefined>,
): Promise<[string, Away | undefined]> {
  await expect.poll(() => machines.question).toBeDefined();
  const { question } = machines;
  const words = `${question?.wanted.title}; ${question?.wanted.part}; ${question?.by.name} ${question?.by.where}; else ${question?.others.length}`;
  question?.answer(question.by, { always });
  return [words, await found];
}

describe('who is found', () => {
  test('nobody, where nobody was chosen', async () => {
    expect(await dictation.find(nobodyAsks)).toBeUndefined();
    machines.want(attic);
    // Whom one wants for pictures is not whom one speaks to.
    expect(await dictation.find(nobodyAsks)).toBeUndefined();
    dictation.take(forge);
    expect(await dictation.find(nobodyAsks)).toBeUndefined();
  });

  test('who was chosen, once it may go there; for what is said alone, and until that is taken back', async () => {
    dictation.take(attic);
    let asked = 0;
    const [words] = await answering(
      false,
      dictation.find(() => asked++),
    );
    expect(words).toBe('Writing down what you say; what you say; Attic on this network; else 0');
    await answering(
      true,
      dictation.find(() => asked++),
    );
    expect(asked).toBe(2);
    await expect.poll(async () => (await machines.all())[0]?.hears).toBe(true);
    expect(await dictation.find(nobodyAsks)).toBeDefined();
    const [known] = await machines.all();
    if (!known) throw new Error('It has gone.');
    expect([known.trusted, machines.placed({ ...picture, tool: 'transcribe' }, [known]).asks]).toEqual([
      false,
      false,
    ]);
    expect(machines.placed({ ...picture, tool: 'generate' }, [{ ...known, tools: ['generate'] }]).asks).toBe(
      true,
    );
    await machines.distrust(known);
    await answering(
      false,
      dictation.find(() => asked++),
    );
    expect(asked).toBe(3);
  });

  test('that pictures may go there does not say that speech may', async () => {
    const list = await machines.all();
    const by = list[0];
    if (!by) throw new Error('It has gone.');
    const question = machines.ask(picture, machines.placed(picture, list), by, list);
    machines.question?.answer(by, { always: true });
    await question;
    await expect.poll(async () => (await machines.all())[0]?.trusted).toBe(true);
    dictation.take(attic);
    await answering(
      false,
      dictation.find(() => {}),
    );
  });

  test('where nothing here can, one that may have it, asked each time until it is chosen', async () => {
    dictation.take(attic);
    await answering(
      true,
      dictation.find(() => {}),
    );
    await expect.poll(async () => (await machines.all())[0]?.hears).toBe(true);
    voice.choose({ machine: undefined });
    expect(await dictation.find(nobodyAsks)).toBeUndefined();
    voice.deaf = true;
    let asked = 0;
    const [, away] = await answering(
      false,
      dictation.find(() => asked++),
    );
    expect([asked, away === undefined]).toEqual([1, false]);
  });

  test('not now is a stop, and nothing goes', async () => {
    dictation.take(attic);
    const found = dictation.find(() => {});
    await expect.poll(() => machines.question).toBeDefined();
    machines.question?.answer(undefined);
    expect((await faultFrom(found)).name).toBe('stopped');
    expect(sent).toEqual([]);
  });
});

describe('what is sent', () => {
  const found = async (): Promise<Away> => {
    dictation.take(attic);
    const [, away] = await answering(
      true,
      dictation.find(() => {}),
    );
    if (!away) throw new Error('Nobody was found.');
    return away;
  };

  test('a WAV of one channel and 16,000 samples a second, and no more; what comes back is what was said', async () => {
    const told: string[] = [];
    const away = await found();
    expect(await away.write(spoken(1), signal, doing => told.push(doing))).toEqual({
      text: 'make it warmer',
      others: [],
      words: [],
      sureness: 0,
      trust: 'sure',
    });
    const [work] = sent;
    if (work?.tool !== 'transcribe') throw new Error('It was asked something else.');
    expect(Object.keys(work)).toEqual(['tool', 'sound']);
    const { samples, rate } = soundIn(work.sound);
    expect([samples.length, rate, work.sound.length]).toEqual([16_000, 16_000, 44 + 32_000]);
    expect(told).toEqual(['Attic: Sending it to Attic']);
    // Nothing of it is kept.
    expect(await database.errands.count()).toBe(0);
  });

  test('who does not tell how sure that is, is asked about', async () => {
    says = { state: 'done', pictures: [], said: { text: 'undo' } };
    const away = await found();
    expect(await away.write(spoken(1), signal, () => {})).toMatchObject({ text: 'undo', trust: 'ask' });
  });

  test.each<[string, Stand | Fault, RegExp]>([
    [
      'nobody there',
      new Fault('offline', 'Nobody answers at 192.168.0.7.'),
      /^Nobody answers.*choose one of its models/,
    ],
    ['no words', { state: 'done', pictures: [], said: { things: [] } }, /no words that can be read/],
    ['nothing', { state: 'done', pictures: [] }, /no words that can be read/],
  ])('%s: a sentence', async (_, answer, sentence) => {
    says = answer;
    const away = await found();
    expect((await faultFrom(away.write(spoken(1), signal, () => {}))).message).toMatch(sentence);
  });

  test('a stop is at once, and the machine is told', async () => {
    says = { state: 'open', handle: 'h', after: 0 };
    const stop = new AbortController();
    const away = await found();
    const writing = away.write(spoken(1), stop.signal, () => {});
    await expect.poll(() => sent.length).toBe(1);
    await new Promise(resolve => setTimeout(resolve, 50));
    stop.abort();
    expect((await faultFrom(writing)).name).toBe('stopped');
    await expect.poll(() => cancelled).toEqual(['h']);
  });
});

describe('what is said of it before', () => {
  const known = async () => {
    const list = await machines.all();
    Object.defineProperty(machines, 'list', { get: () => list, configurable: true });
  };

  test.each<[string, readonly string[], Record<string, number>, number, RegExp | undefined]>([
    ['not looked at yet', [], {}, 8, undefined],
    ['our own alone', ['micro'], {}, 8, /two thousand words\. Attic may do better/],
    ['a Whisper that is quick enough', ['micro', 'whisper-base'], { 'whisper-base': 900 }, 8, undefined],
    ['a Whisper never asked yet', ['micro', 'whisper-tiny'], {}, 8, undefined],
    [
      'a Whisper that is slow',
      ['micro', 'whisper-tiny'],
      { 'whisper-tiny': 4100 },
      8,
      /about 4 seconds.*Attic may be quicker/,
    ],
    [
      'one slow, one quick',
      ['micro', 'whisper-tiny', 'whisper-base'],
      { 'whisper-base': 9000 },
      8,
      undefined,
    ],
    ['a Whisper too large', ['micro', 'whisper-base'], {}, 4, /too little memory.*Attic may do better/],
    ['our own, and that slow', ['micro'], { micro: 3600 }, 8, /about 4 seconds/],
  ])('%s', async (_, here, took, memory, why) => {
    await known();
    Object.defineProperty(navigator, 'deviceMemory', { value: memory, configurable: true });
    if (here.length > 0) voice.here = here;
    voice.choose({ took });
    const { to, offer } = dictation.said();
    expect([to, offer === undefined]).toEqual([undefined, why === undefined]);
    if (why) {
      expect(offer?.why).toMatch(why);
      // Who is slow is told of at once; who knows few words, where that shows.
      expect(offer?.isDue).toBe(offer?.why.endsWith('quicker.'));
      voice.lost = true;
      expect(dictation.said().offer?.isDue).toBe(true);
    }
    // Who chose a model of this device is offered nobody else.
    voice.choose({ model: 'micro' });
    expect(dictation.said().offer).toBeUndefined();
  });

  test('where it goes, once that was chosen', async () => {
    await known();
    voice.here = ['micro'];
    dictation.take(attic);
    expect(dictation.said()).toEqual({ to: 'sends what you say to Attic on this network', offer: undefined });
  });

  test('where nothing here can, who could', async () => {
    await known();
    voice.deaf = true;
    const { to, offer } = dictation.said();
    expect([to, offer?.machine.id, offer?.why]).toEqual([
      undefined,
      attic,
      'Nothing on this device writes down speech; Attic does.',
    ]);
  });
});
