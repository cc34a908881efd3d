/** What a person said and wished to keep, as sound files in this browser's own folder. Nothing is written here unless they asked. */
import { Fault } from '../../core/contract/fault.ts';

export interface Recording {
  readonly name: string;
  /** What it was taken for. */
  readonly text: string;
  /** When it was said, in milliseconds since 1970. */
  readonly said: number;
}

/** The oldest beyond these go. */
const MOST = 100;

const ENDING = '.wav';

/** What a file's name may hold everywhere, in at most 255 bytes. */
const nameOf = (text: string): string =>
  [...text.replace(/[^\p{L}\p{N}' ,.-]/gu, ' ')].slice(0, 48).join('').trim();

/** Adds one. Of the text its first letters are kept. */
export async function keepRecording(sound: Blob, text: string, said: number): Promise<void> {
  await inWords(async () => {
    const folder = await found();
    const name = `${said} ${nameOf(text)}${ENDING}`;
    const open = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await open.write(sound);
    await open.close();
    for (const { name } of (await listed(folder)).slice(MOST)) await folder.removeEntry(name);
  });
}

/** The newest first. */
export const recordings = (): Promise<Recording[]> => inWords(async () => listed(await found()));

export const recordingNamed = (name: string): Promise<Blob> =>
  inWords(async () => (await (await found()).getFileHandle(name)).getFile());

export const forgetRecording = (name: string): Promise<void> =>
  inWords(async () => (await found()).removeEntry(name));

export const forgetRecordings = (): Promise<void> =>
  inWords(async () => {
    const folder = await found();
    for (const { name } of await listed(folder)) await folder.removeEntry(name);
  });

async function found(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle('recordings', { create: true });
}

async function listed(folder: FileSystemDirectoryHandle): Promise<Recording[]> {
  const all: Recording[] = [];
  for await (const name of folder.keys()) {
    const space = name.indexOf(' ');
    all.push({ name, text: name.slice(space + 1, -ENDING.length), said: Number(name.slice(0, space)) });
  }
  return all.sort((one, other) => other.said - one.said);
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
      throw new Fault('no-space', 'There is no room for recordings. Delete some in Settings.', { cause });
    }
    throw new Fault('refused', 'This browser keeps no recordings here.', { cause });
  }
}
