/** An order, looked at before anything is decoded: what it names, whether it may be asked, and who would do it. */
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { operationNamed } from '../../core/operations/index.ts';
import type { AnyOperation, Inputs, Tools } from '../../core/operations/operation.ts';
import { isEmpty } from '../../core/pixels/mask.ts';
import type { Mask, Pixels } from '../../core/pixels/pixels.ts';
import { mayAsk } from '../../core/policy/ask.ts';
import type { Order } from './protocol.ts';
import { toolsFor, type Ears } from './tools.ts';

export interface Prepared {
  readonly operation: AnyOperation;
  readonly tools: Tools;
  /** The parameters on this picture. Throws where it gives no answer. */
  paramsOn(image: Pixels | undefined): unknown;
}

/** `elsewhere`: the promises that other machines keep. Throws `Fault('bad-request')`, `Fault('policy')` or `Fault('no-maker')`. */
export function prepare(order: Order, ears: Ears, elsewhere: Partial<Tools> = {}): Prepared {
  const operation = operationNamed(order.operation);
  if (!operation) throw new Fault('bad-request', `There is nothing here called “${order.operation}”.`);
  const asked: unknown = parse(operation.params, order.params);
  checkPolicy(operation.name, order.params);
  return {
    operation,
    tools: toolsFor(operation.calls?.(asked) ?? operation.uses, order, ears, elsewhere),
    paramsOn: image => (image && operation.settle ? operation.settle(asked, image) : asked),
  };
}

/** The engine asks for itself: an order may come from elsewhere than a sentence. */
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
