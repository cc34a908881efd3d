/** One file from a server to the disk: in parts, again and again if need be, and whole only if it is what it should be. */
import { Fault } from '../../../core/contract/fault.ts';
import { pause } from '../../pause.ts';
import { ask } from '../download.ts';
import { addressOf, hostOf } from './address.ts';
import { nameOf, type WeightsEntry, type WeightsFile } from './entry.ts';
import { findFile, readAbout, removeFile, writeAbout, type About } from './folder.ts';
import { Part } from './part.ts';
import { breathing, waitAfter, type Patience } from './patience.ts';
import { askPointer } from './pointer.ts';
import { beginningOf, brokenOff, looksLikeWebPage, webPage, wrongSize } from './reply.ts';

export type News =
  | {
      readonly doing: 'check' | 'load';
      readonly done: number;
      readonly total: number;
      readonly told?: string | undefined;
    }
  | { readonly doing: 'wait'; readonly until: number; readonly because: string };

export interface Loading {
  readonly folder: FileSystemDirectoryHandle;
  readonly entry: WeightsEntry;
  readonly file: WeightsFile;
  readonly server: string;
  readonly patience: Patience;
  readonly now: () => number;
  readonly tell: (news: News) => void;
}

/** Does nothing where the file is here. Throws a `Fault`; what has come stays, unless it is the wrong file. */
export async function loadFile(loading: Loading, signal: AbortSignal): Promise<void> {
  const { folder, entry, file, tell } = loading;
  const known = await readAbout(folder, entry, file);
  if (known && (await findFile(folder, file.path, 'weights'))?.size === known.bytes) {
    return tell({ doing: 'check', done: known.bytes, total: known.bytes, told: known.told });
  }
  if (known === undefined) await removeFile(folder, file.path);
  const about = known ?? (await insist(loading, signal, () => factsOf(loading, signal)));
  if (known === undefined) await writeAbout(folder, file.path, about);
  const { bytes: total, told } = about;
  const part = await Part.open(
    folder,
    file.path,
    done => tell({ doing: 'check', done, total, told }),
    signal,
  );
  try {
    const source = { ...loading, part, about, seen: { etag: about.etag } };
    await insist(
      loading,
      signal,
      () => (part.length < total ? fetchRest(source, signal) : Promise.resolve()),
      part,
    );
    if (part.finish() !== about.sha256) {
      part.close();
      await removeFile(folder, file.path);
      throw new Fault(
        'refused',
        `What ${hostOf(loading.server)} sent as “${nameOf(file.path)}” is not that file: its SHA-256 is another. It was thrown away. Try a mirror, or take the file from a folder.`,
      );
    }
    await part.land();
  } finally {
    part.close();
  }
}

/** Tries until it is done, or until trying again would help nothing. */
async function insist<T>(
  { patience: { pauses }, now, tell }: Loading,
  signal: AbortSignal,
  attempt: () => Promise<T>,
  part?: Part,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    const before = part?.length ?? 0;
    try {
      return await attempt();
    } catch (thrown) {
      signal.throwIfAborted();
      const fault = Fault.from(thrown);
      if ((part?.length ?? 0) > before) tries = 0;
      const wait = waitAfter(fault, tries, pauses);
      if (wait === undefined) throw fault;
      tell({ doing: 'wait', until: now() + wait, because: fault.message });
      await pause(wait, signal);
    }
  }
}

async function factsOf({ entry, file, server, patience, now }: Loading, signal: AbortSignal): Promise<About> {
  const { commit } = entry;
  const { bytes, sha256, path } = file;
  if (bytes !== undefined && sha256 !== undefined) return { commit, bytes, sha256 };
  return {
    commit,
    ...(await askPointer(
      server,
      entry,
      path,
      now(),
      AbortSignal.any([signal, AbortSignal.timeout(patience.quiet)]),
    )),
    told: hostOf(server),
  };
}

interface Source extends Loading {
  readonly part: Part;
  readonly about: About;
  /** What the server called the state of the file that the parts are of. */
  readonly seen: { etag: About['etag'] };
}

/** Asks for what is missing, and takes what comes until it ends. */
async function fetchRest(source: Source, signal: AbortSignal): Promise<void> {
  const { folder, entry, file, server, part, about, seen, patience, tell, now } = source;
  const address = addressOf(server, entry, 'resolve', file.path);
  const asked = { address, path: file.path, from: part.length, bytes: about.bytes };
  const quiet = new AbortController();
  const hush = (): void => quiet.abort(brokenOff(address));
  let silence = setTimeout(hush, patience.quiet);
  try {
    const reply = await ask(address, { from: asked.from }, AbortSignal.any([signal, quiet.signal]));
    const begins = beginningOf(reply, asked, now());
    const tag = reply.headers.get('etag');
    const etag = tag === null ? undefined : { host: hostOf(address), tag };
    // Another state of the file than the one that was begun with: its parts do not belong together.
    const changed = asked.from > 0 && etag?.host === seen.etag?.host && etag?.tag !== seen.etag?.tag;
    if (begins < part.length || changed) part.restart();
    if (part.length === 0) {
      seen.etag = etag;
      await writeAbout(folder, file.path, { ...about, etag });
    }
    if (begins !== part.length) return await fetchRest(source, signal);
    const reader = reply.body?.getReader();
    const breathe = breathing(signal);
    while (reader) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        signal.throwIfAborted();
        throw brokenOff(address, cause);
      });
      if (done) break;
      clearTimeout(silence);
      silence = setTimeout(hush, patience.quiet);
      if (part.length === 0 && looksLikeWebPage(value)) throw webPage(asked);
      if (part.length + value.length > about.bytes) throw wrongSize(asked, part.length + value.length);
      await part.append(value);
      await breathe();
      tell({ doing: 'load', done: part.length, total: about.bytes, told: about.told });
    }
    if (part.length < about.bytes) throw brokenOff(address);
  } finally {
    clearTimeout(silence);
    quiet.abort(); // lets go of a reply that was not read to its end
  }
}
