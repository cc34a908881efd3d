/**
 * Letting go of bytes. A blob is first marked as going, unless it was asked for since: from then on nobody is told that it is here.
 * Then its bytes go, and then its row. So nobody is told that bytes are here which are gone a moment later.
 */
import { AssetHash, type AccountId } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';
import { keyOf } from './blobs.ts';

/** How many rows and objects are asked for, or let go of, at once. */
const AT_ONCE = 500;

const Names = v.array(v.object({ hash: AssetHash }));
const Accounts = v.array(v.object({ account: v.pipe(v.string(), v.brand('AccountId')) }));

type Bound = Pick<Env, 'BLOBS' | 'DB'>;

/** Of the accounts that nobody has looked through since `before`, the first `limit`. */
export async function dueRooms({ DB }: Bound, before: number, limit: number): Promise<readonly AccountId[]> {
  const { results } = await DB.prepare('SELECT account FROM rooms WHERE swept <= ?1 ORDER BY swept LIMIT ?2')
    .bind(before, limit)
    .all();
  return parse(Accounts, results, 'bug').map(({ account }) => account);
}

/** Writes down that an account was looked through. */
export async function lookedThrough({ DB }: Bound, account: AccountId, at: number): Promise<void> {
  await DB.prepare('UPDATE rooms SET swept = ?2 WHERE account = ?1').bind(account, at).run();
}

/** The blobs that came at `at` or before, and were not asked for since. */
export async function oldBlobs({ DB }: Bound, account: AccountId, at: number): Promise<readonly AssetHash[]> {
  const found: AssetHash[] = [];
  for (let more = true; more;) {
    const { results } = await DB.prepare(
      'SELECT hash FROM blobs WHERE account = ?1 AND hash > ?2 AND kept <= ?3 AND going = 0 ORDER BY hash LIMIT ?4',
    )
      .bind(account, found.at(-1) ?? '', at, AT_ONCE)
      .all();
    found.push(...parse(Names, results, 'bug').map(({ hash }) => hash));
    more = results.length === AT_ONCE;
  }
  return found;
}

/**
 * Lets go of these, where they came at `at` or before and were not asked for since: also not in this very moment. What a blob that
 * stays is put together of stays too, and so does what a link shows. Says how many went.
 */
export async function dropBlobs(
  env: Bound,
  account: AccountId,
  hashes: readonly AssetHash[],
  at: number,
): Promise<number> {
  const mark = `UPDATE blobs SET going = 1 WHERE account = ?1 AND kept <= ?3
    AND hash IN (SELECT value FROM json_each(?2))
    AND NOT EXISTS (SELECT 1 FROM shared s WHERE s.account = ?1 AND s.hash = blobs.hash) AND `;
  const lone = `NOT EXISTS (
    SELECT 1 FROM pieces p JOIN blobs b ON b.account = p.account AND b.hash = p.hash
    WHERE p.account = ?1 AND p.piece = blobs.hash AND b.going = 0)`;
  // What is put together goes before its pieces.
  for (const which of ['held = 0', lone]) {
    for (let from = 0; from < hashes.length; from += AT_ONCE) {
      const some = JSON.stringify(hashes.slice(from, from + AT_ONCE));
      await env.DB.prepare(mark + which)
        .bind(account, some, at)
        .run();
    }
  }
  return finishDropping(env, account);
}

/** Ends what `dropBlobs` began, also what broke off. Says how many went. */
export async function finishDropping({ BLOBS, DB }: Bound, account: AccountId): Promise<number> {
  // What is put together has no bytes of its own.
  const whole = await DB.prepare(
    'DELETE FROM blobs WHERE account = ?1 AND going = 1 AND held = 0 RETURNING hash',
  )
    .bind(account)
    .all();
  for (let gone = whole.results.length; ;) {
    const { results } = await DB.prepare('SELECT hash FROM blobs WHERE account = ?1 AND going = 1 LIMIT ?2')
      .bind(account, AT_ONCE)
      .all();
    const hashes = parse(Names, results, 'bug').map(({ hash }) => hash);
    if (hashes.length === 0) return gone;
    await BLOBS.delete(hashes.map(hash => keyOf(account, hash)));
    await DB.prepare(
      'DELETE FROM blobs WHERE account = ?1 AND going = 1 AND hash IN (SELECT value FROM json_each(?2))',
    )
      .bind(account, JSON.stringify(hashes))
      .run();
    gone += hashes.length;
  }
}
