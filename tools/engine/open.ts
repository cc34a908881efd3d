/** The engine, opened: a queue in a folder, a thread that works, and a server in front. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { buildWasm } from '../wasm.ts';
import { a1111 } from './a1111.ts';
import { api } from './api.ts';
import type { Door } from './guard.ts';
import { serverOf } from './http.ts';
import { Jobs, type Limits } from './jobs.ts';
import { deviceOf, threadsHere } from './machine.ts';
import { hasCuda, type Processor } from './runtime.ts';
import { checkWhisper, type Whisper } from './listen.ts';
import type { Means } from './task.ts';
import { Store } from './store.ts';
import { WorkThread } from './thread.ts';

export interface EngineOptions extends Door {
  /** 0 is any that is free. */
  readonly port: number;
  /** Where it listens; without a key nowhere but on this machine. */
  readonly host: string;
  readonly folder: string;
  readonly threads?: number | undefined;
  /** Where networks run; else on a graphics processor where one computes rightly, and else as in a browser. */
  readonly on?: Processor | undefined;
  /** Who listens; else our own model. */
  readonly whisper?: Whisper | undefined;
  readonly limits?: Partial<Limits>;
}

export interface Engine {
  readonly url: string;
  readonly device: string;
  close(): Promise<void>;
}

const usual: Limits = { keep: 60 * 60 * 1000, waiting: 32, room: 8 * 2 ** 30 };

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

/** Throws a `Fault` that says what is wrong with the options, or with this machine. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { port, host, folder, threads = threadsHere(), key, origins, limits, whisper } = options;
  if (key === undefined && !isLoopback(host)) {
    throw new Fault('bad-request', 'Others can reach the engine there: it needs a key. Set ENGINE_KEY, or leave out --host.'); // prettier-ignore
  }
  if (whisper) checkWhisper(whisper);
  await buildWasm();
  const { on, worker } = await workerFor(options.on, { threads, whisper });
  const device = await deviceOf(on, threads);
  const store = new Store(folder);
  const jobs = new Jobs(store, worker, { ...usual, ...limits });
  const health = {
    ok: true,
    gpu_available: on === 'cuda',
    device,
    tools: ['operate' as const, 'transcribe' as const, 'analyse' as const],
    version: version(),
  };
  const server = serverOf([...api(jobs, health), ...a1111(jobs)], { key, origins });
  // A large picture over a slow line takes longer than the five minutes that are usual.
  server.requestTimeout = 30 * 60 * 1000;
  const close = async (): Promise<void> => {
    jobs.close();
    server.closeAllConnections();
    server.close();
    await worker.close();
    store.close();
  };
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    await close();
    throw new Fault(
      'conflict',
      `The engine cannot listen at ${host}, port ${port}. Choose another: --port.`,
      { cause },
    );
  }
  // Listening over TCP, so the address is an object.
  const { port: given } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
  return { url: `http://${name}:${given}`, device, close };
}

/** A thread whose network was seen to come out right. */
async function workerFor(
  wished: Processor | undefined,
  means: Omit<Means, 'on'>,
): Promise<{ on: Processor; worker: WorkThread }> {
  const candidates: readonly Processor[] = wished ? [wished] : hasCuda() ? ['cuda', 'wasm'] : ['wasm'];
  let why = new Fault('no-maker', 'Networks run nowhere here.');
  for (const on of candidates) {
    const worker = new WorkThread({ on, ...means });
    // What every browser computes rightly is not asked first: it would take a second of every start.
    if (on === 'wasm') return { on, worker };
    try {
      await worker.check();
      return { on, worker };
    } catch (thrown) {
      why = Fault.from(thrown);
      await worker.close();
      if (!wished) console.error(`Networks do not run on ${on}: ${why.message}`);
    }
  }
  throw why;
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return parse(v.object({ version: v.string() }), JSON.parse(text), 'bug').version;
}
