/** The door to better-auth: passwords, passkeys and sessions. Its routes are not served; ours ask it, line by line. */
import { passkey } from '@better-auth/passkey';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { noAddress } from '../../core/contract/account.ts';
import { checkSettings, type Env } from '../env.ts';
import { log, logBug, redact } from '../log.ts';
import { faultOf } from './auth-faults.ts';
import { drawAccountId, drawId } from './chance.ts';
import { letters } from './letters.ts';
import { post } from './mail.ts';

const day = 24 * 60 * 60;
const sessionLife = 30 * day;
const longestUserAgent = 300;

/** Passwords that are no account's, hashed as those are: by scrypt. Compared in a time that tells nothing. */
export { hashPassword, verifyPassword };

/** What a passkey's ceremony is for: better-auth's `context`, kept on the server between the two halves. */
export const signingUp = 'sign-up';

/** What better-auth is told; `tests/api/schema.test.ts` asks it which tables it wants for that. */
export function optionsOf(env: Env) {
  const secure = env.ORIGIN.startsWith('https:');
  // Browsers hold a cookie of this name to this host, this path and https. On http://localhost Safari keeps no secure
  // cookie at all, so there it has a plain name (httpwg/http-extensions#2605; Chromium 156 keeps either).
  const cookie = (name: string) => ({
    name: `${secure ? '__Host-' : ''}brushword-${name}`,
    attributes: { secure, httpOnly: true, sameSite: 'strict' as const, path: '/' },
  });
  return {
    appName: 'Brushword',
    baseURL: env.ORIGIN,
    database: env.DB,
    secret: env.AUTH_SECRET,
    telemetry: { enabled: false },
    // It would say addresses. What matters of its warnings is thrown as well.
    logger: { level: 'error', log: (_level, message) => log('auth-error', { message: redact(message) }) },
    // Ours are in `limits.ts`: one statement each, for every line of the table.
    rateLimit: { enabled: false },
    user: {
      modelName: 'person',
      additionalFields: {
        account: { type: 'string', required: true, unique: true, input: false, defaultValue: drawAccountId },
        deleteAfter: { type: 'date', required: false, input: false },
      },
    },
    account: { modelName: 'credential' },
    session: { expiresIn: sessionLife, updateAge: day },
    databaseHooks: {
      session: {
        create: {
          // What a browser says of itself is kept to name the device by, and may be as long as it likes.
          before: async session => ({
            data: { ...session, userAgent: (session.userAgent ?? '').slice(0, longestUserAgent) },
          }),
        },
      },
    },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        if (!user.email.endsWith(noAddress)) await post(env, letters.reset(env, user.email, token));
      },
      // Whoever opened the letter owns the address.
      onPasswordReset: async ({ user }) => {
        await env.DB.prepare('UPDATE person SET emailVerified = 1 WHERE id = ?').bind(user.id).run();
      },
    },
    advanced: {
      // Where someone signed in from is not kept.
      ipAddress: { disableIpTracking: true },
      // `session.ts` checks this before any line is answered.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      useSecureCookies: false,
      cookies: { session_token: cookie('session'), 'better-auth-passkey': cookie('ceremony') },
      // Read at each start of each instance otherwise; tests/api/schema.test.ts checks it once.
      database: { validateSchema: false },
    },
    plugins: [
      passkey({
        rpID: new URL(env.ORIGIN).hostname,
        rpName: 'Brushword',
        origin: env.ORIGIN,
        // Found without saying who one is, and opened by a finger, a face or a PIN: two factors in one.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          requireSession: false,
          resolveUser: ({ ctx, context }) => {
            if (context !== signingUp) throw signInFirst();
            const name = (ctx as { query?: { name?: unknown } }).query?.name;
            return { id: drawId(), name: typeof name === 'string' ? name : 'Brushword' };
          },
          afterVerification: async ({ ctx, verification, user, context }) => {
            if (verification.registrationInfo?.userVerified !== true) throw unverified();
            const makes = (ctx.body as { createSession?: boolean }).createSession === true;
            // The halves of one ceremony are for the same thing.
            if (makes !== (context === signingUp)) throw signInFirst();
            if (!makes) return;
            const account = drawAccountId();
            const email = `${account}${noAddress}`.toLowerCase();
            const made = { name: user.name, email, emailVerified: true, account };
            const person = await ctx.context.internalAdapter.createUser(made, { method: 'passkey' });
            return { userId: person.id };
          },
        },
        authentication: {
          afterVerification: ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw unverified();
          },
        },
      }),
    ],
  } satisfies BetterAuthOptions;
}

function make(env: Env) {
  checkSettings(env);
  return betterAuth(optionsOf(env));
}
type Auth = ReturnType<typeof make>;

// Of its own kind, since it takes any other error for a failure of its own. `auth-faults.ts` has the sentences.
const signInFirst = (): APIError => new APIError('UNAUTHORIZED', { code: 'SESSION_REQUIRED' });
const unverified = (): APIError => new APIError('FORBIDDEN', { code: 'PERSON_NOT_VERIFIED' });

const made = new WeakMap<Env, Auth>();

function authOf(env: Env): Auth {
  const auth = made.get(env) ?? make(env);
  made.set(env, auth);
  return auth;
}

/** Asks better-auth. What it throws leaves as a fault. */
export async function ask<T>(env: Env, question: (api: Auth['api']) => Promise<T>): Promise<T> {
  try {
    return await question(authOf(env).api);
  } catch (thrown) {
    const fault = faultOf(thrown);
    if (fault.name === 'bug') logBug(thrown, { where: 'auth' });
    throw fault;
  }
}

/** The same, of a question that gives cookies, which go into `reply`. */
export async function askWithCookies<T>(
  env: Env,
  reply: Headers,
  question: (api: Auth['api']) => Promise<{ readonly headers: Headers; readonly response: T }>,
): Promise<T> {
  const { headers, response } = await ask(env, question);
  for (const cookie of headers.getSetCookie()) reply.append('set-cookie', cookie);
  return response;
}

/** The headers of someone who may be signed in already, as of someone who is not: who signs up is somebody new. */
export function withoutSession(headers: Headers): Headers {
  const others = (headers.get('cookie') ?? '')
    .split(/; */)
    .filter(pair => !pair.includes('brushword-session='));
  const copy = new Headers(headers);
  copy.set('cookie', others.join('; '));
  return copy;
}
