/** Passkeys: each is a ceremony of two calls, held together by a cookie of five minutes. */
import type { api } from '../../core/contract/api.ts';
import { Ceremony } from '../../core/contract/account.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { readAccount } from '../store/accounts.ts';
import { ask, askWithCookies, signingUp, withoutSession } from '../store/auth.ts';
import { dropPasskey, listPasskeys, namePasskey } from '../store/passkeys.ts';

type Lines =
  | 'POST /account/passkey-sign-up/options'
  | 'POST /account/passkey-sign-up'
  | 'POST /account/passkey-sign-in/options'
  | 'POST /account/passkey-sign-in'
  | 'GET /account/passkeys'
  | 'POST /account/passkeys/options'
  | 'POST /account/passkeys'
  | 'PATCH /account/passkeys/:id'
  | 'DELETE /account/passkeys/:id';

const Made = v.object({ id: v.string() });
const Entered = v.object({ user: Made });

export const passkeys: Answers<typeof api, Env, Lines> = {
  'POST /account/passkey-sign-up/options': async ({ env, body, request, reply }) => {
    const headers = withoutSession(request.headers);
    const query = { context: signingUp, ...(body.name === undefined ? {} : { name: body.name }) };
    const options = await askWithCookies(env, reply, api =>
      api.generatePasskeyRegistrationOptions({ query, headers, returnHeaders: true }),
    );
    return parse(Ceremony, options, 'bug');
  },

  'POST /account/passkey-sign-up': async ({ env, body, request, reply }) => {
    const headers = withoutSession(request.headers);
    const made = await askWithCookies(env, reply, api =>
      api.verifyPasskeyRegistration({
        body: { response: body.credential, name: body.name, createSession: true },
        headers,
        returnHeaders: true,
      }),
    );
    return readAccount(env, parse(Entered, made, 'bug').user.id);
  },

  'POST /account/passkey-sign-in/options': async ({ env, request, reply }) => {
    const headers = withoutSession(request.headers);
    const options = await askWithCookies(env, reply, api =>
      api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }),
    );
    return parse(Ceremony, options, 'bug');
  },

  'POST /account/passkey-sign-in': async ({ env, body, request, reply }) => {
    const headers = withoutSession(request.headers);
    const entered = await askWithCookies(env, reply, api =>
      api.verifyPasskeyAuthentication({ body: { response: body.credential }, headers, returnHeaders: true }),
    );
    return readAccount(env, parse(Entered, entered, 'bug').user.id);
  },

  'GET /account/passkeys': ({ env, account }) => listPasskeys(env, account.person),

  'POST /account/passkeys/options': async ({ env, request, reply }) => {
    const { headers } = request;
    const options = await askWithCookies(env, reply, api =>
      api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true }),
    );
    return parse(Ceremony, options, 'bug');
  },

  'POST /account/passkeys': async ({ env, account, body, request }) => {
    const { headers } = request;
    const made = await ask(env, api =>
      api.verifyPasskeyRegistration({ body: { response: body.credential, name: body.name }, headers }),
    );
    return namePasskey(env, account.person, parse(Made, made, 'bug').id, body.name);
  },

  'PATCH /account/passkeys/:id': ({ env, account, body, params }) =>
    namePasskey(env, account.person, params.id, body.name),

  'DELETE /account/passkeys/:id': async ({ env, account, params }) => {
    await dropPasskey(env, account.person, params.id);
    return { done: true };
  },
};
