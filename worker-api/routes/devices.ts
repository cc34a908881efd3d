import type { api } from '../../core/contract/api.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { vaultOf } from '../objects/vault.ts';
import { askWithCookies } from '../store/auth.ts';
import { dropDevice, dropDevices, listDevices } from '../store/devices.ts';

type Lines = 'GET /account/devices' | 'DELETE /account/devices' | 'DELETE /account/devices/:id';

export const devices: Answers<typeof api, Env, Lines> = {
  'GET /account/devices': ({ env, account, session }) => listDevices(env, account.person, session.id),

  'DELETE /account/devices': async ({ env, account, request, reply, later }) => {
    const { headers } = request;
    await askWithCookies(env, reply, api => api.signOut({ headers, returnHeaders: true }));
    await dropDevices(env, account.person);
    later(() => vaultOf(env.VAULT, account.id).signedOut(null));
    return { done: true };
  },

  'DELETE /account/devices/:id': async ({ env, account, params: { id }, later }) => {
    await dropDevice(env, account.person, id);
    later(() => vaultOf(env.VAULT, account.id).signedOut(id));
    return { done: true };
  },
};
