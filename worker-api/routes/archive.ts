/** All that is kept of an account as one file: a ZIP that is written while it is sent, so that it may be larger than any memory. */
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash } from '../../core/contract/ids.ts';
import { v } from '../../core/contract/schema.ts';
import { Zip } from '../../core/library/zip.ts';
import { BYTES } from '../../core/sync/vault.ts';
import type { Env } from '../env.ts';
import { logBug } from '../log.ts';
import { vaultOf } from '../objects/vault.ts';
import { forAccount } from '../session.ts';
import type { AccountRef } from '../store/accounts.ts';
import { Blobs } from '../store/blobs.ts';
import { exportOf } from './account.ts';

/** How many bytes are read, and sent, at once. */
const PART = 256 * 1024;

/** For whoever is signed in, and no key: as with the account's own export. */
export const accountArchive = (request: Request, env: Env): Promise<Response> =>
  forAccount(request, env, 'session', (account, session) => {
    const now = Date.now();
    const parts = written(env, account, session?.id ?? '', now);
    const day = new Date(now).toISOString().slice(0, 10);
    return Promise.resolve(
      new Response(streamed(parts), {
        headers: {
          'cache-control': 'no-store',
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename="brushword-${day}.zip"`,
        },
      }),
    );
  });

/**
 * Passes on each part before the next is made. By the runtime's own stream: one of JavaScript's keeps what it has passed on until
 * memory is short.
 */
function streamed(parts: AsyncGenerator<Uint8Array>): ReadableStream {
  const { readable, writable } = new IdentityTransformStream();
  // Whoever reads hears of it: the stream breaks off.
  pass(parts, writable).catch(thrown => logBug(thrown, { where: 'archive' }));
  return readable;
}

async function pass(parts: AsyncGenerator<Uint8Array>, into: WritableStream): Promise<void> {
  const writer = into.getWriter();
  try {
    for await (const part of parts) {
      // Whoever reads no further needs no more, and has not to be told why.
      const isRead = await writer.write(part).then(
        () => true,
        () => false,
      );
      if (!isRead) return;
    }
    await writer.close();
  } catch (thrown) {
    await writer.abort(thrown).catch(() => undefined);
    throw thrown;
  }
}

const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** `account.json`, `records.jsonl` with a record a line, and the bytes that they name. */
async function* written(
  env: Env,
  account: AccountRef,
  session: string,
  now: number,
): AsyncGenerator<Uint8Array> {
  const zip = new Zip(now, utf8);
  yield zip.begin('account.json');
  const told = utf8(JSON.stringify(await exportOf(env, account, session), null, 2));
  zip.add(told);
  yield told;
  yield zip.close();

  const types = new Map<string, string>();
  yield zip.begin('records.jsonl', true);
  const vault = vaultOf(env.VAULT, account.id);
  for (let after: readonly [string, string] | undefined = ['', '']; after;) {
    const { lines, last }: Awaited<ReturnType<typeof vault.records>> = await vault.records(after);
    typesIn(lines, types);
    const bytes = utf8(lines);
    zip.add(bytes);
    yield bytes;
    after = last;
  }
  yield zip.close();

  yield* blobsOf(new Blobs(env, account.id), zip, types);
  yield* zip.end();
}

async function* blobsOf(
  blobs: Blobs,
  zip: Zip,
  types: ReadonlyMap<string, string>,
): AsyncGenerator<Uint8Array> {
  for (let after: AssetHash | '' = ''; ;) {
    const page: Awaited<ReturnType<Blobs['list']>> = await blobs.list(after);
    const last = page.at(-1);
    if (!last) return;
    for (const { hash, part } of page) {
      const type = types.get(hash);
      // A piece is part of a larger blob, and comes with that.
      if (part === 1 && type === undefined) continue;
      const stream = await readIfThere(blobs, hash);
      if (!stream) continue;
      yield zip.begin(`blobs/${hash}${endings.get(type ?? '') ?? ''}`);
      for await (const bytes of partsOf(stream)) {
        zip.add(bytes);
        yield bytes;
      }
      yield zip.close();
    }
    after = last.hash;
  }
}

/** A stream in parts that share one piece of memory: each is good until the next is asked for. */
async function* partsOf(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader({ mode: 'byob' });
  let memory = new ArrayBuffer(PART);
  try {
    for (;;) {
      const { done, value } = await reader.readAtLeast(PART, new Uint8Array(memory));
      if (value !== undefined && value.length > 0) yield value;
      if (done || value === undefined) return;
      memory = value.buffer;
    }
  } finally {
    await reader.cancel();
  }
}

/** What nobody names may go while this is written. */
async function readIfThere(blobs: Blobs, hash: AssetHash): Promise<ReadableStream | undefined> {
  try {
    return await blobs.read(hash);
  } catch (thrown) {
    if (Fault.from(thrown).name === 'not-found') return undefined;
    throw thrown;
  }
}

/** How files are called, so that they open when they are clicked. */
const endings: ReadonlyMap<string, string> = new Map([
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['image/webp', '.webp'],
  ['image/avif', '.avif'],
]);

const AssetLine = v.object({ id: AssetHash, fields: v.object({ type: v.string() }) });

/** Notes what the bytes are, of those records that say it. */
function typesIn(lines: string, types: Map<string, string>): void {
  const start = `{"table":${JSON.stringify(BYTES)},`;
  for (const line of lines.split('\n')) {
    if (!line.startsWith(start)) continue;
    const asset = v.safeParse(AssetLine, JSON.parse(line));
    if (asset.success) types.set(asset.output.id, asset.output.fields.type);
  }
}
