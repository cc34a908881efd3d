/** Bytes that no record names go, when nobody has asked for them for as long as what was deleted may be brought back. */
import type { AccountId } from '../core/contract/ids.ts';
import { UNDELETE } from '../core/sync/vault.ts';
import type { Env } from './env.ts';
import { logBug } from './log.ts';
import { vaultOf } from './objects/vault.ts';
import { dropBlobs, dueRooms, finishDropping, lookedThrough, oldBlobs } from './store/loose.ts';

/** How often an account is looked through, in milliseconds; and how many are in one stroke of the clock. */
const EVERY = 24 * 60 * 60_000;
const AT_ONCE = 50;

/** Says how many went. An account that cannot be looked through now is left for the next stroke. */
export async function sweepBlobs(env: Env, now: number): Promise<number> {
  let gone = 0;
  for (const account of await dueRooms(env, now - EVERY, AT_ONCE)) {
    try {
      gone += await sweepAccount(env, account, now);
      await lookedThrough(env, account, now);
    } catch (thrown) {
      logBug(thrown, { where: 'sweep' });
    }
  }
  return gone;
}

async function sweepAccount(env: Env, account: AccountId, now: number): Promise<number> {
  const begun = await finishDropping(env, account);
  const before = now - UNDELETE;
  const old = await oldBlobs(env, account, before);
  if (old.length === 0) return begun;
  // What is named after this was asked for first, and so is no longer old when it comes to that.
  const named = await namedBy(env, account, before);
  const loose = old.filter(hash => !named.has(hash));
  return begun + (await dropBlobs(env, account, loose, before));
}

/** The bytes that records name, and those that these need. */
async function namedBy(env: Env, account: AccountId, deleted: number): Promise<ReadonlySet<string>> {
  const vault = vaultOf(env.VAULT, account);
  const named = new Set<string>();
  const needs = new Map<string, string[]>();
  for (let [after, more] = [0, true]; more;) {
    const page = await vault.named(after, deleted);
    for (const hash of page.hashes) named.add(hash);
    for (const [hash, other] of page.needs) needs.set(hash, [...(needs.get(hash) ?? []), other]);
    [after, more] = [page.cursor, page.more];
  }
  // A set that grows while it is walked is walked to its end.
  for (const hash of named) for (const other of needs.get(hash) ?? []) named.add(other);
  return named;
}
