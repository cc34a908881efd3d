import type { D1Migration } from 'cloudflare:test';
import type { Env as Bound } from '../../worker-api/env.ts';
import type { Vault } from '../../worker-api/objects/vault.ts';

declare global {
  namespace Cloudflare {
    interface Env extends Omit<Bound, 'VAULT'> {
      readonly VAULT: DurableObjectNamespace<Vault>;
      /** The files of `worker-api/migrations`, read by `vite.config.ts`. */
      readonly MIGRATIONS: D1Migration[];
    }
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    mailbox: string;
  }
}
