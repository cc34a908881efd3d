/**
 * What production refuses and the local runtime takes (developers.cloudflare.com: Workers, D1 and Durable Objects, "Limits") is refused by
 * us, or never asked for. What one statement of a vault may be is in vault.test.ts; JSON of more than a megabyte in answer.test.ts.
 */
import { env as bound } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { api, type Route } from '../../core/contract/api.ts';
import { blobLimits } from '../../core/contract/blob.ts';
import { AccountId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { Blobs } from '../../worker-api/store/blobs.ts';
import { hashOf } from './hash.ts';
import { everyRow } from './traces.ts';
import { Challenge, Visitor, newAddress, password, refusal } from './visitor.ts';

afterEach(() => void vi.restoreAllMocks());

test('no password costs PBKDF2 more than the 100,000 rounds that production gives it', async () => {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((algorithm, ...rest) => {
    if (typeof algorithm !== 'string' && Number(algorithm.iterations) > 100_000)
      throw new Error('Pbkdf2 failed: iteration counts above 100000 are not supported');
    return derive(algorithm, ...rest);
  });
  const [email, visitor] = [newAddress(), new Visitor()];
  await visitor.signUp(email);
  expect(
    (await visitor.ask('PUT /account/password', { current: password, password: 'another good one' })).status,
  ).toBe(200);
  const again = await new Visitor().ask('POST /account/sign-in', { email, password: 'another good one' });
  expect(again.status).toBe(200);
});

interface Part {
  readonly type: string;
  readonly requirement?: unknown;
  readonly pipe?: readonly Part[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly item?: unknown;
  readonly wrapped?: unknown;
  /** Of a variant or a union. */
  readonly options?: readonly unknown[];
  /** Of a record. */
  readonly key?: unknown;
  readonly value?: unknown;
}
const isPart = (part: unknown): part is Part => typeof part === 'object' && part !== null && 'type' in part;

/** What kinds of schema this knows: another one must be thought of here first. */
const known =
  /^(string|number|boolean|literal|picklist|unknown|object|loose_object|array|record|variant|union|optional|exact_optional|nullable)$/;
const ending = new Set(['max_length', 'max_entries', 'length', 'uuid']);
/** A pattern from end to end, in which nothing is repeated for ever. */
const isClosed = ({ requirement }: Part): boolean =>
  requirement instanceof RegExp &&
  /^\^.*\$$/.test(requirement.source) &&
  !/[*+]|,\}/.test(requirement.source);

const stepsOf = (part: Part): Part[] => [
  part,
  ...(part.pipe ?? []).flatMap(step => (step.pipe ? stepsOf(step) : [step])),
];

/** Where in a schema there is text, or a list, that may be as long as one likes. */
function endless(part: unknown, path: string): string[] {
  if (!isPart(part)) return [];
  expect(part.type, `${path} is of a kind that this test does not know`).toMatch(known);
  const inner = [
    ...Object.entries(part.entries ?? {}).flatMap(([name, entry]) => endless(entry, `${path}.${name}`)),
    ...endless(part.item, path),
    ...endless(part.wrapped, path),
    ...(part.options ?? []).flatMap(option => endless(option, path)),
    ...(part.type === 'record' ? [part.key, part.value].flatMap(one => endless(one, path)) : []),
  ];
  const open = /^(string|array|loose_object|record|unknown)$/.test(part.type);
  return open && !stepsOf(part).some(step => ending.has(step.type) || isClosed(step))
    ? [path, ...inner]
    : inner;
}

test('whatever text can be sent to be kept in D1 has an end', () => {
  const found = Object.entries<Route>(api).flatMap(([line, { body }]) => (body ? endless(body, line) : []));
  // The one is kept by nobody, as the next test sees; another is measured as it is checked, and goes to the vault; and that of jobs goes
  // to the desk, where a row may be twice as large as any request.
  expect(new Set(found)).toEqual(
    new Set([
      'POST /account/passkey-sign-up.credential.clientExtensionResults',
      'POST /account/passkey-sign-in.credential.clientExtensionResults',
      'POST /account/passkeys.credential.clientExtensionResults',
      'POST /vault/push.changes.value',
      'POST /jobs.ask.params',
    ]),
  );
});

test('the rows of somebody who sends the longest of everything are far below the megabyte of D1', async () => {
  const visitor = new Visitor({ 'user-agent': 'x'.repeat(10_000) });
  const authenticator = await visitor.signUpByPasskey('n'.repeat(80));
  const options = await visitor.get(Challenge, 'POST /account/passkey-sign-in/options');
  const credential = {
    ...(await authenticator.get(options)),
    clientExtensionResults: { x: 'x'.repeat(500_000) },
  };
  expect((await visitor.ask('POST /account/passkey-sign-in', { credential })).status).toBe(200);
  expect((await visitor.ask('POST /account/keys', { name: 'k'.repeat(80), scope: 'read' })).status).toBe(200);
  for (const [table, rows] of await everyRow())
    for (const row of rows) expect(JSON.stringify(row).length, table).toBeLessThan(25_000);
});

describe('a body', () => {
  test('of bytes that is said to be too large is refused before it is read', async () => {
    const visitor = new Visitor();
    await visitor.signUpByPasskey();
    const bytes = Uint8Array.of(1);
    const name = await hashOf(bytes);
    const tooMuch = { 'content-length': String(blobLimits.whole + 1) };
    const reply = await visitor.ask(`PUT /blobs/${name}`, undefined, tooMuch);
    expect((await refusal(reply)).slice(0, 2)).toEqual([413, 'too-big']);
  });
});

/** How many requests one makes of D1 and R2 who puts together so many pieces, and who then reads them. */
async function requestsFor(count: number): Promise<readonly [number, number]> {
  const id = crypto.randomUUID();
  const { DB, BLOBS } = bound;
  await DB.batch([
    DB.prepare("INSERT INTO person VALUES (?1, '', ?1, 1, NULL, '2026-01-01', '2026-01-01', ?1, NULL)").bind(
      id,
    ),
    DB.prepare('INSERT INTO rooms (account, quota) VALUES (?1, 1000000)').bind(id),
  ]);
  let asked = 0;
  const counted = <T extends object>(
    service: T,
    requests: Readonly<Record<string, (...words: never[]) => number>>,
  ): T =>
    new Proxy(service, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...words: never[]): unknown => {
          asked += requests[String(name)]?.(...words) ?? 0;
          return Reflect.apply(value, target, words);
        };
      },
    });
  const one = (): number => 1;
  const env = {
    // What is prepared is asked for once, by itself or together with others.
    DB: counted(DB, { prepare: one, batch: (statements: readonly unknown[]) => 1 - statements.length }),
    BLOBS: counted(BLOBS, { get: one, put: one, head: one, list: one, delete: one }),
  };
  const blobs = new Blobs(env, parse(AccountId, id));
  const parts = Array.from({ length: count }, (_, n) => Uint8Array.of(n));
  for (const part of parts) await blobs.put(await hashOf(part), part.length, new Blob([part]).stream());
  const whole = Uint8Array.from(parts.flatMap(part => [...part]));
  const [name, pieces] = [await hashOf(whole), await Promise.all(parts.map(hashOf))];
  asked = 0;
  await blobs.join(name, pieces);
  const joined = asked;
  asked = 0;
  expect(new Uint8Array(await new Response(await blobs.read(name)).arrayBuffer())).toEqual(whole);
  return [joined, asked];
}

test('the largest blob is put together, and read, with fewer than the thousand requests that one of ours may make', async () => {
  const [few, more] = [await requestsFor(4), await requestsFor(12)];
  const most = Math.ceil(blobLimits.largest / blobLimits.piece);
  for (const at of [0, 1] as const) {
    // So many more for each piece more.
    const each = (more[at] - few[at]) / 8;
    expect(each).toBeGreaterThanOrEqual(1);
    expect(few[at] + each * (most - 4)).toBeLessThan(1000);
  }
});
