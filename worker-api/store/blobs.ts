/**
 * One account's bytes: in R2, named by their SHA-256, and never changed; D1 knows which are whole, how large they are, and what large
 * ones are put together of.
 */
import { blobLimits, type BlobAnswer, type BlobOffer } from '../../core/contract/blob.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash, type AccountId } from '../../core/contract/ids.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';

/** What an account may hold, in bytes, until it is given more. */
const quota = 5e9;

/** From and to which byte, the last one counted in. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const Room = v.object({ used: v.number(), quota: v.number() });
const Held = v.object({ size: v.number(), held: v.number() });
const Part = v.object({ piece: AssetHash, starts: v.number(), size: v.number() });
type Part = Infer<typeof Part>;

export class Blobs {
  readonly #bucket: R2Bucket;
  readonly #db: D1Database;
  readonly #account: AccountId;

  constructor({ BLOBS, DB }: Pick<Env, 'BLOBS' | 'DB'>, account: AccountId) {
    this.#bucket = BLOBS;
    this.#db = DB;
    this.#account = account;
  }

  /** What of it is to be sent. Throws `no-space` where that is more than there is room for: nothing of it has travelled yet. */
  async missing({ blobs }: BlobOffer): Promise<BlobAnswer> {
    const { results } = await this.#db
      .prepare('SELECT hash FROM blobs WHERE account = ?1 AND hash IN (SELECT value FROM json_each(?2))')
      .bind(this.#account, JSON.stringify(blobs.map(({ hash }) => hash)))
      .all();
    const here = new Set(results.map(({ hash }) => hash));
    const missing = new Map(
      blobs.filter(({ hash }) => !here.has(hash)).map(({ hash, size }) => [hash, size]),
    );
    const room = await this.room();
    const more = [...missing.values()].reduce((sum, size) => sum + size, 0);
    if (room.used + more > room.quota) throw full(room, more);
    return { missing: [...missing.keys()], ...room };
  }

  /** In bytes. */
  async room(): Promise<Infer<typeof Room>> {
    const [, found] = await this.#db.batch([
      this.#db
        .prepare('INSERT OR IGNORE INTO rooms (account, quota) VALUES (?1, ?2)')
        .bind(this.#account, quota),
      this.#db.prepare('SELECT used, quota FROM rooms WHERE account = ?1').bind(this.#account),
    ]);
    return parse(Room, found?.results[0], 'bug');
  }

  /**
   * Keeps `size` bytes that are what `hash` says. The same again changes nothing. Throws `too-big`, `no-space`, and `bad-request`
   * where they are other bytes, or fewer or more of them; then nothing of them is kept.
   */
  async put(hash: AssetHash, size: number, body: ReadableStream): Promise<void> {
    if (size > blobLimits.whole) throw new Fault('too-big', 'Send what is larger than 16 MiB in pieces.');
    const room = await this.room();
    if (await this.#known(hash)) return body.cancel();
    if (room.used + size > room.quota) throw full(room, size);
    const sized = new FixedLengthStream(size);
    const flow = body.pipeTo(sized.writable);
    // R2 looks at the bytes as they come, and keeps them only where they are what they are called.
    const [put, flown] = await Promise.allSettled([
      this.#bucket.put(this.#key(hash), sized.readable, { sha256: hash, onlyIf: { etagDoesNotMatch: '*' } }),
      flow,
    ]);
    const thrown: unknown =
      put.status === 'rejected' ? put.reason : flown.status === 'rejected' ? flown.reason : undefined;
    // What was there already is what it is called: a second copy of it needs no reading.
    if (thrown !== undefined && !(await this.#bucket.head(this.#key(hash)))) throw other(thrown);
    await this.#note(hash, size, size, []);
  }

  /** A large blob out of pieces that are here. Throws `conflict` where one is missing, and `bad-request` where they make another. */
  async join(hash: AssetHash, pieces: readonly AssetHash[]): Promise<void> {
    if (await this.#known(hash)) return;
    const parts: Part[] = [];
    let size = 0;
    for (const piece of pieces) {
      const known = await this.#known(piece);
      if (!known || known.held === 0)
        throw new Fault(
          'conflict',
          'A piece of that has not come yet. Ask which are missing, and send them.',
        );
      parts.push({ piece, starts: size, size: known.size });
      size += known.size;
    }
    if (size > blobLimits.largest)
      throw new Fault('too-big', 'That is larger than anything that can be kept.');
    const digest = new crypto.DigestStream('SHA-256');
    await this.#pour(parts, { from: 0, to: size - 1 }, digest);
    if (hex(await digest.digest) !== hash)
      throw new Fault(
        'bad-request',
        'Put together, these pieces are not what they are called. Send them again.',
      );
    await this.#note(hash, size, 0, parts);
  }

  /** All of it goes: the bytes before what knows of them, so that what breaks off can be taken up again. */
  async clear(): Promise<void> {
    for (;;) {
      const { objects } = await this.#bucket.list({ prefix: this.#key('') });
      if (objects.length === 0) break;
      await this.#bucket.delete(objects.map(({ key }) => key));
    }
    await this.#db.prepare('DELETE FROM rooms WHERE account = ?1').bind(this.#account).run();
  }

  /** How large it is. Throws `not-found`. */
  async size(hash: AssetHash): Promise<number> {
    const size = await this.sizeOf(hash);
    if (size === undefined) throw missing();
    return size;
  }

  /** How large it is; undefined where it is not here. */
  async sizeOf(hash: AssetHash): Promise<number | undefined> {
    return (await this.#known(hash))?.size;
  }

  /** Throws `not-found`. `range` lies within it. */
  async read(hash: AssetHash, range?: Range): Promise<ReadableStream> {
    const known = await this.#known(hash);
    if (!known) throw missing();
    if (known.held > 0 || known.size === 0) return this.#bytes(hash, range);
    const { from, to } = range ?? { from: 0, to: known.size - 1 };
    const { readable, writable } = new FixedLengthStream(to - from + 1);
    const flow = this.#pour(await this.#parts(hash), { from, to }, writable);
    // Whoever reads hears of it: the stream breaks off.
    flow.catch(thrown => console.error(thrown));
    return readable;
  }

  async #known(hash: AssetHash): Promise<Infer<typeof Held> | undefined> {
    const row = await this.#db
      .prepare('SELECT size, held FROM blobs WHERE account = ?1 AND hash = ?2')
      .bind(this.#account, hash)
      .first();
    return row ? parse(Held, row, 'bug') : undefined;
  }

  async #parts(hash: AssetHash): Promise<Part[]> {
    const { results } = await this.#db
      .prepare(
        'SELECT piece, starts, size FROM pieces JOIN blobs ON blobs.account = pieces.account AND blobs.hash = piece ' +
          'WHERE pieces.account = ?1 AND pieces.hash = ?2 ORDER BY starts',
      )
      .bind(this.#account, hash)
      .all();
    return parse(v.array(Part), results, 'bug');
  }

  /** The part of them in `range`, one after the other. */
  async #pour(parts: readonly Part[], { from, to }: Range, into: WritableStream): Promise<void> {
    try {
      for (const { piece, starts, size } of parts) {
        const [first, last] = [Math.max(0, from - starts), Math.min(size - 1, to - starts)];
        if (first > last) continue;
        const bytes = await this.#bytes(piece, { from: first, to: last });
        await bytes.pipeTo(into, { preventClose: true });
      }
      await into.close();
    } catch (thrown) {
      await into.abort(thrown).catch(() => undefined);
      throw thrown;
    }
  }

  async #bytes(hash: AssetHash, range?: Range): Promise<ReadableStream> {
    const part = range && { range: { offset: range.from, length: range.to - range.from + 1 } };
    const found = await this.#bucket.get(this.#key(hash), part);
    if (found) return found.body;
    throw new Fault('bug', `The bytes of ${hash} are gone.`);
  }

  /** It is whole from now on. Where there is no room for it after all, its bytes go again. */
  async #note(hash: AssetHash, size: number, held: number, parts: readonly Part[]): Promise<void> {
    const pieces = JSON.stringify(parts.map(({ piece, starts }) => [piece, starts]));
    try {
      await this.#db.batch([
        this.#db
          .prepare('INSERT INTO blobs VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING')
          .bind(this.#account, hash, size, held, Date.now()),
        this.#db
          .prepare(
            'INSERT INTO pieces SELECT ?1, ?2, value ->> 1, value ->> 0 FROM json_each(?3) WHERE true ON CONFLICT DO NOTHING',
          )
          .bind(this.#account, hash, pieces),
      ]);
    } catch (thrown) {
      if (!String(thrown).includes('no room')) throw thrown;
      if (!(await this.#known(hash))) await this.#bucket.delete(this.#key(hash));
      throw full(await this.room(), size);
    }
  }

  #key(hash: AssetHash | ''): string {
    return `accounts/${this.#account}/${hash}`;
  }
}

const missing = (): Fault => new Fault('not-found', 'These bytes are not here.');

const other = (cause: unknown): Fault =>
  new Fault('bad-request', 'What came is not what it is called, or not all of it came. Send it again.', {
    cause,
  });

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;

const full = ({ used, quota }: Infer<typeof Room>, more: number): Fault =>
  new Fault(
    'no-space',
    `Your account holds ${megabytes(used)} of ${megabytes(quota)}, and ${megabytes(more)} more do not fit. Delete what you no longer need.`,
  );

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
