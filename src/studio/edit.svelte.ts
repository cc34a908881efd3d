/** The desk: one open project, what is marked on it, what is being done to it, and where its history leads. */
import type { ProjectId, VersionId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Target } from '../../core/contract/plan.ts';
import type { Project } from '../../core/contract/project.ts';
import type { Version } from '../../core/contract/version.ts';
import { type Graph, graphOf, lineage } from '../../core/history/graph.ts';
import { layout, type Layout } from '../../core/history/layout.ts';
import { back, forward, type Place, reset, restore, steps } from '../../core/history/undo.ts';
import type { Command, Step } from '../../core/intent/order.ts';
import type { Box } from '../../core/pixels/box.ts';
import { readBytes, readPicture } from '../data/assets.ts';
import { commit } from '../data/commit.ts';
import { projectWith, versionsOf } from '../data/read.ts';
import { type Watch, watchProject } from '../data/tabs.ts';
import type { PackedMask } from '../workers/protocol.ts';
import { Live } from './live.svelte.ts';
import { Marks, type Point } from './marks.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';
import { type Ask, type Running, Runs } from './runs.svelte.ts';
import { saveFile } from './save-file.ts';

export type OrderStep = Extract<Step, { kind: 'order' }>;
export type ExportType = 'image/png' | 'image/jpeg' | 'image/webp';

/** An edit that is only looked at so far. */
export interface Trial {
  readonly operation: string;
  readonly params: Record<string, unknown>;
}

interface Kept {
  readonly project: Project | undefined;
  readonly graph: Graph;
}

/** The marks an edit used: “make it darker” means the same place again. */
interface Spot {
  readonly mask: PackedMask;
  readonly width: number;
  readonly height: number;
  readonly noun: string | undefined;
}

export class Desk {
  readonly id: ProjectId;
  readonly marks = new Marks();
  comparing = $state(false);
  /** What is being tried out, seen small. */
  trial = $state.raw<Trial>();
  /** How many tabs have this project open, this one included. */
  tabs = $state(1);
  dialog = $state<'export' | 'help'>();

  #spot = $state.raw<Spot>();
  #loaded = $state(false);
  #packed: { edition: number; mask: PackedMask } | undefined;
  #watch: Watch | undefined;
  readonly #closed = new AbortController();
  readonly #parts: Parts;
  readonly #notices: Notices;
  readonly #runs: Runs;
  readonly #kept: Live<Kept>;

  constructor(id: ProjectId, parts: Parts, notices: Notices) {
    this.id = id;
    this.#parts = parts;
    this.#notices = notices;
    this.#runs = new Runs(id, parts, notices);
    const { database } = parts;
    this.#kept = new Live<Kept>(
      async () => {
        const [project, versions] = await Promise.all([projectWith(database, id), versionsOf(database, id)]);
        return { project, graph: graphOf(versions) };
      },
      { project: undefined, graph: graphOf([]) },
      { arrives: kept => this.#arrive(kept), fails: thrown => notices.fault(thrown) },
    );
  }

  get running(): Running | undefined {
    return this.#runs.now;
  }

  get project(): Project | undefined {
    return this.#kept.current.project;
  }

  /** How the history is drawn, newest first. */
  get history(): Layout | undefined {
    const { project, graph } = this.#kept.current;
    return project && layout(graph, project);
  }

  get head(): Version | undefined {
    return headOf(this.#kept.current);
  }

  /** Whether the store was asked and knows no such project. */
  get missing(): boolean {
    const { project } = this.#kept.current;
    return this.#loaded && (project === undefined || project.deleted === true);
  }

  get canBack(): boolean {
    const { project, graph } = this.#kept.current;
    return project !== undefined && steps(graph, project).back > 0;
  }

  get canForward(): boolean {
    const { project, graph } = this.#kept.current;
    return project !== undefined && steps(graph, project).forward > 0;
  }

  /** What the head is compared with: the oldest version on the way to it that has its size. */
  get before(): Version | undefined {
    const { head } = this;
    const { graph } = this.#kept.current;
    if (!this.comparing || !head) return undefined;
    const way = lineage(graph, head.id).map(id => graph.versions.get(id));
    return way.find(old => old !== head && old?.width === head.width && old.height === head.height);
  }

  /** The part of a version inside `box`, drawn `width` × `height` large. */
  async view(
    version: Version,
    box: Box,
    width: number,
    height: number,
    signal: AbortSignal,
  ): Promise<ImageBitmap> {
    const picture = await readPicture(this.#parts.database, version.picture);
    return this.#parts.viewer.view(picture, box, width, height, signal);
  }

  /** Shows what an edit would do, without doing it. */
  tryOut(trial: Trial | undefined): void {
    this.trial = trial;
  }

  /** A version as `trial` would change it, drawn `width` × `height` large. */
  async preview(
    version: Version,
    trial: Trial,
    width: number,
    height: number,
    signal: AbortSignal,
  ): Promise<ImageBitmap> {
    const image = await readPicture(this.#parts.database, version.picture);
    const mask = await this.#marked(signal);
    const order = { ...trial, seed: 0, image, ...(mask ? { mask: mask.blob } : {}) };
    return this.#parts.viewer.preview(order, width, height, signal);
  }

  /** Marks (or, with 0, unmarks) what is like the pixel at `at` and joined to it. */
  async tap(at: Point, value: 0 | 255): Promise<void> {
    const { head, marks } = this;
    const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
    if (!head || x < 0 || y < 0 || x >= head.width || y >= head.height) return;
    try {
      const picture = await readPicture(this.#parts.database, head.picture);
      const like = await this.#parts.viewer.select(picture, x, y, marks.tolerance, this.#closed.signal);
      if (this.head?.id !== head.id) return;
      marks.begin();
      marks.join(like, value);
      marks.end();
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }

  /** Whether `step` cannot be run before something is marked. */
  lacksMarks({ mask, target }: OrderStep): boolean {
    if (mask !== 'needed' && mask !== 'rest') return false;
    return !this.marks.any && !this.#isSamePlace(target);
  }

  get canRemark(): boolean {
    const { head } = this;
    const spot = this.#spot;
    return head !== undefined && spot?.width === head.width && spot.height === head.height;
  }

  /** Marks again what the last edit used. */
  async remark(): Promise<void> {
    const spot = this.#spot;
    if (!spot || !this.canRemark) return;
    try {
      const { viewer } = this.#parts;
      this.marks.set(await viewer.unpackMask(spot.mask.blob, spot.width, spot.height, this.#closed.signal));
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }

  /** Runs one step of a plan. True once its version is kept. What goes wrong is said, and nothing kept is touched. */
  async run(step: OrderStep, said?: string): Promise<boolean> {
    const { operation, params, title, target } = step;
    return this.#do(title, target?.noun, async (on, signal) => {
      return { operation, params, title, said, mask: await this.#maskFor(step, on, signal) };
    });
  }

  stop(): void {
    this.#runs.stop();
  }

  /** Once it is shown: counts the tabs, and offers to run again what was cut off when its page died. */
  async begin(): Promise<void> {
    try {
      this.#watch = watchProject(this.id, tabs => (this.tabs = tabs));
      for (const job of await this.#runs.lost()) {
        this.#notices.tell(`“${job.title}” was cut off before it was done. Everything before it is kept.`, {
          label: 'Do it again',
          take: () => void this.#again(job),
        });
      }
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }

  async command(command: Command): Promise<boolean> {
    switch (command.op) {
      case 'undo':
        return this.back(command.count);
      case 'redo':
        return this.forward();
      case 'reset':
        return this.#go(reset, 'This is the picture as it was opened.');
      case 'compare':
        this.compare();
        return true;
      case 'help':
        this.dialog = 'help';
        return true;
      case 'select':
        this.marks.tool = 'tap';
        this.#notices.tell('Tap it, and what is like it and joined to it is marked. Tap again to add more.');
        return true;
      case 'export': {
        const type = typeNamed(command.format);
        if (type) return this.export(type, command.quality ?? 0.92);
        this.dialog = 'export';
        return true;
      }
    }
  }

  async back(count = 1): Promise<boolean> {
    const { head } = this;
    const went = await this.#go((graph, at) => back(graph, at, count), 'There is nothing to undo.');
    if (went && head) this.#recall(head);
    return went;
  }

  async forward(): Promise<boolean> {
    return this.#go(forward, 'There is nothing to redo.');
  }

  async restore(id: VersionId): Promise<boolean> {
    return this.#go((graph, at) => restore(graph, at, id), 'This is that version.');
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

  escape(): void {
    if (this.running) this.stop();
    else if (this.comparing) this.comparing = false;
    else this.marks.clear();
  }

  /** The head as a file to take away. `quality` from 0 to 1. */
  async export(type: ExportType, quality: number): Promise<boolean> {
    const { head, project } = this;
    if (!head) return false;
    try {
      const picture = await readPicture(this.#parts.database, head.picture);
      const file = await this.#parts.viewer.export(picture, type, quality, this.#closed.signal);
      saveFile(
        file,
        `${project?.title ?? 'picture'}.${type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length)}`,
      );
      return true;
    } catch (thrown) {
      this.#notices.fault(thrown);
      return false;
    }
  }

  /** Stops what runs. What is kept needs no closing. */
  close(): void {
    this.stop();
    this.#closed.abort();
    this.#watch?.stop();
  }

  async #do(
    title: string,
    noun: string | undefined,
    prepare: (on: Version, signal: AbortSignal) => Promise<Ask>,
  ): Promise<boolean> {
    const on = this.head;
    if (!on) return false;
    this.comparing = false;
    this.trial = undefined;
    let mask: PackedMask | undefined;
    const version = await this.#runs.start(title, on, async signal => {
      const ask = await prepare(on, signal);
      mask = ask.mask;
      return ask;
    });
    if (!version) return false;
    if (mask) this.#spot = { mask, width: on.width, height: on.height, noun };
    this.marks.reset(version);
    return true;
  }

  async #again({ recipe, on, title }: Job): Promise<void> {
    if (!recipe) return;
    if (this.head?.id !== on) await this.restore(on);
    const { operation, params, said, mask: hash } = recipe;
    await this.#do(title, undefined, async () => {
      const mask = hash && { hash, blob: await readBytes(this.#parts.database, hash) };
      return { operation, params, title, said, mask };
    });
  }

  /** What is marked, packed; the same marks are packed once. */
  async #marked(signal: AbortSignal): Promise<PackedMask | undefined> {
    if (!this.marks.any) return undefined;
    const { mask, edition } = this.marks;
    if (this.#packed?.edition !== edition) {
      const { data, width, height } = mask;
      this.#packed = {
        edition,
        mask: await this.#parts.viewer.packMask(data.slice(), width, height, signal),
      };
    }
    return this.#packed.mask;
  }

  async #maskFor(
    step: OrderStep,
    { width, height }: Version,
    signal: AbortSignal,
  ): Promise<PackedMask | undefined> {
    if (step.mask === 'none' || (step.mask === 'optional' && !this.marks.any)) return undefined;
    const { viewer } = this.#parts;
    const spot = this.#spot;
    if (!this.marks.any && spot && step.mask === 'needed') return spot.mask;
    const data =
      this.marks.any || !spot
        ? this.marks.mask.data.slice()
        : await viewer.unpackMask(spot.mask.blob, width, height, signal);
    if (step.mask === 'rest') for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
    return viewer.packMask(data, width, height, signal);
  }

  #isSamePlace(target: Target | undefined): boolean {
    if (!this.canRemark || !target) return false;
    return target.pronoun === true || (target.noun !== undefined && target.noun === this.#spot?.noun);
  }

  /** An edit that was taken back is often asked for again, in the same place. */
  #recall({ recipe, parents }: Version): void {
    const on = parents[0] && this.#kept.current.graph.versions.get(parents[0]);
    const hash = recipe?.mask;
    if (!on || hash === undefined) return;
    readBytes(this.#parts.database, hash).then(
      blob => (this.#spot = { mask: { hash, blob }, width: on.width, height: on.height, noun: undefined }),
      (thrown: unknown) => this.#notices.fault(thrown),
    );
  }

  /** Stands elsewhere in the history; says `otherwise` where that is where it stood. */
  async #go(to: (graph: Graph, at: Place) => Place, otherwise: string): Promise<boolean> {
    const { project, graph } = this.#kept.current;
    if (this.running || !project) return false;
    try {
      const { head, tip } = to(graph, project);
      if (head === project.head && tip === project.tip) {
        this.#notices.tell(otherwise);
        return false;
      }
      const thumb = graph.versions.get(head)?.thumb ?? project.thumb;
      const changed = this.#parts.database.world.now();
      await commit(this.#parts.database, { projects: [{ id: this.id, head, tip, thumb, changed }] });
      this.comparing = false;
      return true;
    } catch (thrown) {
      this.#notices.fault(thrown);
      return false;
    }
  }

  #arrive(kept: Kept): void {
    this.#loaded = true;
    const head = headOf(kept);
    const { mask } = this.marks;
    if (head && (head.width !== mask.width || head.height !== mask.height)) this.marks.reset(head);
  }
}

const headOf = ({ project, graph }: Kept): Version | undefined => project && graph.versions.get(project.head);

function typeNamed(format: string | undefined): ExportType | undefined {
  if (format === 'png' || format === 'webp') return `image/${format}`;
  return format === 'jpeg' || format === 'jpg' ? 'image/jpeg' : undefined;
}
