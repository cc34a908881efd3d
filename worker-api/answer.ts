/**
 * A table of routes and a table of answers → HTTP. Every fault gets a status; a line without an answer does not compile,
 * and neither does an answer that speaks of an account on a line that does not ask for one.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { BodyOf, Limit, ParamsOf, ReplyOf, Route, Table, Who, WhoOf } from '../core/contract/api.ts';
import { Fault } from '../core/contract/fault.ts';
import { parse } from '../core/contract/schema.ts';
import { statuses } from '../core/contract/status.ts';
import { requestId } from './headers.ts';
import { logBug, redact } from './log.ts';
import type { AccountRef } from './store/accounts.ts';
import { TooOften } from './store/limits.ts';

/** Who was let in. `session` where a person is signed in; a key has none. */
export interface Admitted {
  readonly account: AccountRef;
  readonly session?: SessionRef;
}
interface SessionRef {
  readonly id: string;
}

/** What decides who is let in. Each throws a `Fault` where it says no. */
export interface Guard<Env> {
  /** Asked of every line: whether a page of another site is behind it. */
  checkOrigin(request: Request, env: Env): void;
  /** Asked of every line with a limit: counts it, for an account or else for where it comes from. */
  count(request: Request, env: Env, limit: Limit, admitted?: Admitted): Promise<void>;
  /** Asked of every line that is not open. Cookies that it renews go into `reply`. */
  admit(request: Request, env: Env, who: Exclude<Who, 'open'>, reply: Headers): Promise<Admitted>;
}

/** What every answer is given: the bindings, the path's parameters as they came, the body as its schema read it. */
interface Given<T extends Table, Line extends keyof T, Env> {
  readonly env: Env;
  readonly params: Readonly<Record<ParamsOf<Line>, string>>;
  readonly body: BodyOf<T[Line]>;
  readonly request: Request;
  /** The headers of the reply, for cookies. */
  readonly reply: Headers;
  /** Lets something go on when the reply has gone, so that how long it takes tells nothing. */
  later(task: () => Promise<unknown>): void;
}

/** And what it is given of who asks, which is what its line asks for. */
type Known<W extends Who> = W extends 'open'
  ? unknown
  : W extends `session${string}`
    ? Required<Admitted>
    : Admitted;

export type Asked<T extends Table, Line extends keyof T, Env> = Given<T, Line, Env> & Known<WhoOf<T[Line]>>;

/** One answer for each line of the table, or for the lines named. */
export type Answers<T extends Table, Env, Lines extends keyof T = keyof T> = {
  readonly [Line in Lines]: (asked: Asked<T, Line, Env>) => ReplyOf<T[Line]> | Promise<ReplyOf<T[Line]>>;
};

/** JSON bodies larger than this are refused unread, in bytes. Pictures do not travel as JSON. */
const largestBody = 1024 * 1024;

/** A fault as a reply. What a bug says of our insides is not for the asker. */
export function refuse(
  fault: Fault,
  status = statuses[fault.name],
  headers: Record<string, string> = {},
): Response {
  const message =
    fault.name === 'bug' ? 'Something broke on our side. Try again in a moment.' : fault.message;
  return Response.json(
    { kind: fault.name, message },
    { status, headers: { 'cache-control': 'no-store', ...hints(fault), ...headers } },
  );
}

/** RFC 9110: 10.2.3, and 11.6.1, by which every 401 says how to come in. */
function hints(fault: Fault): Record<string, string> {
  if (fault instanceof TooOften) return { 'retry-after': String(fault.seconds) };
  return fault.name === 'signed-out' ? { 'www-authenticate': 'Bearer' } : {};
}

/** What is said in the log of a request. */
export const about = (request: Request): Record<string, string> => ({
  request: request.headers.get(requestId) ?? '',
  line: redact(`${request.method} ${new URL(request.url).pathname}`),
});

/** The routes of `table`, answered once `guard` has let in who asks. */
export function serve<T extends Table, Env extends object>(
  table: T,
  answers: Answers<T, Env>,
  guard: Guard<Env>,
): Hono<{ Bindings: Env }> {
  const app = new Hono<{ Bindings: Env }>();
  const tooBig = (): Response =>
    refuse(new Fault('too-big', 'That is more than one megabyte. Send less at once.'));
  const methods = new Map<string, string[]>();

  for (const [line, route] of Object.entries<Route>(table)) {
    const [method = '', path = ''] = line.split(' ');
    methods.set(path, [...(methods.get(path) ?? []), method]);
    // Object.entries forgets whose keys they are.
    const answer = answers[line as keyof T];
    app.on(method, path, bodyLimit({ maxSize: largestBody, onError: tooBig }), async context => {
      const { req } = context;
      const request = req.raw;
      // Hono maps the type; the bindings themselves are what `Env` says.
      const env = context.env as Env;
      const reply = new Headers({ 'cache-control': 'no-store' });
      const admitted = await letIn(guard, route, request, env, reply);
      const body = route.body === undefined ? undefined : parse(route.body, await jsonOf(request));
      const later = (task: () => Promise<unknown>): void =>
        context.executionCtx.waitUntil(
          task().catch((thrown: unknown) => logBug(thrown, { line, where: 'later' })),
        );
      const given = { env, params: req.param(), body, request, reply, later, ...admitted };
      // The router has found every name that the path holds, `body` is this line's own, and the guard gave its account.
      const asked = given as unknown as Asked<T, keyof T, Env>;
      return Response.json(await answer(asked), { headers: reply });
    });
  }

  // After every line, since the first match answers.
  for (const [path, allowed] of methods) {
    const fault = new Fault('bad-request', `This address answers only ${allowed.join(', ')}.`);
    app.all(path, () => refuse(fault, 405, { allow: allowed.join(', ') }));
  }
  app.notFound(() => refuse(new Fault('not-found', 'There is no such address here.')));
  app.onError((thrown, { req }) => {
    const fault = Fault.from(thrown);
    if (fault.name === 'bug') logBug(fault.cause ?? fault, about(req.raw));
    return refuse(fault);
  });
  return app;
}

/** Before anything is read of what was sent: what a stranger sends costs nothing, and tells nothing. */
async function letIn<Env>(
  guard: Guard<Env>,
  { who, limit = 'none' }: Route,
  request: Request,
  env: Env,
  reply: Headers,
): Promise<Admitted | undefined> {
  guard.checkOrigin(request, env);
  const admitted = who === 'open' ? undefined : await guard.admit(request, env, who, reply);
  if (limit !== 'none') await guard.count(request, env, limit, admitted);
  return admitted;
}

/** Asking for `application/json` by name also keeps other sites' forms out: a browser asks us before it sends that. */
async function jsonOf(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new Fault('bad-request', 'Send the body as JSON, with the content type application/json.');
  }
  try {
    return await request.json();
  } catch (thrown) {
    throw new Fault('bad-request', 'The body is not valid JSON.', { cause: thrown });
  }
}
