/** Every fault at every provider: its kind, its sentence, and how often the service was made to work. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Busy } from '../../../core/providers/busy.ts';
import type { Trouble } from '../../fakes/providers/fake.ts';
import { worldOf } from '../../fakes/providers/world.ts';
import { kinds, makerOf, type Kind } from './kinds.ts';
import { done, faultOf, generateWork, ids, nothing, repaintWork } from './work.ts';

type Name = Kind['provider']['kind'];
interface Row {
  readonly trouble: Trouble;
  /** What is thrown where no kind says otherwise. */
  readonly fault: readonly [kind: string, sentence: RegExp];
  readonly but?: Partial<Record<Name, readonly [kind: string, sentence: RegExp]>>;
  /** How often it began to work. */
  readonly begun: number;
}

/** On a busy machine. */
const patient = { timeout: 20_000 };

const whole = /is no whole picture\. Try again/;
const unknown = /answered in a way that is not known here/;
const rows: Readonly<Record<string, Row>> = {
  'a queue that is full (429)': {
    trouble: { refuse: { status: 429, retryAfter: '7' } },
    fault: ['too-often', /has too much to do\. Try again in 7 seconds\.$/],
    begun: 0,
  },
  'a failure (500)': {
    trouble: { refuse: { status: 500 } },
    fault: ['offline', /failed\. Try again in a moment\. It says: It failed with 500\.$/],
    but: {
      // What Python threw will be thrown again.
      automatic1111: ['refused', /broke off\. It says: RuntimeError: mat1 and mat2/],
      sdnext: ['refused', /broke off\. It says: RuntimeError: mat1 and mat2/],
      engine: ['refused', /^It failed with 500\.$/],
    },
    begun: 0,
  },
  'a restart under way (503)': {
    trouble: { refuse: { status: 503 } },
    fault: ['offline', /It failed with 503\.$/],
    begun: 0,
  },
  'a connection cut in the picture': {
    trouble: { drop: 'picture' },
    fault: ['offline', /^Nobody answers there\.$/],
    begun: 1,
  },
  'half a picture': {
    trouble: { half: true },
    fault: ['refused', whole],
    but: {
      automatic1111: ['refused', unknown],
      openai: ['refused', unknown],
      engine: ['offline', /sent only a part/],
    },
    begun: 1,
  },
  'a picture of another size': {
    trouble: { small: true },
    fault: ['refused', /gave a picture of 416 × 416 pixels where 832 × 832 were asked for\./],
    begun: 1,
  },
  'the picture that was sent': {
    trouble: { unchanged: true },
    fault: ['refused', /gave the picture back unchanged\./],
    begun: 1,
  },
};

describe.each(kinds)('$provider.kind', kind => {
  const { fake, provider } = kind;
  let stop = new AbortController();
  beforeAll(() => fake.start());
  afterAll(() => fake.stop());
  beforeEach(() => {
    stop = new AbortController();
    fake.reset();
    kind.takes(10);
  });
  afterEach(() => {
    stop.abort();
    fake.trouble = {};
  });
  const world = () => worldOf(stop.signal);
  const maker = () => makerOf(kind, world());
  const { work } = repaintWork(832, 832);
  const begun = (asked = work) => fake.begun.get(kind.keyOf(asked, ids.one)) ?? 0;

  test.each(Object.entries(rows))('%s', async (_name, row) => {
    fake.trouble = row.trouble;
    const fault = await faultOf(done(maker(), world(), work, ids.one));
    const [name, sentence] = row.but?.[provider.kind] ?? row.fault;
    expect([fault.name, fault.message]).toEqual([name, expect.stringMatching(sentence)]);
    expect(begun()).toBe(row.begun);
    if (fault.name === 'too-often') expect((fault as Busy).after).toBe(7000);
  });

  test('slow answers are waited for', async () => {
    fake.trouble = { delay: 60 };
    expect((await done(maker(), world(), generateWork(832, 832), ids.one)).pictures).toHaveLength(1);
  });

  test('nobody there', async () => {
    await fake.stop();
    const fault = await faultOf(maker().submit(generateWork(832, 832), ids.one, nothing));
    const health = await maker().health();
    await fake.start();
    expect(fault.name).toBe('offline');
    expect(health.ok).toBe(false);
  });

  test.runIf(kind.polled)(
    'an answer that is lost is asked for again, and nothing is begun twice',
    async () => {
      const small = generateWork(832, 832);
      fake.trouble = { drop: 'submission' };
      expect((await faultOf(maker().submit(small, ids.one, nothing))).name).toBe('offline');
      fake.trouble = {};
      expect((await done(maker(), world(), small, ids.one)).pictures).toHaveLength(1);
      // SD.Next cannot be told a name, which is why it does not say `once`.
      const times = fake.begun.get(kind.keyOf(small, ids.one));
      expect(times).toBe(provider.again === 'once' ? 1 : 2);
    },
  );

  test.runIf(kind.polled)('a picture that was cut off is fetched again, by its handle alone', async () => {
    fake.trouble = { drop: 'picture' };
    const stand = await maker().submit(work, ids.one, nothing);
    if (stand.state !== 'open') throw new Error('It was done at once.');
    const poll = async () => {
      for (;;) {
        const at = await maker().poll(stand.handle);
        if (at.state === 'done') return at;
        await world().wait(at.after);
      }
    };
    expect((await faultOf(poll())).name).toBe('offline');
    fake.trouble = {};
    expect((await poll()).pictures).toHaveLength(1);
    expect(begun()).toBe(1);
  });

  test.runIf(kind.polled)('what died with its work says so, and does it when it is asked anew', async () => {
    fake.trouble = { never: true };
    const small = generateWork(832, 832);
    const stand = await maker().submit(small, ids.one, nothing);
    if (stand.state !== 'open') throw new Error('It was done at once.');
    await expect
      .poll(async () => (await maker().poll(stand.handle)) as unknown, patient)
      .toMatchObject({ doing: /Painting/ });
    await fake.stop();
    expect((await faultOf(maker().poll(stand.handle))).name).toBe('offline');
    await fake.start();
    fake.trouble = {};
    // The first may go to the connection that died.
    await expect.poll(async () => (await faultOf(maker().poll(stand.handle))).name, patient).toBe('not-found');
    expect((await faultOf(maker().poll(stand.handle))).message).toMatch(/Ask again\.$/);
    expect((await done(maker(), world(), small, ids.one)).pictures).toHaveLength(1);
  });

  test.skipIf(kind.polled)('what died while it was waited for does it when it is asked anew', async () => {
    fake.trouble = { never: true };
    const small = generateWork(832, 832);
    const fault = faultOf(maker().submit(small, ids.one, nothing));
    await expect.poll(() => fake.begun.size, patient).toBe(1);
    await fake.stop();
    expect((await fault).name).toBe('offline');
    await fake.start();
    fake.trouble = {};
    expect((await done(maker(), world(), small, ids.one)).pictures).toHaveLength(1);
    expect(fake.begun.get(kind.keyOf(small, ids.one))).toBe(2);
  });

  test('what never ends is stopped, and told to leave off', async () => {
    fake.trouble = { never: true };
    const small = generateWork(832, 832);
    let handle: string = ids.one;
    const task = (async () => {
      const stand = await maker().submit(small, ids.one, nothing);
      if (stand.state === 'open') handle = stand.handle;
      if (stand.state === 'open') await world().wait(1e9);
    })();
    const fault = faultOf(task);
    await expect.poll(() => fake.begun.size, patient).toBe(1);
    if (kind.polled) await expect.poll(() => handle, patient).not.toBe(ids.one);
    const before = Date.now();
    stop.abort();
    expect((await fault).name).toBe('stopped');
    stop = new AbortController();
    await maker().cancel(handle);
    expect(Date.now() - before).toBeLessThan(500);
    // OpenAI has no way of being told; that nobody waits any more is all.
    expect(fake.stopped).toHaveLength(provider.kind === 'openai' ? 0 : 1);
  });

  test.runIf(kind.polled)('what is done already is not stopped', async () => {
    const stand = await maker().submit(generateWork(832, 832), ids.one, nothing);
    const handle = stand.state === 'open' ? stand.handle : '';
    const state = async () => (await maker().poll(handle)).state;
    await expect.poll(state, patient).toBe('done');
    await maker().cancel(handle);
    expect(fake.stopped).toEqual([]);
    expect(await state()).toBe('done');
  });
});
