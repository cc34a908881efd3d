/** The wire against its edition: a line of the API that changes must bring a new edition with it. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FaultReply, api, apiRoot } from '../core/contract/api.ts';
import { edition } from '../core/contract/edition.ts';
import { v } from '../core/contract/schema.ts';
import { Opening, Poke, Pull, Pulled, Push, Pushed, vaultEdition } from '../core/contract/vault.ts';

/** What each edition's wire hashed to. Never change a line: add one, and raise `edition`. */
const fingerprints: Record<number, string> = {
  1: 'eb1646005d1cef58be3abcaf87d187c0b251be45ec4d07d3b02047c5105dbfd5',
  2: 'c348a7d1e0c6e8b19876766e1f9c4593e075f58b6e3e939a1b485979a59d5831',
  3: '3c6a4edbbabae6623d84522f743bdaf36a1ed7baddc87377c1cbbb8b54eb7181',
  4: '94d1c6c067c04079093562cf66fd100218675a8082b2ae900fb544a54729c80a',
};

/** The same for what a device and its vault say to each other (`vault.ts`). */
const vaultFingerprints: Record<number, string> = {
  1: '2901438abdb3fa4eb8e229674311acf981dad27dfaab10ccce389284a08aedea',
};

/** A schema as plain data: what it is, what it holds, what it asks of a value. Messages and functions are no part of it. */
function describe(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(describe);
  if (part instanceof RegExp) return String(part);
  if (typeof part === 'bigint') return `${part}n`;
  if (typeof part === 'function') return 'function';
  if (typeof part !== 'object' || part === null) return part;
  const told = Object.entries(part)
    .filter(([name]) => !/^(~|kind$|message$|reference$|expects$|async$)/.test(name))
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(told.map(([name, value]) => [name, describe(value)]));
}

const fingerprint = (schemas: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(describe(schemas)))
    .digest('hex');

test('the wire is the one its edition names', () => {
  const found = fingerprint({ apiRoot, api, FaultReply });
  expect(
    found,
    `The wire has changed. Raise the edition in core/contract/edition.ts, say there what changed, and add ${found} here.`,
  ).toBe(fingerprints[edition]);
});

test('what is said to the vault is what its edition names', () => {
  const found = fingerprint({ Push, Pushed, Pull, Pulled, Opening, Poke });
  expect(
    found,
    `The vault's messages have changed. Raise vaultEdition in core/contract/vault.ts, say there what changed, and add ${found} here.`,
  ).toBe(vaultFingerprints[vaultEdition]);
});

test('every edition has its own fingerprint, and the newest is the one in use', () => {
  for (const [editions, newest] of [
    [fingerprints, edition],
    [vaultFingerprints, vaultEdition],
  ] as const) {
    const known = Object.values(editions);
    expect(new Set(known).size).toBe(known.length);
    expect(Math.max(...Object.keys(editions).map(Number))).toBe(newest);
  }
});

test.each([
  ['a field more', v.object({ a: v.string(), b: v.string() })],
  ['a field optional', v.object({ a: v.optional(v.string()) })],
  ['a field with a default', v.object({ a: v.optional(v.string(), 'x') })],
  ['a field of another kind', v.object({ a: v.number() })],
  ['a limit', v.object({ a: v.pipe(v.string(), v.maxLength(4)) })],
  ['another limit', v.object({ a: v.pipe(v.string(), v.maxLength(5)) })],
  ['a pattern', v.object({ a: v.pipe(v.string(), v.regex(/^a/)) })],
  ['a choice', v.object({ a: v.picklist(['x', 'y']) })],
  ['a list', v.object({ a: v.array(v.string()) })],
  ['nothing unknown', v.strictObject({ a: v.string() })],
])('%s is another wire', (_, schema) => {
  expect(fingerprint(schema)).not.toBe(fingerprint(v.object({ a: v.string() })));
});

test('a limit of 4 and a limit of 5 differ; the same schema made twice does not', () => {
  const limited = (n: number) => v.object({ a: v.pipe(v.string(), v.maxLength(n)) });
  expect(fingerprint(limited(4))).not.toBe(fingerprint(limited(5)));
  expect(fingerprint(limited(4))).toBe(fingerprint(limited(4)));
});

test('the order in which fields are written does not matter', () => {
  expect(fingerprint(v.object({ a: v.string(), b: v.number() }))).toBe(
    fingerprint(v.object({ b: v.number(), a: v.string() })),
  );
});
