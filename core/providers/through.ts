/**
 * Has a maker do work to its end. Who is cut off in the middle is asked on; who has forgotten it is sent it again, but where that may
 * cost again.
 */
import { Fault } from '../contract/fault.ts';
import type { AnyProvider, Maker, Report, Stand, Work } from './provider.ts';

export type Done = Extract<Stand, { state: 'done' }>;

/** How it is asked, and who learns how it goes. */
export interface Way {
  readonly maker: Maker;
  /** As the person knows it. */
  readonly name: string;
  readonly again: AnyProvider['again'];
  /** Settles after so many milliseconds; of what `handle` names, when it is worth asking after it. Throws `stopped` once it is to stop. */
  wait(milliseconds: number, handle?: string): Promise<void>;
  readonly report: Report;
  /** Called before each next step with what to ask after it by; with nothing, before it is sent. */
  remember(handle: string | undefined): Promise<void>;
  /** How often in a row nobody may answer before it is given up: for ever, where it is left out. */
  readonly tries?: number;
}

/** Who does not answer is asked again after so many milliseconds: soon at first, since a server that restarts is back in seconds. */
const PAUSES = [1000, 2000, 4000, 8000, 15_000];
/** How often the same is sent to who knows nothing of it any more. */
const TRIES = 3;

/** `id` is ours, and the work's at every try. `handle`: where it was sent before. Throws what goes wrong there. */
export async function through(work: Work, id: string, way: Way, handle?: string): Promise<Done> {
  const { name, again } = way;
  let known = handle;
  for (let tries = 1; tries <= TRIES; tries++) {
    const done = await once(work, id, way, known);
    if (done) return done;
    if (again === 'charged') throw unsure(name);
    known = undefined;
  }
  throw new Fault(
    'refused',
    `${name} forgets what it is asked. See what it says for itself, then try again.`,
  );
}

/** What is said where asking again may cost again. */
export const unsure = (name: string): Fault =>
  new Fault(
    'conflict',
    `${name} was asked this before, and what became of it cannot be found out. To ask again may cost again.`,
  );

/** Nothing where the machine knows nothing of it any more. */
async function once(work: Work, id: string, way: Way, handle: string | undefined): Promise<Done | undefined> {
  const { wait, report, remember } = way;
  let stand: Stand = handle === undefined ? await submit(work, id, way) : { state: 'open', handle, after: 0 };
  let known: string | undefined;
  while (stand.state === 'open') {
    if (stand.handle !== known) await remember((known = stand.handle));
    report(stand);
    await wait(stand.after, known);
    const next = await poll(known, way);
    if (!next) return undefined;
    stand = next;
  }
  return stand;
}

async function submit(work: Work, id: string, way: Way): Promise<Stand> {
  const { maker, name, report, remember } = way;
  await remember(undefined);
  report({ doing: `Sending it to ${name}` });
  for (let tries = 0; ; tries++) {
    try {
      return await maker.submit(work, id, report);
    } catch (thrown) {
      const fault = Fault.from(thrown);
      // What there was no room for was not taken.
      if (fault.name !== 'too-often') throw fault;
      await pause(tries, way, fault, `${name} is busy with others. Asking again soon.`);
    }
  }
}

async function poll(handle: string, way: Way): Promise<Stand | undefined> {
  for (let tries = 0; ; tries++) {
    try {
      return await way.maker.poll(handle);
    } catch (thrown) {
      const fault = Fault.from(thrown);
      if (fault.name === 'not-found') return undefined;
      if (fault.name !== 'offline' && fault.name !== 'too-often') throw fault;
      await pause(tries, way, fault, `${way.name} does not answer. Waiting for it to come back.`);
    }
  }
}

async function pause(
  tries: number,
  { wait, report, tries: most = Infinity }: Way,
  fault: Fault,
  doing: string,
) {
  if (tries >= most) throw fault;
  report({ doing });
  await wait(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 0);
}
