/** What goes by itself when its time is over: asked for once an hour by the clock of `wrangler.jsonc`. */
import type { Env } from './env.ts';
import { log, logBug } from './log.ts';
import { dueAccounts, erase } from './store/accounts.ts';
import { longestLimit } from './store/limits.ts';

const claimLife = 7 * 24 * 60 * 60 * 1000;

/** An account that cannot be deleted now stays marked, and is tried again at the next stroke. */
export async function sweep(env: Env, now: number): Promise<void> {
  let erased = 0;
  for (const account of await dueAccounts(env, now)) {
    try {
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
  ]);
  log('swept', { erased });
}
