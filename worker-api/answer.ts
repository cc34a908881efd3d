/** A table of routes and a table of answers → HTTP. Every fault gets a status; a line without an answer does not compile. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { BodyOf, ParamsOf, ReplyOf, Route, Table } from '../core/contract/api.ts';
import { Fault, type FaultKind } from '../core/contract/fault.ts';
import { parse } from '../core/contract/schema.ts';

/** What an answer is given: the bindings, the path's parameters as they came, the body as its schema read it. */
export interface Asked<T extends Table, Line extends keyof T, Env> {
  readonly env: Env;
  readonly params: Readonly<Record<ParamsOf<Line>, string>>;
  readonly body: BodyOf<T[Line]>;
}

/** One answer for each line of the table, or for the lines named. */
export type Answers<T extends Table, Env, Lines extends keyof T = keyof T> = {
  readonly [Line in Lines]: (asked: Asked<T, Line, Env>) => ReplyOf<T[Line]> | Promise<ReplyOf<T[Line]>>;
};

/** JSON bodies larger than this are refused unread, in bytes. Pictures do not travel as JSON. */
const largestBody = 1024 * 1024;

const statuses: Record<FaultKind, number> = {
  'bad-request': 400,
  policy: 403,
  'signed-out': 401,
  'not-found': 404,
  conflict: 409,
  'too-big': 413,
  offline: 503,
  refused: 502,
  'no-maker': 501,
  'out-of-memory': 503,
  'no-space': 507,
  stopped: 499, // not in RFC 9110; what nginx logs when the asker went away
  bug: 500,
};

/** A fault as a reply. What a bug says of our insides goes to the log, not to the asker. */
export function refuse(
  fault: Fault,
  status = statuses[fault.name],
  headers: Record<string, string> = {},
): Response {
  if (fault.name === 'bug') console.error(fault.cause ?? fault);
  const message =
    fault.name === 'bug' ? 'Something broke on our side. Try again in a moment.' : fault.message;
  return Response.json(
    { kind: fault.name, message },
    { status, headers: { 'cache-control': 'no-store', ...headers } },
  );
}

/** The routes of `table`, answered. */
export function serve<T extends Table, Env extends object>(
  table: T,
  answers: Answers<T, Env>,
): Hono<{ Bindings: Env }> {
  const app = new Hono<{ Bindings: Env }>();
  const tooBig = (): Response =>
    refuse(new Fault('too-big', 'That is more than one megabyte. Send less at once.'));
  const methods = new Map<string, string[]>();

  for (const [line, { body: schema }] of Object.entries<Route>(table)) {
    const [method = '', path = ''] = line.split(' ');
    methods.set(path, [...(methods.get(path) ?? []), method]);
    // Object.entries forgets whose keys they are.
    const answer = answers[line as keyof T];
    app.on(method, path, bodyLimit({ maxSize: largestBody, onError: tooBig }), async context => {
      const { env, req } = context;
      const body = schema === undefined ? undefined : parse(schema, await jsonOf(req.raw));
      // The router has found every name that the path holds, and `schema` is this line's own.
      const asked = { env, params: req.param(), body } as unknown as Asked<T, keyof T, Env>;
      return Response.json(await answer(asked), { headers: { 'cache-control': 'no-store' } });
    });
  }

  // After every line, since the first match answers.
  for (const [path, allowed] of methods) {
    const fault = new Fault('bad-request', `This address answers only ${allowed.join(', ')}.`);
    app.all(path, () => refuse(fault, 405, { allow: allowed.join(', ') }));
  }
  app.notFound(() => refuse(new Fault('not-found', 'There is no such address here.')));
  app.onError(thrown => refuse(Fault.from(thrown)));
  return app;
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
