/** Where this device runs each network: measured once, and kept in this browser. */
import { parse, v, type Infer } from '../../core/contract/schema.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { Engine } from '../workers/host.ts';
import {
  Machine,
  Measured,
  type Declaration,
  type NetworkName,
  type ProcessorName,
  type Trial,
} from '../workers/protocol.ts';

export type { Machine } from '../workers/protocol.ts';

const KEY = 'device';

/** The network that comes with the app: how quick it is says how quick this device is. */
const OWN = 'own';

/** After a run one looks at what it made, in milliseconds. */
const REST = 5000;

/** A processor that takes longer is not the quickest: to read, start, and run a large network. */
const PATIENCE = 60_000;

const Row = v.object({ ...Measured.entries, title: v.string() });
type Row = Infer<typeof Row>;

const Known = v.object({
  /** The edition of Brushword that measured. */
  edition: v.string(),
  machine: Machine,
  measured: v.array(Row),
});
type Known = Infer<typeof Known>;

/** What an engine does for this. */
export type Measurer = Pick<Engine, 'describe' | 'networks' | 'network' | 'measure' | 'close'>;

export class Device {
  known = $state.raw<Known>();
  measuring = $state(false);
  #waits = false;
  /** Makers whose networks were measured since the page was opened. */
  #seen: readonly string[] = [];
  readonly #open: () => Measurer;
  readonly #edition: string;

  /** `open` gives an engine with a worker of its own. */
  constructor(open: () => Measurer, edition: string) {
    this.#open = open;
    this.#edition = edition;
    this.known = remembered(edition);
  }

  /** For each network, the quickest that computes it rightly. What is not measured runs on what every browser has. */
  get processors(): Readonly<Record<string, ProcessorName>> {
    const rows = this.known?.measured ?? [];
    const quickestLast = rows
      .filter(({ ms }) => ms !== undefined)
      .toSorted((a, b) => (b.ms ?? Infinity) - (a.ms ?? Infinity));
    return Object.fromEntries(quickestLast.map(({ network, processor }) => [network, processor]));
  }

  /**
   * Measures in a while, once nothing else runs, what `maker` was led by, if that was never done and might change where it
   * runs. Where it fails, Settings tries again and says why.
   */
  soon(maker: string, isIdle: () => boolean): void {
    const hasChoice = !this.known || hasGpu(this.known.machine);
    if (!hasChoice || this.#seen.includes(maker) || this.#waits) return;
    this.#waits = true;
    setTimeout(() => {
      this.#waits = false;
      if (!isIdle()) return this.soon(maker, isIdle);
      this.#seen = [...this.#seen, maker];
      void this.measure({ onlyChoices: true }).catch(() => {});
    }, REST);
  }

  /** How the one network among these files is spoken to. Throws a `Fault` where nobody knows. */
  async networkIn(files: readonly File[], signal: AbortSignal): Promise<Declaration> {
    return this.#with(engine => engine.network(files, signal));
  }

  /**
   * Measures what is not measured yet; or everything `again`; or only the networks that more than one processor might run,
   * and our own. Throws a `Fault` where not even that can be done.
   */
  async measure(
    { again = false, onlyChoices = false } = {},
    signal = new AbortController().signal,
  ): Promise<void> {
    if (this.measuring) return;
    this.measuring = true;
    try {
      const [machine, networks] = await this.#with(engine =>
        Promise.all([engine.describe(signal), engine.networks(signal)]),
      );
      const before = again ? [] : (this.known?.measured ?? []);
      this.#keep(
        machine,
        before.filter(row => networks.some(({ name }) => name === row.network)),
      );
      for (const network of networks) {
        const isChoice = network.name === OWN || (network.runsOn.length > 1 && hasGpu(machine));
        if (before.some(row => row.network === network.name) || (onlyChoices && !isChoice)) continue;
        const rows = await this.#measureOne(network, machine, signal);
        this.#keep(machine, [...(this.known?.measured ?? []), ...rows]);
      }
    } finally {
      this.measuring = false;
    }
  }

  #keep(machine: Machine, measured: Row[]): void {
    this.known = { edition: this.#edition, machine, measured };
    localStorage.setItem(KEY, JSON.stringify(this.known));
  }

  async #measureOne(
    { name, title, runsOn }: NetworkName,
    machine: Machine,
    signal: AbortSignal,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    let known: Float32Array | undefined;
    for (const processor of ['wasm', 'webgpu'] as const) {
      if (!runsOn.includes(processor) || (processor === 'webgpu' && !hasGpu(machine))) continue;
      if (name !== OWN && rows.length > 0 && !known) {
        rows.push({ network: name, title, processor, why: 'There is no answer to compare its with.' });
        continue;
      }
      const { answer, ...measured } = await this.#try(name, processor, known, signal);
      known ??= answer;
      rows.push({ ...measured, title });
    }
    return rows;
  }

  async #try(
    network: string,
    processor: ProcessorName,
    known: Float32Array | undefined,
    signal: AbortSignal,
  ): Promise<Trial> {
    const late = AbortSignal.timeout(PATIENCE);
    try {
      const until = AbortSignal.any([signal, late]);
      return await this.#with(engine => engine.measure(network, processor, known, until));
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      // A processor that takes its worker with it has answered as well.
      return { network, processor, why: late.aborted ? 'It took too long.' : Fault.from(thrown).message };
    }
  }

  async #with<T>(work: (engine: Measurer) => Promise<T>): Promise<T> {
    const engine = this.#open();
    try {
      return await work(engine);
    } finally {
      engine.close();
    }
  }
}

/** One that the processor itself computes is slower than it. */
const hasGpu = ({ gpu }: Machine): boolean => gpu !== undefined && !gpu.isSoftware;

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
