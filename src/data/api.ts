/** The API of our own site, by its table: `call('GET /account', {}, signal)`. */
import {
  FaultReply,
  api,
  apiRoot,
  meantFor,
  type BodyOf,
  type ParamsOf,
  type ReplyOf,
} from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { AccountId } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { outOfReach, send } from './http.ts';

type Line = keyof typeof api;

/** What a line asks for: its path's parameters and its body, where it has them. */
export type Asked<L extends Line> = ([ParamsOf<L>] extends [never]
  ? unknown
  : { readonly params: Readonly<Record<ParamsOf<L>, string>> }) &
  (BodyOf<(typeof api)[L]> extends undefined ? unknown : { readonly body: BodyOf<(typeof api)[L]> });

/**
 * What the server answers, to `account` alone where that is said. Throws what it says is wrong; `offline` where it cannot be reached, `refused` where what answers is not
 * our server, and `stopped`.
 */
export async function call<L extends Line>(
  line: L,
  asked: Asked<L> & { readonly params?: Readonly<Record<string, string>>; readonly body?: unknown },
  signal: AbortSignal,
  account?: AccountId,
): Promise<ReplyOf<(typeof api)[L]>> {
  const { params = {}, body } = asked;
  const [method = '', path = ''] = line.split(' ');
  const place = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const reply = await ask(`${apiRoot}${place}`, {
    method,
    signal,
    headers: { ...asAccount(account), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // What is cut off is no JSON, nor is what somebody between us and our server answers.
  const said: unknown = await reply.json().catch((cause: unknown) => {
    throw outOfReach(signal, cause);
  });
  // The table is read by a name that is one of its own.
  return parse(api[line].reply, said, 'bug') as ReplyOf<(typeof api)[L]>;
}

/** What a request says of the account that it is meant for: where another is signed in by then, the server refuses it. */
export const asAccount = (account: AccountId | undefined): Record<string, string> =>
  account === undefined ? {} : { [meantFor]: account };

/** A reply of our own server that went well, at a path under its root; what is no JSON is asked for so. Throws as `call` does. */
export async function ask(
  path: string,
  request: RequestInit & { readonly signal: AbortSignal },
): Promise<Response> {
  const reply = await send(path, request);
  if (reply.ok || reply.status === 304) return reply;
  const said = v.safeParse(FaultReply, await reply.json().catch(() => undefined));
  if (said.success) throw new Fault(said.output.kind, said.output.message);
  throw new Fault(
    'refused',
    `The server answered ${reply.status}, and did not say why. Try again in a moment.`,
  );
}
