/** An engine elsewhere that does a command's work: which, and how a page asks it by its own address, so that no key enters the page. */
import { request as plain, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as secure } from 'node:https';
import { apiRoot } from '../../core/contract/api.ts';
import { Fault, type FaultKind } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { nearness } from '../../core/jobs/near.ts';
import { Url } from '../../core/providers/server.ts';

export interface EngineAt {
  readonly url: string;
  readonly key: string | undefined;
}

/** The engine at `address`, with the key that the environment holds: on the command line others would see it. */
export function engineAt(address: string, env: NodeJS.ProcessEnv = process.env): EngineAt {
  const url = parse(Url, address);
  const key = env['ENGINE_KEY'];
  if (/^http:/i.test(url) && nearness(url) === 'far') {
    throw new Fault('bad-request', `Whoever lies between could read what goes to ${url}: give the engine an https:// address, or a tunnel that begins on this computer.`); // prettier-ignore
  }
  return { url, key: key === '' ? undefined : key };
}

/** What goes along: who asks, and from where, is nobody's business there. */
const onward = ['content-type', 'content-length', 'idempotency-key'];
const back = ['content-type', 'content-length', 'retry-after'];

export const isForEngine = (path: string): boolean => path.startsWith(`${apiRoot}/`);

/** By the page that this very server gave out: pages of other sites, and names that lead here (DNS rebinding), are none of it. */
const isOwn = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-site'] === 'same-origin' && /^127\.0\.0\.1:\d+$/.test(headers.host ?? '');

/** Has the engine answer what our page asked. */
export function passOn({ url, key }: EngineAt, asked: IncomingMessage, answer: ServerResponse): void {
  const refuse = (status: number, kind: FaultKind, message: string): void => {
    if (answer.headersSent) return void answer.destroy();
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ kind, message }));
  };
  if (!isOwn(asked)) return refuse(403, 'forbidden', 'Only the page of this command may ask.');
  const headers = {
    ...some(asked, onward),
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const ask = /^https:/i.test(url) ? secure : plain;
  const sent = ask(`${url}${asked.url ?? '/'}`, { method: asked.method, headers }, reply => {
    if (reply.statusCode === 401) {
      reply.resume();
      return refuse(403, 'refused', `The engine at ${url} lets nobody in with this key. Set ENGINE_KEY to the one that it was started with.`); // prettier-ignore
    }
    answer.writeHead(reply.statusCode ?? 502, some(reply, back));
    reply.on('error', () => answer.destroy()).pipe(answer);
  });
  sent.on('error', () =>
    refuse(502, 'offline', `Nobody answers at ${url}. See whether the engine is started.`),
  );
  answer.on('close', () => sent.destroy());
  asked.pipe(sent);
}

const some = ({ headers }: IncomingMessage, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap(name => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
