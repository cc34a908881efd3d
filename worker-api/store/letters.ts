/** What letters say, and the links in them that prove who got one. A link works once, for an hour. */
import { Fault } from '../../core/contract/fault.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';
import { drawSecret, hashOf } from './chance.ts';
import type { Letter } from './mail.ts';

const linkLife = 60 * 60 * 1000;

const Link = v.object({ person: v.string(), email: v.string() });
type Link = Infer<typeof Link>;
type Purpose = 'verify' | 'email';

/** A new link for `person`, about `email`; links that it had before for the same purpose are no longer good. */
export async function openLink(env: Env, purpose: Purpose, link: Link): Promise<string> {
  const token = drawSecret();
  const { DB } = env;
  await DB.batch([
    DB.prepare('DELETE FROM letter WHERE person = ? AND purpose = ?').bind(link.person, purpose),
    DB.prepare('INSERT INTO letter (hash, purpose, person, email, expires) VALUES (?, ?, ?, ?, ?)').bind(
      await hashOf(token),
      purpose,
      link.person,
      link.email,
      Date.now() + linkLife,
    ),
  ]);
  return token;
}

/** Whom a link is of, without using it up. */
export async function readLink(env: Env, purpose: Purpose, token: string): Promise<Link> {
  const row = await env.DB.prepare(
    'SELECT person, email FROM letter WHERE hash = ? AND purpose = ? AND expires > ?',
  )
    .bind(await hashOf(token), purpose, Date.now())
    .first();
  if (row === null) throw staleLink();
  return parse(Link, row, 'bug');
}

/** Uses a link up. Throws where somebody was quicker. */
export async function closeLink(env: Env, token: string): Promise<void> {
  const gone = await env.DB.prepare('DELETE FROM letter WHERE hash = ? RETURNING hash')
    .bind(await hashOf(token))
    .first();
  if (gone === null) throw staleLink();
}

export const staleLink = (): Fault =>
  new Fault('bad-request', 'This link was used already, or is older than an hour. Ask for another letter.');

const letter = (to: string, subject: string, ...lines: string[]): Letter => ({
  to,
  subject,
  text: `${lines.join('\n\n')}\n`,
});

/** After `#`, since that part of an address is sent to no server and stands in no log. */
const link = (env: Env, purpose: string, token: string): string =>
  `${env.ORIGIN}/account#${purpose}=${encodeURIComponent(token)}`;

const unasked = 'If you did not ask for this, do nothing: without you nothing comes of it.';

export const letters = {
  verify: (env: Env, to: string, token: string) =>
    letter(
      to,
      'Confirm your address for Brushword',
      'Open this within the hour, and type your password, to confirm your address:',
      link(env, 'verify', token),
      unasked,
    ),
  known: (env: Env, to: string) =>
    letter(
      to,
      'You have a Brushword account',
      'Somebody asked for a Brushword account with this address, which has one. If it was you, sign in:',
      `${env.ORIGIN}/account`,
      'There you can also choose a new password.',
      unasked,
    ),
  reset: (env: Env, to: string, token: string) =>
    letter(
      to,
      'A new password for Brushword',
      'Open this within the hour to choose a new password. Every device is then signed out:',
      link(env, 'reset', token),
      unasked,
    ),
  email: (env: Env, to: string, token: string) =>
    letter(
      to,
      'Confirm your address for Brushword',
      'Open this within the hour, where you are signed in, to make this the address of your account:',
      link(env, 'email', token),
      unasked,
    ),
  taken: (env: Env, to: string) =>
    letter(
      to,
      'This address has a Brushword account',
      'Somebody with another account asked to use this address, which belongs to yours. Nothing was changed.',
      `${env.ORIGIN}/account`,
    ),
  changed: (env: Env, to: string) =>
    letter(
      to,
      'Your Brushword account has another address now',
      'This address is no longer the one of your account.',
      'If that was not you, sign in with your passkey and look at your devices, passkeys and keys:',
      `${env.ORIGIN}/account`,
    ),
};
