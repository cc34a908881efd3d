import type { Vault } from './objects/vault.ts';

/** What `wrangler.jsonc` binds. */
export interface Env {
  /** The built site, with the headers of `public/_headers`. */
  readonly ASSETS: Fetcher;
  readonly VAULT: DurableObjectNamespace<Vault>;
}
