import { Fault } from '../core/contract/fault.ts';
import { parse, v } from '../core/contract/schema.ts';

/** What `wrangler.jsonc` binds, and what is set where it runs: `README.md` says how. */
export interface Env {
  /** The built site, with the headers of `public/_headers`. */
  readonly ASSETS: Fetcher;
  /** Accounts: the tables of `migrations`. */
  readonly DB: D1Database;
  /** The bytes of accounts, which the tables of `migrations` know of. */
  readonly BLOBS: R2Bucket;
  /** The vaults of accounts, by their ids. */
  readonly VAULT: DurableObjectNamespace;
  /** The desks of accounts, where hosted jobs are done, by their ids. */
  readonly DESK: DurableObjectNamespace;
  /** Where the site is, such as `https://brushword.example`: what letters link to and passkeys are bound to. */
  readonly ORIGIN: string;
  /** At least 32 characters of chance. Whoever knows it can sign in as anyone. */
  readonly AUTH_SECRET: string;
  /** Where letters are posted: the HTTP API of a mail provider, its key, and who they are from. */
  readonly MAIL_URL: string;
  readonly MAIL_KEY: string;
  readonly MAIL_FROM: string;
  /** At least 32 characters of chance, under which the secrets of providers lie in the database. */
  readonly SECRETS_KEY?: string;
  /** Brushword's own engine, where one is run for everybody: its address, and its key where it has one. */
  readonly ENGINE_URL?: string;
  readonly ENGINE_KEY?: string;
  /** `1` where people may use machines of this one's own network; counts at http://localhost alone. */
  readonly ALLOW_PRIVATE?: string;
}

/** What an origin may be: browsers keep passkeys and secure cookies to https, and to this machine. */
const Origin = v.pipe(
  v.string('is not set'),
  v.regex(/^(https:\/\/[^/]+|http:\/\/localhost(:\d+)?)$/, 'must be https://NAME, or http://localhost:PORT'),
);
const Settings = v.object({
  ORIGIN: Origin,
  AUTH_SECRET: v.pipe(v.string('is not set'), v.minLength(32, 'must have 32 characters or more')),
});

/** Throws a bug that names what is not set, or not fit, where accounts cannot work without it. */
export function checkSettings(env: Env): void {
  try {
    parse(Settings, env);
  } catch (thrown) {
    throw new Fault('bug', `Accounts are not set up here: ${Fault.from(thrown).message}.`);
  }
}

/** Whether machines of the server's own network may be asked: never from the cloud. */
export const asksNear = ({ ALLOW_PRIVATE, ORIGIN }: Env): boolean =>
  ALLOW_PRIVATE === '1' && /^http:\/\/localhost(:\d+)?$/.test(ORIGIN);
