/** Pictures that a person keeps to come back to, and what is wanted of them. */
import { oklabOf, type Oklab } from '../../core/colour/oklab.ts';
import { fromHex } from '../../core/colour/srgb.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { Embedding, Reference } from '../../core/contract/reference.ts';
import { v } from '../../core/contract/schema.ts';
import type { Version } from '../../core/contract/version.ts';
import { byWords, find, renamed, shelfOf } from '../../core/library/reference.ts';
import type { Box } from '../../core/pixels/box.ts';
import { readPicture } from '../data/assets.ts';
import { commit } from '../data/commit.ts';
import { referencesIn } from '../data/read.ts';
import type { Amounts, Kept, NewReference } from '../workers/protocol.ts';
import { Live } from './live.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';

/** A picture, to look for what is like it: how it looks, and what is in it, where a network is here that can tell. */
export interface Likeness {
  readonly row: Float32Array;
  readonly seen?: Embedding;
}

export class References {
  readonly #all: Live<readonly Reference[]>;
  readonly #shelf = $derived.by(() => shelfOf(this.#all.current));
  /** Of what is being done here. */
  busy = $state(false);
  /** The one that “this one” means. */
  #chosen = $state<string>();
  /** What words say that were looked for, where a network is here that can tell. */
  #said = $state.raw<{ readonly words: string; readonly embedding: Embedding }>();
  /** Ends the looking that is under way. */
  #learning: AbortSignal | undefined;
  readonly #parts: Parts;
  readonly #notices: Notices;

  constructor(parts: Parts, notices: Notices) {
    this.#parts = parts;
    this.#notices = notices;
    this.#all = new Live<readonly Reference[]>(() => referencesIn(parts.database), [], {
      fails: thrown => notices.fault(thrown),
    });
  }

  /** The last kept first. */
  get all(): readonly Reference[] {
    return this.#all.current;
  }

  /**
   * Those with these words, or with what they say in them, where `understand` has heard it; in one of these colours (#rrggbb); the
   * likest to a picture first where one is given.
   */
  find(words: string, colours: readonly string[], like?: Likeness): readonly Reference[] {
    const wanted = colours.map(hex => ({ ...labOf(hex), share: 1 / colours.length }));
    const said = this.#said?.words === words ? this.#said.embedding : undefined;
    return find(this.#shelf, {
      words,
      colours: wanted,
      ...(said && { said }),
      ...(like && { like: like.row, ...(like.seen && { seen: like.seen }) }),
    });
  }

  /** Listens to what is looked for, so that it is found in pictures of which nobody has said so. */
  async understand(words: string, signal: AbortSignal): Promise<void> {
    const { viewer, eyes, device } = this.#parts;
    await this.#notices.saying(async () => {
      const { embeds } = await viewer.eyes(signal);
      if (!this.all.some(({ embedding }) => embedding && embedding.by === embeds)) return;
      const { embedding, notes } = await eyes.embedWords(words, signal, device.processors);
      this.#tell(notes);
      if (embedding) this.#said = { words, embedding };
    });
  }

  /**
   * Has the network that is here look at those at which it has not, one after the other, until `signal` says so. Those that are kept
   * meanwhile come last.
   */
  async learn(signal: AbortSignal): Promise<void> {
    if (this.#learning?.aborted === false) return;
    this.#learning = signal;
    await this.#notices.saying(() => this.#learn(signal));
    if (this.#learning === signal) this.#learning = undefined;
  }

  async #learn(signal: AbortSignal): Promise<void> {
    const { database, viewer, eyes, device } = this.#parts;
    const { embeds } = await viewer.eyes(signal);
    if (embeds === undefined) return;
    const looked: string[] = [];
    const isNew = ({ id, embedding }: Reference): boolean => embedding?.by !== embeds && !looked.includes(id);
    for (let next = this.all.find(isNew); next && !signal.aborted; next = this.all.find(isNew)) {
      const { id, picture } = next;
      looked.push(id);
      const kept = await readPicture(database, picture).catch(unlessMissing);
      if (!kept) continue;
      const { embedding, notes } = await eyes.embed(kept, signal, device.processors);
      this.#tell(notes);
      if (!embedding) return;
      await commit(database, { references: [{ id, embedding }] });
    }
  }

  /** The one that is called so; without words, the one that “this one” means. Undefined where nobody can say. */
  async named(words?: string): Promise<Reference | undefined> {
    const all = await referencesIn(this.#parts.database);
    if (words !== undefined) return byWords(shelfOf(all), words, 1)[0]?.reference;
    const [only, ...more] = all;
    return all.find(({ id }) => id === this.#chosen) ?? (more.length === 0 ? only : undefined);
  }

  choose({ id }: Reference): void {
    this.#chosen = id;
  }

  /** Keeps what is shown, or the part of it inside `box`. */
  keep({ picture }: Version, words: string, box: Box | undefined, signal: AbortSignal): Promise<boolean> {
    return this.#busy(async () => {
      await this.#add(await readPicture(this.#parts.database, picture), words, box, signal);
    });
  }

  /** Keeps pictures of any kind, called by their files. */
  async add(files: readonly File[], signal: AbortSignal): Promise<void> {
    await this.#busy(async () => {
      for (const file of files) {
        const { picture } = await this.#parts.eyes.open(file, signal);
        await this.#add(picture, file.name.replace(/\.[^.]+$/, ''), undefined, signal);
      }
    });
  }

  rename(reference: Reference, words: string, tags: readonly string[]): Promise<boolean> {
    return this.#notices.saying(async () => {
      await commit(this.#parts.database, { references: [renamed(reference, words.trim(), tags)] });
    });
  }

  async forget({ id, words }: Reference): Promise<boolean> {
    const set = (deleted: boolean) =>
      this.#notices.saying(async () => {
        await commit(this.#parts.database, { references: [{ id, deleted: deleted || undefined }] });
      });
    if (!(await set(true))) return false;
    const name = words === '' ? 'The reference' : `“${words}”`;
    this.#notices.tell(`${name} was deleted.`, { label: 'Bring it back', take: () => void set(false) });
    return true;
  }

  /** What would bring `on`, or the part of it inside `box`, to look like it; nothing where it does. */
  async towards(
    reference: Reference,
    on: Version,
    box: Box | undefined,
    signal: AbortSignal,
  ): Promise<Amounts> {
    const { database, eyes } = this.#parts;
    return eyes.towards(await readPicture(database, on.picture), reference.look, box, signal);
  }

  /** A picture, to look for what is like it. */
  async likenessOf({ picture }: Version, signal: AbortSignal): Promise<Likeness> {
    const { database, eyes, device } = this.#parts;
    const kept = await readPicture(database, picture);
    const { row } = await eyes.appearance(kept, signal);
    const { embedding, notes } = await eyes.embed(kept, signal, device.processors);
    this.#tell(notes);
    return { row, ...(embedding && { seen: embedding }) };
  }

  async #add(from: Kept, words: string, box: Box | undefined, signal: AbortSignal): Promise<void> {
    const { database, eyes } = this.#parts;
    const naming = {
      id: database.world.id(v.string()),
      words: words.trim().slice(0, 500),
      tags: [],
      made: database.world.now(),
    };
    const { reference, picture }: NewReference = await eyes.refer(from, naming, box, signal);
    await commit(database, { assets: [picture], references: [reference] });
    this.choose(reference);
  }

  #tell(notes: readonly string[]): void {
    for (const note of notes) this.#notices.tell(note);
  }

  async #busy(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) {
      this.#notices.fault(new Fault('conflict', 'A reference is being kept. Wait a moment, then try again.'));
      return false;
    }
    this.busy = true;
    try {
      return await this.#notices.saying(work);
    } finally {
      this.busy = false;
    }
  }
}

const labOf = (hex: string): Oklab => oklabOf(...fromHex(hex));

/** A picture that is not whole on this device is known by its looks alone; where it is asked for, that is told. */
function unlessMissing(thrown: unknown): undefined {
  if (Fault.from(thrown).name !== 'not-found') throw thrown;
}
