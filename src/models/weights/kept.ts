/** What makers read: the weights that are here. */
import { Fault } from '../../../core/contract/fault.ts';
import type { WeightsEntry } from './entry.ts';
import {
  findFile,
  findFolder,
  folderNames,
  markChecked,
  readAbout,
  readEntry,
  removeFile,
  type About,
} from './folder.ts';
import { manifest } from './manifest.ts';
import { hashOf } from './sha256.ts';

/** What is on a device. */
export interface Weights {
  kept(): Promise<readonly string[]>;
  /** All files, or only that one. Throws as `readWeights` does. */
  read(name: string, only?: string): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** On this one. Where a browser lets nobody keep files, none are here. */
export const here: Weights = {
  kept: () => keptWeights().catch(() => []),
  read: readWeights,
};

/** The names of the models all of whose files are here. */
export const keptWeights = async (): Promise<readonly string[]> =>
  (await keptEntries()).map(({ name }) => name);

/** What is known of the models all of whose files are here. */
export async function keptEntries(): Promise<readonly WeightsEntry[]> {
  const entries: WeightsEntry[] = [];
  for (const name of await folderNames()) {
    const folder = await findFolder(name);
    const entry = folder && (await entryOf(name, folder));
    if (folder && entry && (await areHere(folder, entry))) entries.push(entry);
  }
  return entries;
}

/**
 * The files of a model by their path, or `only` that one. Looks at each one's size, and the first time at its hash. Throws
 * `Fault('no-maker')` where one is missing or damaged; a damaged one is removed, so that it can be had again.
 */
export async function readWeights(
  name: string,
  only?: string,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const folder = await findFolder(name);
  const entry = folder && (await entryOf(name, folder));
  if (folder === undefined || entry === undefined) throw absent(name);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of entry.files) {
    if (only !== undefined && file.path !== only) continue;
    const about = await readAbout(folder, entry, file);
    const found = about && (await findFile(folder, file.path, 'weights'));
    if (about === undefined || found === undefined) throw absent(entry.title);
    files.set(file.path, await readWhole(folder, entry.title, file.path, found, about));
  }
  return files;
}

/** Whether every file of the entry is here, by its size. */
export async function areHere(folder: FileSystemDirectoryHandle, entry: WeightsEntry): Promise<boolean> {
  for (const file of entry.files) {
    const about = await readAbout(folder, entry, file);
    const found = about && (await findFile(folder, file.path, 'weights'));
    if (found === undefined || found.size !== about?.bytes) return false;
  }
  return true;
}

/** Our own list comes before what a server once said of a model of that name. */
const entryOf = (name: string, folder: FileSystemDirectoryHandle): Promise<WeightsEntry | undefined> => {
  const own = manifest.find(entry => entry.name === name);
  return own ? Promise.resolve(own) : readEntry(folder);
};

async function readWhole(
  folder: FileSystemDirectoryHandle,
  title: string,
  path: string,
  file: File,
  about: About,
): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size === about.bytes) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (await findFile(folder, path, 'checked')) return bytes;
    if ((await hashOf(bytes)) === about.sha256) {
      // Where that fails it is hashed again the next time, and nothing is lost.
      await markChecked(folder, path).catch(() => undefined);
      return bytes;
    }
  }
  await removeFile(folder, path);
  throw new Fault(
    'no-maker',
    `The weights of ${title} were damaged on this device, so they are gone. Download them again in Settings.`,
  );
}

const absent = (title: string): Fault =>
  new Fault('no-maker', `The weights of ${title} are not on this device. Download them in Settings.`);
