/** A picture from a program: looked at, named and kept. */
import type { Uploaded } from '../../core/contract/client.ts';
import { Fault } from '../../core/contract/fault.ts';
import { sniff } from '../../core/pixels/sniff.ts';
import type { Env } from '../env.ts';
import { forAccount } from '../session.ts';
import { Blobs } from '../store/blobs.ts';
import { keepBytes, readAtMost } from '../store/whole.ts';

/** Half of what a Worker may use of memory. */
const largest = 64 * 1024 * 1024;

export const upload = (request: Request, env: Env): Promise<Response> =>
  forAccount(request, env, 'account: write', async account => {
    if (/^(multipart|application\/x-www-form)/i.test(request.headers.get('content-type') ?? '')) {
      throw new Fault(
        'bad-request',
        'Send the picture’s bytes themselves, such as by curl --data-binary @photo.jpg.',
      );
    }
    const bytes = await readAtMost(request, largest);
    const { type, width, height } = sniff(bytes);
    const id = await keepBytes(new Blobs(env, account.id), bytes);
    const kept: Uploaded = { id, type, size: bytes.length, width, height };
    return Response.json(kept, { headers: { 'cache-control': 'no-store' } });
  });
