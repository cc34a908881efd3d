/** How often something may be tried. Counted in D1, so that it outlives a restart and holds for every instance. */
import type { Limit } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import { sealed } from './chance.ts';

/** A limit that was passed. */
export class TooOften extends Fault {
  /** In how many seconds it is worth trying again. */
  readonly seconds: number;

  constructor(seconds: number, what = 'That was tried too often.') {
    const wait = seconds <= 90 ? 'a minute' : `${Math.ceil(seconds / 60)} minutes`;
    super('too-often', `${what} Try again in ${wait}.`);
    this.seconds = seconds;
  }
}

/** Those of lines, by who calls; and those of one e-mail address, whoever calls. */
type Counted = Limit | 'password of an address' | 'letters to an address';

const limits: Readonly<Record<Counted, { readonly times: number; readonly seconds: number }>> = {
  // A school may share one address on the network.
  'sign-up': { times: 30, seconds: 3600 },
  'sign-in': { times: 100, seconds: 900 },
  letter: { times: 30, seconds: 3600 },
  // Whoever may ask whether a server is there could find out by it which are.
  probe: { times: 120, seconds: 3600 },
  // OWASP, "Authentication Cheat Sheet": count by account as well, or many addresses guess at one.
  'password of an address': { times: 10, seconds: 900 },
  'letters to an address': { times: 4, seconds: 3600 },
};

const Row = v.object({ count: v.number() });

/** Counts one more try by `who`. Throws `TooOften` past the limit. */
export async function tally(env: Env, counted: Counted, who: string, now = Date.now()): Promise<void> {
  const { times, seconds } = limits[counted];
  const start = Math.floor(now / 1000 / seconds) * seconds;
  const key = await sealed(env.AUTH_SECRET, `${counted} ${who}`);
  const row = await env.DB.prepare(
    `INSERT INTO attempt (key, start, count) VALUES (?1, ?2, 1)
     ON CONFLICT (key) DO UPDATE SET count = CASE start WHEN ?2 THEN count + 1 ELSE 1 END, start = ?2
     RETURNING count`,
  )
    .bind(key, start)
    .first();
  if (parse(Row, row, 'bug').count <= times) return;
  log('too-often', { limit: counted });
  throw new TooOften(Math.max(1, Math.ceil(start + seconds - now / 1000)));
}

/** The longest that a row of `attempt` counts for, in seconds. */
export const longestLimit = Math.max(...Object.values(limits).map(({ seconds }) => seconds));
