/** Talking to a service: what it answers is known by a schema, and what it refuses is a `Fault` with a sentence. */
import { Fault } from '../contract/fault.ts';
import type { ProviderHealth } from '../contract/hosted.ts';
import { parse, v, type Infer, type Schema } from '../contract/schema.ts';
import { Busy } from './busy.ts';
import type { HttpReply, HttpRequest, World } from './provider.ts';
import { textOf } from './text.ts';

export interface Server {
  readonly world: World;
  /** As a person knows it, for sentences. */
  readonly title: string;
  /** Where it is, without a slash at the end. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What no sentence may hold, whatever the service says. */
  readonly secrets: readonly string[];
  /** What the service means by an answer of 400 or above, where it says more than its status. */
  readonly faultOf?: (status: number, told: string, json: unknown) => Fault | undefined;
}

/** `path` stands under the server's own address. */
export type Asked = Omit<HttpRequest, 'url' | 'headers'> & {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Any answer below 400. */
export async function send(server: Server, asked: Asked): Promise<HttpReply> {
  return taken(server, await ask(server, asked), asked);
}

function ask(server: Server, { path, headers, ...rest }: Asked): Promise<HttpReply> {
  return server.world.send({ ...rest, url: server.url + path, headers: { ...server.headers, ...headers } });
}

function taken(server: Server, reply: HttpReply, { path }: Asked): HttpReply {
  if (reply.status < 400) return reply;
  const text = textOf(reply.bytes.subarray(0, LONGEST));
  const json = jsonOf(text);
  const told = tell(server, json, text);
  throw server.faultOf?.(reply.status, told, json) ?? faultOf(server, reply, told, path);
}

/** The same; nothing where it has no such thing any more, or never had (404, 405, 409, 410). */
export async function sendIfThere(server: Server, asked: Asked): Promise<HttpReply | undefined> {
  const reply = await ask(server, asked);
  return [404, 405, 409, 410].includes(reply.status) ? undefined : taken(server, reply, asked);
}

export async function sendForJson<S extends Schema>(
  server: Server,
  schema: S,
  asked: Asked,
): Promise<Infer<S>> {
  return jsonIn(server, schema, await send(server, asked), asked);
}

/** What an answer says. Throws `refused` where that is not known here. */
export function jsonIn<S extends Schema>(
  server: Server,
  schema: S,
  reply: HttpReply,
  asked: Asked,
): Infer<S> {
  const json = jsonOf(textOf(reply.bytes));
  const known = v.safeParse(schema, json);
  if (known.success) return known.output;
  const [issue] = known.issues;
  throw new Fault(
    'refused',
    `${server.title} answered in a way that is not known here (${v.getDotPath(issue) ?? asked.path}). ` +
      'Check that its address is right, and that it is up to date.',
  );
}

/** How long a reason is read, in bytes, and repeated, in characters. */
const LONGEST = 65_536;
const LONGEST_TOLD = 300;

/** Nothing where the text is no JSON: a proxy's page, or half an answer. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

const reason = v.union([
  v.object({ error: v.object({ message: v.string() }) }),
  v.pipe(
    v.object({
      error: v.optional(v.string()),
      detail: v.optional(v.string()),
      errors: v.optional(v.string()),
    }),
    v.check(({ error, detail, errors }) => Boolean(error ?? detail ?? errors)),
  ),
  v.object({ message: v.string() }),
]);

/** What it says of its own: one line, short, without secrets; nothing where it sent a page for a browser. */
function tell(server: Server, json: unknown, text: string): string {
  const known = v.safeParse(reason, json);
  if (!known.success) return json === undefined && !text.includes('<') ? clean(server, text) : '';
  const { output } = known;
  if ('message' in output) return clean(server, output.message);
  if (typeof output.error === 'object') return clean(server, output.error.message);
  const { error, detail, errors } = { detail: undefined, errors: undefined, ...output };
  return clean(server, [error, errors || detail].filter(Boolean).join(': '));
}

/** A line of another's words, fit for a sentence of ours. */
export function clean(server: Pick<Server, 'secrets'>, words: string): string {
  let line = words.replace(/\s+/g, ' ').trim();
  for (const secret of server.secrets) if (secret !== '') line = line.replaceAll(secret, '…');
  return line.length > LONGEST_TOLD ? `${line.slice(0, LONGEST_TOLD)}…` : line.replace(/\.$/, '');
}

function faultOf(server: Server, reply: HttpReply, told: string, path: string): Fault {
  const { title } = server;
  const { status } = reply;
  const because = told === '' ? `(it answered ${status})` : `It says: ${told}`;
  if (status === 401 || status === 403) {
    return new Fault('forbidden', `${title} lets nobody in with this name or key. Set it anew in Settings.`);
  }
  if (status === 404 || status === 405) {
    const where = path.replace(/\?.*/, '');
    return new Fault('refused', `${title} has nothing at ${where}. Check its address. ${because}.`);
  }
  if (status === 413)
    return new Fault('too-big', `${title} takes no picture as large as this. Choose a smaller part.`);
  if (status === 429) return new Busy(title, retryAfter(reply));
  if (status >= 500) return new Fault('offline', `${title} failed. Try again in a moment. ${because}.`);
  return new Fault('refused', `${title} does not do this. ${because}.`);
}

/** RFC 9110 §10.2.3: seconds, or a date, which is set against the service's own clock. */
function retryAfter(reply: HttpReply): number | undefined {
  const said = reply.header('retry-after');
  if (said === undefined) return undefined;
  if (/^\d+$/.test(said)) return Number(said) * 1000;
  const until = Date.parse(said) - Date.parse(reply.header('date') ?? '');
  return Number.isFinite(until) ? Math.max(0, until) : undefined;
}

/** Whatever is wrong there is the answer; that we were stopped is not. */
export async function healthOf(look: () => Promise<ProviderHealth>): Promise<ProviderHealth> {
  try {
    return await look();
  } catch (thrown) {
    const fault = Fault.from(thrown);
    if (fault.name === 'stopped' || fault.name === 'bug') throw fault;
    return { ok: false, message: fault.message };
  }
}

/** An address as a person types it. */
export const Url = v.pipe(
  v.string(),
  v.trim(),
  v.regex(
    /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i,
    'Write the address as http://127.0.0.1:8188, without a name or a password in it.',
  ),
  v.transform(url => url.replace(/\/+$/, '')),
);

/** What is kept of a job between two askings, as text. */
export const handleOf = (kept: unknown): string => JSON.stringify(kept);

/** Throws `bad-request` for what is no handle of this provider. */
export const readHandle = <S extends Schema>(schema: S, handle: string): Infer<S> =>
  parse(schema, jsonOf(handle));
