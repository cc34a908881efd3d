/** What the tests of weights start from: a model on the hub that no other test uses, and tabs that keep it. */
import { inject } from 'vitest';
import { removeFolder } from '../../../src/models/weights/folder.ts';
import type { Patience } from '../../../src/models/weights/patience.ts';
import type { Manner } from '../../../src/workers/weights.ts';
import type { State, WeightsEntry } from '../../../src/workers/weights-protocol.ts';
import { Weights } from '../../../src/workers/weights-host.ts';
import type { Given, Plan, Seen } from '../../fakes/hub.ts';

export const never = new AbortController().signal;
export const server = inject('hub');

/** Quick, so that a test need not wait, and few, so that what fails, fails. */
const patience: Patience = { pauses: [20, 40, 60], quiet: 2000 };

const tabs = new Set<Weights>();
const models = new Set<string>();

/** A model of one file, on the hub. */
export interface Model {
  readonly entry: WeightsEntry;
  readonly place: string;
  readonly seed: number;
}

/** Says something to the hub about a file, and hears what it knows of it. */
export async function hub(
  place: string,
  told: { length?: number; seed?: number; plan?: Plan; list?: unknown } = {},
): Promise<Given & { seen: Seen[]; asked: number }> {
  const reply = await fetch(`${server}/-/${place}`, { method: 'POST', body: JSON.stringify(told) });
  return reply.json() as Promise<Given & { seen: Seen[]; asked: number }>;
}

let seeds = 0;

export async function newModel(
  length: number,
  plan: Plan = {},
  known: 'pinned' | 'told' = 'pinned',
): Promise<Model> {
  const name = `test-${crypto.randomUUID()}`;
  const [repository, commit, path, seed] = [`tests/${name}`, 'c'.repeat(40), 'onnx/model.onnx', ++seeds];
  const place = `${repository}/${commit}/${path}`;
  const { bytes, sha256 } = await hub(place, { length, seed, plan });
  models.add(name);
  const entry: WeightsEntry = {
    name,
    title: 'Test',
    purpose: 'Tests.',
    licence: 'MIT',
    source: 'https://example.org',
    repository,
    commit,
    files: [known === 'pinned' ? { path, bytes, sha256 } : { path }],
    runsOn: ['wasm'],
    memory: 1,
  };
  return { entry, place, seed };
}

export interface Tab {
  readonly weights: Weights;
  readonly worker: () => Worker;
  /** Every state the model was said to be in. */
  readonly states: State[];
  readonly state: () => Promise<State>;
  readonly load: (signal?: AbortSignal) => Promise<void>;
}

/** A tab that has the model in its list. */
export function openTab({ entry }: Model, manner: Partial<Pick<Manner, 'patience' | 'hub'>> = {}): Tab {
  let worker: Worker | undefined;
  const weights = new Weights(() => {
    worker = new Worker(new URL('./keeping.worker.ts', import.meta.url), {
      type: 'module',
      name: JSON.stringify({ manifest: [entry], hub: server, patience, ...manner }),
    });
    return worker;
  });
  tabs.add(weights);
  const states: State[] = [];
  weights.watch(({ name, state }) => {
    if (name === entry.name) states.push(state);
  });
  return {
    weights,
    states,
    worker() {
      if (!worker) throw new Error('The tab has not begun.');
      return worker;
    },
    async state() {
      const listed = (await weights.list(never)).find(({ entry: { name } }) => name === entry.name);
      if (!listed) throw new Error('The model is not in the list.');
      return listed.state;
    },
    load: (signal = never) => weights.load(entry.name, signal),
  };
}

/** For `afterEach`: no tab is open and no file is kept. */
export async function cleanUp(): Promise<void> {
  for (const tab of tabs) tab.close();
  tabs.clear();
  for (const name of models) await removed(name);
  models.clear();
}

/** A worker that was ended a moment ago may still hold a file. */
async function removed(name: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await removeFolder(name);
    } catch (thrown) {
      if (tries === 40) throw thrown;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}
