/**
 * Has a machine elsewhere do what a run needs of it, once. What was asked, where to ask after it and what was answered are kept by
 * the job's name before each next step: a page that died goes on where it was, and nothing is asked, or paid, twice. What is said is
 * written down there in the same way, but nothing of it is kept.
 */
import { Fault } from '../../core/contract/fault.ts';
import type { JobId, ProviderId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { AnyProvider, Maker } from '../../core/providers/provider.ts';
import { through, unsure, type Way } from '../../core/providers/through.ts';
import { hashOf } from '../data/assets.ts';
import type { Database } from '../data/database.ts';
import type { Errand } from '../data/rows.ts';
import { dropErrand, errandOf, keepErrand } from '../data/own.ts';
import { speechFor, writtenIn, type Written } from '../workers/dictation.ts';
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
  const stop = leavingOff(asked);
  try {
    return await answered(database, job, asked, parse(Work, work, 'bug'), {
      ...wayTo(asked, signal, report),
      remember: (handle = job.id) => Promise.resolve(stop.learn(handle)),
    });
  } catch (thrown) {
    const fault = stop.fault(thrown, signal);
    await dropErrand(database, job.id);
    throw fault;
  }
}

/** What was said in these samples, 16,000 a second, written down there. Throws as above; of a page that dies nothing is left. */
export async function dictateOutside(
  id: JobId,
  asked: Asked,
  samples: Float32Array,
  signal: AbortSignal,
  report: (at: At) => void,
): Promise<Written> {
  const stop = leavingOff(asked);
  try {
    const { said } = await through(speechFor(samples), id, {
      ...wayTo(asked, signal, report),
      remember: (handle = id) => Promise.resolve(stop.learn(handle)),
    });
    return writtenIn(said, asked.name);
  } catch (thrown) {
    throw stop.fault(thrown, signal);
  }
}

/** Goes on where it was asked before, and keeps what comes of it. */
async function answered(
  database: Database,
  job: Name,
  { id, name, by, again }: Asked,
  work: Work,
  way: Way,
): Promise<Answer> {
  const errand: Errand = {
    job: job.id,
    ...(job.wanted ? { wanted: job.wanted } : {}),
    provider: id,
    work: await nameOf(work),
    asked: database.world.now(),
  };
  const kept = await errandOf(database, job.id);
  const known = kept?.work === errand.work && kept.provider === id ? kept : undefined;
  if (known?.answer) return { picture: known.answer.blob, by: known.answer.by };
  if (known && known.handle === undefined && again === 'charged') throw unsure(name);
  const remember = async (handle?: string): Promise<void> => {
    await keepErrand(database, { ...errand, ...(handle === undefined ? {} : { handle }) });
    await way.remember(handle);
  };
  const { pictures } = await through(work, job.id, { ...way, remember }, known?.handle);
  const [picture] = pictures;
  if (!picture) throw new Fault('refused', `${name} gave back no picture. Try again, or ask another.`);
  const blob = new Blob([picture.bytes], { type: picture.type });
  await keepErrand(database, { ...errand, answer: { blob, by } });
  return { picture: blob, by };
}

const wayTo = (asked: Asked, signal: AbortSignal, report: (at: At) => void): Omit<Way, 'remember'> => ({
  maker: asked.open(signal),
  name: asked.name,
  again: asked.again,
  wait: (milliseconds, handle) => asked.wait(milliseconds, signal, handle),
  report,
});

/** Knows by what a job is called there, and what becomes of it once it is over here. */
function leavingOff(asked: Asked): {
  learn(handle: string): void;
  fault(thrown: unknown, signal: AbortSignal): Fault;
} {
  let known: string | undefined;
  return {
    learn: handle => (known = handle),
    fault(thrown, signal) {
      const fault = signal.aborted ? new Fault('stopped', 'Stopped.') : Fault.from(thrown);
      if (fault.name === 'stopped' && known !== undefined) {
        // It was stopped here; who cannot be told goes on for nobody.
        void asked
          .open(AbortSignal.timeout(LEAVE_OFF))
          .cancel(known)
          .catch(() => {});
      }
      return fault;
    },
  };
}

/** What is asked, as a name: the same of the same. */
async function nameOf(work: Work): Promise<string> {
  const bytes = Object.values(work).filter(value => value instanceof Uint8Array);
  const rest = JSON.stringify(work, (_, value: unknown) =>
    value instanceof Uint8Array ? value.length : value,
  );
  return hashOf(new Blob([rest, ...bytes]));
}
