/** The lines of `core/contract/engine.ts`. */
import { apiRoot } from '../../core/contract/api.ts';
import type { EngineHealth } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { MOST_BYTES } from './body.ts';
import type { Line } from './http.ts';
import { check, formOf, Key } from './intake.ts';
import type { Jobs } from './jobs.ts';

export const api = (jobs: Jobs, health: EngineHealth): readonly Line[] => [
  {
    line: `GET ${apiRoot}/health`,
    open: true,
    answer: () => ({ json: health }),
  },
  {
    line: `POST ${apiRoot}/jobs`,
    answer({ request, bodies }) {
      const id = parse(Key, request.headers['idempotency-key']);
      return bodies.read(request, MOST_BYTES, async body => {
        const { ask, files } = await formOf(body, request.headers['content-type'] ?? '');
        check(ask, files);
        return { status: 202, json: await jobs.submit(id, ask, files) };
      });
    },
  },
  {
    line: `GET ${apiRoot}/jobs/:id`,
    answer: ({ params }) => ({ json: jobs.get(idIn(params)) }),
  },
  {
    line: `GET ${apiRoot}/jobs/:id/made/:n`,
    answer({ params }) {
      const n = /^\d{1,4}$/.test(params['n'] ?? '') ? Number(params['n']) : -1;
      return { file: jobs.made(idIn(params), n) };
    },
  },
  {
    line: `DELETE ${apiRoot}/jobs/:id`,
    answer: ({ params }) => ({ json: jobs.stop(idIn(params)) }),
  },
];

function idIn({ id = '' }: Readonly<Record<string, string>>): string {
  if (id !== '') return id.toLowerCase();
  throw new Fault('not-found', 'There is no such job here.');
}
