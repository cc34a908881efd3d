/** What the hub says a file should be, for entries that do not say it themselves. */
import { Fault } from '../../../core/contract/fault.ts';
import { ask } from '../download.ts';
import { addressOf, hostOf } from './address.ts';
import { nameOf, type WeightsEntry } from './entry.ts';
import { Busy, mustBeGiven } from './reply.ts';

export interface Pointer {
  readonly bytes: number;
  readonly sha256: string;
}

/** Git LFS, docs/spec.md. */
export function readPointer(text: string): Pointer | undefined {
  if (!text.startsWith('version https://git-lfs.github.com/spec/v1\n')) return undefined;
  const sha256 = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const bytes = /^size (\d+)$/m.exec(text)?.[1];
  return sha256 === undefined || bytes === undefined ? undefined : { sha256, bytes: Number(bytes) };
}

/**
 * The pointer as the repository has it; from a server that keeps none, what it tells beside the file. (The hub tells that
 * too, but with a redirect, which a page never sees.)
 */
export async function askPointer(
  server: string,
  entry: WeightsEntry,
  path: string,
  now: number,
  signal: AbortSignal,
): Promise<Pointer> {
  const raw = await ask(addressOf(server, entry, 'raw', path), {}, signal);
  if (raw.ok) {
    const pointer = readPointer(await beginning(raw));
    if (pointer) return pointer;
  } else await raw.body?.cancel();
  const address = addressOf(server, entry, 'resolve', path);
  const beside = await ask(address, { method: 'HEAD' }, signal);
  mustBeGiven(beside, address, path, now);
  const sha256 = /^"?([0-9a-f]{64})"?$/.exec(beside.headers.get('x-linked-etag') ?? '')?.[1];
  const bytes = Number(beside.headers.get('x-linked-size') ?? NaN);
  if (sha256 !== undefined && Number.isSafeInteger(bytes)) return { sha256, bytes };
  // Asked for too much, it may have kept its pointer to itself.
  if (raw.status === 429 || raw.status >= 500)
    throw new Busy(`${hostOf(server)} is in trouble (${raw.status}).`);
  throw new Fault(
    'refused',
    `${hostOf(server)} does not say what “${nameOf(path)}” should be, so nobody could tell whether it is right. Try another mirror.`,
  );
}

/** A pointer is 130 bytes or so; what is longer is none, and is not read to its end. */
async function beginning(reply: Response): Promise<string> {
  const reader = reply.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader && text.length < 1000) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}
