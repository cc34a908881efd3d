/**
 * One per account: gives every change its number, keeps it, and tells the other devices that there is something. A turn
 * without an await is one transaction, and nothing leaves before it is on the disk.
 */
import { DurableObject } from 'cloudflare:workers';
import { Fault } from '../../core/contract/fault.ts';
import type { DeviceId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { TableName } from '../../core/contract/tables.ts';
import {
  Opening,
  PING,
  PONG,
  Pull,
  type Poke,
  type Pulled,
  type Push,
  type Pushed,
} from '../../core/contract/vault.ts';
import type { Fields } from '../../core/sync/change.ts';
import { FOLD_AFTER, PURGE_AFTER, floorOf, sift } from '../../core/sync/vault.ts';
import {
  namedAfter,
  recordsAfter,
  recordsOf,
  type Named,
  type Records,
  type Which,
} from '../store/holdings.ts';
import { Log } from '../store/log.ts';
import { letGo } from './pokes.ts';

const DAY = 24 * 60 * 60_000;

/** Numbers folded in one turn, and records buried: a turn holds up whoever pushes meanwhile. */
const FOLD_AT_ONCE = 10_000;
const BURY_AT_ONCE = 100;

const MOST_SOCKETS = 256;

export class Vault extends DurableObject {
  #made: Log | undefined;
  /** Whether an alarm is set. */
  #armed = false;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#made = this.#makeLog();
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    void ctx.blockConcurrencyWhile(async () => {
      this.#armed = (await ctx.storage.getAlarm()) !== null;
    });
  }

  /** Made anew where all was erased, and somebody asks who came too late to know. */
  get #log(): Log {
    return (this.#made ??= this.#makeLog());
  }

  /** Takes a `Push`. The same again is known, and changes nothing. */
  async push(body: unknown): Promise<Pushed> {
    const now = Date.now();
    const { push, entries, ahead } = sift(body, now);
    const accepted = this.ctx.storage.transactionSync(() => this.#log.append(entries, push.read, now));
    const { head } = this.#log;
    if (accepted > 0) {
      this.#poke(head, push.device);
      if (!this.#armed) await this.#arm(now + DAY);
    }
    return { head, accepted, known: entries.length - accepted, ahead: [...ahead], now };
  }

  /** Answers a `Pull`, and keeps from it how far the device has read, and by which sign-in. */
  pull(body: unknown, session: string | null = null): Pulled {
    const now = Date.now();
    const { device, since, limit } = parse(Pull, body);
    this.#log.read(device, since, now, session);
    const { changes, cursor, more } = this.#log.page(since, limit);
    return { changes: [...changes], cursor, head: this.#log.head, more, now };
  }

  /**
   * The devices of this sign-in, or, without one, of every one, are signed out: they are waited for no longer, and told so that they
   * ask and find out.
   */
  signedOut(session: string | null): void {
    for (const device of this.#log.forgetSession(session)) {
      for (const socket of this.ctx.getWebSockets(device)) {
        if (socket.readyState !== WebSocket.OPEN) continue;
        socket.send(poke(this.#log.head));
        socket.close(1008, 'This device was signed out.');
      }
    }
  }

  /** Which bytes are named, page by page from 0; what was deleted at `deleted`, or before, names none. */
  named(after: number, deleted: number): Named {
    return namedAfter(this.#log.sql, after, this.#log.head, deleted);
  }

  /** The records as they stand, page by page from `['', '']`. */
  records(after: readonly [string, string]): Records {
    return recordsAfter(this.#log.sql, after);
  }

  /** Those of a table: all, the one of a name, or those that belong to an owner. */
  recordsOf(table: TableName, which: Which): readonly Fields[] {
    return recordsOf(this.#log.sql, table, which);
  }

  /** Folds what is old. Says whether there is more to do at once. */
  compact(): boolean {
    const now = Date.now();
    const log = this.#log;
    return this.ctx.storage.transactionSync(() => {
      log.forget(now - PURGE_AFTER);
      const goal = floorOf(log.floor, log.lastBy(now - FOLD_AFTER), log.readers(), now);
      log.fold(Math.min(goal, log.floor + FOLD_AT_ONCE));
      return log.bury(now - PURGE_AFTER, BURY_AT_ONCE) === BURY_AT_ONCE || log.floor < goal;
    });
  }

  /** The account is gone: so is all of it, the empty tables too, and whoever is connected is let go. */
  async erase(): Promise<void> {
    const { storage } = this.ctx;
    for (const socket of this.ctx.getWebSockets()) socket.close(1001, 'This account was deleted.');
    await storage.deleteAlarm();
    await storage.deleteAll();
    this.#armed = false;
    this.#made = undefined;
  }

  override async alarm(): Promise<void> {
    this.#armed = false;
    const now = Date.now();
    if (this.compact()) await this.#arm(now);
    else if (this.#log.unsettled) await this.#arm(now + DAY);
  }

  /** Opens a socket, on which only `Poke` is ever said. */
  override fetch(request: Request): Response {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      return refusal(426, new Fault('bad-request', 'This address answers only WebSockets.'));
    }
    if (this.ctx.getWebSockets().length >= MOST_SOCKETS) {
      return refusal(429, new Fault('refused', 'Too many pages of this account are open. Close some.'));
    }
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    let device: DeviceId;
    try {
      ({ device } = parse(Opening, asked));
    } catch (thrown) {
      return refusal(400, Fault.from(thrown));
    }
    const { 0: theirs, 1: ours } = new WebSocketPair();
    this.ctx.acceptWebSocket(ours, [device]);
    ours.send(poke(this.#log.head));
    return new Response(null, { status: 101, webSocket: theirs });
  }

  /** Changes are pushed over HTTP: whoever says anything here but `PING` speaks another protocol. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(1008, 'Nothing is said on this socket but ping.');
  }

  override webSocketClose(socket: WebSocket): void {
    letGo(socket);
  }

  /** Tells every socket that is not of `device`. Its own tabs share one database, and know. */
  #poke(head: number, device: string): void {
    const own = new Set(this.ctx.getWebSockets(device));
    const message = poke(head);
    for (const socket of this.ctx.getWebSockets()) {
      if (!own.has(socket) && socket.readyState === WebSocket.OPEN) socket.send(message);
    }
  }

  #makeLog(): Log {
    const { storage } = this.ctx;
    return storage.transactionSync(() => new Log(storage.sql));
  }

  async #arm(at: number): Promise<void> {
    this.#armed = true;
    await this.ctx.storage.setAlarm(at);
  }
}

/** What a vault answers, as whoever calls it over the wire sees it; the bodies are parsed there, and faults keep their names. */
export interface VaultDoor {
  push(body: Push): Promise<Pushed>;
  pull(body: Pull, session?: string | null): Promise<Pulled>;
  signedOut(session: string | null): Promise<void>;
  named(after: number, deleted: number): Promise<Named>;
  records(after: readonly [string, string]): Promise<Records>;
  recordsOf(table: TableName, which: Which): Promise<readonly unknown[]>;
  erase(): Promise<void>;
  /** For the upgrade to a socket, at an address that says what `Opening` asks for. */
  fetch(request: Request): Promise<Response>;
}

/** The vault of an account, by the account's id. */
export function vaultOf(namespace: DurableObjectNamespace, account: string): VaultDoor {
  // The runtime's own types for calls give `never` where a value may be any JSON.
  return namespace.getByName(account) as unknown as VaultDoor;
}

const poke = (head: number): string => JSON.stringify({ head } satisfies Poke);

const refusal = (status: number, { name, message }: Fault): Response =>
  Response.json({ kind: name, message }, { status, headers: { 'cache-control': 'no-store' } });
