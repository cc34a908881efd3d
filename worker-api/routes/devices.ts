import type { api } from '../../core/contract/api.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { askWithCookies } from '../store/auth.ts';
import { dropDevice, dropDevices, listDevices } from '../store/devices.ts';

type Lines = 'GET /account/devices' | 'DELETE /account/devices' | 'DELETE /account/devices/:id';

export const devices: Answers<typeof api, Env, Lines> = {
  'GET /account/devices': ({ env, account, session }) => listDevices(env, account.person, session.id),

  'DELETE /account/devices': async ({ env, account, request, reply }) => {
    const { headers } = request;
    await askWithCookies(env, reply, api => api.signOut({ headers, returnHeaders: true }));
    await dropDevices(env, account.person);
    return { done: true };
  },

  'DELETE /account/devices/:id': async ({ env, account, params }) => {
    await dropDevice(env, account.person, params.id);
    return { done: true };
  },
};
