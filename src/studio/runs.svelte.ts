/** Runs of operations: started, watched, stopped, and found again when their page died under them. */
import { Fault } from '../../core/contract/fault.ts';
import { JobId, type ProjectId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Recipe, Version } from '../../core/contract/version.ts';
import { isOver, type JobEvent, step } from '../../core/jobs/job.ts';
import { readPicture } from '../data/assets.ts';
import { commit } from '../data/commit.ts';
import { jobsOf } from '../data/read.ts';
import { heldJobs, holdJob } from '../data/tabs.ts';
import type { PackedMask } from '../workers/protocol.ts';
import { land } from './land.ts';
import type { Notices } from './notices.svelte.ts';
import type { Parts } from './parts.ts';

export interface Running {
  readonly title: string;
  /** 0 to 1. */
  readonly done: number;
}

/** What a run is asked to do. */
export interface Ask {
  readonly operation: string;
  readonly params: Record<string, unknown>;
  readonly title: string;
  readonly mask: PackedMask | undefined;
  readonly said: string | undefined;
  /** It may change nothing: then nothing is kept, and nothing went wrong. */
  readonly spare?: boolean;
  /** 0, or how many other ways of the same were looked at before. */
  readonly attempt?: number;
}

export interface Start {
  readonly ask: Ask;
  /** The version it works on. */
  readonly on: Version;
}

export class Runs {
  now = $state.raw<Running>();
  #stop: AbortController | undefined;
  readonly #project: ProjectId;
  readonly #parts: Parts;
  readonly #notices: Notices;

  constructor(project: ProjectId, parts: Parts, notices: Notices) {
    this.#project = project;
    this.#parts = parts;
    this.#notices = notices;
  }

  /**
   * Runs what `prepare` gives, and keeps what it makes. `same` where there was nothing to do. Undefined where it did not come
   * to that: what went wrong was said, and nothing kept was touched.
   */
  async start(
    title: string,
    prepare: (signal: AbortSignal) => Promise<Start | undefined>,
  ): Promise<Version | 'same' | undefined> {
    if (this.now) return undefined;
    this.now = { title, done: 0 };
    const { signal } = (this.#stop = new AbortController());
    let job: Job | undefined;
    try {
      const start = await prepare(signal);
      if (!start) return undefined;
      const opened = (job = await this.#open(start));
      return await holdJob(opened.id, () => this.#work(opened, start, signal));
    } catch (thrown) {
      const fault = Fault.from(thrown);
      this.#notices.fault(fault);
      if (job) await this.#end(job, fault);
      return undefined;
    } finally {
      this.now = undefined;
    }
  }

  stop(): void {
    this.#stop?.abort();
  }

  /** Runs of this project that no page works on any more. They are ended here, so that each is told of once. */
  async lost(): Promise<readonly Job[]> {
    const { database } = this.#parts;
    const open = (await jobsOf(database, this.#project)).filter(job => !isOver(job));
    if (open.length === 0) return [];
    const held = await heldJobs();
    const lost = open.filter(({ id }) => !held.has(id));
    await commit(database, { jobs: lost.map(job => step(job, { type: 'stop', at: database.world.now() })) });
    return lost;
  }

  /** The record of a run goes before the run: a page that dies leaves a trace. */
  async #open({ ask, on }: Start): Promise<Job> {
    const { operation, params, title, mask, said } = ask;
    const { database, edition } = this.#parts;
    const recipe: Recipe = {
      operation,
      params,
      seed: database.world.seed(),
      edition,
      ...(mask ? { mask: mask.hash } : {}),
      ...(said === undefined ? {} : { said }),
    };
    const asked = database.world.now();
    const id = database.world.id(JobId);
    const job: Job = {
      id,
      project: this.#project,
      on: on.id,
      operation,
      title,
      recipe,
      state: 'running',
      asked,
    };
    await commit(database, { jobs: [job], assets: mask ? [mask] : [] });
    return job;
  }

  async #work(job: Job, { ask, on }: Start, signal: AbortSignal): Promise<Version | 'same'> {
    const { operation, params, title, mask, attempt } = ask;
    const { database, engine, device } = this.#parts;
    const image = await readPicture(database, on.picture);
    const seed = job.recipe?.seed ?? 0;
    const { processors } = device;
    const order = {
      operation,
      params,
      seed,
      image,
      processors,
      ...(mask ? { mask: mask.blob } : {}),
      ...(attempt === undefined ? {} : { attempt }),
    };
    const made = await engine.run(order, signal, ({ done }) => (this.now = { title, done }));
    if (made.changed === 0 && ask.spare === true) {
      await this.#end(job, new Fault('stopped', 'There was nothing to do.'));
      return 'same';
    }
    if (made.changed === 0) {
      throw new Fault(
        'bad-request',
        'That changed nothing, so no step was added. Mark another place, or ask for more of it.',
      );
    }
    const version = await land(this.#parts, job, on, made);
    for (const note of made.notes) this.#notices.tell(note);
    if (made.maker !== undefined) device.soon(made.maker, () => this.now === undefined);
    return version;
  }

  async #end(job: Job, fault: Fault): Promise<void> {
    const at = this.#parts.database.world.now();
    const event: JobEvent =
      fault.name === 'stopped' ? { type: 'stop', at } : { type: 'fail', fault: fault.message, at };
    try {
      await commit(this.#parts.database, { jobs: [step(job, event)] });
    } catch (thrown) {
      this.#notices.fault(thrown);
    }
  }
}
