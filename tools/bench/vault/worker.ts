/** The shortest way to a vault over HTTP: no account, no session. For measuring the object alone. */
import { parse } from '../../../core/contract/schema.ts';
import { Pull, Push } from '../../../core/contract/vault.ts';
import type { Env } from '../../../worker-api/env.ts';
import { vaultOf } from '../../../worker-api/objects/vault.ts';

export { Vault } from '../../../worker-api/objects/vault.ts';

export default {
  async fetch(request, env) {
    const [, account = '', what] = new URL(request.url).pathname.split('/');
    const vault = vaultOf(env.VAULT, account);
    if (what === 'push') return Response.json(await vault.push(parse(Push, await request.json())));
    if (what === 'pull') return Response.json(await vault.pull(parse(Pull, await request.json())));
    return vault.fetch(request);
  },
} satisfies ExportedHandler<Pick<Env, 'VAULT'>>;
