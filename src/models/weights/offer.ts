/** What a server of one's own has beside the models in our list: its file `weights.json`. */
import { Fault } from '../../../core/contract/fault.ts';
import { parse, v } from '../../../core/contract/schema.ts';
import { ask } from '../download.ts';
import { hostOf } from './address.ts';
import { WeightsEntry } from './entry.ts';
import { readText, root, writeText } from './folder.ts';
import { manifest } from './manifest.ts';
import { mustBeGiven } from './reply.ts';

const FILE = 'offered';

const Offer = v.pipe(v.array(WeightsEntry), v.maxLength(100));

/** Kept since a server was last asked. */
export async function offered(): Promise<readonly WeightsEntry[]> {
  return (await readText(await root(), FILE, Offer)) ?? [];
}

/**
 * Asks a server for its list and keeps it; without a server, forgets the last. A server without a list offers nothing more.
 * What is in our list is ours to say: an entry of the same name is left out. Throws a `Fault` where no list could be read.
 */
export async function askForOffer(
  server: string | undefined,
  now: number,
  signal: AbortSignal,
): Promise<void> {
  const found = server === undefined ? [] : await listOf(server, now, signal);
  const ours = new Set(manifest.map(({ name }) => name));
  await writeText(
    await root(),
    FILE,
    found.filter(({ name }) => !ours.has(name)),
  );
}

async function listOf(server: string, now: number, signal: AbortSignal): Promise<readonly WeightsEntry[]> {
  const address = `${server}/weights.json`;
  const reply = await ask(address, {}, signal);
  if (reply.status === 403 || reply.status === 404) return [];
  mustBeGiven(reply, address, 'weights.json', now);
  // A server that answers every path with its own page has no list.
  if (reply.headers.get('content-type')?.startsWith('text/html')) return [];
  try {
    return parse(Offer, await reply.json());
  } catch (cause) {
    signal.throwIfAborted();
    const why = Fault.from(cause).message;
    throw new Fault('refused', `The list of models at ${hostOf(server)} cannot be read: ${why}`, { cause });
  }
}
