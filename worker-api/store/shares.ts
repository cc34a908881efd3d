/** Links that show something of an account to whoever has one: made, listed, opened, revoked. */
import {
  Lent,
  Share,
  namedBy,
  shareLimits,
  type MadeShare,
  type NewShare,
} from '../../core/contract/share.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AccountId, type AssetHash } from '../../core/contract/ids.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import { pictureType, telling } from '../../core/pixels/headers/picture-type.ts';
import type { Env } from '../env.ts';
import { hashPassword, verifyPassword } from './auth.ts';
import { Blobs } from './blobs.ts';
import { drawId, hashOf } from './chance.ts';
import { tally, untally } from './limits.ts';

const Row = v.object({
  id: v.string(),
  what: v.pipe(
    v.string(),
    v.transform(text => JSON.parse(text) as unknown),
    Lent,
  ),
  made: v.number(),
  until: v.nullable(v.number()),
  protected: v.number(),
  views: v.number(),
});

const columns = 'id, what, made, until, password IS NOT NULL AS protected, views';

const shareOf = ({ what: { kind, title }, ...row }: Infer<typeof Row>): Share => ({
  ...row,
  kind,
  title,
  protected: row.protected > 0,
});

/** The newest first. What is past its time is not there any more, swept or not. */
export async function listShares(env: Env, account: AccountId, now = Date.now()): Promise<Share[]> {
  const { results } = await env.DB.prepare(
    `SELECT ${columns} FROM share WHERE account = ? AND (until IS NULL OR until > ?) ORDER BY made DESC, id`,
  )
    .bind(account, now)
    .all();
  return results.map(row => shareOf(parse(Row, row, 'bug')));
}

/**
 * Makes a link, and gives its token for the only time. Throws `conflict` where the account does not have the bytes or has
 * too many links, and `bad-request` where its time would be over already.
 */
export async function makeShare(
  env: Env,
  account: AccountId,
  { what, password, until }: NewShare,
  now = Date.now(),
): Promise<MadeShare> {
  if (until !== undefined && until <= now) throw new Fault('bad-request', 'until: Choose a time to come.');
  const blobs = new Blobs(env, account);
  const types = await Promise.all(
    namedBy(what).map(async hash => [hash, await typeOf(blobs, hash)] as const),
  );
  const [id, token] = [drawId(), drawId()];
  const { DB } = env;
  const secret = password === undefined ? null : await hashPassword(password);
  try {
    await DB.batch([
      DB.prepare(
        `INSERT INTO share (id, token, account, what, password, made, until)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE (SELECT count(*) FROM share WHERE account = ?3) < ?8`,
      ).bind(
        id,
        await hashOf(token),
        account,
        JSON.stringify(what),
        secret,
        now,
        until ?? null,
        shareLimits.links,
      ),
      // Fails, and the whole batch with it, where no share was made above or the bytes have gone meanwhile.
      DB.prepare(
        'INSERT INTO shared (share, account, hash, type) SELECT ?1, ?2, value ->> 0, value ->> 1 FROM json_each(?3)',
      ).bind(id, account, JSON.stringify(types)),
    ]);
  } catch (thrown) {
    if (!/FOREIGN KEY/i.test(String(thrown))) throw thrown;
    const sentence = `An account has at most ${shareLimits.links} links. Revoke one first.`;
    throw new Fault('conflict', sentence, { cause: thrown });
  }
  const { kind, title } = what;
  return { id, kind, title, made: now, until: until ?? null, protected: secret !== null, views: 0, token };
}

/** What it is by its first bytes: what it was called when it was sent does not count. */
async function typeOf(blobs: Blobs, hash: AssetHash): Promise<string> {
  try {
    const size = await blobs.size(hash);
    if (size === 0) return file;
    const start = await blobs.read(hash, { from: 0, to: Math.min(size, telling) - 1 });
    return pictureType(new Uint8Array(await new Response(start).arrayBuffer())) ?? file;
  } catch (thrown) {
    if (Fault.from(thrown).name !== 'not-found') throw thrown;
    throw new Fault('conflict', 'What the link would show is not in your account yet. Send it first.', {
      cause: thrown,
    });
  }
}

const file = 'application/octet-stream';

/** From now on it is as if it had never been. */
export async function dropShare(env: Env, account: AccountId, id: string): Promise<void> {
  const gone = await env.DB.prepare('DELETE FROM share WHERE id = ? AND account = ? RETURNING id')
    .bind(id, account)
    .first();
  if (gone === null) throw new Fault('not-found', 'There is no such link. Look at the list again.');
}

/** Of an account that stays, and not past its time. */
const alive = `share JOIN person ON person.account = share.account
  WHERE person.deleteAfter IS NULL AND (until IS NULL OR until > ?2)`;

const Found = v.object({
  id: v.string(),
  account: AccountId,
  what: Row.entries.what,
  password: v.nullable(v.string()),
});
type Found = Infer<typeof Found>;

/** What was never there, is revoked, or is over: nobody is told which. */
const nothing = (): Fault =>
  new Fault('not-found', 'There is nothing behind this link. Ask whoever sent it for another.');

/**
 * What a link leads to; nothing where it is locked and no password was given. Throws `not-found`, `forbidden` where the
 * password is wrong, and `too-often`. Whether it is there is asked by the hash of 128 bits, so the time that takes tells nothing.
 */
export async function openShare(
  env: Env,
  token: string,
  typed: string | undefined,
  now = Date.now(),
): Promise<Found | undefined> {
  const row = await env.DB.prepare(
    `SELECT share.id, share.account, what, share.password FROM ${alive} AND token = ?1`,
  )
    .bind(await hashOf(token), now)
    .first();
  if (row === null) throw nothing();
  const share = parse(Found, row, 'bug');
  if (share.password !== null) {
    if (typed === undefined) return undefined;
    await tally(env, 'password of a share', share.id);
    if (!(await verifyPassword({ hash: share.password, password: typed })))
      throw new Fault('forbidden', 'That is not the password of this link. Type it again.');
    await untally(env, 'password of a share', share.id);
  }
  await env.DB.prepare('UPDATE share SET views = views + 1 WHERE id = ?').bind(share.id).run();
  return share;
}

const Type = v.object({ hash: v.string(), type: v.string() });

/** What each of its bytes is, by their hashes. */
export async function typesIn(env: Env, share: string): Promise<ReadonlyMap<string, string>> {
  const { results } = await env.DB.prepare('SELECT hash, type FROM shared WHERE share = ?').bind(share).all();
  return new Map(parse(v.array(Type), results, 'bug').map(({ hash, type }) => [hash, type]));
}

const Piece = v.object({ account: AccountId, type: v.string() });

/** Whose bytes these are, and what, where this share shows them and still may. Throws `not-found`. */
export async function pieceOf(
  env: Env,
  share: string,
  hash: AssetHash,
  now = Date.now(),
): Promise<Infer<typeof Piece>> {
  const row = await env.DB.prepare(
    `SELECT share.account, (SELECT type FROM shared WHERE shared.share = share.id AND hash = ?3) AS type
     FROM ${alive} AND share.id = ?1`,
  )
    .bind(share, now, hash)
    .first();
  if (row === null || row['type'] === null) throw nothing();
  return parse(Piece, row, 'bug');
}
