/** The course of one job from its first try to its end. It reads its row anew after every wait: it may have been stopped. */
import { Fault } from '../../core/contract/fault.ts';
import type { AccountId } from '../../core/contract/ids.ts';
import { isOver } from '../../core/jobs/job.ts';
import { afterFault, lostAndCharged, mayPass, pauseAfter, type Patience } from '../../core/jobs/retry.ts';
import type { Report, Stand } from '../../core/providers/provider.ts';
import type { Env } from '../env.ts';
import { log, logBug } from '../log.ts';
import type { JobPatch, JobRow } from '../store/jobs.ts';
import { Errand } from './errand.ts';

/** How soon, and how late, a provider is asked again that says when. In milliseconds. */
const [SOONEST, LATEST] = [200, 60_000];
/** A report that comes sooner after the last one is not kept. */
const REPORTED_EVERY = 500;
/** Until a provider is asked once more to leave off. */
const LEAVE_AGAIN = 2_000;

/** How a job ends. `settled` where its provider is known to be at it no more. */
export type Outcome =
  | { readonly state: 'done'; readonly kept: Pick<JobRow, 'made' | 'said'> }
  | { readonly state: 'failed'; readonly fault: Fault; readonly settled: boolean }
  | { readonly state: 'stopped' };

/** The desk, as one of its jobs has it. */
interface Side {
  /** The job's row as it is now; undefined where it is gone. */
  read(): JobRow | undefined;
  change(patch: JobPatch): void;
  end(outcome: Outcome): void;
  limits(): Patience;
}

export class Course {
  readonly #errand: Errand;
  readonly #desk: Side;
  #reported = 0;
  #stopped = false;

  constructor(env: Env, account: AccountId, row: JobRow, desk: Side) {
    this.#errand = new Errand(env, account, row);
    this.#desk = desk;
  }

  /** Breaks off what is under way. */
  stop(): void {
    this.#stopped = true;
    this.#errand.stop();
  }

  async submit(): Promise<void> {
    const row = this.#open();
    if (!row) return;
    const now = Date.now();
    this.#desk.change({
      ...{ state: 'running', sending: 1, attempts: row.attempts + 1, misses: 0 },
      ...{ began: row.began ?? now, moved: now, progress: null, doing: null, ahead: null },
    });
    await this.#guarded(async () => this.#heed(await this.#errand.submit(row.name, at => this.#report(at))));
  }

  /** Asks how it is; or, where whoever had submitted it went before hearing of it, finds out what to do. */
  async goOn(): Promise<void> {
    const row = this.#open();
    if (!row) return;
    const { handle } = row;
    await this.#guarded(async () => {
      if (handle === null) await this.#lost();
      else await this.#heed(await this.#errand.poll(handle));
    });
  }

  /** Has the provider leave off a job that is over. */
  async leave(): Promise<void> {
    const row = this.#desk.read();
    if (!row) return;
    try {
      // Before it was heard of, our own name is all that it is known by.
      await this.#errand.leave(row.handle ?? row.name);
      this.#desk.change({ leaving: 0 });
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (fault.name === 'bug') logBug(thrown, { where: 'leave' });
      else log('not left', { tool: row.tool, fault: fault.name });
      this.#desk.change({ leaving: row.leaving - 1, due: Date.now() + LEAVE_AGAIN });
    }
  }

  /** Its row, while it is not over. */
  #open(): JobRow | undefined {
    if (this.#stopped) return undefined;
    const row = this.#desk.read();
    return row && !isOver(row) ? row : undefined;
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      await this.#fail(thrown);
    }
  }

  async #heed(stand: Stand): Promise<void> {
    const row = this.#open();
    if (stand.state === 'open') {
      const { handle, after } = stand;
      const due = Date.now() + Math.min(LATEST, Math.max(SOONEST, after));
      // Where it was stopped meanwhile, this is the name by which it is left off.
      if (!row) this.#desk.change({ handle });
      else this.#desk.change({ ...moved(row, stand), handle, sending: 0, misses: 0, due });
      return;
    }
    if (!row) return;
    this.#desk.change({ progress: 1, doing: 'Brings home what it made.', moved: Date.now() });
    const { made, said } = await this.#errand.keep(stand);
    this.#desk.end({ state: 'done', kept: { made: JSON.stringify(made), said } });
  }

  #report(at: Parameters<Report>[0]): void {
    const row = this.#open();
    if (!row || Date.now() - this.#reported < REPORTED_EVERY) return;
    this.#reported = Date.now();
    this.#desk.change(moved(row, at));
  }

  async #fail(thrown: unknown): Promise<void> {
    const fault = Fault.from(thrown);
    const row = this.#open();
    if (!row) return;
    if (fault.name === 'bug') {
      logBug(thrown, { where: 'job' });
      const message = 'Something broke on our side. Ask again in a moment.';
      return this.#desk.end({ state: 'failed', fault: new Fault('bug', message), settled: false });
    }
    log('provider fault', { tool: row.tool, fault: fault.name, attempts: row.attempts });
    if (row.handle === null) return this.#failSubmitted(row, fault);
    if (fault.name === 'not-found') return this.#guarded(() => this.#lost());
    if (fault.name === 'out-of-memory') return this.#again(row, fault);
    if (!mayPass(fault.name)) return this.#desk.end({ state: 'failed', fault, settled: true });
    const misses = row.misses + 1;
    const due = Date.now() + pauseAfter(misses, Math.random(), this.#errand.asked, this.#desk.limits());
    this.#desk.change({ misses, due, doing: fault.message });
  }

  /** What may have arrived is not sent a second time to where that costs money. */
  async #failSubmitted(row: JobRow, fault: Fault): Promise<void> {
    if (!this.#errand.unsure || (await this.#errand.again()) !== 'charged') return this.#again(row, fault);
    this.#desk.end({ state: 'failed', fault: lostAndCharged(row.by), settled: false });
  }

  /** Whoever had submitted it is gone, or the provider knows nothing of it any more. */
  async #lost(): Promise<void> {
    const again = await this.#errand.again();
    const row = this.#open();
    if (!row) return;
    if (again === 'charged')
      return this.#desk.end({ state: 'failed', fault: lostAndCharged(row.by), settled: false });
    this.#again(row, new Fault('offline', `“${row.by}” was interrupted, and begins again.`));
  }

  /** In line again, or over. */
  #again(row: JobRow, fault: Fault): void {
    const now = Date.now();
    const { attempts, began } = row;
    const course = { attempts, began: began ?? now };
    const next = afterFault(fault, course, now, Math.random(), this.#errand.asked, this.#desk.limits());
    if (typeof next !== 'number') return this.#desk.end({ state: 'failed', fault: next, settled: true });
    this.#desk.change({
      ...{ state: 'queued', handle: null, sending: 0, due: next, moved: next, doing: fault.message },
      ...{ progress: null, ahead: null },
      // It is known to have ended there: under the same name it would only be told so again.
      ...(fault.name === 'out-of-memory' ? { name: crypto.randomUUID() } : {}),
    });
  }
}

/** What is new about it. Waiting in somebody else's line is no standing still. */
function moved(
  row: JobRow,
  { progress = null, doing = null, ahead = null }: { progress?: number | null; doing?: string | null; ahead?: number | null },
): JobPatch {
  const same = row.progress === progress && row.doing === doing && row.ahead === ahead;
  return same && !ahead ? {} : { progress, doing, ahead, moved: Date.now() };
} // prettier-ignore
