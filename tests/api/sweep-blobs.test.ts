/** Bytes that nobody names go when their time is over, and never those that somebody may yet name. */
import { env as bound } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { blobLimits } from '../../core/contract/blob.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AccountId, AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Sent } from '../../core/contract/vault.ts';
import { stampOf } from '../../core/sync/clock.ts';
import { vaultOf, type VaultDoor } from '../../worker-api/objects/vault.ts';
import { Blobs } from '../../worker-api/store/blobs.ts';
import { dropBlobs, finishDropping } from '../../worker-api/store/loose.ts';
import { dropShare, makeShare } from '../../worker-api/store/shares.ts';
import { sweepBlobs } from '../../worker-api/sweep-blobs.ts';
import { hashOf } from './hash.ts';
import { DAY, T, pull, push, standStill } from './vault.ts';
import { env } from './visitor.ts';

standStill();

let account: AccountId;
let blobs: Blobs;
let vault: VaultDoor;
let drawn = 0;

beforeEach(async () => {
  const id = crypto.randomUUID();
  await bound.DB.prepare(
    "INSERT INTO person VALUES (?1, '', ?1, 1, NULL, '2026-01-01', '2026-01-01', ?1, NULL)",
  )
    .bind(id)
    .run();
  account = parse(AccountId, id);
  blobs = new Blobs(env, account);
  vault = vaultOf(env.VAULT, account);
});

async function send(bytes: Uint8Array<ArrayBuffer>): Promise<AssetHash> {
  const hash = await hashOf(bytes);
  await blobs.put(hash, bytes.length, new Blob([bytes]).stream());
  return hash;
}

/** Bytes that no other test has. */
const fresh = (): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(`bytes ${++drawn}`));

const set = (table: string, id: string, fields: Record<string, unknown>): Sent[] =>
  Object.entries(fields).map(([field, value]) => ({
    table,
    id,
    field,
    value,
    stamp: stampOf({ ms: Date.now(), counter: ++drawn, device: 'a' }),
  }));

const say = (...changes: readonly Sent[][]) => vault.push(push(changes.flat()));
const after = (days: number): void => void vi.setSystemTime(T + days * DAY);
const sweep = () => sweepBlobs(env, Date.now());
const isHere = async (hash: AssetHash): Promise<boolean> =>
  (await bound.BLOBS.head(`accounts/${account}/${hash}`)) !== null;

async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const thrown: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(Fault);
  return Fault.from(thrown);
}

describe('bytes that nobody names', () => {
  test('stay for 30 days, and then go with the room they took', async () => {
    const [loose, named] = [await send(fresh()), await send(fresh())];
    await say(set('versions', 'v', { picture: named, project: 'p' }));
    after(29.9);
    await sweep();
    expect([await isHere(loose), await isHere(named)]).toEqual([true, true]);
    after(31);
    await sweep();
    expect([await isHere(loose), await isHere(named)]).toEqual([false, true]);
    expect((await faultOf(blobs.size(loose))).name).toBe('not-found');
    expect((await blobs.room()).used).toBe(await blobs.size(named));
  });

  test('stay where a device asked whether they are here, for it may name them next', async () => {
    const hash = await send(fresh());
    after(29);
    await blobs.missing({ blobs: [{ hash, size: 1 }] });
    after(31);
    await sweep();
    expect(await isHere(hash)).toBe(true);
    after(60);
    await sweep();
    expect(await isHere(hash)).toBe(false);
  });

  test('stay while a link shows them, and go when it is taken back', async () => {
    const hash = await send(fresh());
    const { id } = await makeShare(env, account, { what: { kind: 'file', title: 'A report', hash } });
    after(31);
    await sweep();
    expect(await isHere(hash)).toBe(true);
    await dropShare(env, account, id);
    after(33);
    await sweep();
    expect(await isHere(hash)).toBe(false);
  });

  test('that were asked for in the very moment stay; those that were not can be sent again', async () => {
    const [asked, not] = [await send(fresh()), await send(fresh())];
    after(31);
    // The sweep has found both loose by now, and a device asks for one.
    await blobs.missing({ blobs: [{ hash: asked, size: 1 }] });
    expect(await dropBlobs(env, account, [asked, not], Date.now() - 30 * DAY)).toBe(1);
    expect([await isHere(asked), await isHere(not)]).toEqual([true, false]);
    expect((await blobs.missing({ blobs: [{ hash: not, size: 1 }] })).missing).toEqual([not]);
  });

  test('of which the letting go broke off are missing, are not taken meanwhile, and go the next time', async () => {
    const bytes = fresh();
    const hash = await send(bytes);
    await bound.DB.prepare('UPDATE blobs SET going = 1 WHERE account = ?1').bind(account).run();
    expect((await blobs.missing({ blobs: [{ hash, size: 1 }] })).missing).toEqual([hash]);
    expect((await faultOf(blobs.read(hash))).name).toBe('not-found');
    expect((await faultOf(send(bytes))).name).toBe('refused');
    expect(await finishDropping(env, account)).toBe(1);
    expect(await send(bytes)).toBe(hash);
    expect(await isHere(hash)).toBe(true);
    expect((await blobs.room()).used).toBe(bytes.length);
  });
});

describe('bytes stay that are named', () => {
  test.each([
    ['as a thumbnail', (hash: AssetHash) => set('projects', 'p', { thumb: hash })],
    ['in a recipe', (hash: AssetHash) => set('jobs', 'j', { project: 'p', recipe: { seed: 1, mask: hash } })],
    [
      'by what only a newer Brushword knows',
      (hash: AssetHash) => set('futures', 'f', { parts: [{ of: hash }] }),
    ],
  ])('%s', async (_, naming) => {
    const hash = await send(fresh());
    await say(naming(hash));
    after(40);
    await sweep();
    expect(await isHere(hash)).toBe(true);
  });

  test('as what a patch lies on, for as long as the patch is named', async () => {
    const [base, patch] = [await send(fresh()), await send(fresh())];
    await say(
      set('assets', base, { type: 'image/png', size: 7 }),
      set('assets', patch, { type: 'image/png', size: 7, base }),
      set('projects', 'p', { title: 'sofa' }),
      set('versions', 'v', { project: 'p', picture: patch }),
    );
    after(40);
    await sweep();
    expect([await isHere(base), await isHere(patch)]).toEqual([true, true]);
    await say(set('projects', 'p', { deleted: true }));
    after(69);
    await sweep();
    expect([await isHere(base), await isHere(patch)]).toEqual([true, true]);
    after(71);
    await sweep();
    expect([await isHere(base), await isHere(patch)]).toEqual([false, false]);
  });

  test('by a project that was brought back in time', async () => {
    const hash = await send(fresh());
    await say(set('projects', 'p', { thumb: hash }));
    after(10);
    await say(set('projects', 'p', { deleted: true }));
    after(39);
    await say(set('projects', 'p', { deleted: null }));
    after(80);
    await sweep();
    expect(await isHere(hash)).toBe(true);
  });

  test('by one of two projects, while the other is long gone', async () => {
    const hash = await send(fresh());
    await say(set('projects', 'p', { thumb: hash, deleted: true }), set('projects', 'q', { thumb: hash }));
    after(40);
    await sweep();
    expect(await isHere(hash)).toBe(true);
  });

  test('through pages of the vault', async () => {
    const hashes = [await send(fresh()), await send(fresh()), await send(fresh())];
    await say(set('projects', 'a', { thumb: hashes[0] }));
    for (let page = 0; page < 11; page++) {
      await say(
        Array.from({ length: 1000 }, (_, i) => set('jobs', `j${page}-${i}`, { state: 'done' })).flat(),
      );
    }
    await say(set('projects', 'b', { thumb: hashes[1] }));
    expect((await vault.pull(pull(10_000, 1))).head).toBeGreaterThan(10_000);
    after(40);
    await sweep();
    expect(await Promise.all(hashes.map(isHere))).toEqual([true, true, false]);
  });
});

test('what is put together keeps its pieces while it is named, and takes them with it', async () => {
  const large = new Uint8Array(blobLimits.piece + 3).fill(++drawn);
  const pieces = [await send(large.slice(0, blobLimits.piece)), await send(large.slice(blobLimits.piece))];
  const hash = await hashOf(large);
  await blobs.join(hash, pieces);
  await say(set('versions', 'v', { picture: hash, project: 'p' }), set('projects', 'p', { title: 'sofa' }));
  after(40);
  await sweep();
  expect(await blobs.size(hash)).toBe(large.length);
  expect(await Promise.all(pieces.map(isHere))).toEqual([true, true]);
  await say(set('projects', 'p', { deleted: true }));
  after(80);
  await sweep();
  expect((await faultOf(blobs.size(hash))).name).toBe('not-found');
  expect(await Promise.all(pieces.map(isHere))).toEqual([false, false]);
  expect((await blobs.room()).used).toBe(0);
});

test('nothing is put together of what goes, and what waits for it is told to send it again', async () => {
  const piece = await send(fresh());
  await bound.DB.prepare('UPDATE blobs SET going = 1 WHERE account = ?1').bind(account).run();
  expect((await faultOf(blobs.join(await hashOf(fresh()), [piece]))).name).toBe('refused');
  const broken = bound.DB.batch([
    bound.DB.prepare(
      "INSERT INTO blobs (account, hash, size, held, kept) VALUES (?1, 'whole', 1, 0, 0)",
    ).bind(account),
    bound.DB.prepare("INSERT INTO pieces VALUES (?1, 'whole', 0, ?2)").bind(account, piece),
  ]);
  await expect(broken).rejects.toThrow('going');
});

test('an account is looked through once a day', async () => {
  const hash = await send(fresh());
  after(31);
  await bound.DB.prepare('UPDATE rooms SET swept = ?2 WHERE account = ?1')
    .bind(account, Date.now() - DAY / 2)
    .run();
  await sweep();
  expect(await isHere(hash)).toBe(true);
  after(31.6);
  await sweep();
  expect(await isHere(hash)).toBe(false);
});
