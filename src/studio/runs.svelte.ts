/** Runs of operations: started, watched, stopped, and found again when their page died under them. */
import { Fault } from '../../core/contract/fault.ts';
import { JobId, type ProjectId } from '../../core/contract/ids.ts';
import type { Job } from '../../core/contract/job.ts';
import type { Recipe, Version } from '../../core/contract/version.ts';
import { isOver, type JobEvent, step } from '../../core/jobs/job.ts';
import { readBytes, readPicture } from '../data/assets.ts';
import { commit } from '../data/commit.ts';
import { dropErrand, errandOf } from '../data/own.ts';
import { jobsOf } from '../data/read.ts';
import { heldJobs, holdJob } from '../data/tabs.ts';
import type { PackedMask } from '../workers/protocol.ts';
import type { Answer } from '../workers/work.ts';
import { atWork } from './going.ts';
import { elsewhereOf, type Known } from './known.ts';
import { land } from './land.ts';
import type { Machines } from './machines.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import { askOutside, type At } from './outside.ts';
import { notePace } from './pace.ts';
import type { Parts } from './parts.ts';

export interface Running {
  readonly title: string;
  /** 0 to 1. */
  readonly done: number;
  /** Who does it, where that is not this device, and how it goes there, in a sentence. */
  readonly away?: string;
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
  /** Who does it, where that is not this device. */
  readonly by?: Known | undefined;
}

export interface Start {
  readonly ask: Ask;
  /** The version it works on. */
  readonly on: Version;
}

/** A run whose page died. */
export interface Lost {
  readonly job: Job;
  /** Who is still at it, and the version that it works on; nothing where it has ended. */
  readonly on?: Version;
  readonly by?: Known;
}

export class Runs {
  now = $state.raw<Running>();
  #stop: AbortController | undefined;
  readonly #project: ProjectId;
  readonly #parts: Parts;
  readonly #machines: Machines;
  readonly #notices: Notices;

  constructor(project: ProjectId, parts: Parts, machines: Machines, notices: Notices) {
    this.#project = project;
    this.#parts = parts;
    this.#machines = machines;
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
    return this.#during(title, async (signal, opened) => {
      const start = await prepare(signal);
      if (!start) return undefined;
      const job = opened(await this.#open(start));
      return holdJob(job.id, () => this.#work(job, start, signal));
    });
  }

  /** Goes on with a run whose page died while a machine elsewhere was at it. */
  resume({ job, on, by }: Lost): Promise<Version | 'same' | undefined> {
    const { recipe } = job;
    if (!recipe || !on || !by) return Promise.resolve(undefined);
    return this.#during(job.title, async (signal, opened) => {
      opened(job);
      const { operation, params, said, mask: hash } = recipe;
      const mask = hash && { hash, blob: await readBytes(this.#parts.database, hash) };
      const ask: Ask = { operation, params, title: job.title, mask, said, by };
      return holdJob(job.id, () => this.#work(job, { ask, on }, signal));
    });
  }

  async #during(
    title: string,
    work: (signal: AbortSignal, opened: (job: Job) => Job) => Promise<Version | 'same' | undefined>,
  ): Promise<Version | 'same' | undefined> {
    if (this.now) return undefined;
    this.now = { title, done: 0 };
    const { signal } = (this.#stop = new AbortController());
    let job: Job | undefined;
    try {
      return await work(signal, opened => (job = opened));
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

  /**
   * Runs of this project that no page works on any more. Those that somebody elsewhere may still be at can be gone on with; the others
   * are ended here, so that each is told of once.
   */
  async lost(): Promise<readonly Lost[]> {
    const { database } = this.#parts;
    const open = (await jobsOf(database, this.#project)).filter(job => !isOver(job));
    if (open.length === 0) return [];
    const held = await heldJobs();
    const lost = await Promise.all(open.filter(({ id }) => !held.has(id)).map(job => this.#whoHas(job)));
    const ended = lost.filter(({ by }) => !by).map(({ job }) => job);
    await commit(database, { jobs: ended.map(job => step(job, { type: 'stop', at: database.world.now() })) });
    return lost;
  }

  /** Who is at it, where that can be found out without asking them for it again. */
  async #whoHas(job: Job): Promise<Lost> {
    const { database } = this.#parts;
    const errand = await errandOf(database, job.id);
    if (!errand) return { job };
    const [all, on] = await Promise.all([
      this.#machines.all(),
      database.guard(() => database.versions.get(job.on)),
    ]);
    const by = all.find(({ id }) => id === errand.provider);
    const known = errand.answer !== undefined || errand.handle !== undefined;
    if (by && on && (known || this.#machines.asked(by).again === 'once')) return { job, on, by };
    await dropErrand(database, job.id);
    return { job };
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
    const { operation, params, title, mask, attempt, by } = ask;
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
      ...(by ? { elsewhere: elsewhereOf(by) } : {}),
    };
    const made = await engine.run(
      order,
      signal,
      ({ done }) => (this.now = { ...this.now, title, done }),
      work => this.#ask(job, by, work, signal),
    );
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
    if (by) await dropErrand(database, job.id);
    else notePace(operation, made.ms['total'] ?? 0, on);
    for (const note of made.notes) this.#notices.tell(note);
    if (made.maker !== undefined) device.soon(made.maker, () => this.now === undefined);
    return version;
  }

  /** Has who was chosen do it, and tells how it goes there. */
  async #ask(job: Job, by: Known | undefined, work: unknown, signal: AbortSignal): Promise<Answer> {
    if (!by) throw new Fault('no-maker', 'Nobody was chosen to do this.');
    const { title } = job;
    const report = (at: At): void => {
      const away = atWork(by.name, at);
      if (!signal.aborted) this.now = { title, done: at.progress ?? this.now?.done ?? 0, away };
    };
    const answer = await askOutside(
      this.#parts.database,
      { id: job.id },
      this.#machines.asked(by),
      work,
      signal,
      report,
    );
    this.now = { title, done: this.now?.done ?? 0 };
    return answer;
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
