/** An order, looked at before anything is decoded: what it names, whether it may be asked, and who would do it. */
import { operationAsked, type AskedOperation } from '../../core/operations/asked.ts';
import type { Tools } from '../../core/operations/operation.ts';
import type { Order } from './protocol.ts';
import { toolsFor, type Ears } from './tools.ts';

export interface Prepared extends AskedOperation {
  readonly tools: Tools;
}

/** `elsewhere`: the promises that other machines keep. Throws `Fault('bad-request')`, `Fault('policy')` or `Fault('no-maker')`. */
export function prepare(order: Order, ears: Ears, elsewhere: Partial<Tools> = {}): Prepared {
  const asked = operationAsked(order.operation, order.params);
  return { ...asked, tools: toolsFor(asked.uses, order, ears, elsewhere) };
}
