/** What is in the picture on the desk: seen once, when somebody first speaks of a thing in it. */
import type { AssetHash } from '../../core/contract/ids.ts';
import type { Target } from '../../core/contract/plan.ts';
import type { Region, Sighted } from '../../core/contract/scene.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Read, Referred } from '../../core/sight/refer.ts';
import { edition } from '../../core/sight/seen/edition.ts';
import { readPicture } from '../data/assets.ts';
import { keepScene, sceneIn } from '../data/scenes.ts';
import type { Hovered, Progress, Shown } from '../workers/protocol.ts';
import type { Parts } from './parts.ts';

/** One of those that may be meant, as it is numbered on the picture. */
export interface Candidate {
  readonly number: number;
  readonly region: Region;
}

/** Milliseconds after which whoever asked would wonder whether anything goes on. */
const PATIENCE = 300;

interface Look {
  readonly hash: AssetHash;
  readonly sighted: Promise<Sighted>;
  readonly stop: AbortController;
}

export class Sight {
  /** Which of these is meant is asked; from the left. */
  candidates = $state.raw<readonly Candidate[]>([]);
  /** How far looking is. */
  progress = $state.raw<Progress>();
  #sighted = $state.raw<Sighted>();
  #look: Look | undefined;
  /** Whether something is being searched for so long that one would wonder. */
  searching = $state(false);
  /** Stops all searches. */
  #searches = new AbortController();
  #searchCount = 0;
  readonly #parts: Parts;
  readonly #tell: (sentence: string) => void;
  readonly #isIdle: () => boolean;

  /** `tell` is told what went otherwise than wished for. Where networks run is measured only while nothing else does. */
  constructor(parts: Parts, tell: (sentence: string) => void, isIdle: () => boolean) {
    this.#parts = parts;
    this.#tell = tell;
    this.#isIdle = isIdle;
  }

  /** What was seen last, with the outlines of its regions. */
  get sighted(): Sighted | undefined {
    return this.#sighted;
  }

  /** Begins to look, so that it is seen by the time it is asked for. What goes wrong shows when it is. */
  prepare(version: Version): void {
    this.seen(version).catch(() => undefined);
  }

  /** The regions of `version`, seen once. Throws `stopped` where `forget` ends it. */
  seen(version: Version): Promise<Sighted> {
    if (this.#look?.hash === version.picture) return this.#look.sighted;
    this.#drop();
    const stop = new AbortController();
    const look = { hash: version.picture, stop, sighted: this.#see(version, stop.signal) };
    this.#look = look;
    // What failed may be tried again.
    look.sighted.catch(() => {
      if (this.#look === look) this.#look = undefined;
    });
    return look.sighted;
  }

  /** Which region of `version` is meant, or with `rest`, is to be left alone. Throws `stopped` where `stop` or `forget` ends it. */
  async find(target: Target, version: Version, rest: boolean): Promise<Referred> {
    // Of who goes on typing meanwhile nobody waits for this any more.
    const { signal } = this.#searches;
    const [sighted, { refer }, { readTargets }, { tokenise }] = await Promise.all([
      this.seen(version),
      import('../../core/sight/refer.ts'),
      import('../../core/intent/target.ts'),
      import('../../core/intent/tokens.ts'),
    ]);
    this.#sighted = sighted;
    const read = (words: string): readonly Target[] => readTargets(tokenise(words)) ?? [];
    const [meant] = rest ? read(`the ${target.except ?? ''}`) : [target];
    if (!meant) return { kind: 'none', why: `It is not clear what “${target.except ?? target.text}” is.` };
    const found = refer(meant, sighted.scene, [], read);
    return this.#recognise(meant, version, sighted, found, read, signal);
  }

  /** Where that does not tell by labels and looks, by what regions show, if a network is here that can. */
  async #recognise(
    target: Target,
    version: Version,
    { scene, copy, masks }: Sighted,
    found: Referred,
    read: Read,
    signal: AbortSignal,
  ): Promise<Referred> {
    const { database, viewer, eyes, device } = this.#parts;
    const [{ lineUpFor }, { recognised }] = await Promise.all([
      import('../../core/sight/recognise/line-up.ts'),
      import('../../core/sight/recognise/recognised.ts'),
    ]);
    const lineUp = lineUpFor(target, scene, found, read);
    if (!lineUp || (await viewer.eyes(signal)).embeds === undefined) return found;
    const { names, others, ids } = lineUp;
    const nothing = Uint32Array.of(copy.width * copy.height);
    const taken = ids.map(id => masks[scene.regions.findIndex(region => region.id === id)] ?? nothing);
    const { likely, notes } = await this.#search(signal, async until => {
      const picture = await readPicture(database, version.picture);
      const asked = { names: [...names], others: [...others], copy, masks: taken };
      return eyes.recognise(picture, asked, until, device.processors, progress => (this.progress = progress));
    });
    notes.forEach(this.#tell);
    return likely ? recognised(target, scene, lineUp, likely, found, read) : found;
  }

  /**
   * Where the dust or the scratches of `version` are that `words` name, one byte a pixel; nothing where there are none.
   * Throws `stopped` where `stop` or `forget` ends it.
   */
  async damage(
    words: string,
    version: Version,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { database, eyes } = this.#parts;
    return this.#search(signal, async until => {
      const picture = await readPicture(database, version.picture);
      const mask = await eyes.damage(picture, words, until, progress => (this.progress = progress));
      return mask.includes(255) ? mask : undefined;
    });
  }

  /**
   * The thing that is shown so in `version`, or its people, one byte a pixel; nothing where no network is here that can tell.
   * Throws `stopped` where `stop` or `forget` ends it.
   */
  async outline(
    what: Shown | 'people',
    version: Version,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { database, viewer, eyes, device } = this.#parts;
    const { cuts, mattes } = await viewer.eyes(signal);
    const isPeople = what === 'people';
    if (!(isPeople ? mattes : cuts)) return undefined;
    const { mask, notes } = await this.#search(signal, async until => {
      const picture = await readPicture(database, version.picture);
      return isPeople
        ? eyes.matte(picture, until, device.processors)
        : eyes.outline(picture, what, until, device.processors);
    });
    notes.forEach(this.#tell);
    if (mask) device.soon(isPeople ? what : 'outline', this.#isIdle);
    return mask;
  }

  /** What would be outlined in `version` if `then` were shown and not `now`, small; by whom `outline` asks, or by surfaces. */
  async hover(
    now: Shown,
    then: Shown,
    version: Version,
    signal: AbortSignal,
  ): Promise<Pick<Hovered, 'copy' | 'runs'>> {
    const { database, viewer, eyes, device } = this.#parts;
    const [{ cuts }, picture] = await Promise.all([
      viewer.eyes(signal),
      readPicture(database, version.picture),
    ]);
    if (!cuts) return viewer.hover(picture, now, then, signal);
    const { notes = [], ...hovered } = await eyes.hover(picture, now, then, signal, device.processors);
    notes.forEach(this.#tell);
    return hovered;
  }

  /** `work` ends with `signal`, or where `stop` says so. */
  async #search<T>(signal: AbortSignal, work: (until: AbortSignal) => Promise<T>): Promise<T> {
    this.progress = undefined;
    this.#searchCount++;
    const wonder = setTimeout(() => (this.searching = true), PATIENCE);
    try {
      return await work(AbortSignal.any([signal, this.#searches.signal]));
    } finally {
      clearTimeout(wonder);
      if (--this.#searchCount === 0) this.searching = false;
    }
  }

  /** Asks about these regions, by their ids. */
  ask(ids: readonly number[]): void {
    const regions = this.#sighted?.scene.regions ?? [];
    this.candidates = ids.flatMap((id, at) => {
      const region = regions.find(one => one.id === id);
      return region ? [{ number: at + 1, region }] : [];
    });
  }

  /** What these regions of `version` take of it: one byte a pixel. */
  async maskOf(
    ids: readonly number[],
    version: Version,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { scene, copy, masks } = await this.seen(version);
    const picture = await readPicture(this.#parts.database, version.picture);
    const taken = scene.regions.flatMap(({ id }, at) => (ids.includes(id) ? (masks[at] ?? []) : []));
    return this.#parts.eyes.take(picture, copy, taken, signal);
  }

  /** Another picture is on the screen. */
  show({ picture }: Version): void {
    if (this.#look && this.#look.hash !== picture) this.forget();
  }

  /** Asks no longer. */
  settle(): void {
    this.candidates = [];
  }

  /** Nobody waits for what is being searched; what was begun to be seen goes on, for it is of use to the next who asks. */
  stop(): void {
    this.#searches.abort();
    this.#searches = new AbortController();
  }

  /** Nothing of it is needed any more: what looks is stopped. */
  forget(): void {
    this.stop();
    this.#drop();
  }

  #drop(): void {
    this.settle();
    this.#look?.stop.abort();
    this.#look = undefined;
    this.#sighted = undefined;
  }

  async #see({ picture: hash }: Version, signal: AbortSignal): Promise<Sighted> {
    const { database, viewer, eyes, device } = this.#parts;
    const { by } = await viewer.eyes(signal);
    const known = await sceneIn(database, hash, edition, by);
    if (known) return known;
    this.progress = undefined;
    const picture = await readPicture(database, hash);
    const { notes = [], ...sighted } = await eyes.see(
      picture,
      signal,
      device.processors,
      progress => (this.progress = progress),
    );
    notes.forEach(this.#tell);
    if (by.length > 0) device.soon(by.join(), this.#isIdle);
    await keepScene(database, hash, sighted);
    return sighted;
  }
}
