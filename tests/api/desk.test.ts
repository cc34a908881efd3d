/** An account's desk, with a real server on loopback that does the work: what is asked for is done once, and kept. */
import { describe, expect, test, vi } from 'vitest';
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash, ProviderId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { sniff } from '../../core/pixels/sniff.ts';
import { generate, lines, marked, newWords, plan, seen, somebody, type Somebody } from './workshop.ts';

const faultOf = async (task: Promise<unknown>): Promise<Fault> => Fault.from(await task.then(() => 'nothing', (thrown: unknown) => thrown)); // prettier-ignore
const bytesOf = async ({ blobs }: Somebody, hash: AssetHash): Promise<Uint8Array> =>
  new Uint8Array(await new Response(await blobs.read(hash)).arrayBuffer());
describe('a job', () => {
  test('is done, and what it made lies with the bytes of the account', async () => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, { polls: 2 });
    const job = await ada.ask(generate(words));
    expect(job).toMatchObject({
      tool: 'generate',
      by: 'This server',
      state: 'queued',
      attempts: 0,
      made: [],
    });
    const done = await ada.over(job);
    expect(done).toMatchObject({
      state: 'done',
      attempts: 1,
      made: [{ type: 'image/png', width: 64, height: 96 }],
    });
    const [made] = done.made;
    const bytes = await bytesOf(ada, parse(AssetHash, made?.hash));
    expect([bytes.length, sniff(bytes).width]).toEqual([made?.size, 64]);
    expect(await lines(words)).toEqual([
      'POST /api/v1/jobs',
      'GET /api/v1/jobs/ID',
      'GET /api/v1/jobs/ID',
      'GET /api/v1/jobs/ID',
      'GET /api/v1/jobs/ID/made/0',
    ]);
    const [submitted] = await seen(words);
    expect(submitted?.headers).toMatchObject({
      'idempotency-key': job.id,
      authorization: 'Bearer a key of the tests',
    });
    expect(
      Object.keys(submitted?.headers ?? {}).filter(name => /^(origin|referer|cookie|sec-)/.test(name)),
    ).toEqual([]);
    expect(await ada.desk.list()).toEqual([done]);
  });

  test('is given a picture and its mask by their names, and gives one of the same size', async () => {
    const [ada, words] = [await somebody(), newWords()];
    const ask = { tool: 'repaint', words, seed: 3, ...(await marked(ada, 80, 64)) } as const;
    expect(await ada.over(await ada.ask({ ask }))).toMatchObject({
      state: 'done',
      made: [{ width: 80, height: 64 }],
    });
  });

  test('that tells something gives what it said', async () => {
    const [ada] = [await somebody()];
    await plan('analyse', { said: { things: [{ name: 'lamp' }] } });
    const { image } = await marked(ada);
    expect(await ada.over(await ada.ask({ ask: { tool: 'analyse', image } }))).toMatchObject({
      state: 'done',
      made: [],
      said: { things: [{ name: 'lamp' }] },
    });
  });

  test('under the same key is the same job, whoever asks at once, and another under it is a conflict', async () => {
    const [ada, words] = [await somebody(), newWords()];
    const asked = generate(words);
    const jobs = await Promise.all(Array.from({ length: 5 }, () => ada.ask(asked, 'the same')));
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    const done = await ada.over(jobs[0]!);
    // The fields come in another order.
    const { seed, ...rest } = { ...asked.ask, seed: 7 };
    expect(await ada.ask({ ask: { seed, ...rest } as typeof asked.ask }, 'the same')).toEqual(done);
    expect((await lines(words)).filter(line => line.startsWith('POST'))).toHaveLength(1);
    expect((await faultOf(ada.ask(generate(newWords()), 'the same'))).name).toBe('conflict');
    // After a week it still is.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8 * 24 * 60 * 60_000 });
    expect((await ada.ask(asked, 'the same')).id).toBe(done.id);
    vi.useRealTimers();
  });

  test('whose answer never came is found, and stopped, by the key it was asked for under', async () => {
    const [ada, words, key] = [await somebody(), newWords(), crypto.randomUUID()];
    await plan(words, { polls: 1000 });
    const job = await ada.ask(generate(words), key);
    expect((await ada.desk.get(key)).id).toBe(job.id);
    expect(await ada.desk.stop(key)).toMatchObject({ id: job.id, state: 'stopped' });
    expect((await faultOf((await somebody()).desk.get(key))).name).toBe('not-found');
  });

  test('that may not be asked never leaves', async () => {
    const ada = await somebody();
    const words = 'a woman without clothes';
    expect((await faultOf(ada.ask(generate(words)))).name).toBe('policy');
    const negative = { ask: { ...generate(newWords()).ask, negative: 'her dress' } } as ReturnType<
      typeof generate
    >;
    expect((await faultOf(ada.ask(negative))).name).toBe('policy');
    expect([await lines(words), await ada.desk.list()]).toEqual([[], []]);
  });

  test('that names bytes which are not there says which', async () => {
    const ada = await somebody();
    const { image } = await marked(ada);
    const mask = parse(AssetHash, 'f'.repeat(64));
    const fault = await faultOf(
      ada.ask({ ask: { tool: 'repaint', words: newWords(), seed: 1, image, mask } }),
    );
    expect([fault.name, fault.message]).toEqual([
      'conflict',
      `The mask ${mask} is not in your account yet. Send it, and ask again.`,
    ]);
    const eve = await somebody();
    expect((await faultOf(eve.ask({ ask: { tool: 'analyse', image } }))).name).toBe('conflict');
  });

  test('is done by nobody who is not there', async () => {
    const ada = await somebody();
    const provider = parse(ProviderId, 'somebody-elses');
    expect((await faultOf(ada.ask({ ...generate(newWords()), provider }))).name).toBe('not-found');
  });

  test.each([
    ['another size', { gives: { width: 64, height: 64 } }, 'refused', /gave (a picture of )?64 × 64 pixels where 64 × 96 were asked for/],
    ['no picture', { gives: 'nonsense' as const }, 'refused', /no (whole )?picture|not a picture/],
    ['a fault of its own', { ends: [{ kind: 'refused', message: 'The model is gone. Choose another.' }] }, 'refused', /The model is gone/],
  ])('that ends with %s fails with a sentence', async (_, what, kind, message) => {
    const [ada, words] = [await somebody(), newWords()];
    await plan(words, what);
    const failed = await ada.over(await ada.ask(generate(words)));
    expect(failed).toMatchObject({ state: 'failed', made: [], fault: { kind } });
    expect(failed.fault?.message).toMatch(message);
  }); // prettier-ignore

  test('whose result finds no room says so', async () => {
    const [ada, words] = [await somebody(100), newWords()];
    expect(await ada.over(await ada.ask(generate(words)))).toMatchObject({
      state: 'failed',
      fault: { kind: 'no-space' },
    });
  });
});
