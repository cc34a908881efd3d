/** The vault in workerd: what it takes, gives, refuses. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Fault } from '../../core/contract/fault.ts';
import { AHEAD, stampOf } from '../../core/sync/clock.ts';
import { canonical } from '../../core/sync/plain.ts';
import { run } from '../../worker-api/store/statement.ts';
import { T, change, freshVault, pull, push, standStill } from './vault.ts';

standStill();

const stamp = (ms: number, device = 'a') => stampOf({ ms, counter: 0, device });
const changes = Array.from({ length: 5 }, (_, n) => change(n));

describe('pushing', () => {
  test('keeps changes in their order, and tells the head and the time', async () => {
    const { door } = freshVault();
    expect(await door.push(push(changes))).toEqual({ head: 5, accepted: 5, known: 0, ahead: [], now: T });
    expect(await door.pull(pull())).toEqual({ changes, cursor: 5, head: 5, more: false, now: T });
  });

  test('the same again is known, and takes no number', async () => {
    const { door } = freshVault();
    await door.push(push(changes));
    expect(await door.push(push(changes, 'b'))).toMatchObject({ head: 5, accepted: 0, known: 5 });
    const mixed = [change(3), change(7), change(7), change(8)];
    expect(await door.push(push(mixed))).toMatchObject({ head: 7, accepted: 2, known: 2 });
    expect((await door.pull(pull(5))).changes).toEqual([change(7), change(8)]);
  });

  test('nothing at all is well', async () => {
    const { door } = freshVault();
    expect(await door.push(push([]))).toMatchObject({ head: 0, accepted: 0, known: 0 });
    expect(await door.pull(pull())).toMatchObject({ changes: [], cursor: 0, head: 0, more: false });
  });

  test('one stamp with two values, from a copied profile: both are kept, for the devices to settle', async () => {
    const { door } = freshVault();
    const twins = [change(1, { value: 'one' }), change(1, { value: 'two' })];
    expect(await door.push(push(twins))).toMatchObject({ accepted: 2, known: 0 });
    expect((await door.pull(pull())).changes).toEqual(twins);
  });

  test('a stamp of more than five minutes ahead is refused, with the time; the others are taken', async () => {
    const { door } = freshVault();
    const mixed = [
      change(1, { stamp: stamp(T + AHEAD + 1) }),
      change(2, { stamp: stamp(T + AHEAD) }),
      change(3, { stamp: stamp(36 ** 9 - 1) }),
      change(4, { stamp: stamp(0) }),
    ];
    expect(await door.push(push(mixed))).toEqual({ head: 2, accepted: 2, known: 0, ahead: [0, 2], now: T });
    vi.setSystemTime(T + 1);
    expect(await door.push(push(mixed))).toMatchObject({ accepted: 1, known: 2, ahead: [2], now: T + 1 });
  });

  test('tables and fields that nobody here knows pass through', async () => {
    const { door } = freshVault();
    const odd = [
      change(1, { table: 'futures', field: 'glow', value: { deep: [1, { '': null }] } }),
      change(2, { field: '__proto__', value: JSON.parse('{"__proto__": 1, "constructor": "x"}') as unknown }),
      change(3, { id: 'é😀 "\\', field: 'toString', value: ['\u0000', '\ud800', '"', '😀'] }),
      change(4, { table: '—'.repeat(64), id: 'x'.repeat(128), field: '…'.repeat(64), value: null }),
    ];
    expect(await door.push(push(odd))).toMatchObject({ accepted: 4 });
    expect((await door.pull(pull())).changes).toEqual(odd);
  });

  test('any JSON comes back as it was', async () => {
    const { door } = freshVault();
    const values = fc.sample(fc.jsonValue({ maxDepth: 5 }), { numRuns: 300, seed: 7 });
    const all = values.map((value, n) => change(n, { value }));
    await door.push(push(all));
    const back = (await door.pull(pull())).changes;
    expect(back.map(({ value }) => canonical(value))).toEqual(values.map(value => canonical(value)));
  });

  test('accounts do not see each other', async () => {
    const [mine, theirs] = [freshVault(), freshVault()];
    await mine.door.push(push(changes));
    expect((await theirs.door.pull(pull())).changes).toEqual([]);
  });
});

describe('pulling', () => {
  test('by pages: everything once, in order', async () => {
    const { door } = freshVault();
    const all = Array.from({ length: 25 }, (_, n) => change(n));
    await door.push(push(all));
    const got = [];
    let [since, more, pages] = [0, true, 0];
    while (more) {
      const page = await door.pull(pull(since, 10));
      got.push(...page.changes);
      [since, more] = [page.cursor, page.more];
      pages++;
    }
    expect([got, pages, since]).toEqual([all, 3, 25]);
  });

  test('a page of heavy changes ends early, and holds one at least', async () => {
    const { door } = freshVault();
    const heavy = (n: number) => change(n, { value: 'x'.repeat(250_000) });
    for (let n = 0; n < 9; n += 3) await door.push(push([heavy(n), heavy(n + 1), heavy(n + 2)]));
    const first = await door.pull(pull());
    expect([first.changes.length, first.cursor, first.more]).toEqual([4, 4, true]);
    const last = await door.pull(pull(8));
    expect([last.changes.length, last.cursor, last.more]).toEqual([1, 9, false]);
  });

  test('where a full page ends at the head, there is no more', async () => {
    const { door } = freshVault();
    await door.push(push(changes));
    expect(await door.pull(pull(0, 5))).toMatchObject({ cursor: 5, more: false });
  });
});

describe('what is refused', () => {
  const long = (n: number) => 'x'.repeat(n);

  test.each([
    ['another edition', { ...push([]), edition: 99 }, 'bad-request', /Reload the page/],
    ['no device', { ...push([]), device: '' }, 'bad-request', /device/],
    [
      'more than a thousand',
      push(Array.from({ length: 1001 }, (_, n) => change(n))),
      'bad-request',
      /changes/,
    ],
    ['a heavy value', push([change(1, { value: long(256 * 1024) })]), 'bad-request', /too large/],
    ['a deep value', push([change(1, { value: nested(101) })]), 'bad-request', /100 levels/],
    ['no stamp', push([change(1, { stamp: 'now' })]), 'bad-request', /stamp/],
    [
      'a stamp that sorts otherwise in SQLite',
      push([change(1, { stamp: stamp(T, 'é') })]),
      'bad-request',
      /stamp/,
    ],
    ['a long name', push([change(1, { field: long(65) })]), 'bad-request', /field/],
    ['a name with a NUL', push([change(1, { id: 'a\u0000b' })]), 'bad-request', /id/],
    ['half a sign', push([change(1, { id: '\ud800' })]), 'bad-request', /id/],
    [
      'more than a megabyte',
      push([1, 2, 3, 4].map(n => change(n, { value: '😀'.repeat(70_000) }))),
      'too-big',
      /megabyte/,
    ],
  ])('%s', async (_, body, kind, message) => {
    const { door } = freshVault();
    const thrown = await door.push(body as Parameters<typeof door.push>[0]).then(
      () => undefined,
      (fault: unknown) => Fault.from(fault),
    );
    expect(thrown).toMatchObject({ name: kind, message: expect.stringMatching(message) });
    expect((await door.pull(pull())).head).toBe(0);
  });

  test('the largest of each is taken', async () => {
    const { door } = freshVault();
    expect(await door.push(push([change(1, { value: long(256 * 1024 - 2) })]))).toMatchObject({
      accepted: 1,
    });
    expect(await door.push(push([change(2, { value: nested(100) })]))).toMatchObject({ accepted: 1 });
    // 256 Ki characters of three bytes each: below a megabyte, and far below a row's two.
    expect(await door.push(push([change(3, { value: '—'.repeat(256 * 1024 - 2) })]))).toMatchObject({
      accepted: 1,
    });
  });

  test('what production refuses and the local SQLite takes, a statement refuses', async () => {
    const { stub } = freshVault();
    await runInDurableObject(stub, (_, { storage: { sql } }) => {
      const text = '—'.repeat(666_667);
      expect(() => run(sql, 'SELECT ?', text)).toThrow(expect.objectContaining({ name: 'too-big' }));
      expect(run(sql, 'SELECT length(?) n', text.slice(1)).one()).toEqual({ n: 666_666 });
      const many = Array.from({ length: 101 }, (_unused, n) => n);
      expect(() => run(sql, `SELECT ${many.map(() => '?').join(',')}`, ...many)).toThrow(/too many values/);
      expect(() => run(sql, `SELECT '${'x'.repeat(100_000)}'`)).toThrow(/too long/);
    });
  });
});

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}

test('a vault of before devices were known by their sign-in goes on as it was', async () => {
  const { door, stub } = freshVault();
  await door.push(push(changes));
  await runInDurableObject(stub, (_, { storage }) => {
    run(storage.sql, 'DROP TABLE readers');
    run(
      storage.sql,
      'CREATE TABLE readers (device TEXT PRIMARY KEY, cursor INTEGER NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID',
    );
    run(storage.sql, "INSERT INTO readers VALUES ('b', 3, 1)");
  });
  await evictDurableObject(stub);
  expect((await door.pull(pull(4), 'a session')).changes).toEqual(changes.slice(4));
  const readers = await runInDurableObject(stub, (_, { storage }) =>
    run(storage.sql, 'SELECT * FROM readers').toArray(),
  );
  expect(readers).toEqual([{ device: 'b', cursor: 4, seen: T, session: 'a session' }]);
});
