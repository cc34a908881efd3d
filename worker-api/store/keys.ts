/**
 * Keys for programs. A key is 256 bits of chance behind `bw_`, of which only the hash is kept: to check one is to read
 * one row, where better-auth's plugin for them reads one and writes two, for limits of its own.
 */
import { Scope, type Key } from '../../core/contract/account.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AccountId } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';
import { Moment, type AccountRef } from './accounts.ts';
import { drawId, drawSecret, hashOf } from './chance.ts';

const minute = 60_000;
const most = 50;

const Row = v.object({
  id: v.string(),
  name: v.string(),
  scope: Scope,
  begins: v.string(),
  made: v.number(),
  lastUsed: v.nullable(v.number()),
});

export async function listKeys(env: Env, person: string): Promise<Key[]> {
  const { results } = await env.DB.prepare(
    'SELECT id, name, scope, begins, made, lastUsed FROM key WHERE person = ? ORDER BY made DESC, id',
  )
    .bind(person)
    .all();
  return results.map(row => parse(Row, row, 'bug'));
}

/** Makes a key, and gives it whole for the only time. */
export async function makeKey(
  env: Env,
  person: string,
  name: string,
  scope: Scope,
): Promise<Key & { key: string }> {
  const key = `bw_${drawSecret()}`;
  const made = { id: drawId(), name, scope, begins: key.slice(0, 8), made: Date.now(), lastUsed: null };
  const row = await env.DB.prepare(
    `INSERT INTO key (id, hash, person, name, scope, begins, made)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE (SELECT count(*) FROM key WHERE person = ?3) < ?8 RETURNING id`,
  )
    .bind(made.id, await hashOf(key), person, name, scope, made.begins, made.made, most)
    .first();
  if (row === null) throw new Fault('conflict', `An account has at most ${most} keys. Revoke one first.`);
  return { ...made, key };
}

export async function dropKey(env: Env, person: string, id: string): Promise<void> {
  const gone = await env.DB.prepare('DELETE FROM key WHERE id = ? AND person = ? RETURNING id')
    .bind(id, person)
    .first();
  if (gone === null) throw new Fault('not-found', 'There is no such key. Look at the list again.');
}

const Bearer = v.object({
  id: v.string(),
  scope: Scope,
  person: v.string(),
  account: AccountId,
  deleteAfter: v.nullable(Moment),
  lastUsed: v.nullable(v.number()),
});

export interface KeyHolder {
  readonly account: AccountRef;
  readonly scope: Scope;
  readonly leaving: boolean;
}

/** Whose key it is, or undefined where it is nobody's. Notes, to the minute, that it was used. */
export async function readKey(env: Env, key: string, now = Date.now()): Promise<KeyHolder | undefined> {
  const row = await env.DB.prepare(
    `SELECT key.id, scope, person, lastUsed, account, deleteAfter
     FROM key JOIN person ON person.id = key.person WHERE hash = ?`,
  )
    .bind(await hashOf(key))
    .first();
  if (row === null) return undefined;
  const { id, scope, person, account, deleteAfter, lastUsed } = parse(Bearer, row, 'bug');
  if (now - (lastUsed ?? 0) >= minute) {
    await env.DB.prepare('UPDATE key SET lastUsed = ? WHERE id = ?').bind(now, id).run();
  }
  return { account: { id: account, person }, scope, leaving: deleteAfter !== null };
}
