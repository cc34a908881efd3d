/** The whole of an account as one file: what is in it, and that it is nobody else's. */
import { unzipSync, strFromU8 } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { Account, Export, MadeKey } from '../../core/contract/account.ts';
import { blobLimits } from '../../core/contract/blob.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { Pushed, type Sent } from '../../core/contract/vault.ts';
import { stampOf } from '../../core/sync/clock.ts';
import { hashOf } from './hash.ts';
import { push } from './vault.ts';
import { Visitor, refusal } from './visitor.ts';

const ada = new Visitor();
const stamp = (counter: number) => stampOf({ ms: Date.now(), counter, device: 'a' });
const set = (table: string, id: string, fields: Record<string, unknown>, counter = 0): Sent[] =>
  Object.entries(fields).map(([field, value]) => ({ table, id, field, value, stamp: stamp(counter) }));

const photo = Uint8Array.from(new TextEncoder().encode('a photo'));
const large = new Uint8Array(blobLimits.piece + 9).fill(7);
let names: readonly [string, string];

beforeAll(async () => {
  await ada.signUpByPasskey();
  names = [await hashOf(photo), await hashOf(large)];
  await ada.ask(`PUT /blobs/${names[0]}`, photo);
  const pieces = [];
  for (const piece of [large.slice(0, blobLimits.piece), large.slice(blobLimits.piece)]) {
    const hash = await hashOf(piece);
    pieces.push(hash);
    await ada.ask(`PUT /blobs/${hash}`, piece);
  }
  await ada.get(v.unknown(), 'POST /blobs/join', { hash: names[1], pieces });
  const changes = [
    ...set('assets', names[0], { type: 'image/png', size: photo.length }),
    ...set('projects', 'p', { title: 'Sofa', head: 'v', note: 'gone', deep: { a: ['“', null] } }),
    ...set('projects', 'p', { title: 'Grüne Sofa 🛋', note: null }, 1),
    ...set('projects', 'q', { title: 'Other' }),
  ];
  await ada.get(Pushed, 'POST /vault/push', push(changes));
  // More than one page of records.
  for (let page = 0; page < 7; page++) {
    const many = Array.from({ length: 1000 }, (_, i) => set('jobs', `${page}-${i}`, { state: 'done' }));
    await ada.get(Pushed, 'POST /vault/push', push(many.flat()));
  }
});

test('holds what is known of the account, every record as it stands, and every picture once', async () => {
  const reply = await ada.ask('GET /account/archive');
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/zip',
    'content-disposition': expect.stringMatching(
      /^attachment; filename="brushword-\d{4}-\d\d-\d\d\.zip"$/,
    ) as string,
    'x-content-type-options': 'nosniff',
  });
  const files = unzipSync(new Uint8Array(await reply.arrayBuffer()));
  expect(Object.keys(files)).toEqual([
    'account.json',
    'records.jsonl',
    ...[`blobs/${names[0]}.png`, `blobs/${names[1]}`].sort(),
  ]);
  const told = parse(Export, JSON.parse(strFromU8(files['account.json']!)));
  expect(told.account.id).toBe((await ada.get(Account, 'GET /account')).id);
  expect(told.devices).toHaveLength(1);
  const records = strFromU8(files['records.jsonl']!)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as unknown);
  expect(records).toHaveLength(7003);
  expect(records.filter(record => !JSON.stringify(record).includes('"jobs"'))).toEqual([
    { table: 'assets', id: names[0], fields: { type: 'image/png', size: photo.length } },
    { table: 'projects', id: 'p', fields: { title: 'Grüne Sofa 🛋', head: 'v', deep: { a: ['“', null] } } },
    { table: 'projects', id: 'q', fields: { title: 'Other' } },
  ]);
  expect(files[`blobs/${names[0]}.png`]).toEqual(photo);
  expect(await hashOf(Uint8Array.from(files[`blobs/${names[1]}`]!))).toBe(names[1]);
});

test('of an account without anything it is whole as well', async () => {
  const eve = new Visitor();
  await eve.signUpByPasskey();
  const files = unzipSync(new Uint8Array(await (await eve.ask('GET /account/archive')).arrayBuffer()));
  expect(Object.entries(files).map(([name, { length }]) => [name, length > 0])).toEqual([
    ['account.json', true],
    ['records.jsonl', false],
  ]);
});

test('is for whoever is signed in, and for no key', async () => {
  expect((await refusal(await new Visitor().ask('GET /account/archive'))).slice(0, 2)).toEqual([
    401,
    'signed-out',
  ]);
  const { key } = await ada.get(MadeKey, 'POST /account/keys', { name: 'A program', scope: 'write' });
  const program = new Visitor({ authorization: `Bearer ${key}` });
  expect((await refusal(await program.ask('GET /account/archive'))).slice(0, 2)).toEqual([403, 'forbidden']);
});

test('stops where nobody reads on', async () => {
  const reply = await ada.ask('GET /account/archive');
  const reader = reply.body!.getReader();
  await reader.read();
  await reader.cancel();
});
