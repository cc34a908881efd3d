/** The cloud house's roof: the API, the site, and the headers that go with both. */
import { Hono } from 'hono';
import { api, apiRoot } from '../core/contract/api.ts';
import { Fault } from '../core/contract/fault.ts';
import { refuse, serve, type Answers } from './answer.ts';
import type { Env } from './env.ts';
import { protect } from './headers.ts';
import { health } from './routes/health.ts';
import { site } from './routes/site.ts';

const answers: Answers<typeof api, Env> = { ...health };

const app = new Hono<{ Bindings: Env }>()
  .route(apiRoot, serve(api, answers))
  .all('/api/*', () => refuse(new Fault('not-found', 'There is no such address here.')))
  .all('*', context => site(context.req.raw, context.env));

export default {
  fetch: async (request, env, context) => protect(await app.fetch(request, env, context)),
} satisfies ExportedHandler<Env>;
