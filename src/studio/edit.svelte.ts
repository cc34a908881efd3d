/** The desk: one open project, what is marked on it, what is tried out on it, and what is done to it. */
import type { ProjectId, VersionId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Recipe, Version } from '../../core/contract/version.ts';
import type { Layout } from '../../core/history/layout.ts';
import type { Place, Step } from '../../core/intent/order.ts';
import type { Wish } from '../../core/jobs/place.ts';
import { readBytes } from '../data/assets.ts';
import { type Watch, watchProject } from '../data/tabs.ts';
import type { PackedMask } from '../workers/protocol.ts';
import { Finder } from './finder.ts';
import type { Library } from './library.svelte.ts';
import { Likeness, type Measure, type Part } from './likeness.ts';
import { Marks } from './marks.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import { Past } from './past.svelte.ts';
import { type Ask, type Running, Runs } from './runs.svelte.ts';
import { saveFile } from './save-file.ts';
import { Sight } from './sight.svelte.ts';
import { Spot } from './spot.svelte.ts';
import { Tasting } from './tasting.ts';
import { Views, type ExportType, type Trial } from './views.ts';
import type { Who } from './who.ts';

export type OrderStep = Extract<Step, { kind: 'order' }>;
/** What may stand beside the picture, one at a time. */
export type PanelName = 'history' | 'adjust' | 'shape' | 'ideas';

export class Desk {
  readonly id: ProjectId;
  readonly marks = new Marks();
  readonly sight: Sight;
  readonly finder: Finder;
  readonly likeness: Likeness;
  readonly who: Who;
  readonly views: Views;
  panel = $state<PanelName>();
  /** Whether a reference is to be chosen. */
  choosing = $state(false);
  comparing = $state(false);
  /** What is being tried out, seen small. */
  trial = $state.raw<Trial>();
  #made = $state<VersionId>();
  /** How many tabs have this project open, this one included. */
  tabs = $state(1);
  dialog = $state<'export' | 'help' | 'share'>();

  #watch: Watch | undefined;
  readonly #ended = new AbortController();
  readonly #parts: Parts;
  readonly #notices: Notices;
  readonly #past: Past;
  readonly #runs: Runs;
  readonly #spot: Spot;
  readonly #tasting: Tasting;

  constructor(id: ProjectId, parts: Parts, notices: Notices, library: Library, who: Who) {
    this.id = id;
    this.who = who;
    this.#tasting = new Tasting(library.taste);
    this.#parts = parts;
    this.#notices = notices;
    this.sight = new Sight(
      parts,
      sentence => notices.tell(sentence),
      () => this.running === undefined && !this.sight.searching,
    );
    this.finder = new Finder(this, parts, notices);
    this.#past = new Past(id, parts, notices, head => {
      this.marks.fit(head);
      this.sight.show(head);
    });
    this.#runs = new Runs(id, parts, who.machines, notices);
    this.#spot = new Spot(this.marks, parts);
    this.views = new Views(parts, signal => this.#spot.marked(signal));
    this.likeness = new Likeness(this, library.references, notices);
  }

  /** Aborted with the desk. */
  get closed(): AbortSignal {
    return this.#ended.signal;
  }

  get running(): Running | undefined {
    return this.#runs.now;
  }

  get project(): Project | undefined {
    return this.#past.project;
  }

  get head(): Version | undefined {
    return this.#past.head;
  }

  get history(): Layout | undefined {
    return this.#past.drawn;
  }

  get missing(): boolean {
    return this.#past.missing;
  }

  get canBack(): boolean {
    return this.#past.steps.back > 0;
  }

  get canForward(): boolean {
    return this.#past.steps.forward > 0;
  }

  get canRemark(): boolean {
    return this.head !== undefined && this.#spot.fits(this.head);
  }

  /** Whether the last edit, still on the screen, can be done in another way. */
  get canVary(): boolean {
    return this.head?.recipe?.maker !== undefined && this.head.id === this.#made;
  }

  /** What the last run here made, which may not be on the screen yet. */
  get made(): VersionId | undefined {
    return this.#made;
  }

  /** What the head is being compared with. */
  get before(): Version | undefined {
    return this.comparing ? this.comparable : undefined;
  }

  /** What the head can be compared with. */
  get comparable(): Version | undefined {
    return this.#past.first;
  }

  /** From the picture as it was opened to the head. */
  get way(): readonly Version[] {
    return this.#past.way;
  }

  /**
   * Once it is shown: counts the tabs, goes on with what machines elsewhere are still at, and offers to run again what else was cut
   * off when its page died.
   */
  async begin(): Promise<void> {
    await this.#notices.saying(async () => {
      this.#watch = watchProject(this.id, tabs => (this.tabs = tabs));
      for (const lost of await this.#runs.lost()) {
        const { job, by } = lost;
        if (by) {
          this.#notices.tell(`“${job.title}” goes on where it was, at ${by.name}.`);
          this.#landed(await this.#runs.resume(lost));
          continue;
        }
        this.#notices.tell(`“${job.title}” was cut off before it was done. Everything before it is kept.`, {
          label: 'Do it again',
          take: () => void this.#again(job),
        });
      }
    });
  }

  /** Stops what runs. What is kept needs no closing. */
  close(): void {
    this.stop();
    this.#ended.abort();
    this.sight.forget();
    this.#watch?.stop();
  }

  /** Shows what an edit would do, without doing it. */
  tryOut(trial: Trial | undefined): void {
    this.trial = trial;
  }

  /** Marks again what the last edit used. */
  async remark(): Promise<void> {
    const { head } = this;
    if (head) await this.#notices.saying(() => this.#spot.remark(head, this.closed));
  }

  /** Whether what is asked of that place cannot be done before something is marked. */
  lacksMarks({ mask, target }: Place): boolean {
    if ((mask !== 'needed' && mask !== 'rest') || this.marks.any) return false;
    return this.head === undefined || !this.#spot.isMeant(target, this.head);
  }

  /**
   * Runs one step of a plan. True once its version is kept, or where a spare one found nothing to do. What goes wrong is said,
   * and nothing kept is touched. `once`: who is wanted for it, and for it alone.
   */
  async run(step: OrderStep, said?: string, once?: Wish): Promise<boolean> {
    const { operation, params, title, target, spare = false } = step;
    const head = await this.#past.present();
    const chosen = head && (await this.who.decide(step, head, once));
    if (!chosen) return false;
    return this.#do(title, target?.noun, async (on, signal) => {
      const mask = await this.#spot.maskFor(step.mask, on, signal);
      return { operation, params, title, said, spare, mask, by: chosen.by };
    });
  }

  adjust(
    title: string,
    said: string | undefined,
    measure: Measure,
    { mask: use, target }: Part,
  ): Promise<boolean> {
    return this.#do(title, target?.noun, async (on, signal) => {
      const params = await measure(on, await this.#spot.boxFor(use, on, signal), signal);
      const mask = await this.#spot.maskFor(use, on, signal);
      return { operation: 'adjust', params, title, said, spare: true, mask };
    });
  }

  /** Makes the head anew, in another way, beside it: both stay in the history. */
  async another(): Promise<boolean> {
    const { head } = this;
    const on = head?.parents[0] === undefined ? undefined : this.#past.version(head.parents[0]);
    if (!head?.recipe?.maker || !on) {
      this.#notices.tell('There is one way of doing that, and this is it.');
      return false;
    }
    const { recipe, title } = head;
    const attempt = this.#past.attempts(head);
    const chosen = await this.who.decide({ ...recipe, title }, on);
    if (!chosen) return false;
    const ask = async (): Promise<Ask> => ({ ...(await this.#asked(recipe, title)), attempt, by: chosen.by });
    return this.#do(title, undefined, ask, on);
  }

  /** Ends a run, or a search for what was clicked. */
  stop(): void {
    if (this.running) this.#runs.stop();
    else this.sight.stop();
  }

  /** Back to the picture as it was opened. */
  reset(): Promise<boolean> {
    return this.#moved(this.#past.reset());
  }

  async back(count?: number): Promise<boolean> {
    const { head } = this;
    const left = this.#past.way.slice(1).slice(-(count ?? 1));
    const went = await this.#moved(this.#past.back(count));
    const parent = head?.parents[0] && this.#past.version(head.parents[0]);
    if (went && head && parent) await this.#notices.saying(() => this.#spot.recall(head, parent));
    if (went) left.forEach(version => this.#tasting.undone(version));
    return went;
  }

  async forward(): Promise<boolean> {
    const went = await this.#moved(this.#past.forward());
    const now = went ? await this.#past.present() : undefined;
    if (now) this.#tasting.redone(now);
    return went;
  }

  restore(id: VersionId): Promise<boolean> {
    return this.#moved(this.#past.restore(id));
  }

  /** The last mark, or where nothing was marked since, the last edit. */
  async takeBack(): Promise<void> {
    if (this.marks.canUndo) this.marks.undo();
    else await this.back();
  }

  compare(): void {
    this.comparing = !this.comparing;
    if (this.comparing && !this.before) {
      this.comparing = false;
      this.#notices.tell('There is nothing of this size before it to compare with.');
    }
  }

  /** Shows the references. */
  choose(): void {
    this.panel = 'ideas';
    this.choosing = true;
  }

  /** Out of what is going on: a run, a search, a comparison, or the marks. */
  escape(): void {
    if (this.running || this.sight.searching) this.stop();
    else if (this.sight.candidates.length > 0) this.sight.settle();
    else if (this.comparing) this.comparing = false;
    else this.marks.clear();
  }

  /** The head as a file to take away. `quality` from 0 to 1. */
  async export(type: ExportType, quality: number): Promise<boolean> {
    const { head, project } = this;
    if (!head) return false;
    return this.#notices.saying(async () => {
      const file = await this.views.file(head, type, quality, this.closed);
      saveFile(file, `${project?.title ?? 'picture'}.${extensions[type]}`);
      this.#tasting.exported(this.#past.way);
    });
  }

  async #do(
    title: string,
    noun: string | undefined,
    prepare: (on: Version, signal: AbortSignal) => Promise<Ask>,
    from?: Version,
  ): Promise<boolean> {
    this.comparing = false;
    this.trial = undefined;
    this.sight.settle();
    let used: { on: Version; mask: PackedMask | undefined } | undefined;
    const version = await this.#runs.start(title, async signal => {
      const on = from ?? (await this.#past.present());
      if (!on) return undefined;
      const ask = await prepare(on, signal);
      used = { on, mask: ask.mask };
      return { on, ask };
    });
    if (version && version !== 'same') {
      if (!from) this.#tasting.made(version, noun);
      if (used?.mask) this.#spot.remember(used.mask, used.on, noun);
    }
    return this.#landed(version);
  }

  #landed(version: Version | 'same' | undefined): boolean {
    if (version && version !== 'same') {
      this.#made = version.id;
      this.marks.reset(version);
    }
    return version !== undefined;
  }

  async #again({ recipe, on, title }: Job): Promise<void> {
    if (!recipe) return;
    if (this.head?.id !== on && !(await this.restore(on))) return;
    const chosen = this.head && (await this.who.decide({ ...recipe, title }, this.head));
    if (!chosen) return;
    await this.#do(title, undefined, async () => ({ ...(await this.#asked(recipe, title)), by: chosen.by }));
  }

  async #asked({ operation, params, said, mask: hash }: Recipe, title: string): Promise<Ask> {
    const mask = hash && { hash, blob: await readBytes(this.#parts.database, hash) };
    return { operation, params, title, said, mask };
  }

  async #moved(move: Promise<boolean>): Promise<boolean> {
    const went = await move;
    if (went) this.comparing = false;
    return went;
  }
}

export const extensions: Record<ExportType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};
