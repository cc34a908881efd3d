/** The cloud house's roof: the API, the site, and the headers that go with both. */
import { Hono } from 'hono';
import { api, apiRoot } from '../core/contract/api.ts';
import { Fault } from '../core/contract/fault.ts';
import { refuse, serve, type Answers } from './answer.ts';
import type { Env } from './env.ts';
import { identified, protect } from './headers.ts';
import { account } from './routes/account.ts';
import { blobBytes, blobs } from './routes/blobs.ts';
import { devices } from './routes/devices.ts';
import { health } from './routes/health.ts';
import { jobs, jobsSocket } from './routes/jobs.ts';
import { keys } from './routes/keys.ts';
import { passkeys } from './routes/passkeys.ts';
import { providers } from './routes/providers.ts';
import { signIn } from './routes/sign-in.ts';
import { site } from './routes/site.ts';
import { vault, vaultSocket } from './routes/vault.ts';
import { guard } from './session.ts';
import { sweep } from './sweep.ts';

const answers: Answers<typeof api, Env> = {
  ...health,
  ...signIn,
  ...account,
  ...devices,
  ...passkeys,
  ...keys,
  ...blobs,
  ...vault,
  ...jobs,
  ...providers,
};

const app = new Hono<{ Bindings: Env }>()
  .on(['GET', 'PUT'], `${apiRoot}/blobs/:hash`, ({ req, env }) => blobBytes(req.raw, req.param('hash'), env))
  .get(`${apiRoot}/vault/socket`, ({ req, env }) => vaultSocket(req.raw, env))
  .get(`${apiRoot}/jobs/socket`, ({ req, env }) => jobsSocket(req.raw, env))
  .route(apiRoot, serve(api, answers, guard))
  .all('/api/*', () => refuse(new Fault('not-found', 'There is no such address here.')))
  .all('*', context => site(context.req.raw, context.env));

export default {
  fetch: async (asked, env, context) => {
    const request = identified(asked);
    return protect(await app.fetch(request, env, context), request);
  },
  scheduled: ({ scheduledTime }, env) => sweep(env, scheduledTime),
} satisfies ExportedHandler<Env>;
