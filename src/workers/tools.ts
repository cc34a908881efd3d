/** Who on this device keeps which promise: models → the tools an operation is given. */
import { Fault } from '../../core/contract/fault.ts';
import type { ToolName, Tools } from '../../core/operations/operation.ts';

/** The tools named in `uses`. Throws `Fault('no-maker')` where nobody here keeps one of the promises. */
export function toolsFor(uses: readonly ToolName[], onMaker: (name: string) => void): Tools {
  void uses;
  void onMaker;
  return {
    inpaint: () => Promise.reject(missing()),
    repaint: () => Promise.reject(missing()),
    generate: () => Promise.reject(missing()),
  };
}

const missing = (): Fault =>
  new Fault(
    'no-maker',
    'Painting something new needs a hosted provider, and none is set up yet. Everything else still works.',
  );
