/**
 * Where weights lie: in the browser's private files, a folder for each model. A file that is whole is `<path>.weights`; one
 * that is not yet is `<path>.part`, with its `.links`; `.about` says which file it is, and `.checked` that it was read back.
 */
import { Fault } from '../../../core/contract/fault.ts';
import { parse, v, type Infer, type Schema } from '../../../core/contract/schema.ts';
import { Digest, WeightsEntry, type WeightsFile } from './entry.ts';

/** What the types of a page do not know: the part of a worker's own file handle that is used here. */
export interface OpenFile {
  read(into: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(from: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

declare global {
  interface FileSystemFileHandle {
    createSyncAccessHandle(): Promise<OpenFile>;
    move(name: string): Promise<void>;
  }
  interface FileSystemDirectoryHandle {
    values(): AsyncIterableIterator<FileSystemHandle>;
  }
}

/** Which file this is, written before its first byte. */
export const About = v.object({
  commit: v.string(),
  bytes: v.pipe(v.number(), v.integer()),
  sha256: Digest,
  /** The host that told the size and the hash, where they were not known here. */
  told: v.optional(v.string()),
  /** What a server called this state of the file, where it said so. Another server has other words for it. */
  etag: v.optional(v.object({ host: v.string(), tag: v.string() })),
});
export type About = Infer<typeof About>;

type Suffix = 'weights' | 'part' | 'links' | 'about' | 'checked';
const suffixes: readonly Suffix[] = ['weights', 'part', 'links', 'about', 'checked'];

const ENTRY = 'entry';

/** Two seconds in all. */
const [TRIES, BETWEEN] = [20, 100];

/** Of a file of a repository, whose path may have folders in it. */
export const fileName = (path: string, suffix: Suffix): string => `${encodeURIComponent(path)}.${suffix}`;

export const makeFolder = async (name: string): Promise<FileSystemDirectoryHandle> =>
  (await root()).getDirectoryHandle(name, { create: true });

export const findFolder = async (name: string): Promise<FileSystemDirectoryHandle | undefined> =>
  ifThere((await root()).getDirectoryHandle(name));

/** With all that is in it. */
export async function removeFolder(name: string): Promise<void> {
  await ifThere((await root()).removeEntry(name, { recursive: true }));
}

export async function folderNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const { kind, name } of (await root()).values()) if (kind === 'directory') names.push(name);
  return names.sort();
}

export async function findFile(
  folder: FileSystemDirectoryHandle,
  path: string,
  suffix: Suffix,
): Promise<File | undefined> {
  return (await ifThere(folder.getFileHandle(fileName(path, suffix))))?.getFile();
}

/** Everything of one file, whole or not. */
export async function removeFile(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
  for (const suffix of suffixes) await ifThere(folder.removeEntry(fileName(path, suffix)));
}

/** What is known of a file here, where it is still the one that the entry means. */
export async function readAbout(
  folder: FileSystemDirectoryHandle,
  entry: WeightsEntry,
  file: WeightsFile,
): Promise<About | undefined> {
  const about = await readText(folder, fileName(file.path, 'about'), About);
  const same =
    about?.commit === entry.commit &&
    (file.bytes ?? about.bytes) === about.bytes &&
    (file.sha256 ?? about.sha256) === about.sha256;
  return same ? about : undefined;
}

export const writeAbout = (folder: FileSystemDirectoryHandle, path: string, about: About): Promise<void> =>
  writeText(folder, fileName(path, 'about'), about);

/** So that a model which came from a server's own list is known without that server. */
export const readEntry = (folder: FileSystemDirectoryHandle): Promise<WeightsEntry | undefined> =>
  readText(folder, ENTRY, WeightsEntry);

export const writeEntry = (folder: FileSystemDirectoryHandle, entry: WeightsEntry): Promise<void> =>
  writeText(folder, ENTRY, entry);

/** Marks a whole file as read back and found to be what it should be. */
export async function markChecked(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
  await folder.getFileHandle(fileName(path, 'checked'), { create: true });
}

/** Undefined where it is missing or torn: what it says is then asked anew. */
export async function readText<S extends Schema>(
  folder: FileSystemDirectoryHandle,
  name: string,
  schema: S,
): Promise<Infer<S> | undefined> {
  const file = await ifThere(folder.getFileHandle(name)).then(handle => handle?.getFile());
  if (file === undefined) return undefined;
  try {
    return parse(schema, JSON.parse(await file.text()));
  } catch {
    return undefined;
  }
}

export async function writeText(
  folder: FileSystemDirectoryHandle,
  name: string,
  value: unknown,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const open = await openFile(handle);
  try {
    open.truncate(0);
    open.write(new TextEncoder().encode(JSON.stringify(value)), { at: 0 });
    open.flush();
  } finally {
    open.close();
  }
}

export async function root(): Promise<FileSystemDirectoryHandle> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle('weights', { create: true });
  } catch (cause) {
    throw new Fault(
      'refused',
      'This browser lets Brushword keep no files here. Leave private browsing, or allow this site to store data.',
      { cause },
    );
  }
}

/** Opens a file for us alone. A worker that was ended a moment ago may not have let go of it yet. */
export async function openFile(handle: FileSystemFileHandle): Promise<OpenFile> {
  for (let tries = 0; ; tries++) {
    try {
      return await handle.createSyncAccessHandle();
    } catch (thrown) {
      const taken = thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError';
      if (!taken || tries === TRIES) throw thrown;
      await new Promise(resolve => setTimeout(resolve, BETWEEN));
    }
  }
}

/** Undefined for what is not there; everything else that is thrown goes on. */
async function ifThere<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return undefined;
    throw thrown;
  }
}
