import { parse } from '../../../core/contract/schema.ts';
import { operationNamed } from '../../../core/operations/index.ts';
import type { Outcome } from '../../../core/operations/operation.ts';
import type { Mask, Pixels } from '../../../core/pixels/pixels.ts';
import { fakeTools } from '../../fakes/tools.ts';

export interface Performed extends Outcome {
  /** The first picture. */
  readonly image: Pixels;
  /** What was reported on the way. */
  readonly reports: readonly number[];
}

/** Runs an operation by its name as the engine does: parameters parsed, tools at hand. */
export async function perform(
  name: string,
  params: Record<string, unknown>,
  image: Pixels,
  mask?: Mask,
  tools = fakeTools().tools,
): Promise<Performed> {
  const operation = operationNamed(name);
  if (!operation) throw new Error(`There is no operation called ${name}.`);
  const reports: number[] = [];
  const run = { seed: 1, report: (done: number) => void reports.push(done) };
  // An operation that needs a mask is given one, or shows what it says without.
  const inputs = { image, ...(mask && { mask }) } as { image: Pixels; mask: Mask };
  const outcome = await operation.run(tools, inputs, parse(operation.params, params), run);
  return { ...outcome, image: outcome.images[0]!, reports };
}
