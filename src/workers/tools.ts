/** Who on this device keeps which promise: makers → the tools an operation is given. */
import { Fault } from '../../core/contract/fault.ts';
import type { ToolName, Tools } from '../../core/operations/operation.ts';
import { isKept, makersOf } from '../models/index.ts';
import type { Network } from '../models/guide/network.ts';
import type { Processor } from '../models/net.ts';

/** Processors that have failed in this worker: a lost device does not come back to it. */
export const lost = new Set<Processor>();

export interface Wish {
  /** The name of the only one who is to keep the promise. */
  readonly maker?: string | undefined;
  /** How many other ways were looked at before. */
  readonly attempt?: number | undefined;
  /** Where every network is to run. */
  readonly processor?: Processor | undefined;
  /** Where each is to run, by name; else on the processor that every browser has. */
  readonly processors?: Readonly<Record<string, Processor>> | undefined;
}

export interface Ears {
  /** Learns who kept a promise, as name@edition. */
  onMaker(maker: string): void;
  /** Is told, in a sentence, what went otherwise than wished for. */
  onNote(sentence: string): void;
}

/**
 * The tools for an operation that `uses` these; makers are loaded when they are called on. What other machines keep comes first:
 * who ordered it chose them. Throws `Fault('no-maker')` where nobody keeps one of them; so does a tool whose one maker is not here.
 */
export function toolsFor(
  uses: readonly ToolName[],
  wish: Wish,
  { onMaker, onNote }: Ears,
  elsewhere: Partial<Tools> = {},
): Tools {
  if (!uses.every(tool => isKept(tool) || elsewhere[tool])) throw missing({});
  /** Asks one after the other, each on every processor that it may have, until one can. */
  const ask = async <T extends ToolName, R>(
    tool: T,
    work: (made: Pick<Tools, T>) => Promise<R>,
  ): Promise<R> => {
    let why = missing(wish);
    for (const maker of turned(await makersOf(tool, wish.maker), wish.attempt ?? 0)) {
      let failed: Processor | undefined;
      for (const processor of processors(wish, maker.network)) {
        try {
          const done = await work(await maker.make(processor, othersOf(wish)));
          // What another processor can do was the failed one's fault, and not that of missing weights.
          if (failed) {
            lost.add(failed);
            onNote('The graphics processor broke off, so the processor did it: the same, but slower.');
          }
          onMaker(`${maker.name}@${maker.edition}`);
          return done;
        } catch (thrown) {
          why = Fault.from(thrown);
          if (why.name !== 'no-maker' && why.name !== 'offline') throw why;
          if (why.name === 'no-maker') failed = processor;
        }
      }
    }
    throw why;
  };
  return {
    inpaint: (image, hole, run) => ask('inpaint', made => made.inpaint(image, hole, run)),
    repaint: (image, hole, words, run) => ask('repaint', made => made.repaint(image, hole, words, run)),
    generate: (words, size, run) => ask('generate', made => made.generate(words, size, run)),
    ...elsewhere,
  };
}

/** Another attempt is first another maker's. */
function turned<T>(makers: readonly T[], attempt: number): readonly T[] {
  const first = attempt % makers.length;
  return [...makers.slice(first), ...makers.slice(0, first)];
}

/** The wished-for one, and the one that every browser has; of those that its network runs on. */
export function processors(
  { processor, processors }: Wish,
  network?: Pick<Network, 'name' | 'runsOn'>,
): readonly Processor[] {
  if (!network) return ['wasm'];
  const { name, runsOn } = network;
  const wished = processor ?? processors?.[name] ?? 'wasm';
  if (!runsOn.includes('wasm')) return runsOn;
  return wished === 'wasm' || lost.has(wished) || !runsOn.includes(wished) ? ['wasm'] : [wished, 'wasm'];
}

/** Where networks that come later may run: a worker that starts without WebGPU never has it. */
export const othersOf = ({ processor, processors = {} }: Wish): Processor =>
  processor ?? (Object.values(processors).includes('webgpu') ? 'webgpu' : 'wasm');

const missing = ({ maker }: Pick<Wish, 'maker'>): Fault =>
  maker === undefined
    ? new Fault(
        'no-maker',
        'Painting something new needs a hosted provider, and none is set up yet. Set one up in Settings under Providers: a machine of your own is enough. Removing, recolouring and adjusting work without one.',
      )
    : new Fault('no-maker', `There is nobody here called “${maker}” who could do this.`);
