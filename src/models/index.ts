/** Every maker on the device. For each promise, the first that can be made here keeps it. */
import type { ToolName } from '../../core/operations/operation.ts';
import { exemplar } from './exemplar.ts';
import { guided } from './guided.ts';
import type { Model } from './model.ts';
import { painted } from './painted.ts';

const models: { readonly [T in ToolName]?: readonly Model<T>[] } = {
  inpaint: [guided, exemplar, painted],
};

/** Who may keep this promise here, in the order they are preferred; or only who has that `name`. */
export function makersOf<T extends ToolName>(tool: T, name?: string): readonly Model<T>[] {
  const found: readonly Model<T>[] = models[tool] ?? [];
  return name === undefined ? found : found.filter(model => model.name === name);
}
