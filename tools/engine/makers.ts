/** Who fills holes in the engine: the app's own makers, given what Node has in place of a browser. */
import { readFileSync } from 'node:fs';
import { Fault } from '../../core/contract/fault.ts';
import type { Tools } from '../../core/operations/operation.ts';
import { answerOf, errorIn, isRight } from '../../src/models/guide/answer.ts';
import type { Network } from '../../src/models/guide/network.ts';
import { ownPainter } from '../../src/models/guide/own.ts';
import { exemplarBy } from '../../src/models/exemplar.ts';
import { guidedByOwn } from '../../src/models/guided.ts';
import type { Model } from '../../src/models/model.ts';
import type { OpenNet } from './runtime.ts';
import { kernelsFor } from './threads.ts';

const guide = new URL('../../src/models/guide/', import.meta.url);

/** Our own network, wherever `openNet` runs it. */
export function ownNetwork(openNet: () => OpenNet): Network {
  return {
    name: 'own',
    title: 'Brushword',
    // Where it runs is settled when the engine starts; a maker asks for what every browser has.
    runsOn: ['wasm'],
    open: async () => ownPainter(await openNet()(readFileSync(new URL('own.onnx', guide)))),
    answer: () => Promise.resolve(Float32Array.from(readFileSync(new URL('own.answer', guide)))),
  };
}

/** Throws `Fault('no-maker')` where the network cannot be run there, or is computed wrongly. */
export async function checkNetwork(network: Network): Promise<void> {
  const [painter, right] = await Promise.all([network.open('wasm'), network.answer?.()]);
  const error = right && errorIn(await answerOf(painter), right);
  if (error === undefined || isRight(error)) return;
  throw new Fault('no-maker', `This processor computes the network wrongly, by ${error} of 255.`);
}

/** In the order they are preferred: who is led by a network that cannot be run leaves it to the one who needs none. */
export const makersFor = (network: Network, threads: number): readonly Model<'inpaint'>[] => {
  const kernels = kernelsFor(threads);
  return [guidedByOwn(network, kernels), exemplarBy(kernels)];
};

/** What is asked of who paints from words, which nobody here does. */
export const paintsNothing = (): Fault =>
  new Fault(
    'no-maker',
    'This engine paints nothing from words. Set up a provider that does; it removes, recolours and adjusts.',
  );
const hosted = (): Promise<never> => Promise.reject(paintsNothing());

/**
 * The promises an operation may call on here; `onMaker` learns who kept one, as name@edition. Each throws `Fault('no-maker')` where
 * nobody can.
 */
export const toolsBy = (makers: readonly Model<'inpaint'>[], onMaker: (maker: string) => void): Tools => ({
  async inpaint(image, hole, run) {
    let why = new Fault('no-maker', 'There is nobody here who could do this.');
    for (const maker of makers) {
      try {
        const done = await (await maker.make('wasm')).inpaint(image, hole, run);
        onMaker(`${maker.name}@${maker.edition}`);
        return done;
      } catch (thrown) {
        why = Fault.from(thrown);
        if (why.name !== 'no-maker') throw why;
      }
    }
    throw why;
  },
  repaint: hosted,
  generate: hosted,
});

/** Which of them somebody keeps. */
export const kept: readonly (keyof Tools)[] = ['inpaint'];
