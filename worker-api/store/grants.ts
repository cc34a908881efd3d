/** A word of ours, signed, that its bearer may have the bytes of one share for a while. Nothing of it is kept. */
import type { Env } from '../env.ts';
import { sealed } from './chance.ts';
import { isSame } from './same.ts';

/** In milliseconds: long enough to look, and short for what may end up in a browser's history. */
const grantLife = 60 * 60 * 1000;

const sign = async (env: Env, share: string, until: number): Promise<string> =>
  sealed(await sealed(env.AUTH_SECRET, 'the key of grants'), `${share}.${until}`);

export async function grant(
  env: Env,
  share: string,
  now = Date.now(),
): Promise<{ readonly grant: string; readonly granted: number }> {
  const granted = now + grantLife;
  return { grant: `${share}.${granted}.${await sign(env, share, granted)}`, granted };
}

/** Which share a grant is for; nothing where it is not of ours, or over. */
export async function readGrant(env: Env, text: string, now = Date.now()): Promise<string | undefined> {
  const [, share = '', until = '', signature = ''] =
    /^([\w-]{1,64})\.(\d{1,15})\.([0-9a-f]{64})$/.exec(text) ?? [];
  if (!isSame(signature, await sign(env, share, Number(until)))) return undefined;
  return Number(until) > now ? share : undefined;
}
