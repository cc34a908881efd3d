/** Who asks, and whether they may: the guard that `answer.ts` asks before every line. */
import { meantFor, type Who } from '../core/contract/api.ts';
import { Fault } from '../core/contract/fault.ts';
import { AccountId } from '../core/contract/ids.ts';
import { parse, v } from '../core/contract/schema.ts';
import { about, refuse, type Admitted, type Guard } from './answer.ts';
import { checkSettings, type Env } from './env.ts';
import { logBug } from './log.ts';
import type { AccountRef } from './store/accounts.ts';
import { askWithCookies } from './store/auth.ts';
import { readKey } from './store/keys.ts';
import { tally } from './store/limits.ts';

/** For how long after signing in a session counts as fresh, in milliseconds. */
const freshness = 60 * 60 * 1000;
/** How long D1 may take to say who asks, in milliseconds. */
const patience = 10_000;

export const guard: Guard<Env> = {
  checkOrigin(request, env) {
    if (!isOurs(request, env)) throw crossSite();
  },

  async count(request, env, limit, admitted) {
    checkSettings(env);
    await soon(tally(env, limit, admitted?.account.id ?? networkOf(request)));
  },

  async admit(request, env, who, reply) {
    checkSettings(env);
    const bearer = request.headers.get('authorization');
    const admitted = await soon(
      bearer === null ? bySession(request, env, who, reply) : byKey(bearer, env, who),
    );
    const meant = request.headers.get(meantFor);
    if (meant !== null && meant !== admitted.account.id) {
      throw new Fault('signed-out', 'Another account is signed in in this browser by now. Reload this page.');
    }
    return admitted;
  },
};

/** An answer that is no JSON, and so no line of the table: for whom it is, and every fault, is settled as it is there. */
export async function forAccount(
  request: Request,
  env: Env,
  who: 'account: read' | 'account: write' | 'session',
  answer: (account: AccountRef, session: Admitted['session']) => Promise<Response>,
): Promise<Response> {
  const cookies = new Headers();
  const reply = await settled(request, async () => {
    guard.checkOrigin(request, env);
    const { account, session } = await guard.admit(request, env, who, cookies);
    return answer(account, session);
  });
  // A socket's headers cannot change.
  if (reply.status !== 101)
    for (const cookie of cookies.getSetCookie()) reply.headers.append('set-cookie', cookie);
  return reply;
}

/** The same for an answer to anybody: every fault becomes a reply. */
export async function settled(request: Request, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (thrown) {
    const fault = Fault.from(thrown);
    if (fault.name === 'bug') logBug(fault.cause ?? fault, about(request));
    return refuse(fault);
  }
}

/** A database that stands still has everybody wait who is signed in: better to be told, and to go on without. */
async function soon<T>(task: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Fault('offline', 'Accounts cannot be reached now. Try again in a minute.')),
    patience,
  );
  try {
    return await Promise.race([task, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Whether a page of ours asks, or no page at all, where something is to be changed. A browser says so itself, in words
 * that no page can change; one that does not know `Sec-Fetch-Site` sends `Origin`. What only reads needs no such check:
 * other sites cannot see the reply, and the cookie does not come with what they ask. A socket is read by whoever opens it.
 */
function isOurs({ method, headers }: Request, env: Env): boolean {
  if ((method === 'GET' || method === 'HEAD') && !headers.has('upgrade')) return true;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin !== null) return origin === env.ORIGIN;
  // A cookie comes from a browser, and a browser would have said.
  return !headers.has('cookie');
}

const crossSite = (): Fault =>
  new Fault('forbidden', 'This was asked from another site. Open Brushword itself and try again.');

const Session = v.object({
  session: v.object({ id: v.string(), createdAt: v.date() }),
  user: v.object({ id: v.string(), account: AccountId, deleteAfter: v.nullish(v.date()) }),
});

async function bySession(request: Request, env: Env, who: Who, reply: Headers): Promise<Admitted> {
  const { headers } = request;
  const found = await askWithCookies(env, reply, api => api.getSession({ headers, returnHeaders: true }));
  if (found === null) throw new Fault('signed-out', 'Sign in first.');
  const { session, user } = parse(Session, found, 'bug');
  if (who === 'session: fresh' && Date.now() - session.createdAt.getTime() > freshness) {
    throw new Fault('signed-out', 'Sign in again first: this decides who can get into your account.');
  }
  if (user.deleteAfter != null && who === 'account: write') {
    throw new Fault('conflict', 'This account is about to be deleted. Undo that first, and change it then.');
  }
  return { account: { id: user.account, person: user.id }, session: { id: session.id } };
}

async function byKey(bearer: string, env: Env, who: Who): Promise<Admitted> {
  const [, key] = /^bearer +(\S+) *$/i.exec(bearer) ?? [];
  const holder = key === undefined ? undefined : await readKey(env, key);
  if (holder === undefined) {
    throw new Fault('signed-out', 'This key is not known, or was revoked. Make another in your account.');
  }
  if (holder.leaving) {
    throw new Fault('forbidden', 'The account of this key is about to be deleted, so its keys do not work.');
  }
  if (who !== 'account: read' && who !== 'account: write') {
    throw new Fault('forbidden', 'No key may do this. Sign in with a browser.');
  }
  if (who === 'account: write' && holder.scope !== 'write') {
    throw new Fault('forbidden', 'This key may only read. Make one that may write.');
  }
  return { account: holder.account };
}

/** Where on the network a request comes from: an address, or of IPv6 the half that one household has. */
function networkOf({ headers }: Request): string {
  const address = headers.get('cf-connecting-ip') ?? 'unknown';
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}
