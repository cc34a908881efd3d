/** What suits the picture on the desk: at most five ideas, thought about when it has stood still for a moment. */
import { Fault } from '../../core/contract/fault.ts';
import type { Version } from '../../core/contract/version.ts';
import type { Desk } from './edit.svelte.ts';
import type { Library } from './library.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import type { Say } from './say.svelte.ts';
import type { Idea, Suggestions } from './suggestions.ts';

const KEY = 'ideas';

export class Ideas {
  shown = $state.raw<readonly Idea[]>([]);
  /** Whether they are shown beside the bar. */
  on = $state(localStorage.getItem(KEY) !== 'off');
  thinking = $state(false);
  /** What kept it from being thought about. */
  wrong = $state<string>();
  #of: Version | undefined;
  /** Whether thinking about it came to no end. */
  #isCutShort = false;
  #stop = new AbortController();
  readonly #desk: Desk;
  readonly #say: Say;
  readonly #library: Library;
  readonly #parts: Parts;
  readonly #notices: Notices;
  #suggestions: Suggestions | undefined;

  constructor(desk: Desk, say: Say, library: Library, parts: Parts, notices: Notices) {
    this.#desk = desk;
    this.#say = say;
    this.#library = library;
    this.#parts = parts;
    this.#notices = notices;
  }

  show(on: boolean): void {
    this.on = on;
    localStorage.setItem(KEY, on ? 'on' : 'off');
  }

  /** Another picture may be shown now: what was thought about the one before no longer holds. */
  turnTo({ id }: Version): void {
    if (this.#of && this.#of.id !== id) this.forget();
  }

  /** Thinks about what is shown, unless that was done. What goes wrong is told where ideas are asked for. */
  async consider(version: Version): Promise<void> {
    if (this.#of?.id === version.id) {
      if (!this.#isCutShort) return;
    } else this.forget();
    this.#of = version;
    await this.#think(version);
  }

  /** Stops thinking for now: the device is needed for something else. */
  rest(): void {
    if (!this.thinking) return;
    this.#halt();
    this.#isCutShort = true;
  }

  /** Stops thinking, and shows none. */
  forget(): void {
    this.#halt();
    this.#of = undefined;
    this.wrong = undefined;
    this.#drop(this.shown);
  }

  /** Does it, at once. */
  async take({ ask, region }: Idea): Promise<void> {
    await this.#say.say(ask, region);
  }

  /** It is not offered again, and what is like it less. Another takes its place. */
  async dismiss(idea: Idea): Promise<void> {
    const { dismissals, taste } = this.#library;
    if (!(await dismissals.dismiss(idea.id))) return;
    this.#drop([idea]);
    // What is thought about does not know of it.
    this.#halt();
    await taste.learn('dismissed', idea.directions);
    if (this.#of) void this.#think(this.#of);
  }

  async #think(version: Version): Promise<void> {
    const { signal } = this.#stop;
    this.thinking = true;
    this.#isCutShort = false;
    this.wrong = undefined;
    try {
      const sighted = await this.#desk.sight.seen(version);
      const suggestions = await this.#suggesting();
      const shown = this.shown.map(({ id }) => id);
      const said = this.#say.before?.sentence ?? '';
      for await (const idea of suggestions.for({ version, sighted, said, shown, signal })) {
        if (signal.aborted) return idea.glimpse.close();
        this.shown = [...this.shown, idea];
      }
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (signal.aborted) return;
      this.#isCutShort = true;
      if (fault.name !== 'stopped') this.wrong = fault.message;
    } finally {
      if (!signal.aborted) this.thinking = false;
    }
  }

  #halt(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.thinking = false;
  }

  /** The cards and the parser come when they are first needed. */
  async #suggesting(): Promise<Suggestions> {
    const { Suggestions } = await import('./suggestions.ts');
    return (this.#suggestions ??= new Suggestions(this.#library, this.#parts, sentence =>
      this.#notices.tell(sentence),
    ));
  }

  #drop(some: readonly Idea[]): void {
    this.shown = this.shown.filter(idea => !some.includes(idea));
    for (const { glimpse } of some) glimpse.close();
  }
}
