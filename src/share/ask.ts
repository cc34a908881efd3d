/** What the page asks of the server: what a link leads to, and where its bytes are. */
import { apiRoot, FaultReply } from '../../core/contract/api.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { AssetHash } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { Opened } from '../../core/contract/share.ts';

/** Throws what the server says is wrong, `offline` where it cannot be reached, and `refused` where it is not ours. */
export async function open(token: string, password: string | undefined): Promise<Opened> {
  const reply = await ask('/shared', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(password === undefined ? { token } : { token, password }),
  });
  return parse(Opened, await reply.json(), 'bug');
}

export const placeOf = (grant: string, hash: AssetHash): string => `${apiRoot}${pathOf(grant, hash)}`;

/** Throws where those bytes are not given any more. A browser that downloads them would not say why it cannot. */
export async function check(grant: string, hash: AssetHash): Promise<void> {
  const reply = await ask(pathOf(grant, hash), { headers: { range: 'bytes=0-0' } });
  await reply.body?.cancel();
}

const pathOf = (grant: string, hash: AssetHash): string => `/shared/${grant}/${hash}`;

async function ask(path: string, request: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(30_000);
  const reply = await fetch(`${apiRoot}${path}`, { ...request, signal }).catch((cause: unknown) => {
    throw new Fault('offline', 'The server cannot be reached. Go online, and try again.', { cause });
  });
  if (reply.ok) return reply;
  const fault = v.safeParse(FaultReply, await reply.json().catch(() => undefined));
  if (fault.success) throw new Fault(fault.output.kind, fault.output.message);
  throw new Fault('refused', `The server answered ${reply.status}. Try again in a moment.`);
}
