/** An account's bytes, in workerd: what is kept is what it is called, once, and never more than there is room for. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { blobLimits } from '../../core/contract/blob.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AccountId, AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { Blobs } from '../../worker-api/store/blobs.ts';
import { hashOf } from './hash.ts';

const MB = 1e6;
let account: AccountId;
let blobs: Blobs;

/** An account that may hold so much. */
async function someone(quota: number): Promise<AccountId> {
  const id = crypto.randomUUID();
  const { DB } = env;
  await DB.batch([
    DB.prepare("INSERT INTO person VALUES (?1, '', ?1, 1, NULL, '2026-01-01', '2026-01-01', ?1, NULL)").bind(
      id,
    ),
    DB.prepare('INSERT INTO rooms (account, quota) VALUES (?1, ?2)').bind(id, quota),
  ]);
  return parse(AccountId, id);
}

beforeEach(async () => {
  account = await someone(60 * MB);
  blobs = new Blobs(env, account);
});

function bytesOf(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0, state = seed; at < size; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

const flow = (bytes: Uint8Array<ArrayBuffer>): ReadableStream => new Blob([bytes]).stream();

async function send(bytes: Uint8Array<ArrayBuffer>): Promise<AssetHash> {
  const hash = await hashOf(bytes);
  await blobs.put(hash, bytes.length, flow(bytes));
  return hash;
}

const allOf = async (stream: ReadableStream): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer());

async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const thrown: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(Fault);
  return Fault.from(thrown);
}

describe('a blob', () => {
  test.each([0, 1, 100_000])('of %i bytes comes back as it was, whole or in part', async size => {
    const bytes = bytesOf(size);
    const hash = await send(bytes);
    expect(await blobs.size(hash)).toBe(size);
    expect(await allOf(await blobs.read(hash))).toEqual(bytes);
    if (size > 1) expect(await allOf(await blobs.read(hash, { from: 5, to: 9 }))).toEqual(bytes.slice(5, 10));
    expect(await blobs.room()).toEqual({ used: size, quota: 60 * MB });
  });

  test('sent twice is kept once, also at the same moment', async () => {
    const bytes = bytesOf(50_000);
    await Promise.all([send(bytes), send(bytes), send(bytes)]);
    await send(bytes);
    expect((await blobs.room()).used).toBe(50_000);
  });

  test('of one account is not another’s', async () => {
    const hash = await send(bytesOf(100));
    const stranger = await someone(1000);
    expect((await faultOf(new Blobs(env, stranger).read(hash))).name).toBe('not-found');
    expect((await new Blobs(env, stranger).missing({ blobs: [{ hash, size: 100 }] })).missing).toEqual([
      hash,
    ]);
  });

  test.each([
    ['with another name', async (bytes: Uint8Array<ArrayBuffer>) => blobs.put(await hashOf(bytesOf(3)), bytes.length, flow(bytes))],
    ['that breaks off', async (bytes: Uint8Array<ArrayBuffer>) => blobs.put(await hashOf(bytes), bytes.length, flow(bytes.slice(0, 500)))],
    ['that goes on', async (bytes: Uint8Array<ArrayBuffer>) => blobs.put(await hashOf(bytes), 500, flow(bytes))],
  ])('%s is refused, and can be sent again', async (_, wrong) => {
    const bytes = bytesOf(1000);
    const fault = await faultOf(wrong(bytes));
    expect([fault.name, fault.message]).toEqual(['bad-request', 'What came is not what it is called, or not all of it came. Send it again.']);
    expect((await blobs.room()).used).toBe(0);
    expect(await allOf(await blobs.read(await send(bytes)))).toEqual(bytes);
  }); // prettier-ignore

  test('whose page died between its bytes and their record is sent again', async () => {
    const bytes = bytesOf(1000);
    const hash = await hashOf(bytes);
    await env.BLOBS.put(`accounts/${account}/${hash}`, bytes);
    expect((await blobs.missing({ blobs: [{ hash, size: 1000 }] })).missing).toEqual([hash]);
    await send(bytes);
    expect(await blobs.room()).toEqual({ used: 1000, quota: 60 * MB });
  });

  test('is asked for before it travels: what is here is not sent again', async () => {
    const here = await send(bytesOf(100));
    const gone = await hashOf(bytesOf(100, 2));
    const offer = { blobs: [{ hash: here, size: 100 }, { hash: gone, size: 100 }, { hash: gone, size: 100 }] }; // prettier-ignore
    expect(await blobs.missing(offer)).toEqual({ missing: [gone], used: 100, quota: 60 * MB });
  });
});

describe('where there is no room', () => {
  const room = (quota: number) =>
    env.DB.prepare('UPDATE rooms SET quota = ?2 WHERE account = ?1').bind(account, quota).run();

  test('how much there is can be seen before anything travels, and what does not fit is refused', async () => {
    await send(bytesOf(900_000));
    await room(1 * MB);
    const more = bytesOf(200_000, 2);
    const hash = await hashOf(more);
    expect(await blobs.missing({ blobs: [{ hash, size: more.length }] })).toEqual({
      missing: [hash],
      used: 900_000,
      quota: 1 * MB,
    });
    const told = await faultOf(blobs.put(hash, more.length, flow(more)));
    expect([told.name, told.message]).toEqual([
      'no-space',
      'Your account holds 1 MB of 1 MB, and 1 MB more do not fit. Delete what you no longer need.',
    ]);
    expect((await blobs.room()).used).toBe(900_000);
  });

  test('of many that come at once only those that fit are kept', async () => {
    await room(1 * MB);
    const all = Array.from({ length: 8 }, (_, seed) => bytesOf(300_000, seed + 1));
    const sent = await Promise.allSettled(all.map(send));
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect((await blobs.room()).used).toBe(900_000);
    const { objects } = await env.BLOBS.list({ prefix: `accounts/${account}/` });
    expect(objects).toHaveLength(3);
  });
});

test('when an account goes, its bytes go, and nobody else’s', async () => {
  const [one, other] = [await send(bytesOf(100)), await send(bytesOf(200, 2))];
  const stranger = new Blobs(env, await someone(1000));
  await stranger.put(one, 100, flow(bytesOf(100)));
  await blobs.clear();
  await blobs.clear();
  for (const hash of [one, other]) expect((await faultOf(blobs.read(hash))).name).toBe('not-found');
  expect((await env.BLOBS.list({ prefix: `accounts/${account}/` })).objects).toEqual([]);
  expect(await allOf(await stranger.read(one))).toEqual(bytesOf(100));
});

describe('a large one', () => {
  const large = bytesOf(blobLimits.piece + blobLimits.piece / 2);
  const cut = (): Uint8Array<ArrayBuffer>[] => [
    large.slice(0, blobLimits.piece),
    large.slice(blobLimits.piece),
  ];

  test('is put together of its pieces, read whole and in any part, and takes no more room', async () => {
    const pieces = [];
    for (const piece of cut()) pieces.push(await send(piece));
    const hash = await hashOf(large);
    await blobs.join(hash, pieces);
    await blobs.join(hash, pieces);
    expect([await blobs.size(hash), (await blobs.room()).used]).toEqual([large.length, large.length]);
    expect(await hashOf(Uint8Array.from(await allOf(await blobs.read(hash))))).toBe(hash);
    for (const [from, to] of [[0, 0], [blobLimits.piece - 2, blobLimits.piece + 2], [large.length - 3, large.length - 1]] as const)
      expect(await allOf(await blobs.read(hash, { from, to }))).toEqual(large.slice(from, to + 1)); // prettier-ignore
  });

  test('waits for the piece that is missing, and is refused where they make another', async () => {
    const [first, second] = cut();
    const hash = await hashOf(large);
    const one = await send(first!);
    expect((await faultOf(blobs.join(hash, [one, await hashOf(second!)]))).name).toBe('conflict');
    const other = await send(second!);
    expect((await faultOf(blobs.join(hash, [other, one]))).name).toBe('bad-request');
    await blobs.join(hash, [one, other]);
    expect(await blobs.size(hash)).toBe(large.length);
  });

  test('in one is refused', async () => {
    const hash = await hashOf(bytesOf(1));
    expect((await faultOf(blobs.put(hash, blobLimits.whole + 1, flow(bytesOf(1))))).name).toBe('too-big');
  });
});
