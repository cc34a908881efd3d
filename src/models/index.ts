/** Every maker on the device. For each promise, the first that fits this device keeps it. */
import type { ToolName } from '../../core/operations/operation.ts';
import { exemplar } from './exemplar.ts';
import type { Model } from './model.ts';

const models: { readonly [T in ToolName]?: readonly Model<T>[] } = {
  inpaint: [exemplar],
};

/** Who keeps this promise here; undefined where nobody on the device does. */
export function makerOf<T extends ToolName>(tool: T): Model<T> | undefined {
  const found: readonly Model<T>[] | undefined = models[tool];
  return found?.find(model => model.fits());
}
