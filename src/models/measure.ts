/** How well this device runs a network on one of its processors: asked once, to choose where it runs. */
import { Fault } from '../../core/contract/fault.ts';
import { answerOf, asked, errorIn, isRight } from './guide/answer.ts';
import type { Network } from './guide/network.ts';
import type { Processor } from './net.ts';
import type { Looker, Open, Probe } from './sight/looker.ts';

/** One that leads makers, or one that looks at pictures. */
export type Measurable = Network | Looker<Open>;

export interface Measured {
  /** By name. */
  readonly network: string;
  readonly processor: Processor;
  /** Milliseconds for a hole in a picture of 256 × 256 pixels, or for a look at one; absent where it could not be run. */
  readonly ms?: number;
  /** The largest difference from the known answer, of 255; absent where none is known. */
  readonly error?: number;
  /** Why it is not to be used. */
  readonly why?: string;
}

const SIDE = 256;

/** The first run compiles what the others use. */
const RUNS = 4;

/** Who takes longer has been heard enough, in milliseconds. */
const ENOUGH = 5000;

/**
 * Never throws: what goes wrong is what there is to tell. Also gives the answer, which is the `known` one for another
 * processor where the network has none written down. A worker can run WebGPU only if it was asked for that first.
 */
export async function measure(
  network: Measurable,
  processor: Processor,
  known?: Float32Array,
): Promise<Measured & { readonly answer?: Float32Array<ArrayBuffer> }> {
  const about = { network: network.name, processor };
  try {
    const probe = 'probe' in network ? await network.probe(processor) : await painting(network, processor);
    const answer = await probe.answer();
    const right = ('answer' in network ? await network.answer?.() : undefined) ?? known;
    const error = right && errorIn(answer, right);
    if (error !== undefined && !isRight(error)) return { ...about, error, why: 'It computes wrongly.' };
    const times: number[] = [];
    const begun = performance.now();
    while (times.length < RUNS && performance.now() - begun < ENOUGH) {
      const start = performance.now();
      await probe.work();
      times.push(performance.now() - start);
    }
    return { ...about, ...(error !== undefined && { error }), ms: Math.min(...times), answer };
  } catch (thrown) {
    return { ...about, why: Fault.from(thrown).message };
  }
}

async function painting(network: Network, processor: Processor): Promise<Probe> {
  const painter = await network.open(processor);
  const picture = asked(SIDE);
  return { answer: () => answerOf(painter), work: () => painter.paint(picture) };
}
