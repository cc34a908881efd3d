/**
 * One per account: has jobs done by machines that are not the person's device. A turn is an alarm, and lasts while something is
 * under way; what is about to be done is on the disk before it is done, and what came of it before anybody is told.
 */
import { DurableObject } from 'cloudflare:workers';
import { Fault } from '../../core/contract/fault.ts';
import type { Activity, HostedAsk, HostedJob } from '../../core/contract/hosted.ts';
import { AccountId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { PING, PONG } from '../../core/contract/vault.ts';
import { isOver } from '../../core/jobs/job.ts';
import { deskLimits, nextUp } from '../../core/jobs/line.ts';
import { givenUp, givenUpAt, patience, type Patience } from '../../core/jobs/retry.ts';
import { mayDo } from '../../core/policy/hosted.ts';
import { canonical } from '../../core/sync/plain.ts';
import type { Env } from '../env.ts';
import { log, logBug } from '../log.ts';
import { Blobs } from '../store/blobs.ts';
import { hashOf } from '../store/chance.ts';
import { Figures } from '../store/figures.ts';
import { hostedOf, Jobs, type JobPatch, type JobRow } from '../store/jobs.ts';
import { weigh } from '../store/materials.ts';
import { Course, type Outcome } from './course.ts';
import { told, type Opened, type Told } from './desk-door.ts';
import { choose } from './hire.ts';
import { letGo, openSocket, poke, refuseWords } from './pokes.ts';

/** An alarm may run for 15 minutes in production: a turn ends before, and another goes on. In milliseconds. */
const TURN = 10 * 60_000;
/** When the next turn begins where this one died. */
const LEASE = 30_000;
/** What is to be done so soon is waited for, rather than asleep. */
const SOON = 5_000;
/** In how many seconds it is worth asking again where the line is full. */
const FULL = 30;
/** How often a provider is asked to leave off. */
const LEAVING_TRIES = 3;

export class Desk extends DurableObject<Env> {
  /** For how long it waits for others. */
  limits: Patience = patience;
  #jobs: Jobs;
  #figures: Figures;
  readonly #courses = new Map<string, Course>();
  /** Those about which something is being done just now. */
  readonly #busy = new Map<string, Promise<void>>();
  #turn: Promise<void> | undefined;
  #closed = false;
  #woken = Promise.withResolvers<undefined>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { storage } = ctx;
    this.#jobs = storage.transactionSync(() => new Jobs(storage.sql));
    this.#figures = new Figures(storage.sql);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    void ctx.blockConcurrencyWhile(async () => {
      // Whoever was at it is gone, or there would be no need of another.
      if (this.#jobs.unsettled().length === 0) return;
      const now = Date.now();
      const next = this.#next(now) ?? now;
      const alarm = await storage.getAlarm();
      if (alarm === null || alarm > next) await storage.setAlarm(next);
    });
  }

  /** Takes a job, or gives the one that was asked for under this key before. */
  open(owner: string, key: string, asked: HostedAsk): Promise<Told<Opened>> {
    return told(() => this.#open(owner, key, asked));
  }

  /** The newest, the newest first. */
  list(): HostedJob[] {
    return this.#jobs.list().map(row => this.#hosted(row));
  }

  get(id: string): Promise<Told<HostedJob>> {
    return told(() => this.#hosted(this.#row(id)));
  }

  /** Stops a job that is not over; its provider hears of it afterwards. */
  stop(id: string): Promise<Told<HostedJob>> {
    return told(async () => {
      const row = this.#row(id);
      if (!isOver(row)) {
        this.#end(row, { state: 'stopped' });
        await this.#wake();
      }
      return this.#hosted(this.#row(id));
    });
  }

  activity(): Activity {
    const open = this.#jobs.unsettled().filter(row => !isOver(row));
    const running = open.filter(({ state }) => state === 'running').length;
    return this.#figures.read({ queued: open.length - running, running }, Date.now());
  }

  /** The account is gone: so is all of it, and what is under way breaks off. */
  async erase(): Promise<void> {
    const { storage } = this.ctx;
    this.#closed = true;
    for (const course of this.#courses.values()) course.stop();
    this.#woken.resolve(undefined);
    await Promise.all([this.#turn, ...this.#busy.values()]);
    this.#courses.clear();
    for (const socket of this.ctx.getWebSockets()) socket.close(1001, 'This account was deleted.');
    await storage.deleteAlarm();
    await storage.deleteAll();
    this.#jobs = storage.transactionSync(() => new Jobs(storage.sql));
    this.#figures = new Figures(storage.sql);
    this.#closed = false;
  }

  /** A turn; what comes while one lasts is part of it. */
  override async alarm(): Promise<void> {
    if (this.#turn) return this.#woken.resolve(undefined);
    this.#turn = this.#work();
    try {
      await this.#turn;
    } finally {
      this.#turn = undefined;
      await this.#arm();
    }
  }

  async #work(): Promise<void> {
    const until = Date.now() + TURN;
    await this.ctx.storage.setAlarm(Date.now() + LEASE);
    while (!this.#closed) {
      this.#woken = Promise.withResolvers();
      const now = Date.now();
      this.#jobs.sweep(now);
      this.#giveUp(now);
      this.#begin(now);
      const next = this.#next(now);
      if (now >= until || (this.#busy.size === 0 && (next === undefined || next > now + SOON))) return;
      await this.#rest(Math.min(next ?? until, until) - now);
    }
  }

  override fetch(request: Request): Response {
    return openSocket(this.ctx, request);
  }

  override webSocketMessage(socket: WebSocket): void {
    refuseWords(socket);
  }

  override webSocketClose(socket: WebSocket): void {
    letGo(socket);
  }

  /** Throws what speaks against it. */
  async #open(owner: string, key: string, asked: HostedAsk): Promise<Opened> {
    const account = parse(AccountId, owner, 'bug');
    const digest = await hashOf(canonical(asked));
    const before = this.#known(key, digest);
    if (before) return before;
    const answer = mayDo(asked.ask);
    if (!answer.allowed) throw new Fault('policy', answer.reason);
    const { id: provider, name: by } = await choose(this.env, account, asked);
    const weight = await weigh(new Blobs(this.env, account), asked.ask);
    // The same may have come meanwhile; from here on nothing is waited for.
    const meanwhile = this.#known(key, digest);
    if (meanwhile) return meanwhile;
    if (this.#jobs.openCount() >= deskLimits.open) return { wait: FULL };
    const id = crypto.randomUUID();
    this.ctx.storage.transactionSync(() => {
      this.#jobs.own(account);
      this.#jobs.add({ id, key, digest, ask: asked.ask, provider, by, weight, asked: Date.now() });
    });
    await this.#wake();
    return { job: this.#hosted(this.#row(id)) };
  }

  #known(key: string, digest: string): Opened | undefined {
    const row = this.#jobs.byKey(key);
    if (!row) return undefined;
    if (row.digest === digest) return { job: this.#hosted(row) };
    throw new Fault(
      'conflict',
      'Another job was asked for under this key. Draw another key for another job.',
    );
  }

  /** By its id, or by the key it was asked for under, which is all that is known where the answer never came. */
  #row(id: string): JobRow {
    const row = this.#jobs.find(id) ?? this.#jobs.byKey(id);
    if (!row) throw new Fault('not-found', 'There is no such job. Look at the list again.');
    return row;
  }

  #hosted(row: JobRow): HostedJob {
    return hostedOf(row, row.state === 'queued' ? this.#jobs.before(row.seq) : 0);
  }

  /** Ends what has taken too long. */
  #giveUp(now: number): void {
    for (const row of this.#jobs.unsettled()) {
      const { began, moved } = row;
      if (isOver(row) || began === null) continue;
      const fault = givenUp({ began, moved: moved ?? began }, row.by, now, this.limits);
      if (fault) this.#end(row, { state: 'failed', fault, settled: false });
    }
  }

  /** Begins whatever is due, and whatever in line there is room for. */
  #begin(now: number): void {
    const rows = this.#jobs.unsettled();
    const running = rows.filter(({ state }) => state === 'running');
    const sending = running.filter(row => row.sending === 1);
    const load = { count: running.length, weight: sending.reduce((sum, { weight }) => sum + weight, 0) };
    for (const row of rows) {
      if (row.due > now || this.#busy.has(row.id)) continue;
      if (row.state !== 'queued') this.#take(row, isOver(row) ? 'leave' : 'go on');
    }
    const line = rows.filter(({ id, state }) => state === 'queued' && !this.#busy.has(id));
    for (const row of nextUp(line, load, now)) this.#take(row, 'submit');
  }

  #take(row: JobRow, what: 'submit' | 'go on' | 'leave'): void {
    const { id } = row;
    const course = this.#courseOf(row);
    const work = what === 'submit' ? course.submit() : what === 'leave' ? course.leave() : course.goOn();
    const done = work
      .catch((thrown: unknown) => {
        logBug(thrown, { where: 'desk' });
        // Left open it would be taken up again at once, and for ever.
        const open = this.#jobs.find(id);
        const fault = new Fault('bug', 'Something broke on our side. Ask again in a moment.');
        if (open && !isOver(open)) this.#end(open, { state: 'failed', fault, settled: false });
      })
      .then(() => {
        this.#busy.delete(id);
        const after = this.#jobs.find(id);
        if (!after || (isOver(after) && after.leaving === 0)) this.#courses.delete(id);
        return this.#wake();
      });
    this.#busy.set(id, done);
  }

  #courseOf(row: JobRow): Course {
    const known = this.#courses.get(row.id);
    if (known) return known;
    const course = new Course(this.env, parse(AccountId, this.#jobs.account, 'bug'), row, {
      read: () => this.#jobs.find(row.id),
      change: patch => this.#change(row.id, patch),
      end: outcome => {
        const open = this.#jobs.find(row.id);
        if (open && !isOver(open)) this.#end(open, outcome);
      },
      limits: () => this.limits,
    });
    this.#courses.set(row.id, course);
    return course;
  }

  #change(id: string, patch: JobPatch): void {
    this.#jobs.change(id, patch);
    const row = this.#jobs.find(id);
    if (row) poke(this.ctx, row);
  }

  /** However it ends, it ends here. Where it is not done, whoever may be at it is asked to leave off. */
  #end(row: JobRow, outcome: Outcome): void {
    const { id, provider, by, began, tool, attempts } = row;
    const now = Date.now();
    const fault =
      'fault' in outcome ? { kind: outcome.fault.name, message: outcome.fault.message } : undefined;
    const sent = row.handle !== null || row.sending === 1;
    const left = outcome.state === 'done' || ('settled' in outcome && outcome.settled) || !sent;
    this.ctx.storage.transactionSync(() => {
      this.#jobs.change(id, {
        ...(outcome.state === 'done' ? outcome.kept : {}),
        ...{ state: outcome.state, ended: now, due: now, leaving: left ? 0 : LEAVING_TRIES },
        ...{ progress: null, doing: null, ahead: null },
        fault: fault ? JSON.stringify(fault) : null,
      });
      const spent = began === null ? 0 : now - began;
      this.#figures.count({ provider, by, outcome: outcome.state, fault: fault?.kind ?? '', spent }, now);
      log('job', { tool, state: outcome.state, attempts, milliseconds: spent, fault: fault?.kind ?? '' });
    });
    this.#courses.get(id)?.stop();
    this.#courses.delete(id);
    poke(this.ctx, { ...row, state: outcome.state, progress: null });
  }

  /** When something is next to be done; undefined where nothing is. What waits for a free hand is begun when one is. */
  #next(now: number): number | undefined {
    const times = this.#jobs.unsettled().flatMap(row => {
      const { id, due, state, began, moved } = row;
      const waits = this.#busy.has(id) || (state === 'queued' && due <= now);
      const times = waits ? [] : [due];
      if (!isOver(row) && began !== null)
        times.push(givenUpAt({ began, moved: moved ?? began }, this.limits));
      return times;
    });
    return times.length === 0 ? undefined : Math.max(now, Math.min(...times));
  }

  async #rest(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, milliseconds, undefined);
    await Promise.race([promise, this.#woken.promise]);
    clearTimeout(timer);
  }

  async #wake(): Promise<void> {
    if (this.#turn || this.#closed) this.#woken.resolve(undefined);
    else await this.ctx.storage.setAlarm(Date.now());
  }

  /** Sets when the next turn begins. */
  async #arm(): Promise<void> {
    if (this.#closed) return;
    const now = Date.now();
    const at = this.#busy.size > 0 ? now : (this.#next(now) ?? this.#jobs.nextSweep());
    if (at === undefined) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(at);
  }
}
