/** The passkeys of an account, as rows. better-auth makes and checks them: `auth.ts`. */
import type { Passkey } from '../../core/contract/account.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';
import { Moment } from './accounts.ts';

const Row = v.object({
  id: v.string(),
  name: v.nullable(v.string()),
  backedUp: v.number(),
  createdAt: Moment,
  publicKey: v.string(),
});

const columns = 'id, name, backedUp, createdAt, publicKey';

export async function listPasskeys(env: Env, person: string): Promise<Passkey[]> {
  const { results } = await env.DB.prepare(
    `SELECT ${columns} FROM passkey WHERE userId = ? ORDER BY createdAt, id`,
  )
    .bind(person)
    .all();
  return results.map(passkeyOf);
}

const passkeyOf = (row: unknown): Passkey => {
  const { id, name, backedUp, createdAt, publicKey } = parse(Row, row, 'bug');
  return { id, name: name ?? 'Passkey', synced: backedUp !== 0, made: createdAt, publicKey };
};

const unknown = (): Fault => new Fault('not-found', 'There is no such passkey. Look at the list again.');

export async function namePasskey(env: Env, person: string, id: string, name: string): Promise<Passkey> {
  const row = await env.DB.prepare(
    `UPDATE passkey SET name = ? WHERE id = ? AND userId = ? RETURNING ${columns}`,
  )
    .bind(name, id, person)
    .first();
  if (row === null) throw unknown();
  return passkeyOf(row);
}

/** Removes a passkey, unless nobody could sign in to the account without it. */
export async function dropPasskey(env: Env, person: string, id: string): Promise<void> {
  const gone = await env.DB.prepare(
    `DELETE FROM passkey WHERE id = ?1 AND userId = ?2 AND (
       (SELECT count(*) FROM passkey WHERE userId = ?2) > 1 OR
       EXISTS (SELECT 1 FROM credential WHERE userId = ?2 AND password IS NOT NULL)
     ) RETURNING id`,
  )
    .bind(id, person)
    .first();
  if (gone !== null) return;
  const own = await env.DB.prepare('SELECT 1 FROM passkey WHERE id = ? AND userId = ?')
    .bind(id, person)
    .first();
  if (own === null) throw unknown();
  throw new Fault(
    'conflict',
    'This is the only way into your account. Add another passkey or a password first.',
  );
}
