/** What goes by itself when its time is over: asked for once an hour by the clock of `wrangler.jsonc`. */
import { noAddress } from '../core/contract/account.ts';
import type { Env } from './env.ts';
import { log, logBug } from './log.ts';
import { deskOf } from './objects/desk-door.ts';
import { vaultOf } from './objects/vault.ts';
import { dueAccounts, erase } from './store/accounts.ts';
import { Blobs } from './store/blobs.ts';
import { longestLimit } from './store/limits.ts';

const day = 24 * 60 * 60 * 1000;
const claimLife = 7 * day;

/** An account that cannot be deleted now stays marked, and is tried again at the next stroke. */
export async function sweep(env: Env, now: number): Promise<void> {
  let erased = 0;
  for (const account of await dueAccounts(env, now)) {
    try {
      await vaultOf(env.VAULT, account.id).erase();
      await deskOf(env.DESK, account.id).erase();
      await new Blobs(env, account.id).clear();
      await erase(env, account);
      erased++;
    } catch (thrown) {
      logBug(thrown, { where: 'sweep' });
    }
  }
  const { DB } = env;
  const iso = (time: number): string => new Date(time).toISOString();
  await DB.batch([
    DB.prepare('DELETE FROM session WHERE expiresAt <= ?').bind(iso(now)),
    DB.prepare('DELETE FROM verification WHERE expiresAt <= ?').bind(iso(now)),
    DB.prepare('DELETE FROM letter WHERE expires <= ?').bind(now),
    DB.prepare('DELETE FROM attempt WHERE start <= ?').bind(Math.floor(now / 1000) - longestLimit),
    // Who signed up and never confirmed the address.
    DB.prepare('DELETE FROM person WHERE emailVerified = 0 AND createdAt <= ?').bind(iso(now - claimLife)),
    // Whose first passkey could not be kept, so that nobody can ever be them. A passkey that is removed leaves another.
    DB.prepare(
      `DELETE FROM person WHERE createdAt BETWEEN ? AND ? AND email LIKE ?
       AND NOT EXISTS (SELECT 1 FROM passkey WHERE userId = person.id)`,
    ).bind(iso(now - claimLife), iso(now - day), `%${noAddress}`),
  ]);
  log('swept', { erased });
}
