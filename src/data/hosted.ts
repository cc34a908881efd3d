/** What the account's server has machines do: asked for under the job's own name, so that asking again is no other job. */
import { apiRoot } from '../../core/contract/api.ts';
import type { Ask } from '../../core/contract/ask.ts';
import { Fault } from '../../core/contract/fault.ts';
import { HostedJob } from '../../core/contract/hosted.ts';
import { parse } from '../../core/contract/schema.ts';
import type { AssetHash, ProviderId } from '../../core/contract/ids.ts';
import type { Maker, Stand, Work } from '../../core/providers/provider.ts';
import { ask, call } from './api.ts';
import { hashOf } from './assets.ts';
import { ownServer } from './sync/server.ts';
import { putBytes } from './sync/upload.ts';

/** How often the server is asked how a job is, in milliseconds; seldomer where its socket would say that it has moved (`job-news.ts`). */
const AFTER = 2000;

type Bytes = Uint8Array<ArrayBuffer>;

/** One of the account's providers, as who keeps its promises; until the signal says stop. */
export function hostedMaker(provider: ProviderId, signal: AbortSignal): Maker {
  return {
    health: () => call('POST /providers/:id/health', { params: { id: provider } }, signal),

    async submit(work, id) {
      const asked = await askOf(work, signal);
      const reply = await ask(`${apiRoot}/jobs`, {
        method: 'POST',
        signal,
        headers: { 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ ask: asked, provider }),
      });
      return standOf(parse(HostedJob, await reply.json(), 'bug'), signal);
    },

    poll: async handle => standOf(await call('GET /jobs/:id', { params: { id: handle } }, signal), signal),

    async cancel(handle) {
      await call('DELETE /jobs/:id', { params: { id: handle } }, signal);
    },
  };
}

/** What is asked, with its bytes kept in the account and named by their hashes. */
async function askOf(work: Work, signal: AbortSignal): Promise<Ask> {
  const keep = async (bytes: Bytes, type: string): Promise<AssetHash> => {
    const blob = new Blob([bytes], { type });
    const hash = await hashOf(blob);
    await putBytes(ownServer, new Map([[hash, blob]]), signal);
    return hash;
  };
  switch (work.tool) {
    case 'repaint':
      return {
        ...work,
        image: await keep(work.image, 'image/png'),
        mask: await keep(work.mask, 'image/png'),
      };
    case 'operate': {
      const { image, mask, ...rest } = work;
      const marked = mask && { mask: await keep(mask, 'image/png') };
      return { ...rest, image: await keep(image, 'image/png'), ...marked };
    }
    case 'generate':
      return work;
    case 'transcribe':
      return { ...work, sound: await keep(work.sound, 'audio/wav') };
    case 'analyse':
      return { ...work, image: await keep(work.image, 'image/png') };
  }
}

async function standOf(job: HostedJob, signal: AbortSignal): Promise<Stand> {
  const { state, made, said, fault, id, by, progress, doing, ahead } = job;
  if (state === 'failed') {
    const { kind, message } = fault ?? {
      kind: 'refused',
      message: `${by} could not do it, and did not say why.`,
    };
    // Who waits asks on after these: this job has come to its end.
    throw new Fault(kind === 'offline' || kind === 'too-often' ? 'refused' : kind, message);
  }
  if (state === 'stopped')
    throw new Fault('refused', `It was stopped at ${by}, from another device perhaps.`);
  if (state === 'done') {
    const pictures = await Promise.all(
      made.map(async ({ hash, type }) => ({ bytes: await bytesOf(hash, signal), type })),
    );
    return { state, pictures, ...(said === undefined ? {} : { said }) };
  }
  return {
    state: 'open',
    handle: id,
    after: AFTER,
    ...(progress === undefined ? {} : { progress }),
    ...(doing === undefined ? {} : { doing }),
    ...(ahead === undefined ? {} : { ahead }),
  };
}

async function bytesOf(hash: AssetHash, signal: AbortSignal): Promise<Bytes> {
  const blob = await ownServer.get(hash, signal);
  if ((await hashOf(blob)) !== hash) {
    throw new Fault('offline', 'The picture did not come whole from your account.');
  }
  return new Uint8Array(await blob.arrayBuffer());
}
