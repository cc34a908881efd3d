/**
 * The keeper of weights: downloads, takes in and removes, one thing at a time with each model, in whichever tab. A tab that
 * works on a model holds its lock, and tells the others how far it is.
 */
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { Declaration } from '../models/guide/declaration.ts';
import type { WeightsEntry } from '../models/weights/entry.ts';
import {
  findFolder,
  folderNames,
  makeFolder,
  readEntry,
  removeFolder,
  writeEntry,
} from '../models/weights/folder.ts';
import { loadFile, type News } from '../models/weights/load.ts';
import { readMirror, takeMirror } from '../models/weights/mirror.ts';
import type { Patience } from '../models/weights/patience.ts';
import { ownEntry } from '../models/weights/own.ts';
import { isBusy, stateOf, type State } from '../models/weights/state.ts';
import { takeFile } from '../models/weights/take.ts';
import { countedFor } from './counted.ts';
import { Change, type Listed, type WeightsApi, type WeightsOutside } from './weights-protocol.ts';

export interface Manner {
  /** Our own list. */
  readonly manifest: readonly WeightsEntry[];
  /** The server that is asked where a person chose none. */
  readonly hub: string;
  readonly patience: Patience;
}

/** What the keepers of several tabs say to each other. */
const Word = v.variant('says', [
  v.object({ says: v.literal('changed'), change: Change }),
  v.object({ says: v.literal('pause'), name: v.string() }),
  v.object({ says: v.literal('tell'), name: v.string() }),
]);

/** A mirror that has not told its list by now, in milliseconds, has none that is worth waiting for. */
const ANSWER = 15_000;

/** Milliseconds that only grow, also from one worker to the next. */
const moment = (): number => performance.timeOrigin + performance.now();

const lockOf = (name: string): string => `brushword/weights/${name}`;

export class WeightsKeeper implements Omit<WeightsApi, 'hold'> {
  readonly #manner: Manner;
  readonly #channel = new BroadcastChannel('brushword/weights');
  readonly #states = new Map<string, { readonly state: State; readonly at: number }>();
  /** What goes on in this tab. */
  readonly #busy = new Map<string, AbortController>();
  /** When something last ended here. */
  readonly #ended = new Map<string, number>();
  /** What goes on in others. */
  readonly #followed = new Map<string, Promise<void>>();
  #outside: WeightsOutside | undefined;

  constructor(manner: Manner) {
    this.#manner = manner;
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#hear(data));
  }

  watch(outside: WeightsOutside): void {
    this.#outside = outside;
  }

  async list(): Promise<Listed[]> {
    const start = moment();
    const entries = await this.#entries();
    const { held = [] } = await navigator.locks.query();
    const locks = new Set(held.map(({ name }) => name));
    const listed: Listed[] = [];
    for (const entry of entries) {
      const { name } = entry;
      const disk = { state: await stateOf(entry), at: start };
      const told = this.#states.get(name);
      // What goes on here, and what was told while we looked, is newer than what was seen.
      const newer = this.#busy.has(name) || (this.#ended.get(name) ?? 0) >= start || (told?.at ?? 0) >= start;
      if (!newer && locks.has(lockOf(name))) {
        const state: State = told && isBusy(told.state) ? told.state : { ...disk.state, is: 'checking' };
        this.#states.set(name, { state, at: start });
        void this.#follow(entry);
        this.#channel.postMessage({ says: 'tell', name });
      } else if (!newer && told?.state.is !== 'failed') this.#states.set(name, disk);
      listed.push({ entry, ...(this.#states.get(name) ?? disk) });
    }
    return listed;
  }

  async mirror(): Promise<string> {
    return (await readMirror()).server ?? '';
  }

  async setMirror(typed: string): Promise<void> {
    await takeMirror(typed, Date.now(), AbortSignal.timeout(ANSWER));
  }

  async load(name: string): Promise<void> {
    const { patience, hub } = this.#manner;
    const { server = hub } = await readMirror();
    const now = Date.now;
    await this.#alone(await this.#entry(name), 'follow', async (entry, folder, tell, signal) => {
      for (const file of entry.files) {
        await loadFile({ folder, entry, file, server, patience, now, tell: tell(file.path) }, signal);
      }
    });
  }

  async take(name: string, files: readonly File[]): Promise<void> {
    await this.#take(await this.#entry(name), files);
  }

  async add(declaration: Declaration, network: File): Promise<void> {
    const { entry, files } = await ownEntry(parse(Declaration, declaration), network);
    await this.#take(entry, files);
  }

  async #take(taken: WeightsEntry, files: readonly File[]): Promise<void> {
    await this.#alone(taken, 'refuse', async (entry, folder, tell, signal) => {
      for (const file of entry.files)
        await takeFile({ folder, entry, file, files, tell: tell(file.path) }, signal);
    });
  }

  stop(name: string): void {
    this.#busy.get(name)?.abort(new Fault('stopped', 'Stopped.'));
  }

  pause(name: string): void {
    if (this.#busy.has(name)) this.stop(name);
    else this.#channel.postMessage({ says: 'pause', name });
  }

  async remove(name: string): Promise<void> {
    const entry = await this.#entry(name);
    await navigator.locks.request(lockOf(name), { ifAvailable: true }, async lock => {
      if (!lock) throw taken(entry);
      await removeFolder(name);
      this.#set(name, await stateOf(entry));
    });
  }

  /** Does `work` while no other tab does anything with the model, and tells how it goes. */
  async #alone(
    entry: WeightsEntry,
    otherwise: 'follow' | 'refuse',
    work: (
      entry: WeightsEntry,
      folder: FileSystemDirectoryHandle,
      tell: (path: string) => (news: News) => void,
      signal: AbortSignal,
    ) => Promise<void>,
  ): Promise<void> {
    const { name } = entry;
    const control = new AbortController();
    await navigator.locks.request(lockOf(name), { ifAvailable: true }, async lock => {
      if (!lock) {
        if (otherwise === 'refuse') throw taken(entry);
        return this.#follow(entry);
      }
      this.#busy.set(name, control);
      try {
        this.#set(name, { ...(await stateOf(entry)), is: 'checking' });
        const folder = await makeFolder(name);
        await writeEntry(folder, entry);
        const tell = countedFor(entry, state => this.#set(name, state));
        await work(entry, folder, tell, control.signal);
        this.#set(name, await stateOf(entry));
      } catch (thrown) {
        const fault = inWords(thrown, entry);
        const state = await stateOf(entry);
        const failed = otherwise === 'follow' && fault.name !== 'stopped';
        this.#set(name, failed ? { ...state, is: 'failed', sentence: fault.message } : state);
        throw fault;
      } finally {
        this.#busy.delete(name);
        this.#ended.set(name, moment());
      }
    });
  }

  /** Until the tab that works on the model is done with it, or dead. */
  #follow(entry: WeightsEntry): Promise<void> {
    const { name } = entry;
    const following =
      this.#followed.get(name) ??
      navigator.locks
        .request(lockOf(name), { mode: 'shared' }, () => undefined)
        .then(async () => {
          this.#followed.delete(name);
          const known = this.#states.get(name);
          // It told how it ended, unless it was ended.
          if (!known || isBusy(known.state)) this.#show(name, await stateOf(entry));
        });
    this.#followed.set(name, following);
    return following;
  }

  async #followByName(name: string): Promise<void> {
    if (this.#followed.has(name)) return;
    const entry = (await this.#entries()).find(one => one.name === name);
    if (entry) await this.#follow(entry);
  }

  #hear(data: unknown): void {
    // Another edition's words may be none that we know.
    if (!v.is(Word, data)) return;
    const word = data;
    if (word.says === 'changed') {
      this.#show(word.change.name, word.change.state);
      if (isBusy(word.change.state)) void this.#followByName(word.change.name);
      return;
    }
    const control = this.#busy.get(word.name);
    if (!control) return;
    if (word.says === 'pause') this.stop(word.name);
    else this.#say(word.name);
  }

  #set(name: string, state: State): void {
    this.#show(name, state);
    this.#say(name);
  }

  #show(name: string, state: State): void {
    const standing = { state, at: moment() };
    this.#states.set(name, standing);
    this.#outside?.changed({ name, ...standing });
  }

  #say(name: string): void {
    const standing = this.#states.get(name);
    if (standing) this.#channel.postMessage({ says: 'changed', change: { name, ...standing } });
  }

  /** Our own list, what the mirror offers, and what was loaded from one that was forgotten since. */
  async #entries(): Promise<WeightsEntry[]> {
    const { manifest } = this.#manner;
    const found = new Map([...(await readMirror()).entries, ...manifest].map(entry => [entry.name, entry]));
    for (const name of await folderNames()) {
      const folder = found.has(name) ? undefined : await findFolder(name);
      const entry = folder && (await readEntry(folder));
      if (entry?.name === name) found.set(name, entry);
    }
    const first = manifest.map(({ name }) => name);
    return [...manifest, ...[...found.values()].filter(({ name }) => !first.includes(name))];
  }

  async #entry(name: string): Promise<WeightsEntry> {
    const entry = (await this.#entries()).find(one => one.name === name);
    if (entry) return entry;
    throw new Fault('not-found', `There is no model called “${name}”.`);
  }
}

const taken = ({ title }: WeightsEntry): Fault =>
  new Fault('conflict', `Something goes on with ${title} already. Wait until it is done, or pause it.`);

/** What a browser says of a disk helps nobody. */
function inWords(thrown: unknown, { title }: WeightsEntry): Fault {
  const fault = Fault.from(thrown);
  if (fault.name === 'no-space') {
    const sentence = `There is no room left for ${title}. What has come is kept: free some space, then resume it.`;
    return new Fault('no-space', sentence, { cause: fault });
  }
  if (fault.name !== 'bug') return fault;
  return new Fault('bug', `${title} could not be kept: ${fault.message} Reload the page, and try again.`, {
    cause: fault,
  });
}
