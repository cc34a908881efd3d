/** All of an account as one archive, from the server of this machine: how fast it comes, and that it passes through little memory. Linux alone. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiRoot } from '../../core/contract/api.ts';
import { anyBytes } from '../../tests/fakes/bytes.ts';
import { Authenticator } from '../../tests/fakes/authenticator.ts';
import { buildIfStale } from '../build.ts';
import { freePort } from '../ports.ts';
import { serve } from '../serve.ts';
import { makeTables } from '../tables.ts';
import type { Bench, Figure } from './figure.ts';

const MB = 1e6;
const BLOBS = 20;
const SIZE = 15 * MB;
/** How much more memory the server may take than where it gives the same bytes one by one. */
const MOST = 50 * MB;

export const archive: Bench = {
  name: 'archive',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'brushword-'));
    const state = join(folder, 'state');
    await buildIfStale();
    await makeTables(state);
    const secret = randomBytes(32).toString('base64url');
    const server = await serve(await freePort(), state, undefined, { AUTH_SECRET: secret });
    try {
      return await measured(server.url, state);
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  },
};

async function measured(url: string, state: string): Promise<readonly Figure[]> {
  const cookie = await signUp(url);
  const names: string[] = [];
  for (let i = 0; i < BLOBS; i++) {
    const bytes = anyBytes(SIZE, i + 1);
    const hash = createHash('sha256').update(bytes).digest('hex');
    await ask(url, `PUT /blobs/${hash}`, cookie, bytes);
    names.push(hash);
  }
  const pid = await workerdOf(state);
  const single = await peakOf(pid, async () => {
    for (const hash of names) await drain(await ask(url, `GET /blobs/${hash}`, cookie));
  });
  let sent = 0;
  const start = performance.now();
  const whole = await peakOf(pid, async () => {
    sent = await drain(await ask(url, 'GET /account/archive', cookie));
  });
  const seconds = (performance.now() - start) / 1000;
  if (sent < BLOBS * SIZE) throw new Error(`Of ${BLOBS * SIZE} bytes ${sent} came.`);
  const told = (bytes: number): string => `${Math.round(bytes / MB).toLocaleString('en')} MB`;
  return [
    {
      name: `the server’s memory for an archive of ${told(sent)}, over that for its pictures one by one`,
      measured: `${told(whole - single)} over ${told(single)}, at ${told(sent / seconds)} a second`,
      goal: `≤ ${told(MOST)}`,
      reached: whole - single <= MOST,
    },
  ];
}

/** The most memory that the process takes meanwhile, in bytes. */
async function peakOf(pid: number, work: () => Promise<void>): Promise<number> {
  let peak = await residentOf(pid);
  const watch = setInterval(() => {
    void residentOf(pid).then(now => (peak = Math.max(peak, now)));
  }, 20);
  await work();
  clearInterval(watch);
  return peak;
}

/** Reads it to its end, and says how many bytes it was. */
async function drain({ body }: Response): Promise<number> {
  let size = 0;
  for await (const part of body ?? []) size += part.length;
  return size;
}

/** A new account with a passkey; gives its cookie. */
async function signUp(url: string): Promise<string> {
  const authenticator = await Authenticator.open(url);
  const begun = await ask(url, 'POST /account/passkey-sign-up/options', '', { name: 'Ada' });
  const options = (await begun.json()) as { challenge: string };
  const credential = await authenticator.create(options);
  const made = await ask(url, 'POST /account/passkey-sign-up', cookieOf(begun), {
    credential,
    name: 'Bench',
  });
  return cookieOf(made);
}

const cookieOf = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0] ?? '')
    .join('; ');

async function ask(url: string, line: string, cookie: string, body?: unknown): Promise<Response> {
  const [method = '', path = ''] = line.split(' ');
  const isBytes = body instanceof Uint8Array;
  const reply = await fetch(`${url}${apiRoot}${path}`, {
    method,
    headers: {
      origin: url,
      ...(cookie === '' ? {} : { cookie }),
      ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isBytes ? Uint8Array.from(body) : JSON.stringify(body) }),
  });
  if (reply.ok) return reply;
  throw new Error(`${line}: ${reply.status} ${await reply.text()}`);
}

/** The process that holds what is kept in `state`. */
async function workerdOf(state: string): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const called = await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '');
    if (called.trim() !== 'workerd') continue;
    const files = await readdir(`/proc/${name}/fd`).catch(() => []);
    const places = await Promise.all(files.map(fd => readlink(`/proc/${name}/fd/${fd}`).catch(() => '')));
    if (places.some(place => place.startsWith(state))) return Number(name);
  }
  throw new Error('The process of the server was not found.');
}

/** How much memory it takes, in bytes. */
async function residentOf(pid: number): Promise<number> {
  const [, kilobytes = ''] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
