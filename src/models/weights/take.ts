/** Weights that a person has already: taken in from files on this device, and held to the same size and hash. */
import { Fault } from '../../../core/contract/fault.ts';
import { nameOf, type WeightsEntry, type WeightsFile } from './entry.ts';
import { readAbout, removeFile, writeAbout, type About } from './folder.ts';
import type { News } from './load.ts';
import { Part } from './part.ts';
import { breathing } from './patience.ts';
import { newSha256 } from './sha256.ts';

export interface Taking {
  readonly folder: FileSystemDirectoryHandle;
  readonly entry: WeightsEntry;
  readonly file: WeightsFile;
  /** All that was picked or dropped, in which the file may be. */
  readonly files: readonly File[];
  readonly tell: (news: News) => void;
}

/** Takes the file in. Throws a `Fault` that names what is wrong; what was here before then stays. */
export async function takeFile(
  { folder, entry, file, files, tell }: Taking,
  signal: AbortSignal,
): Promise<void> {
  const about = await aboutOf(folder, entry, file);
  const found = candidates(files, file.path, about.bytes);
  if (found.length === 0) throw missing(files, file.path, about.bytes);
  const told = (done: number): void => tell({ doing: 'check', done: done / 2, total: about.bytes });
  for (const candidate of found) {
    const hash = newSha256();
    let read = 0;
    for await (const bytes of bytesOf(candidate, signal)) {
      hash.add(bytes);
      told((read += bytes.length));
    }
    if (hash.hex() !== about.sha256) continue;
    await removeFile(folder, file.path);
    await writeAbout(folder, file.path, about);
    const part = await Part.open(folder, file.path, () => undefined, signal);
    try {
      for await (const bytes of bytesOf(candidate, signal)) {
        await part.append(bytes);
        told(about.bytes + part.length);
      }
      if (part.finish() !== about.sha256) throw unreadable(candidate);
      return await part.land();
    } finally {
      part.close();
    }
  }
  throw new Fault(
    'refused',
    `“${found[0]?.name ?? ''}” has the size of “${nameOf(file.path)}”, but it is another file: its SHA-256 differs.`,
  );
}

async function* bytesOf(file: File, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  const breathe = breathing(signal);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw unreadable(file, cause);
      });
      if (done) return;
      yield value;
      await breathe();
    }
  } finally {
    await reader.cancel();
  }
}

const unreadable = ({ name }: File, cause?: unknown): Fault =>
  new Fault('bad-request', `“${name}” can no longer be read. Choose it again.`, { cause });

async function aboutOf(
  folder: FileSystemDirectoryHandle,
  entry: WeightsEntry,
  file: WeightsFile,
): Promise<About> {
  const { bytes, sha256 } = file;
  if (bytes !== undefined && sha256 !== undefined) return { commit: entry.commit, bytes, sha256 };
  const about = await readAbout(folder, entry, file);
  if (about) return about;
  throw new Fault(
    'refused',
    `What “${nameOf(file.path)}” should be is known to its server alone, so it cannot be checked here. Download it instead.`,
  );
}

/** Those of the right size, the one of the right name first. */
function candidates(files: readonly File[], path: string, bytes: number): File[] {
  const right = files.filter(({ size }) => size === bytes);
  return right.sort((one, two) => Number(two.name === nameOf(path)) - Number(one.name === nameOf(path)));
}

function missing(files: readonly File[], path: string, bytes: number): Fault {
  const name = nameOf(path);
  const namesake = files.find(file => file.name === name) ?? (files.length === 1 ? files[0] : undefined);
  if (namesake === undefined) {
    return new Fault('refused', `“${name}” is not among the ${files.length} files that were chosen.`);
  }
  return new Fault(
    'refused',
    `“${namesake.name}” is not “${name}”: it has ${namesake.size.toLocaleString('en')} bytes instead of ${bytes.toLocaleString('en')}.`,
  );
}
