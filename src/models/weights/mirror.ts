/**
 * The server that is asked instead of the hub, and what it has beside the models in our list: its file `weights.json`. Kept
 * with the weights, so that a browser which dies a moment later has not forgotten it.
 */
import { Fault } from '../../../core/contract/fault.ts';
import { parse, v, type Infer } from '../../../core/contract/schema.ts';
import { ask } from '../download.ts';
import { hostOf, serverAt } from './address.ts';
import { WeightsEntry } from './entry.ts';
import { readText, root, writeText } from './folder.ts';
import { manifest } from './manifest.ts';
import { brokenOff, mustBeGiven } from './reply.ts';

const FILE = 'mirror';

const Entries = v.pipe(v.array(WeightsEntry), v.maxLength(100));

const Mirror = v.object({
  /** None: the hub itself. */
  server: v.optional(v.string()),
  entries: Entries,
});
type Mirror = Infer<typeof Mirror>;

export async function readMirror(): Promise<Mirror> {
  return (await readText(await root(), FILE, Mirror)) ?? { entries: [] };
}

/**
 * Takes a server for the hub, or the hub again where nothing is typed, and asks it for its list. Throws a `Fault` for what is
 * no address; and where the list cannot be had, when the server is taken already. A server without a list offers nothing.
 */
export async function takeMirror(typed: string, now: number, signal: AbortSignal): Promise<void> {
  if (typed.trim() === '') return writeMirror({ entries: [] });
  const server = serverAt(typed);
  const before = await readMirror();
  if (before.server !== server) await writeMirror({ server, entries: [] });
  await writeMirror({ server, entries: await listOf(server, now, signal) });
}

/** What is in our list is ours to say: an entry of the same name is left out. */
async function writeMirror({ server, entries }: Mirror): Promise<void> {
  const ours = new Set(manifest.map(({ name }) => name));
  await writeText(await root(), FILE, { server, entries: entries.filter(({ name }) => !ours.has(name)) });
}

async function listOf(server: string, now: number, signal: AbortSignal): Promise<WeightsEntry[]> {
  const address = `${server}/weights.json`;
  const reply = await ask(address, {}, signal);
  if (reply.status === 403 || reply.status === 404) return [];
  mustBeGiven(reply, address, 'weights.json', now);
  // A server that answers every path with its own page has no list.
  if (reply.headers.get('content-type')?.startsWith('text/html')) return [];
  try {
    return parse(Entries, await reply.json());
  } catch (cause) {
    if (signal.aborted) throw brokenOff(address, cause);
    const why = Fault.from(cause).message;
    throw new Fault('refused', `The list of models at ${hostOf(server)} cannot be read: ${why}`, { cause });
  }
}
