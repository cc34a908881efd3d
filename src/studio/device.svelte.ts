/** Where this device runs networks: measured once, and kept in this browser. */
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { Engine } from '../workers/host.ts';
import { Machine, Measured, type Declaration, type ProcessorName } from '../workers/protocol.ts';

export type { Machine } from '../workers/protocol.ts';

const KEY = 'device';

/** After a run one looks at what it made, in milliseconds. */
const REST = 5000;

/** A processor that takes longer is not the quickest. */
const PATIENCE = 30_000;

const Known = v.object({
  /** The edition of Brushword that measured. */
  edition: v.string(),
  machine: Machine,
  measured: v.array(Measured),
});
type Known = Infer<typeof Known>;

export class Device {
  known = $state.raw<Known>();
  measuring = $state(false);
  #waits = false;
  readonly #open: () => Engine;
  readonly #edition: string;

  /** `open` gives an engine with a worker of its own. */
  constructor(open: () => Engine, edition: string) {
    this.#open = open;
    this.#edition = edition;
    this.known = remembered(edition);
  }

  /** The quickest that computes rightly; until it is measured, the one that every browser has. */
  get processor(): ProcessorName {
    const taken = ({ ms = Infinity }: Measured): number => ms;
    const [best] = this.known?.measured.toSorted((a, b) => taken(a) - taken(b)) ?? [];
    return best && taken(best) < Infinity ? best.processor : 'wasm';
  }

  /** Measures in a while, if it was never done, once nothing else runs. Where it fails, Settings tries again and says why. */
  soon(isIdle: () => boolean): void {
    if (this.known || this.#waits) return;
    this.#waits = true;
    setTimeout(() => {
      this.#waits = false;
      if (isIdle()) void this.measure().catch(() => {});
      else this.soon(isIdle);
    }, REST);
  }

  /** How the one network among these files is spoken to. Throws a `Fault` where nobody knows. */
  async networkIn(files: readonly File[], signal: AbortSignal): Promise<Declaration> {
    const engine = this.#open();
    try {
      return await engine.network(files, signal);
    } finally {
      engine.close();
    }
  }

  /** Throws a `Fault` where not even that can be done. */
  async measure(signal = new AbortController().signal): Promise<void> {
    if (this.measuring) return;
    this.measuring = true;
    try {
      const machine = await this.#with(engine => engine.describe(signal));
      const measured: Measured[] = [];
      for (const processor of ['wasm', 'webgpu'] as const) {
        measured.push(await this.#measureOne(processor, machine, signal));
      }
      this.known = { edition: this.#edition, machine, measured };
      localStorage.setItem(KEY, JSON.stringify(this.known));
    } finally {
      this.measuring = false;
    }
  }

  async #measureOne(processor: ProcessorName, { gpu }: Machine, signal: AbortSignal): Promise<Measured> {
    if (processor === 'webgpu' && !gpu) return { processor, why: 'This browser offers no WebGPU.' };
    if (processor === 'webgpu' && gpu?.isSoftware) {
      return { processor, why: 'There is no graphics processor: the browser computes it, which is slower.' };
    }
    const late = AbortSignal.timeout(PATIENCE);
    try {
      return await this.#with(engine => engine.measure(processor, AbortSignal.any([signal, late])));
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      // A processor that takes its worker with it has answered as well.
      return { processor, why: late.aborted ? 'It took too long.' : Fault.from(thrown).message };
    }
  }

  async #with<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const engine = this.#open();
    try {
      return await work(engine);
    } finally {
      engine.close();
    }
  }
}

/** What another edition measured, or what cannot be read, is measured again. */
function remembered(edition: string): Known | undefined {
  const text = localStorage.getItem(KEY);
  if (text === null) return undefined;
  try {
    const known = parse(Known, JSON.parse(text));
    return known.edition === edition ? known : undefined;
  } catch {
    return undefined;
  }
}
