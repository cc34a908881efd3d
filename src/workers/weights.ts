/**
 * The keeper of weights: downloads, takes in and removes, one thing at a time with each model, in whichever tab. A tab that
 * works on a model holds its lock, and tells the others how far it is.
 */
import { Fault } from '../../core/contract/fault.ts';
import { v } from '../../core/contract/schema.ts';
import { HUB } from '../models/weights/address.ts';
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
import { askForOffer, offered } from '../models/weights/offer.ts';
import { isBusy, stateOf, type State } from '../models/weights/state.ts';
import { takeFile } from '../models/weights/take.ts';
import { Speed } from './speed.ts';
import { Change, type Listed, type WeightsApi, type WeightsOutside } from './weights-protocol.ts';

export interface Manner {
  /** Our own list. */
  readonly manifest: readonly WeightsEntry[];
  /** How long to wait after each failure in a row, in milliseconds. */
  readonly pauses: readonly number[];
}

/** What the keepers of several tabs say to each other. */
const Word = v.variant('says', [
  v.object({ says: v.literal('changed'), change: Change }),
  v.object({ says: v.literal('pause'), name: v.string() }),
  v.object({ says: v.literal('tell'), name: v.string() }),
]);

/** Progress is told no more often than this, in milliseconds. */
const OFTEN = 150;

const lockOf = (name: string): string => `brushword/weights/${name}`;

export class WeightsKeeper implements Omit<WeightsApi, 'hold'> {
  readonly #manner: Manner;
  readonly #channel = new BroadcastChannel('brushword/weights');
  readonly #states = new Map<string, State>();
  /** What goes on in this tab. */
  readonly #busy = new Map<string, AbortController>();
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
    const entries = await this.#entries();
    const { held = [] } = await navigator.locks.query();
    const locks = new Set(held.map(({ name }) => name));
    for (const entry of entries) {
      const { name } = entry;
      if (this.#busy.has(name)) continue;
      const known = this.#states.get(name);
      if (locks.has(lockOf(name))) {
        if (!known || !isBusy(known)) this.#states.set(name, { ...(await stateOf(entry)), is: 'checking' });
        void this.#follow(entry);
        this.#channel.postMessage({ says: 'tell', name });
      } else if (known?.is !== 'failed') this.#states.set(name, await stateOf(entry));
    }
    return entries.map(entry => ({
      entry,
      state: this.#states.get(entry.name) ?? { is: 'absent', done: 0 },
    }));
  }

  async offer(server: string | undefined): Promise<void> {
    await askForOffer(server, Date.now(), new AbortController().signal);
  }

  async load(name: string, server: string = HUB): Promise<void> {
    const { pauses } = this.#manner;
    const now = Date.now;
    await this.#alone(name, 'follow', async (entry, folder, tell, signal) => {
      for (const file of entry.files) {
        await loadFile({ folder, entry, file, server, pauses, now, tell: tell(file.path) }, signal);
      }
    });
  }

  async take(name: string, files: readonly File[]): Promise<void> {
    await this.#alone(name, 'refuse', async (entry, folder, tell, signal) => {
      for (const file of entry.files)
        await takeFile({ folder, entry, file, files, tell: tell(file.path) }, signal);
    });
  }

  pause(name: string): void {
    const control = this.#busy.get(name);
    if (control) control.abort(new Fault('stopped', 'Stopped.'));
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
    name: string,
    otherwise: 'follow' | 'refuse',
    work: (
      entry: WeightsEntry,
      folder: FileSystemDirectoryHandle,
      tell: (path: string) => (news: News) => void,
      signal: AbortSignal,
    ) => Promise<void>,
  ): Promise<void> {
    const entry = await this.#entry(name);
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
        await work(entry, folder, this.#teller(entry), control.signal);
        this.#set(name, await stateOf(entry));
      } catch (thrown) {
        const fault = inWords(thrown, entry);
        const state = await stateOf(entry);
        const failed = otherwise === 'follow' && fault.name !== 'stopped';
        this.#set(name, failed ? { ...state, is: 'failed', sentence: fault.message } : state);
        throw fault;
      } finally {
        this.#busy.delete(name);
      }
    });
  }

  /** What is told of one file → the state of the whole model. */
  #teller(entry: WeightsEntry): (path: string) => (news: News) => void {
    const sizes = new Map<string, { done: number; total: number }>();
    const speed = new Speed();
    let [last, told] = [-Infinity, undefined as string | undefined];
    return path => news => {
      const sum = (of: 'done' | 'total'): number =>
        [...sizes.values()].reduce((all, size) => all + size[of], 0);
      if (news.doing === 'wait') {
        const { until, because } = news;
        speed.rest();
        this.#set(entry.name, { is: 'waiting', done: sum('done'), total: total(), told, until, because });
        return;
      }
      sizes.set(path, news);
      told = news.told ?? told;
      const now = performance.now();
      if (news.doing === 'load') speed.at(now, sum('done'));
      if (now - last < OFTEN) return;
      last = now;
      const counted = { done: sum('done'), total: total(), told };
      this.#set(
        entry.name,
        news.doing === 'load'
          ? { is: 'loading', ...counted, speed: speed.now }
          : { is: 'checking', ...counted },
      );

      function total(): number | undefined {
        let all = 0;
        for (const { path, bytes } of entry.files) {
          const known = bytes ?? sizes.get(path)?.total;
          if (known === undefined) return undefined;
          all += known;
        }
        return all;
      }
    };
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
          if (!known || isBusy(known)) this.#show(name, await stateOf(entry));
        });
    this.#followed.set(name, following);
    return following;
  }

  async #followByName(name: string): Promise<void> {
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
    if (word.says === 'pause') this.pause(word.name);
    else this.#say(word.name);
  }

  #set(name: string, state: State): void {
    this.#show(name, state);
    this.#say(name);
  }

  #show(name: string, state: State): void {
    this.#states.set(name, state);
    this.#outside?.changed({ name, state });
  }

  #say(name: string): void {
    const state = this.#states.get(name);
    if (state) this.#channel.postMessage({ says: 'changed', change: { name, state } });
  }

  /** Our own list, what a server offered, and what was loaded from one that was forgotten since. */
  async #entries(): Promise<WeightsEntry[]> {
    const { manifest } = this.#manner;
    const found = new Map([...(await offered()), ...manifest].map(entry => [entry.name, entry]));
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

/** What a browser says of a full disk helps nobody. */
function inWords(thrown: unknown, { title }: WeightsEntry): Fault {
  const fault = Fault.from(thrown);
  if (fault.name !== 'no-space') return fault;
  const sentence = `There is no room left for ${title}. What has come is kept: free some space, then resume it.`;
  return new Fault('no-space', sentence, { cause: fault });
}
