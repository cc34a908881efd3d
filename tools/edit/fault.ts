/** A fault that came out of a page as an answer. */
import { Fault } from '../../core/contract/fault.ts';
import type { Failed } from '../../src/workers/errand.ts';

export function orThrow<T extends object>(answer: T | Failed): T {
  if (!('fault' in answer)) return answer;
  const { kind, message } = answer.fault;
  throw Fault.from(Object.assign(new Error(message), { name: kind }));
}
