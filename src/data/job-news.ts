/**
 * News of the account's jobs: its desk says on a socket when one has moved, and how it is then is asked for over HTTP. Whoever
 * waits asks after a while in any case: nothing depends on what is said here.
 */
import { Fault } from '../../core/contract/fault.ts';
import { JobPoke } from '../../core/contract/hosted.ts';
import { v } from '../../core/contract/schema.ts';
import { isOver } from '../../core/jobs/job.ts';
import { Bell } from './bell.ts';
import { holdSocket } from './socket.ts';
import type { World } from './world.ts';

/** How long who is told of news goes without asking, in milliseconds: a socket may be dead, and not know it. */
const SAFETY = 10_000;
/** For how long the socket is held for nobody, in milliseconds: who was told asks, and then mostly waits again. */
const LINGER = 5_000;

/** Of one job. */
interface Bells {
  /** Something about it has changed, its end included. */
  readonly moved: Bell;
  /** It is to be asked about without delay. */
  readonly urgent: Bell;
}

/** Opens nothing before somebody waits, and one socket for all who do. */
export class JobNews {
  readonly #world: World;
  readonly #jobs = new Map<string, Bells>();
  #waiting = 0;
  #hears = false;
  #held: AbortController | undefined;
  #lingering: ReturnType<typeof setTimeout> | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Settles when a job is to be asked about: once it is over; after so many milliseconds, if it has moved or no socket tells
   * whether it has; or later, in any case. Throws `stopped`.
   */
  async wait(job: string, milliseconds: number, signal: AbortSignal): Promise<void> {
    const { moved, urgent } = this.#follow(job);
    try {
      await urgent.heard(signal, milliseconds);
      if (milliseconds > 0 && this.#hears) await moved.heard(signal, SAFETY - milliseconds);
    } finally {
      if (--this.#waiting === 0) this.#lingering = setTimeout(() => this.#close(), LINGER);
    }
    if (signal.aborted) throw Fault.from(signal.reason);
  }

  #follow(job: string): Bells {
    clearTimeout(this.#lingering);
    this.#waiting++;
    if (!this.#held) this.#open();
    const bells = this.#jobs.get(job) ?? { moved: new Bell(), urgent: new Bell() };
    this.#jobs.set(job, bells);
    return bells;
  }

  #open(): void {
    const { signal } = (this.#held = new AbortController());
    const hearing = {
      // What happened before went unheard.
      opened: () => {
        this.#hears = true;
        this.#ringAll();
      },
      closed: () => void (this.#hears = false),
      said: (message: unknown) => this.#hear(message),
    };
    holdSocket(this.#world, '/jobs/socket', hearing, signal);
  }

  #close(): void {
    this.#held?.abort();
    this.#held = undefined;
    this.#hears = false;
    this.#jobs.clear();
  }

  #hear(message: unknown): void {
    const said = v.safeParse(JobPoke, jsonIn(message));
    // What a newer server says may be of any of them.
    if (!said.success) return this.#ringAll();
    const bells = this.#jobs.get(said.output.job);
    bells?.moved.ring();
    if (isOver(said.output)) bells?.urgent.ring();
  }

  #ringAll(): void {
    for (const { moved, urgent } of this.#jobs.values()) {
      moved.ring();
      urgent.ring();
    }
  }
}

/** What somebody else than our server may say is no JSON, and no news. */
function jsonIn(message: unknown): unknown {
  try {
    return JSON.parse(String(message));
  } catch {
    return undefined;
  }
}

const tabs = new WeakMap<World, JobNews>();

/** One for all who wait in a tab, which has one world. */
export function jobNewsIn(world: World): JobNews {
  const news = tabs.get(world) ?? new JobNews(world);
  tabs.set(world, news);
  return news;
}
