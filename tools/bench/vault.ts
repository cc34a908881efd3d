/** A vault under workerd, over HTTP and sockets: ten thousand changes in, the same out, and how soon fifty devices hear of one. */
import { join } from 'node:path';
import { DeviceId } from '../../core/contract/ids.ts';
import { parse, type Infer, type Schema } from '../../core/contract/schema.ts';
import { Poke, Pulled, Pushed, vaultEdition, type Sent } from '../../core/contract/vault.ts';
import { stampOf } from '../../core/sync/clock.ts';
import { nextPull } from '../../core/sync/cursor.ts';
import { nextPush, type Waiting } from '../../core/sync/outbox.ts';
import { quiet } from '../serve.ts';
import { type Bench, type Figure, median, milliseconds, within } from './figure.ts';

const CHANGES = 10_000;
const RUNS = 3;
const SOCKETS = 50;
const POKES = 40;

const device = (name: string) => parse(DeviceId, name);

export const vault: Bench = {
  name: 'vault',
  async run() {
    Object.assign(process.env, quiet);
    // It reads the environment when it is loaded.
    const { createTestHarness } = await import('wrangler');
    const config = join(import.meta.dirname, 'vault/wrangler.jsonc');
    const server = createTestHarness({ workers: [{ configPath: config }] });
    const { url } = await server.listen();
    try {
      // The first of all also starts the object's code.
      await push(url, 'warm', outbox(100));
      const [pushes, pulls]: [number[], number[]] = [[], []];
      for (let run = 0; run < RUNS; run++) {
        const waiting = outbox(CHANGES);
        pushes.push(await timed(() => push(url, `account-${run}`, waiting)));
        pulls.push(await timed(async () => mustBe(await pull(url, `account-${run}`), waiting)));
      }
      return [
        within(`${told(CHANGES)} changes pushed in batches`, median(pushes), 4000),
        within(`${told(CHANGES)} changes pulled on a fresh device`, median(pulls), 3000),
        ...(await fanOut(url)),
      ];
    } finally {
      await server.close();
    }
  },
};

const told = (count: number): string => count.toLocaleString('en');

/** As an outbox holds them: records of six fields, one stamp each. */
function outbox(count: number): Waiting[] {
  return Array.from({ length: count }, (_, n) => ({
    table: 'versions',
    id: `2f0c7a52-8d5e-4d36-9f0a-${String(Math.floor(n / 6)).padStart(12, '0')}`,
    field: ['project', 'parents', 'title', 'picture', 'thumb', 'made'][n % 6] ?? '',
    value: n % 6 === 1 ? ['5a1c1c5e-0a55-4f0e-9d55-3f1f3a7c2b11'] : `remove · the lamp beside the sofa, ${n}`,
    stamp: stampOf({ ms: Date.now(), counter: Math.floor(n / 6), device: 'bench' }),
  }));
}

/** Pushes all of it, one batch after another, as a device does. */
async function push(url: URL, account: string, waiting: readonly Waiting[]): Promise<void> {
  let left = waiting;
  for (let next = nextPush(device('bench'), 0, left); next; next = nextPush(device('bench'), 0, left)) {
    const { accepted } = await ask(url, `${account}/push`, next, Pushed);
    if (accepted !== next.changes.length)
      throw new Error(`Of ${next.changes.length} changes ${accepted} were taken.`);
    left = left.slice(accepted);
  }
}

async function pull(url: URL, account: string): Promise<readonly Sent[]> {
  const changes: Sent[] = [];
  for (let [read, more] = [0, true]; more;) {
    const page = await ask(url, `${account}/pull`, nextPull(device('fresh'), read), Pulled);
    changes.push(...page.changes);
    [read, more] = [page.cursor, page.more];
  }
  return changes;
}

function mustBe(found: readonly Sent[], sent: readonly Sent[]): void {
  if (JSON.stringify(found) !== JSON.stringify(sent))
    throw new Error('What was pulled is not what was pushed.');
}

/** From sending a push until each socket has heard of it. */
async function fanOut(url: URL): Promise<readonly Figure[]> {
  const account = 'fan-out';
  let heard: (head: number) => void = () => undefined;
  const sockets = await Promise.all(
    Array.from({ length: SOCKETS }, (_, n) => openSocket(url, account, `device-${n}`, head => heard(head))),
  );
  const times: number[] = [];
  for (let n = 1; n <= POKES; n++) {
    const start = performance.now();
    const all = Promise.withResolvers<undefined>();
    let left = SOCKETS;
    heard = head => {
      if (head !== n) return;
      times.push(performance.now() - start);
      if (--left === 0) all.resolve(undefined);
    };
    await push(url, account, outbox(n).slice(-1));
    await all.promise;
  }
  for (const socket of sockets) socket.close();
  times.sort((a, b) => a - b);
  return [
    within(
      `a push heard by ${SOCKETS} sockets, 95 of 100`,
      times[Math.floor(times.length * 0.95)] ?? NaN,
      100,
    ),
    { name: `a push heard by ${SOCKETS} sockets, the middle`, measured: milliseconds(median(times)) },
  ];
}

function openSocket(
  url: URL,
  account: string,
  name: string,
  heard: (head: number) => void,
): Promise<WebSocket> {
  const address = new URL(`${account}/socket?device=${name}&edition=${vaultEdition}`, url);
  const socket = new WebSocket(String(address).replace(/^http/, 'ws'));
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('A socket did not open.')));
    socket.addEventListener('message', ({ data }) => {
      heard(parse(Poke, JSON.parse(String(data))).head);
      resolve(socket);
    });
  });
}

async function ask<S extends Schema>(url: URL, path: string, body: unknown, schema: S): Promise<Infer<S>> {
  const response = await fetch(new URL(path, url), { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`The vault answered ${response.status}: ${await response.text()}`);
  return parse(schema, await response.json());
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
