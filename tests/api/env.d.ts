/** The bindings of `wrangler.jsonc`, as `cloudflare:workers` gives them to a test. */
declare namespace Cloudflare {
  interface Env {
    readonly VAULT: DurableObjectNamespace<import('../../worker-api/objects/vault.ts').Vault>;
  }
}
