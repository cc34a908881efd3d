/** A real mailbox on loopback, which can be told to fail; before the tests of the Worker. `tests/api/post.ts` asks it. */
import type { TestProject } from 'vitest/node';
import { openMailbox, type Letter } from '../../tools/mailbox.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    mailbox: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const letters: Letter[] = [];
  /** Every try, whether it was taken or not. */
  const tries: Letter[] = [];
  const failing = new Map<string, { status: number; times: number }>();
  const mailbox = await openMailbox(
    letter => {
      tries.push(letter);
      const fault = failing.get(letter.to[0]);
      if (fault !== undefined && fault.times-- > 0) return fault.status;
      letters.push(letter);
      return 200;
    },
    (request, body, reply) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      const to = searchParams.get('to') ?? '';
      const list = pathname === '/tries' ? tries : letters;
      if (request.method === 'POST') {
        const { status, times } = JSON.parse(body) as { status: number; times: number };
        failing.set(to, { status, times });
      }
      reply.writeHead(200, { 'content-type': 'application/json' });
      reply.end(JSON.stringify(list.filter(letter => letter.to[0] === to)));
    },
  );
  provide('mailbox', mailbox.url);
  return mailbox.close;
}
