/** Accounts as rows of D1: what they are, and how they go. */
import { noAddress, type Account } from '../../core/contract/account.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AccountId } from '../../core/contract/ids.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';

/** Whose account it is: our own name for it, by which all that belongs to it is named, and that of its row. */
export interface AccountRef {
  readonly id: AccountId;
  readonly person: string;
}

/** For how long a deletion can be undone, in milliseconds. */
const grace = 7 * 24 * 60 * 60 * 1000;

/** ISO 8601, as better-auth writes times → milliseconds. */
export const Moment = v.pipe(
  v.string(),
  v.transform(text => Date.parse(text)),
  v.number(),
);

const Row = v.object({
  account: AccountId,
  name: v.string(),
  email: v.string(),
  createdAt: Moment,
  deleteAfter: v.nullable(Moment),
  passwords: v.number(),
  passkeys: v.number(),
});

const gone = (): Fault => new Fault('signed-out', 'This account is no longer there. Sign in again.');

export async function readAccount(env: Env, person: string): Promise<Account> {
  const row = await env.DB.prepare(
    `SELECT account, name, email, createdAt, deleteAfter,
       (SELECT count(*) FROM credential WHERE userId = person.id AND password IS NOT NULL) AS passwords,
       (SELECT count(*) FROM passkey WHERE userId = person.id) AS passkeys
     FROM person WHERE id = ?`,
  )
    .bind(person)
    .first();
  if (row === null) throw gone();
  return accountOf(parse(Row, row, 'bug'));
}

const accountOf = (row: Infer<typeof Row>): Account => ({
  id: row.account,
  name: row.name,
  email: row.email.endsWith(noAddress) ? null : row.email,
  password: row.passwords > 0,
  passkeys: row.passkeys,
  made: row.createdAt,
  deletedAfter: row.deleteAfter,
});

const Id = v.object({ id: v.string() });

/** Whose address it is, of those who have confirmed it. */
export async function personOf(env: Env, email: string): Promise<string | undefined> {
  const row = await env.DB.prepare('SELECT id FROM person WHERE email = ? AND emailVerified = 1')
    .bind(email)
    .first();
  return row === null ? undefined : parse(Id, row, 'bug').id;
}

/** Who has said that this address is theirs, and has yet to show it. */
export async function claimantOf(env: Env, email: string): Promise<string | undefined> {
  const row = await env.DB.prepare('SELECT id FROM person WHERE email = ? AND emailVerified = 0')
    .bind(email)
    .first();
  return row === null ? undefined : parse(Id, row, 'bug').id;
}

/** Forgets who said so. They never were signed in, so nothing else is lost. */
export async function dropClaim(env: Env, email: string): Promise<void> {
  await env.DB.prepare('DELETE FROM person WHERE email = ? AND emailVerified = 0').bind(email).run();
}

export async function confirmClaim(env: Env, person: string): Promise<void> {
  await env.DB.prepare('UPDATE person SET emailVerified = 1 WHERE id = ?').bind(person).run();
}

export async function rename(env: Env, person: string, name: string): Promise<void> {
  await env.DB.prepare('UPDATE person SET name = ?, updatedAt = ? WHERE id = ?')
    .bind(name, new Date().toISOString(), person)
    .run();
}

/** Gives an account an address that its person has shown to be theirs. */
export async function setAddress(env: Env, person: string, email: string): Promise<void> {
  await dropClaim(env, email);
  const changed = await env.DB.prepare(
    `UPDATE OR IGNORE person SET email = ?1, emailVerified = 1, updatedAt = ?2 WHERE id = ?3 RETURNING id`,
  )
    .bind(email, new Date().toISOString(), person)
    .first();
  if (changed === null)
    throw new Fault('conflict', 'That address belongs to another account by now. Use another.');
}

/** Marks an account to be deleted when `grace` is over, and signs it out everywhere but where that was asked. */
export async function leave(
  env: Env,
  account: AccountRef,
  session: string,
  now = Date.now(),
): Promise<number> {
  const after = now + grace;
  const { DB } = env;
  await DB.batch([
    DB.prepare('UPDATE person SET deleteAfter = ? WHERE id = ?').bind(
      new Date(after).toISOString(),
      account.person,
    ),
    DB.prepare('DELETE FROM session WHERE userId = ? AND id <> ?').bind(account.person, session),
  ]);
  return after;
}

export async function stay(env: Env, person: string): Promise<void> {
  await env.DB.prepare('UPDATE person SET deleteAfter = NULL WHERE id = ?').bind(person).run();
}

const Due = v.object({ id: v.string(), account: AccountId });

/** The accounts whose time to undo is over. */
export async function dueAccounts(env: Env, now: number): Promise<AccountRef[]> {
  const { results } = await env.DB.prepare('SELECT id, account FROM person WHERE deleteAfter <= ? LIMIT 100')
    .bind(new Date(now).toISOString())
    .all();
  return results.map(row => parse(Due, row, 'bug')).map(({ id, account }) => ({ id: account, person: id }));
}

/**
 * Deletes every row of an account: what refers to its person goes with it. The last to go: while the row is there, what
 * is kept of the account elsewhere can still be found, and a deletion that broke off is taken up again.
 */
export async function erase(env: Env, { person }: AccountRef): Promise<void> {
  const { DB } = env;
  await DB.batch([
    // Links to choose a password, and unfinished ceremonies, name the person in text.
    DB.prepare('DELETE FROM verification WHERE instr(value, ?) > 0').bind(person),
    DB.prepare('DELETE FROM person WHERE id = ?').bind(person),
  ]);
}
