/** An operation as it is asked for, from wherever: looked at before anything is decoded. */
import { Fault } from '../contract/fault.ts';
import { parse } from '../contract/schema.ts';
import { isEmpty } from '../pixels/mask.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';
import { mayAsk } from '../policy/ask.ts';
import { operationNamed } from './index.ts';
import type { AnyOperation, Inputs, ToolName } from './operation.ts';

export interface AskedOperation {
  readonly operation: AnyOperation;
  /** The promises that it calls on. */
  readonly uses: readonly ToolName[];
  /** The parameters on this picture. Throws where it gives no answer. */
  paramsOn(image: Pixels | undefined): unknown;
}

/** Throws `Fault('bad-request')` or `Fault('policy')`. */
export function operationAsked(name: string, params: Record<string, unknown>): AskedOperation {
  const operation = operationNamed(name);
  if (!operation) throw new Fault('bad-request', `There is nothing here called “${name}”.`);
  const asked: unknown = parse(operation.params, params);
  checkPolicy(operation.name, params);
  return {
    operation,
    uses: operation.calls?.(asked) ?? operation.uses,
    paramsOn: image => (image && operation.settle ? operation.settle(asked, image) : asked),
  };
}

/** Who runs it asks for itself: it may be asked for elsewhere than in a sentence. */
function checkPolicy(operation: string, params: Record<string, unknown>): void {
  const words = Object.values(params).filter(value => typeof value === 'string');
  if (words.length === 0) return;
  const answer = mayAsk([operation, ...words].join(' '));
  if (!answer.allowed) throw new Fault('policy', answer.reason);
}

/** What the operation needs. Throws `Fault('bad-request')`, which asks for what is missing. */
export function inputsFor(
  { needs }: AnyOperation,
  image: Pixels | undefined,
  mask: Mask | undefined,
): Inputs {
  if (needs.includes('image') && !image) throw new Fault('bad-request', 'Open a picture first.');
  if (mask && isEmpty(mask))
    throw new Fault('bad-request', 'Nothing is marked. Brush over the thing, or tap it.');
  if (needs.includes('mask') && !mask)
    throw new Fault('bad-request', 'Where? Brush over the thing, or tap it.');
  // An operation reads only what it says it needs, which is there; `AnyOperation` cannot say that of the rest.
  return { ...(image && { image }), ...(mask && { mask }) } as Inputs;
}
