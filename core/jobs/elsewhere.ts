/**
 * Which promise an edit calls on that only a machine elsewhere keeps: known before an operation is loaded, for a button that says
 * where the picture goes. `tests/core/jobs/elsewhere.test.ts` holds it to what the operations themselves call on.
 */
import type { HostedTool } from '../contract/ask.ts';

type Promised = Extract<HostedTool, 'repaint' | 'generate'>;

const always: Readonly<Record<string, Promised>> = {
  replace: 'repaint',
  add: 'repaint',
  style: 'repaint',
  generate: 'generate',
};

/** As `core/operations/parameters.ts` has a colour. */
const isColour = (value: unknown): boolean => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);

/** Whether all of it could be done elsewhere by the part around what is marked: where `part` of the operation says so. */
export const goesByPart = (operation: string): boolean => operation === 'remove';

/** Nothing where this device does all of it. */
export function toolElsewhere(
  operation: string,
  params: Readonly<Record<string, unknown>>,
): Promised | undefined {
  if (operation === 'background') {
    const { action, with: replacement } = params;
    return action === 'replace' && replacement !== undefined && !isColour(replacement)
      ? 'repaint'
      : undefined;
  }
  if (operation === 'extend') return params['words'] === undefined ? undefined : 'repaint';
  return Object.hasOwn(always, operation) ? always[operation] : undefined;
}
