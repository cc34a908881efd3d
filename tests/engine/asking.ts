/** Who asks an engine in these tests, and what for. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiRoot, FaultReply } from '../../core/contract/api.ts';
import { EngineJob, type EngineAsk } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, type Infer } from '../../core/contract/schema.ts';
import { blankMask, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { encodePng } from '../../core/pixels/png/encode.ts';

/** A folder that goes when `onEnd` comes to it. */
export function folderUntil(onEnd: (task: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'brushword-engine-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a call is refused with. */
export async function faultOf(call: Promise<unknown>): Promise<Fault> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was thrown.');
}

/** A wall with some grain, and a red disc in the middle of `place`. */
export function wall(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  const [across, down, radius] = [width / 2, height / 2, height / 12];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const grain = (x * 7 + y * 13) % 5;
      const isRed = Math.hypot(x - across, y - down) < radius;
      data.set(isRed ? [180 + grain, 40, 40, 255] : [150 + grain, 148 + grain, 144, 255], at);
    }
  }
  return { width, height, data };
}

/** White where the disc is. */
export function marked(width: number, height: number): Mask {
  const mask = blankMask(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++)
      if (Math.hypot(x - width / 2, y - height / 2) < height / 10) mask.data[at] = 255;
  }
  return mask;
}

export const pngOf = ({ width, height, data }: Pixels): Uint8Array<ArrayBuffer> =>
  encodePng({ width, height, channels: 4, data: new Uint8Array(data) });
export const maskPng = (mask: Mask): Uint8Array<ArrayBuffer> => encodePng({ ...mask, channels: 1 });

export const remove = {
  tool: 'operate',
  operation: 'remove',
  params: {},
  seed: 7,
} as const satisfies EngineAsk;

export type Sent = Readonly<Record<string, Uint8Array<ArrayBuffer> | string>>;

export function formOf(ask: unknown, files: Sent = {}): FormData {
  const form = new FormData();
  form.set('ask', JSON.stringify(ask));
  for (const [name, file] of Object.entries(files))
    form.set(name, typeof file === 'string' ? file : new Blob([file]));
  return form;
}

/** One who asks the engine at `url`. */
export class Asker {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  ask(method: string, path: string, body?: FormData | string, headers: Record<string, string> = {}) {
    const asked = { method, headers: { ...this.#headers, ...headers }, ...(body !== undefined && { body }) };
    return fetch(`${this.#url}${path}`, asked);
  }

  submit(ask: unknown, files: Sent, key: string = randomUUID()): Promise<Response> {
    return this.ask('POST', `${apiRoot}/jobs`, formOf(ask, files), { 'idempotency-key': key });
  }

  async job(id: string): Promise<EngineJob> {
    return parse(EngineJob, await (await this.ask('GET', `${apiRoot}/jobs/${id}`)).json());
  }

  /** The job, once it is as wanted. */
  async until(id: string, wanted: (job: EngineJob) => boolean): Promise<EngineJob> {
    for (;;) {
      const job = await this.job(id);
      if (wanted(job)) return job;
      await wait(25);
    }
  }

  ended(id: string): Promise<EngineJob> {
    return this.until(id, ({ state }) => state !== 'queued' && state !== 'running');
  }
}

/** A refusal: its status, and what it says. */
export async function refusal(reply: Response): Promise<Infer<typeof FaultReply> & { status: number }> {
  return { status: reply.status, ...parse(FaultReply, await reply.json()) };
}

/** As only a program can ask that says what it likes in its headers. Sends no body. */
export async function asking(
  url: string,
  { method = 'GET', path, headers = {} }: { method?: string; path: string; headers?: Record<string, string> },
): Promise<{ status: number; json: unknown; headers: IncomingMessage['headers'] }> {
  const { hostname, port } = new URL(url);
  const asked = request({ hostname, port, path, method, headers });
  asked.flushHeaders();
  if (headers['content-length'] === undefined) asked.end();
  // Over TCP what comes is an answer.
  const [reply] = (await once(asked, 'response')) as [IncomingMessage];
  const told = reply.statusCode === 204 ? undefined : await json(reply);
  asked.destroy();
  return { status: reply.statusCode ?? 0, json: told, headers: reply.headers };
}
