/**
 * The port for letters: `POST` of `{ from, to, subject, text }` with a bearer's key, as Resend and others take it
 * (https://resend.com/docs/api-reference/emails/send-email). `npm start` answers at the other end on this machine.
 */
import type { Env } from '../env.ts';
import { log } from '../log.ts';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Before the second and the third try, in milliseconds. */
const waits = [100, 500];
const patience = 10_000;

/** Posts a letter, trying three times. Never throws: who waits for it can ask again, and must not learn more than that. */
export async function post(env: Env, letter: Letter): Promise<void> {
  // One letter, however often it is tried: https://resend.com/docs/dashboard/emails/idempotency-keys
  const headers = {
    authorization: `Bearer ${env.MAIL_KEY}`,
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
  };
  const { to, subject, text } = letter;
  const body = JSON.stringify({ from: env.MAIL_FROM, to: [to], subject, text });
  for (let attempt = 0; ; attempt++) {
    const outcome = await tryOnce(env.MAIL_URL, { method: 'POST', headers, body });
    if (outcome === 'ok') return;
    const wait = waits[attempt];
    if (wait === undefined || !outcome.again)
      return log('letter-lost', { attempts: attempt + 1, why: outcome.why });
    await new Promise(resolve => setTimeout(resolve, wait * (0.5 + Math.random())));
  }
}

async function tryOnce(url: string, init: RequestInit): Promise<'ok' | { again: boolean; why: string }> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
    await reply.body?.cancel();
    if (reply.ok) return 'ok';
    return { again: reply.status === 429 || reply.status >= 500, why: `status ${reply.status}` };
  } catch (thrown) {
    return { again: true, why: thrown instanceof Error ? thrown.name : 'unreachable' };
  }
}
