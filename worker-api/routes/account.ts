/** What an account is, and what becomes of it. */
import type { Export } from '../../core/contract/account.ts';
import type { api } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { deskOf } from '../objects/desk-door.ts';
import {
  leave,
  personOf,
  readAccount,
  rename,
  setAddress,
  stay,
  type AccountRef,
} from '../store/accounts.ts';
import { ask, askWithCookies } from '../store/auth.ts';
import { listDevices } from '../store/devices.ts';
import { listKeys } from '../store/keys.ts';
import { closeLink, letters, openLink, readLink, staleLink } from '../store/letters.ts';
import { tally } from '../store/limits.ts';
import { post } from '../store/mail.ts';
import { listPasskeys } from '../store/passkeys.ts';
import { listProviders } from '../store/providers.ts';
import { listShares } from '../store/shares.ts';

type Lines =
  | 'GET /account'
  | 'PATCH /account'
  | 'DELETE /account'
  | 'POST /account/restore'
  | 'GET /account/export'
  | 'PUT /account/email'
  | 'POST /account/email/confirm'
  | 'PUT /account/password';

/** All that is kept of the account itself, as the device with that sign-in may see it. */
export async function exportOf(env: Env, { id, person }: AccountRef, session: string): Promise<Export> {
  return {
    exported: Date.now(),
    account: await readAccount(env, person),
    devices: await listDevices(env, person, session),
    passkeys: await listPasskeys(env, person),
    keys: await listKeys(env, person),
    shares: await listShares(env, id),
    providers: (await listProviders(env, id)).filter(({ own }) => !own),
    jobs: await deskOf(env.DESK, id).list(),
  };
}

export const account: Answers<typeof api, Env, Lines> = {
  'GET /account': ({ env, account }) => readAccount(env, account.person),

  'PATCH /account': async ({ env, account, body }) => {
    await rename(env, account.person, body.name);
    return readAccount(env, account.person);
  },

  'DELETE /account': async ({ env, account, session }) => ({
    deletedAfter: await leave(env, account, session.id),
  }),

  'POST /account/restore': async ({ env, account }) => {
    await stay(env, account.person);
    return readAccount(env, account.person);
  },

  'GET /account/export': ({ env, account, session }) => exportOf(env, account, session.id),

  'PUT /account/email': async ({ env, account: { person }, body: { email }, later }) => {
    await tally(env, 'letters to an address', email);
    later(async () => {
      const owner = await personOf(env, email);
      if (owner === person) return;
      if (owner !== undefined) return post(env, letters.taken(env, email));
      await post(env, letters.email(env, email, await openLink(env, 'email', { person, email })));
    });
    return { sent: true };
  },

  'POST /account/email/confirm': async ({ env, account: { person }, body: { token }, later }) => {
    const link = await readLink(env, 'email', token);
    // Somebody else's link: as good as none, and it stays good for whose it is.
    if (link.person !== person) throw staleLink();
    const { email: before } = await readAccount(env, person);
    await closeLink(env, token);
    await setAddress(env, person, link.email);
    if (before !== null) later(() => post(env, letters.changed(env, before)));
    return readAccount(env, person);
  },

  'PUT /account/password': async ({ env, account: { person }, body, request, reply }) => {
    const { headers } = request;
    const { current, password: newPassword } = body;
    const { email, password: has } = await readAccount(env, person);
    if (email === null) {
      throw new Fault('conflict', 'A password goes with an e-mail address. Add an address first.');
    }
    if (!has) {
      await ask(env, api => api.setPassword({ body: { newPassword }, headers }));
      return { done: true };
    }
    if (current === undefined) throw new Fault('bad-request', 'current: Type your password of now as well.');
    await tally(env, 'password of an address', email);
    await askWithCookies(env, reply, api =>
      api.changePassword({
        body: { newPassword, currentPassword: current, revokeOtherSessions: true },
        headers,
        returnHeaders: true,
      }),
    );
    return { done: true };
  },
};
