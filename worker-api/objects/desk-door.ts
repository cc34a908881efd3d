/** How a desk is called over the wire: faults come through it as they are. */
import { Fault, type FaultKind } from '../../core/contract/fault.ts';
import type { Activity, HostedAsk, HostedJob } from '../../core/contract/hosted.ts';

/** A job; or, where there is no room for it, in how many seconds to ask again. */
export type Opened = { readonly job: HostedJob } | { readonly wait: number };

/**
 * An answer, or why there is none: as data, since what an object throws over the wire is written to the log, whatever it says.
 * What is ours to mend is thrown.
 */
export type Told<T> =
  { readonly given: T } | { readonly fault: { readonly kind: FaultKind; readonly message: string } };

export async function told<T>(task: () => T | Promise<T>): Promise<Told<T>> {
  try {
    return { given: await task() };
  } catch (thrown) {
    const { name: kind, message } = Fault.from(thrown);
    if (kind === 'bug') throw thrown;
    return { fault: { kind, message } };
  }
}

async function heard<T>(answer: Promise<Told<T>>): Promise<T> {
  const heard = await answer;
  if ('given' in heard) return heard.given;
  throw new Fault(heard.fault.kind, heard.fault.message);
}

/** The desk of an account, as whoever calls it sees it; bodies are parsed there. */
export interface DeskDoor {
  /**
   * Throws `conflict` where another job has this key, or bytes are missing; `policy`, `no-maker`, `not-found` where there is no such
   * provider, and `too-big`.
   */
  open(account: string, key: string, asked: HostedAsk): Promise<Opened>;
  list(): Promise<HostedJob[]>;
  /** Throws `not-found`. */
  get(id: string): Promise<HostedJob>;
  /** Throws `not-found`. What is over stays as it is. */
  stop(id: string): Promise<HostedJob>;
  activity(): Promise<Activity>;
  erase(): Promise<void>;
  /** For the upgrade to a socket. */
  fetch(request: Request): Promise<Response>;
}

/** The same over the wire. */
interface Wire extends Omit<DeskDoor, 'open' | 'get' | 'stop'> {
  open(...words: Parameters<DeskDoor['open']>): Promise<Told<Opened>>;
  get(id: string): Promise<Told<HostedJob>>;
  stop(id: string): Promise<Told<HostedJob>>;
}

/** The desk of an account, by the account's id. */
export function deskOf(namespace: DurableObjectNamespace, account: string): DeskDoor {
  // The runtime's own types for calls give `never` where a value may be any JSON.
  const desk = namespace.getByName(account) as unknown as Wire;
  return {
    open: (...words) => heard(desk.open(...words)),
    list: () => desk.list(),
    get: id => heard(desk.get(id)),
    stop: id => heard(desk.stop(id)),
    activity: () => desk.activity(),
    erase: () => desk.erase(),
    fetch: request => desk.fetch(request),
  };
}
