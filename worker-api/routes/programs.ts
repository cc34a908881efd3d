/** Jobs as programs ask for them, in one call each. Whoever may try again sends a key, as with POST /jobs; else each call is a new job. */
import type { api } from '../../core/contract/api.ts';
import type { Ask } from '../../core/contract/ask.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { HostedJob } from '../../core/contract/hosted.ts';
import type { ProviderId } from '../../core/contract/ids.ts';
import type { Answers } from '../answer.ts';
import type { Env } from '../env.ts';
import { forAccount } from '../session.ts';
import type { AccountRef } from '../store/accounts.ts';
import { Blobs } from '../store/blobs.ts';
import { keepBytes } from '../store/materials.ts';
import { readAtMost } from './body.ts';
import { keyIn, openJob } from './jobs.ts';

type Lines = 'POST /run-inpainting' | 'POST /generate' | 'POST /analyze-scene';

export const programs: Answers<typeof api, Env, Lines> = {
  'POST /run-inpainting': ({ env, account, request, body }) => {
    const { image, mask, prompt, negative, strength, seed = drawSeed(), provider } = body;
    if (prompt !== undefined) {
      const wishes = { ...(negative && { negative }), ...(strength && { strength }) };
      return ask(
        env,
        account,
        request,
        { tool: 'repaint', image, mask, words: prompt, ...wishes, seed },
        provider,
      );
    }
    if (negative !== undefined || strength !== undefined)
      throw new Fault(
        'bad-request',
        'Say in “prompt” what should be painted, or leave out “negative” and “strength”.',
      );
    return ask(
      env,
      account,
      request,
      { tool: 'operate', operation: 'remove', params: {}, image, mask, seed },
      provider,
    );
  },

  'POST /generate': ({ env, account, request, body }) => {
    const { prompt, negative, width, height, seed = drawSeed(), provider } = body;
    const wishes = negative === undefined ? {} : { negative };
    return ask(
      env,
      account,
      request,
      { tool: 'generate', words: prompt, ...wishes, width, height, seed },
      provider,
    );
  },

  'POST /analyze-scene': ({ env, account, request, body: { image, provider } }) =>
    ask(env, account, request, { tool: 'analyse', image }, provider),
};

/** As much as is kept in one piece: eight minutes of speech at 16,000 samples a second. */
const longestSound = 16 * 1024 * 1024;

/** Speech, as a WAV file's bytes. */
export const transcribe = (request: Request, env: Env): Promise<Response> =>
  forAccount(request, env, 'account: write', async account => {
    const bytes = await readAtMost(request, longestSound);
    const begins = new TextDecoder('latin1').decode(bytes.subarray(0, 12));
    if (!/^RIFF.{4}WAVE$/s.test(begins))
      throw new Fault('bad-request', 'This is no WAV file. Save the sound as WAV, and send its bytes.');
    const sound = await keepBytes(new Blobs(env, account.id), bytes);
    const job = await ask(env, account, request, { tool: 'transcribe', sound });
    return Response.json(job, { headers: { 'cache-control': 'no-store' } });
  });

function ask(
  env: Env,
  account: AccountRef,
  request: Request,
  asked: Ask,
  provider?: ProviderId,
): Promise<HostedJob> {
  const key = request.headers.has('idempotency-key') ? keyIn(request) : crypto.randomUUID();
  return openJob(env, account, key, { ask: asked, ...(provider === undefined ? {} : { provider }) });
}

const drawSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
