/** Whom a person wants holds until they want another; who is to do one edit, for that edit alone. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProviderId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Wish } from '../../../core/jobs/place.ts';
import type { Database } from '../../../src/data/database.ts';
import { consentsIn, keepConsent, keepOwnProvider } from '../../../src/data/own.ts';
import { Machines } from '../../../src/studio/machines.svelte.ts';
import { Notices } from '../../../src/studio/notices.svelte.ts';
import { Who, type Doing } from '../../../src/studio/who.ts';
import { Carrier } from '../../../src/workers/carrier-host.ts';
import { cleanUp, given } from '../data/given.ts';
import { partsWith } from './parts.ts';

const [forge, attic, engine] = ['forge', 'attic', 'engine'].map(id => parse(ProviderId, id));
const size = { width: 600, height: 400 };
const replace: Doing = { title: 'Replace', operation: 'replace', params: { with: 'a fern' } };
const remove: Doing = { title: 'Remove', operation: 'remove', params: {} };

let database: Database, machines: Machines, who: Who;

beforeEach(async () => {
  database = await given();
  for (const [made, [id, kind]] of (
    [
      [forge, 'comfyui'],
      [attic, 'comfyui'],
      [engine, 'engine'],
    ] as const
  ).entries()) {
    // prettier-ignore
    if (!id) continue;
    const config = { url: 'http://127.0.0.1:8188' };
    await keepOwnProvider(database, { id, kind, name: id, config, secrets: {}, made });
    if (id !== attic) await keepConsent(database, id, 'given');
  }
  const nobody = (): Worker => {
    throw new Error('Nobody is called here.');
  };
  machines = new Machines(partsWith(database, {}), new Carrier(nobody), new Notices());
  who = new Who(machines, new Notices(), () => {});
});
afterEach(async () => {
  localStorage.removeItem('brushword/who');
  await cleanUp();
});

/** Who does it, where nothing need be asked. */
const doer = async (doing: Doing, once?: Wish): Promise<string | undefined> => {
  const chosen = await who.decide(doing, size, once);
  return chosen && (chosen.by?.name ?? 'this device');
};

test('who is wanted for one edit does that one, and the next is done as before', async () => {
  if (!engine || !forge) throw new Error('They are set up above.');
  expect(await doer(remove)).toBe('this device');
  expect(await doer(remove, engine)).toBe('engine');
  expect(await doer(remove)).toBe('this device');
  machines.want(engine);
  expect(await doer(remove, 'automatic')).toBe('this device');
  expect(await doer(remove)).toBe('engine');
  expect([machines.wish, localStorage.getItem('brushword/who')]).toEqual([engine, engine]);
});

test('it is said where it would go, also where that is nowhere', async () => {
  await machines.all();
  expect(who.said(remove, size)).toBeUndefined();
  expect(who.said(remove, size, 'automatic')?.why).toMatch(/on this device/);
});

test('who is not trusted is asked for first, for one edit as for all', async () => {
  const deciding = who.decide(replace, size, attic);
  await expect.poll(() => machines.question?.by.name).toBe('attic');
  machines.question?.answer(undefined);
  expect(await deciding).toBeUndefined();
  expect(await doer(replace)).toBe('forge');
});

test.each([
  [{}, 'forge', false],
  [{ always: true }, 'forge', true],
  [{ wanted: true, always: true }, 'attic', true],
])('another is chosen when asked, and %o', async (more, next, trusted) => {
  machines.want('ask');
  const deciding = who.decide(replace, size);
  await expect.poll(() => machines.question?.by.name).toBe('forge');
  const other = machines.question?.others.find(({ id }) => id === attic);
  machines.question?.answer(other, more);
  expect((await deciding)?.by?.name).toBe('attic');
  expect((await consentsIn(database)).some(({ provider }) => provider === attic)).toBe(trusted);
  expect(machines.wish).toBe(next === 'attic' ? attic : 'ask');
  if (next === 'forge') machines.want('automatic');
  expect(await doer(replace)).toBe(next);
});
