/** What is asked of a machine elsewhere is asked once: whatever becomes of it, of the network and of the page. */
import { afterEach, describe, expect, test } from 'vitest';
import { Fault, type FaultKind } from '../../../core/contract/fault.ts';
import { JobId, ProviderId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Maker, Stand } from '../../../core/providers/provider.ts';
import type { Database } from '../../../src/data/database.ts';
import { errandOf } from '../../../src/data/own.ts';
import { askOutside, type Asked, type At } from '../../../src/studio/outside.ts';
import type { Work } from '../../../src/workers/work.ts';
import { cleanUp, faultFrom, given } from '../data/given.ts';

afterEach(cleanUp);

const job = { id: parse(JobId, 'a-job') };
const work: Work = { tool: 'generate', words: 'a harbour', width: 512, height: 512, seed: 1 };
const picture = new Uint8Array([1, 2, 3]);
const done: Stand = { state: 'done', pictures: [{ bytes: picture, type: 'image/png' }] };
const open: Stand = { state: 'open', handle: 'h', after: 0, doing: 'Painting' };
const fault = (kind: FaultKind): Fault => new Fault(kind, `It is ${kind}.`);

type Say = Stand | Fault | 'never';

/** A machine that says one thing after the other, the last for ever; and what was asked of it. */
class Machine {
  readonly asked: string[] = [];
  readonly #submits: Say[];
  readonly #polls: Say[];

  constructor(submits: Say[], polls: Say[] = [done]) {
    this.#submits = submits;
    this.#polls = polls;
  }

  to(again: Asked['again'] = 'once'): Asked {
    const say = async (from: Say[], signal: AbortSignal): Promise<Stand> => {
      const next = from.length > 1 ? from.shift() : from[0];
      if (next instanceof Fault) throw next;
      if (next !== 'never' && next) return next;
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(fault('stopped'))));
    };
    const maker = (signal: AbortSignal): Maker => ({
      health: () => Promise.resolve({ ok: true, message: '' }),
      submit: (_work, id) => (this.asked.push(`submit ${id}`), say(this.#submits, signal)),
      poll: handle => (this.asked.push(`poll ${handle}`), say(this.#polls, signal)),
      cancel: handle => (this.asked.push(`cancel ${handle}`), Promise.resolve()),
    });
    return {
      id: parse(ProviderId, 'forge'),
      name: 'Forge',
      by: 'comfyui',
      again,
      open: maker,
      wait: (_, signal) => (signal.aborted ? Promise.reject(fault('stopped')) : Promise.resolve()),
    };
  }
}

function ask(
  database: Database,
  asked: Asked,
  more: { signal?: AbortSignal; report?: (at: At) => void; work?: Work } = {},
) {
  const { signal = new AbortController().signal, report = () => {} } = more;
  return askOutside(database, job, asked, more.work ?? work, signal, report);
}

const bytesOf = async ({ picture: blob }: { picture: Blob }): Promise<number[]> => [
  ...new Uint8Array(await blob.arrayBuffer()),
];

describe('asked once', () => {
  test.each<[string, Say[], Say[], string[]]>([
    ['answered at once', [done], [], ['submit a-job']],
    ['answered later', [open], [open, done], ['submit a-job', 'poll h', 'poll h']],
    ['cut off in the middle', [open], [fault('offline'), done], ['submit a-job', 'poll h', 'poll h']],
    ['no room at first', [fault('too-often'), done], [], ['submit a-job', 'submit a-job']],
    [
      'forgotten in the middle',
      [open, done],
      [fault('not-found')],
      ['submit a-job', 'poll h', 'submit a-job'],
    ],
  ])('%s', async (_name, submits, polls, asked) => {
    const database = await given();
    const machine = new Machine(submits, polls);
    const answer = await ask(database, machine.to());
    expect(await bytesOf(answer)).toEqual([...picture]);
    expect(answer.by).toBe('comfyui');
    expect(machine.asked).toEqual(asked);
  });

  test('the next page is given the answer, and nobody is asked', async () => {
    const database = await given();
    await ask(database, new Machine([done]).to());
    const machine = new Machine([done]);
    expect(await bytesOf(await ask(database, machine.to()))).toEqual([...picture]);
    expect(machine.asked).toEqual([]);
  });

  test('the next page asks on where the one before was cut off', async () => {
    const database = await given();
    void ask(database, new Machine([open], ['never']).to());
    await expect.poll(() => errandOf(database, job.id)).toMatchObject({ handle: 'h' });
    const machine = new Machine([done], [done]);
    await ask(database, machine.to());
    expect(machine.asked).toEqual(['poll h']);
  });

  test('an answer to something else is no answer', async () => {
    const database = await given();
    await ask(database, new Machine([done]).to());
    const machine = new Machine([done]);
    await ask(database, machine.to(), { work: { ...work, words: 'a hill' } });
    expect(machine.asked).toEqual(['submit a-job']);
  });
});

describe('where asking again may cost again', () => {
  test('what was forgotten is not asked for a second time', async () => {
    const database = await given();
    const machine = new Machine([open, done], [fault('not-found')]);
    const thrown = await faultFrom(ask(database, machine.to('charged')));
    expect([thrown.name, thrown.message]).toEqual(['conflict', expect.stringContaining('may cost again')]);
    expect(machine.asked).toEqual(['submit a-job', 'poll h']);
  });

  test('nor is what may or may not have arrived', async () => {
    const database = await given();
    void ask(database, new Machine(['never']).to('charged'));
    await expect.poll(() => errandOf(database, job.id)).toBeDefined();
    const machine = new Machine([done]);
    expect((await faultFrom(ask(database, machine.to('charged')))).name).toBe('conflict');
    expect(machine.asked).toEqual([]);
  });
});

test('who forgets again and again is given up', async () => {
  const machine = new Machine([open], [fault('not-found')]);
  expect((await faultFrom(ask(await given(), machine.to()))).message).toMatch(/forgets what it is asked/);
  expect(machine.asked.filter(line => line.startsWith('submit'))).toHaveLength(3);
});

test('who gives back no picture is told of', async () => {
  const machine = new Machine([{ state: 'done', pictures: [] }]);
  expect((await faultFrom(ask(await given(), machine.to()))).message).toMatch(/no picture/);
});

test('a stop is passed on, and what is kept of it goes', async () => {
  const database = await given();
  const machine = new Machine([open], ['never']);
  const stop = new AbortController();
  const asking = ask(database, machine.to(), { signal: stop.signal });
  await expect.poll(() => machine.asked).toContain('poll h');
  stop.abort();
  expect((await faultFrom(asking)).name).toBe('stopped');
  await expect.poll(() => machine.asked).toContain('cancel h');
  expect(await errandOf(database, job.id)).toBeUndefined();
});

test('what goes wrong there is said, and can be asked again', async () => {
  const database = await given();
  expect((await faultFrom(ask(database, new Machine([fault('refused')]).to()))).message).toBe(
    'It is refused.',
  );
  expect(await errandOf(database, job.id)).toBeUndefined();
});

test('how it goes is told', async () => {
  const told: (string | undefined)[] = [];
  const machine = new Machine([open], [fault('offline'), open, done]);
  await ask(await given(), machine.to(), { report: ({ doing }) => told.push(doing) });
  expect(told).toEqual([
    'Sending it to Forge',
    'Painting',
    'Forge does not answer. Waiting for it to come back.',
    'Painting',
  ]);
});
