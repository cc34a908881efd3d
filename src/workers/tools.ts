/** Who on this device keeps which promise: makers → the tools an operation is given. */
import { Fault } from '../../core/contract/fault.ts';
import type { ToolName, Tools } from '../../core/operations/operation.ts';
import { makerOf } from '../models/index.ts';

/**
 * The tools for an operation that `uses` these; makers are loaded when they are called on. `onMaker` learns who kept a
 * promise, as name@edition. Throws `Fault('no-maker')` where nobody here keeps one of them.
 */
export function toolsFor(uses: readonly ToolName[], onMaker: (maker: string) => void): Tools {
  if (uses.some(tool => !makerOf(tool))) throw missing();
  const ask = async <T extends ToolName>(tool: T): Promise<Pick<Tools, T>> => {
    const maker = makerOf(tool);
    if (!maker) throw missing();
    const made = await maker.make();
    onMaker(`${maker.name}@${maker.edition}`);
    return made;
  };
  return {
    inpaint: async (image, hole, run) => (await ask('inpaint')).inpaint(image, hole, run),
    repaint: async (image, hole, words, run) => (await ask('repaint')).repaint(image, hole, words, run),
    generate: async (words, run) => (await ask('generate')).generate(words, run),
  };
}

const missing = (): Fault =>
  new Fault(
    'no-maker',
    'Painting something new needs a hosted provider, and none is set up yet. Removing, recolouring and adjusting work without one.',
  );
