/** The ways in, and out. Lines that could tell whether an address has an account answer before they look. */
import type { api } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { claimantOf, confirmClaim, dropClaim, personOf, readAccount } from '../store/accounts.ts';
import { ask, askWithCookies } from '../store/auth.ts';
import { closeLink, letters, openLink, readLink } from '../store/letters.ts';
import { tally } from '../store/limits.ts';
import { post } from '../store/mail.ts';

type Lines =
  | 'POST /account/sign-up'
  | 'POST /account/verification'
  | 'POST /account/verify'
  | 'POST /account/sign-in'
  | 'POST /account/reset'
  | 'POST /account/reset/finish'
  | 'POST /account/sign-out';

export const signIn: Answers<typeof api, Env, Lines> = {
  'POST /account/sign-up': async ({ env, body, later }) => {
    await tally(env, 'letters to an address', body.email);
    later(() => signUp(env, body.email, body.password, body.name ?? nameOf(body.email)));
    return { sent: true };
  },

  'POST /account/verification': async ({ env, body: { email }, later }) => {
    await tally(env, 'letters to an address', email);
    later(async () => {
      const person = await claimantOf(env, email);
      if (person !== undefined) await sendVerification(env, person, email);
    });
    return { sent: true };
  },

  // With the password: whoever reads the letters of an address that somebody else signed up with lets nobody in.
  'POST /account/verify': async ({ env, body: { token, password }, request, reply }) => {
    const { person, email } = await readLink(env, 'verify', token);
    await tally(env, 'password of an address', email);
    await checkClaim(env, email, password);
    await closeLink(env, token);
    await confirmClaim(env, person);
    return enter(env, email, password, request, reply);
  },

  'POST /account/sign-in': async ({ env, body: { email, password }, request, reply }) => {
    await tally(env, 'password of an address', email);
    return enter(env, email, password, request, reply);
  },

  'POST /account/reset': async ({ env, body: { email }, later }) => {
    await tally(env, 'letters to an address', email);
    later(() => ask(env, api => api.requestPasswordReset({ body: { email } })));
    return { sent: true };
  },

  'POST /account/reset/finish': async ({ env, body: { token, password } }) => {
    await ask(env, api => api.resetPassword({ body: { token, newPassword: password } }));
    return { done: true };
  },

  'POST /account/sign-out': async ({ env, request, reply }) => {
    const { headers } = request;
    await askWithCookies(env, reply, api => api.signOut({ headers, returnHeaders: true }));
    return { done: true };
  },
};

const nameOf = (email: string): string => email.split('@')[0] ?? email;

async function signUp(env: Env, email: string, password: string, name: string): Promise<void> {
  if ((await personOf(env, email)) !== undefined) return post(env, letters.known(env, email));
  // Who signs up last is who may confirm: the letter before this one is no longer good.
  await dropClaim(env, email);
  await ask(env, api => api.signUpEmail({ body: { email, password, name } }));
  const person = await claimantOf(env, email);
  if (person !== undefined) await sendVerification(env, person, email);
}

const sendVerification = async (env: Env, person: string, email: string): Promise<void> =>
  post(env, letters.verify(env, email, await openLink(env, 'verify', { person, email })));

/** That this is the password which the address was signed up with. */
async function checkClaim(env: Env, email: string, password: string): Promise<void> {
  try {
    await ask(env, api => api.signInEmail({ body: { email, password } }));
  } catch (thrown) {
    const fault = Fault.from(thrown);
    // The password is right, and the address is yet to be confirmed: as it should be.
    if (fault.name === 'forbidden') return;
    if (fault.name !== 'signed-out') throw fault;
    const sentence = 'That is not the password you signed up with. Try again, or sign up anew with another.';
    throw new Fault('signed-out', sentence);
  }
}

async function enter(env: Env, email: string, password: string, request: Request, reply: Headers) {
  const { headers } = request;
  const { user } = await askWithCookies(env, reply, api =>
    api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
  );
  return readAccount(env, user.id);
}
