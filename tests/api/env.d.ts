import type { D1Migration } from 'cloudflare:test';
import type { Env as Bound } from '../../worker-api/env.ts';
import type { Desk } from '../../worker-api/objects/desk.ts';
import type { Vault } from '../../worker-api/objects/vault.ts';

declare global {
  namespace Cloudflare {
    interface Env extends Omit<Bound, 'VAULT' | 'DESK'> {
      readonly DESK: DurableObjectNamespace<Desk>;
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
