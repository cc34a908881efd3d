/** The models of this device: which there are, how they come, and where from. */
import { Fault } from '../../core/contract/fault.ts';
import type { Weights } from '../workers/weights-host.ts';
import type { Change, Listed, State } from '../workers/weights-protocol.ts';
import type { Device } from './device.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Place } from './place.svelte.ts';
import type { Storage } from './storage.svelte.ts';

export type { Listed, State };

/** Nobody stops these by a signal: a download outlives the room it was begun in, and is paused by its name. */
const { signal } = new AbortController();

const isNetwork = ({ name }: File): boolean => /\.onnx$/i.test(name);

export class Models {
  list = $state.raw<readonly Listed[]>([]);
  /** The server that is asked instead of the hub; empty for the hub. */
  mirror = $state('');
  /** What is wrong with the mirror, in a sentence. */
  wrong = $state('');
  /** A network of the person's own is looked at and taken in. */
  adding = $state(false);
  readonly #weights: Weights;
  readonly #device: Device;
  readonly #storage: Storage;
  readonly #place: Place;
  readonly #notices: Notices;

  constructor(weights: Weights, device: Device, storage: Storage, place: Place, notices: Notices) {
    this.#weights = weights;
    this.#device = device;
    this.#storage = storage;
    this.#place = place;
    this.#notices = notices;
    weights.watch(change => this.#changed(change));
  }

  /** What all that is here takes, in bytes. */
  get used(): number {
    return this.list.reduce((sum, { state }) => sum + state.done, 0);
  }

  async refresh(): Promise<void> {
    try {
      this.list = (await this.#weights.list(signal)).map(listed => this.#later(listed));
      this.mirror = await this.#weights.mirror(signal);
      await this.#storage.refresh();
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }

  /** Downloads what is missing of a model. Only this, and a mirror that is set, ever asks anyone outside for anything. */
  async load({ entry: { name, title } }: Listed): Promise<void> {
    await this.#storage.persistQuietly();
    const fault = await this.#weights.load(name, signal).then(
      () => undefined,
      (thrown: unknown) => Fault.from(thrown),
    );
    await this.refresh();
    const is = this.#stateOf(name);
    if (is === 'here') this.#notices.tell(`${title} is on this device now.`);
    // Where the model is looked at, it says itself what went wrong.
    else if (fault && (this.#place.room.name !== 'settings' || is !== 'failed')) this.#notices.fault(fault);
  }

  async pause({ entry: { name } }: Listed): Promise<void> {
    await this.#notices.saying(() => this.#weights.pause(name, signal));
  }

  async remove({ entry: { name, title } }: Listed): Promise<void> {
    const gone = await this.#notices.saying(() => this.#weights.remove(name, signal));
    if (gone) this.#notices.tell(`${title} is no longer on this device.`);
    await this.refresh();
  }

  /** Takes a model in from files that are here already. */
  async take({ entry: { name, title } }: Listed, files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    await this.#storage.persistQuietly();
    const taken = await this.#notices.saying(() => this.#weights.take(name, files, signal));
    if (taken) this.#notices.tell(`${title} is on this device now.`);
    await this.refresh();
  }

  /** Keeps a network that is in no list: an ONNX file, and how it is spoken to where that is not known. */
  async add(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    await this.#storage.persistQuietly();
    this.adding = true;
    const done = await this.#notices.saying(async () => {
      const declaration = await this.#device.networkIn(files, signal);
      const network = files.find(isNetwork);
      if (network) await this.#weights.add(declaration, network, signal);
    });
    this.adding = false;
    if (done) this.#notices.tell('The network is on this device now. “Another way” leads to it.');
    await this.refresh();
  }

  /** Files that were dropped without saying which model they are: those that a name or a size tells are taken in. */
  async takeDropped(files: readonly File[]): Promise<void> {
    const meant = this.list.filter(({ entry }) =>
      entry.files.some(({ path, bytes }) =>
        files.some(({ name, size }) => size === bytes || path === name || path.endsWith(`/${name}`)),
      ),
    );
    for (const listed of meant) await this.take(listed, files);
    const [first] = files;
    if (meant.length > 0 || first === undefined) return;
    if (files.some(isNetwork)) return this.add(files);
    this.#notices.fault(
      new Fault(
        'refused',
        files.length === 1
          ? `“${first.name}” belongs to none of these models.`
          : `None of these ${files.length} files belongs to one of these models.`,
      ),
    );
  }

  /** Takes another server for the hub, or the hub again, and hears what it offers. */
  async setMirror(typed: string): Promise<void> {
    try {
      this.wrong = '';
      await this.#weights.setMirror(typed, signal);
    } catch (thrown) {
      this.wrong = Fault.from(thrown).message;
    }
    await this.refresh();
  }

  #stateOf(name: string): string | undefined {
    return this.list.find(({ entry }) => entry.name === name)?.state.is;
  }

  #changed({ name, state, at }: Change): void {
    this.list = this.list.map(listed =>
      listed.entry.name === name && listed.at <= at ? { ...listed, state, at } : listed,
    );
  }

  /** A list and a change may overtake each other on their way here. */
  #later(listed: Listed): Listed {
    const known = this.list.find(({ entry }) => entry.name === listed.entry.name);
    return known && known.at > listed.at ? { ...listed, state: known.state, at: known.at } : listed;
  }
}
