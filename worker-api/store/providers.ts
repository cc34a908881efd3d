/** Who does an account's jobs: what its person has set up, as rows of D1, and the server's own engine. */
import { Fault } from '../../core/contract/fault.ts';
import {
  ProviderKind,
  type HostedProvider,
  type NewProvider,
  type ProviderChange,
} from '../../core/contract/hosted.ts';
import { ProviderId, type AccountId } from '../../core/contract/ids.ts';
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import { providerOf } from '../../core/providers/index.ts';
import type { AnyProvider } from '../../core/providers/provider.ts';
import { checkAddress } from '../address.ts';
import { asksNear, type Env } from '../env.ts';
import { seal, unseal, type Secrets } from './secrets.ts';

const MOST = 20;
/** The server's own engine, in every account. */
const OWN = parse(ProviderId, 'server', 'bug');

const Config = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));
type Config = Infer<typeof Config>;

/** Text of JSON, in a row that we wrote. */
const Json = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.string(),
    v.transform((text): unknown => JSON.parse(text)),
    schema,
  );
const Row = v.object({
  id: ProviderId,
  kind: ProviderKind,
  name: v.string(),
  config: Json(Config),
  names: Json(v.array(v.string())),
  secrets: v.nullable(v.string()),
});
type Row = Infer<typeof Row>;

/** Set up, with its secrets: never for a reply. */
export interface Held {
  readonly id: ProviderId;
  readonly name: string;
  readonly provider: AnyProvider;
  readonly settings: unknown;
  /** Where it may be, wherever that is; where it is missing, it is at an address that a person set. */
  readonly trusted?: string;
}

const ownOf = ({ ENGINE_URL }: Env): HostedProvider[] =>
  ENGINE_URL === undefined || ENGINE_URL === ''
    ? []
    : [
        {
          id: OWN,
          kind: 'engine',
          name: 'This server',
          config: {},
          secrets: [],
          tools: [...providerOf('engine').tools],
          own: true,
        },
      ];

/** As its person sees it: of secrets the names alone. */
const shown = ({ id, kind, name, config, names }: Row): HostedProvider => ({
  id,
  kind,
  name,
  config,
  secrets: names,
  tools: [...providerOf(kind).tools],
  own: false,
});

async function rows(env: Env, account: AccountId): Promise<Row[]> {
  const { results } = await env.DB.prepare(
    'SELECT id, kind, name, config, names, secrets FROM providers WHERE account = ? ORDER BY made, id',
  )
    .bind(account)
    .all();
  return parse(v.array(Row), results, 'bug');
}

async function rowOf(env: Env, account: AccountId, id: string): Promise<Row> {
  const row = await env.DB.prepare(
    'SELECT id, kind, name, config, names, secrets FROM providers WHERE account = ? AND id = ?',
  )
    .bind(account, id)
    .first();
  if (row === null) throw new Fault('not-found', 'There is no such provider. Look at the list again.');
  return parse(Row, row, 'bug');
}

export const listProviders = async (env: Env, account: AccountId): Promise<HostedProvider[]> => [
  ...(await rows(env, account)).map(shown),
  ...ownOf(env),
];

/** The server's own engine, where it has one. */
function holdOwn(env: Env): Held | undefined {
  const [own] = ownOf(env);
  const { ENGINE_URL: url, ENGINE_KEY: key } = env;
  if (!own || url === undefined) return undefined;
  const provider = providerOf('engine');
  const settings = parse(provider.config, { url, ...(key ? { key } : {}) }, 'bug');
  return { id: OWN, name: own.name, provider, settings, trusted: url };
}

/** With all that is needed to ask it. Throws `not-found`, and `conflict` where its secrets can no longer be read. */
export async function holdProvider(env: Env, account: AccountId, id: string): Promise<Held> {
  const own = id === OWN ? holdOwn(env) : undefined;
  if (own) return own;
  const row = await rowOf(env, account, id);
  const provider = providerOf(row.kind);
  const secrets = row.secrets === null ? {} : await unseal(env, { account, provider: id }, row.secrets);
  return { id: row.id, name: row.name, provider, settings: settle(provider, row.config, secrets) };
}

/** Throws `bad-request` where the provider's own schema says no, or where a secret stands in the open. */
function settle(provider: AnyProvider, config: Config, secrets: Secrets): unknown {
  for (const name of provider.secrets) {
    if (name in config) throw new Fault('bad-request', `config.${name}: Send this among the secrets.`);
  }
  for (const name of Object.keys(secrets)) {
    if (!provider.secrets.includes(name))
      throw new Fault('bad-request', `secrets.${name}: ${provider.title} has no such secret.`);
  }
  return parse(provider.config, { ...config, ...secrets });
}

/** So that a person hears of it where it is typed; whatever is sent is looked at again (`http.ts`). */
function check(env: Env, provider: AnyProvider, config: Config, secrets: Secrets): void {
  for (const address of addressesIn(settle(provider, config, secrets))) checkAddress(address, asksNear(env));
}

/** Throws `conflict` where there are too many. */
export async function addProvider(env: Env, account: AccountId, asked: NewProvider): Promise<HostedProvider> {
  const { kind, name, config } = asked;
  const id = parse(ProviderId, crypto.randomUUID(), 'bug');
  const secrets = changed({}, asked.secrets);
  check(env, providerOf(kind), config, secrets);
  const names = Object.keys(secrets);
  const sealed = names.length === 0 ? null : await seal(env, { account, provider: id }, secrets);
  const made = await env.DB.prepare(
    `INSERT INTO providers (id, account, kind, name, config, names, secrets, made)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
     WHERE (SELECT count(*) FROM providers WHERE account = ?2) < ?9 RETURNING id`,
  )
    .bind(id, account, kind, name, JSON.stringify(config), JSON.stringify(names), sealed, Date.now(), MOST)
    .first();
  if (made === null)
    throw new Fault('conflict', `An account has at most ${MOST} providers. Take one out first.`);
  return shown({ id, kind, name, config, names, secrets: sealed });
}

/** Changes what is named. Throws `not-found`; `bad-request` where secrets of one address would go to another. */
export async function changeProvider(
  env: Env,
  account: AccountId,
  id: string,
  change: ProviderChange,
): Promise<HostedProvider> {
  if (id === OWN && ownOf(env).length > 0) throw ours();
  const row = await rowOf(env, account, id);
  const place = { account, provider: id };
  const { name = row.name, config = row.config } = change;
  const kept = row.names.filter(one => change.secrets?.[one] === undefined);
  if (kept.length > 0 && !sameHosts(row.config, config)) {
    throw new Fault('bad-request', `Its ${kept.join(' and ')} was for the old address. Type it again, too.`);
  }
  // What is replaced whole need not be read: it may be that it no longer can be.
  const before = row.secrets === null || kept.length === 0 ? {} : await unseal(env, place, row.secrets);
  const secrets = changed(before, change.secrets);
  check(env, providerOf(row.kind), config, secrets);
  const names = Object.keys(secrets);
  const sealed = names.length === 0 ? null : await seal(env, place, secrets);
  const done = await env.DB.prepare(
    `UPDATE providers SET name = ?3, config = ?4, names = ?5, secrets = ?6 WHERE account = ?1 AND id = ?2 RETURNING id`,
  )
    .bind(account, id, name, JSON.stringify(config), JSON.stringify(names), sealed)
    .first();
  if (done === null) throw new Fault('not-found', 'There is no such provider. Look at the list again.');
  return shown({ ...row, name, config, names, secrets: sealed });
}

/** Throws `not-found`. Its secrets go with it. */
export async function dropProvider(env: Env, account: AccountId, id: string): Promise<void> {
  if (id === OWN && ownOf(env).length > 0) throw ours();
  const row = await rowOf(env, account, id);
  await env.DB.prepare('DELETE FROM providers WHERE account = ? AND id = ?').bind(account, row.id).run();
}

const ours = (): Fault =>
  new Fault('forbidden', 'This one belongs to whoever runs the server, and cannot be changed here.');

function changed(before: Secrets, change: ProviderChange['secrets'] = {}): Secrets {
  const entries = Object.entries({ ...before, ...change });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The addresses in a provider's settings, whatever their fields are called. */
const addressesIn = (settings: unknown): string[] =>
  Object.values(settings ?? {}).filter(
    (value): value is string => typeof value === 'string' && /^[a-z][a-z\d+.-]*:\/\//i.test(value),
  );

function sameHosts(before: Config, after: Config): boolean {
  const hosts = (config: Config): string =>
    addressesIn(config)
      .map(address => URL.parse(address)?.origin)
      .join(' ');
  return hosts(before) === hosts(after);
}
