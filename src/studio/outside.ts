/**
 * Has a machine elsewhere do what a run needs of it, once. What was asked, where to ask after it and what was answered are kept by
 * the job's name before each next step: a page that died goes on where it was, and nothing is asked, or paid, twice.
 */
import { Fault } from '../../core/contract/fault.ts';
import type { JobId, ProviderId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { AnyProvider, Maker, Stand } from '../../core/providers/provider.ts';
import { hashOf } from '../data/assets.ts';
import type { Database } from '../data/database.ts';
import type { Errand } from '../data/rows.ts';
import { dropErrand, errandOf, keepErrand } from '../data/own.ts';
import { Work, type Answer } from '../workers/work.ts';

/** Whom to ask. */
export interface Asked {
  readonly id: ProviderId;
  /** As the person knows it. */
  readonly name: string;
  /** As recipes name it. */
  readonly by: string;
  readonly again: AnyProvider['again'];
  /** What keeps its promises, until the signal says stop. */
  open(signal: AbortSignal): Maker;
  /** Settles after so many milliseconds; of what `handle` names, when it is worth asking after it. Throws `stopped`. */
  wait(milliseconds: number, signal: AbortSignal, handle?: string): Promise<void>;
}

/** The job that it is asked for, and what is wanted where the job is of no project. */
export interface Name extends Pick<Errand, 'wanted'> {
  readonly id: JobId;
}

/** How it goes there. */
export interface At {
  readonly progress?: number | undefined;
  readonly doing?: string | undefined;
  /** How many are before it. */
  readonly ahead?: number | undefined;
}

type Done = Extract<Stand, { state: 'done' }>;

/** Who does not answer is asked again after so many milliseconds: soon at first, since a server that restarts is back in seconds. */
const PAUSES = [1000, 2000, 4000, 8000, 15_000];
/** How often the same is sent to who knows nothing of it any more. */
const TRIES = 3;
/** For so long a stop is passed on, in milliseconds, while nobody waits for that. */
const LEAVE_OFF = 10_000;

/**
 * The answer. Throws `stopped` at once when the signal says so, and has the machine told to leave off; else what went wrong
 * there. Who is cut off in the middle is waited for: only a stop ends that.
 */
export async function askOutside(
  database: Database,
  job: Name,
  asked: Asked,
  work: unknown,
  signal: AbortSignal,
  report: (at: At) => void,
): Promise<Answer> {
  const errand = new Asking(database, job, asked, signal, report);
  try {
    return await errand.answer(parse(Work, work, 'bug'));
  } catch (thrown) {
    const fault = signal.aborted ? new Fault('stopped', 'Stopped.') : Fault.from(thrown);
    if (fault.name === 'stopped') errand.leaveOff();
    await dropErrand(database, job.id);
    throw fault;
  }
}

class Asking {
  readonly #database: Database;
  readonly #job: Name;
  readonly #asked: Asked;
  readonly #maker: Maker;
  readonly #signal: AbortSignal;
  readonly #report: (at: At) => void;
  /** By which it is asked after; our own name of it where the machine has not said another. */
  #handle: string | undefined;

  constructor(database: Database, job: Name, asked: Asked, signal: AbortSignal, report: (at: At) => void) {
    this.#database = database;
    this.#job = job;
    this.#asked = asked;
    this.#maker = asked.open(signal);
    this.#signal = signal;
    this.#report = report;
  }

  async answer(work: Work): Promise<Answer> {
    const { id, name, by, again } = this.#asked;
    const errand: Errand = {
      job: this.#job.id,
      ...(this.#job.wanted ? { wanted: this.#job.wanted } : {}),
      provider: id,
      work: await nameOf(work),
      asked: this.#database.world.now(),
    };
    const kept = await errandOf(this.#database, this.#job.id);
    const known = kept?.work === errand.work && kept.provider === id ? kept : undefined;
    if (known?.answer) return { picture: known.answer.blob, by: known.answer.by };
    if (known && known.handle === undefined && again === 'charged') throw unsure(name);
    let handle = known?.handle;
    for (let tries = 1; tries <= TRIES; tries++) {
      const done = await this.#through(errand, work, handle);
      if (done) return this.#keep(errand, done, by);
      if (again === 'charged') throw unsure(name);
      handle = undefined;
    }
    throw new Fault(
      'refused',
      `${name} forgets what it is asked. See what it says for itself, then try again.`,
    );
  }

  /** Whatever was asked there is told to leave off, without a wait. */
  leaveOff(): void {
    if (this.#handle === undefined) return;
    const late = AbortSignal.timeout(LEAVE_OFF);
    // It was stopped here; who cannot be told goes on for nobody.
    void this.#asked
      .open(late)
      .cancel(this.#handle)
      .catch(() => {});
  }

  /** To its end; nothing where the machine knows nothing of it any more. */
  async #through(errand: Errand, work: Work, handle: string | undefined): Promise<Done | undefined> {
    let stand: Stand =
      handle === undefined ? await this.#submit(errand, work) : { state: 'open', handle, after: 0 };
    while (stand.state === 'open') {
      if (stand.handle !== this.#handle || handle === undefined) {
        handle = this.#handle = stand.handle;
        await keepErrand(this.#database, { ...errand, handle });
      }
      this.#report(stand);
      await this.#asked.wait(stand.after, this.#signal, handle);
      const next = await this.#poll(handle);
      if (!next) return undefined;
      stand = next;
    }
    return stand;
  }

  async #submit(errand: Errand, work: Work): Promise<Stand> {
    await keepErrand(this.#database, errand);
    this.#handle = this.#job.id;
    this.#report({ doing: `Sending it to ${this.#asked.name}` });
    for (let tries = 0; ; tries++) {
      try {
        return await this.#maker.submit(work, this.#job.id, at => this.#report(at));
      } catch (thrown) {
        // What there was no room for was not taken.
        if (Fault.from(thrown).name !== 'too-often') throw thrown;
        this.#report({ doing: `${this.#asked.name} is busy with others. Asking again soon.` });
        await this.#pause(tries);
      }
    }
  }

  async #poll(handle: string): Promise<Stand | undefined> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#maker.poll(handle);
      } catch (thrown) {
        const { name } = Fault.from(thrown);
        if (name === 'not-found') return undefined;
        if (name !== 'offline' && name !== 'too-often') throw thrown;
        this.#report({ doing: `${this.#asked.name} does not answer. Waiting for it to come back.` });
        await this.#pause(tries);
      }
    }
  }

  async #keep(errand: Errand, { pictures }: Done, by: string): Promise<Answer> {
    const [picture] = pictures;
    if (!picture) {
      throw new Fault('refused', `${this.#asked.name} gave back no picture. Try again, or ask another.`);
    }
    const blob = new Blob([picture.bytes], { type: picture.type });
    await keepErrand(this.#database, { ...errand, answer: { blob, by } });
    return { picture: blob, by };
  }

  #pause(tries: number): Promise<void> {
    return this.#asked.wait(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 0, this.#signal);
  }
}

const unsure = (name: string): Fault =>
  new Fault(
    'conflict',
    `${name} was asked this before, and what became of it cannot be found out. To ask again may cost again.`,
  );

/** What is asked, as a name: the same of the same. */
async function nameOf(work: Work): Promise<string> {
  const bytes = Object.values(work).filter(value => value instanceof Uint8Array);
  const rest = JSON.stringify(work, (_, value: unknown) =>
    value instanceof Uint8Array ? value.length : value,
  );
  return hashOf(new Blob([rest, ...bytes]));
}
