/** One of the app's operations, run whole: a picture in, a picture out, as `src/workers/engine.ts` runs it in a browser. */
import { parse, v } from '../../core/contract/schema.ts';
import { inputsFor, operationAsked } from '../../core/operations/asked.ts';
import { grow } from '../../core/pixels/mask.ts';
import type { Mask, Pixels } from '../../core/pixels/pixels.ts';
import type { Model } from '../../src/models/model.ts';
import { changedBetween, checkLeak, doubtsOf, wholePicture } from '../../src/workers/check.ts';
import { kept, paintsNothing, toolsBy } from './makers.ts';

export interface Operated {
  readonly picture: Pixels;
  /** As run: with what followed from the picture filled in. */
  readonly params: Record<string, unknown>;
  /** Who kept the promise that it called on, as name@edition. */
  readonly maker?: string;
  /** What does not look right about it, in sentences. */
  readonly notes: readonly string[];
  /** How many pixels differ from what went in. */
  readonly changed: number;
}

const Params = v.record(v.string(), v.unknown());
const Margin = v.object({ grow: v.optional(v.number(), 0) });

/** Looked at before anything is decoded. Throws `Fault('bad-request')`, `Fault('policy')` or `Fault('no-maker')`. */
export function checkOperation(name: string, params: Record<string, unknown>, isMasked: boolean): void {
  const { operation, uses } = operationAsked(name, params);
  if (!uses.every(use => kept.includes(use))) throw paintsNothing();
  if (!isMasked) inputsFor(operation, blank, undefined);
}

const blank: Pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

interface Asked {
  readonly operation: string;
  readonly params: Record<string, unknown>;
  readonly seed: number;
}

/** `report` learns how far it is, from 0 to 1. Throws what the operation does, and `Fault('bug')` where it leaked. */
export async function operate(
  asked: Asked,
  before: Pixels,
  mask: Mask | undefined,
  makers: readonly Model<'inpaint'>[],
  report: (done: number) => void,
): Promise<Operated> {
  const { operation, paramsOn } = operationAsked(asked.operation, asked.params);
  let maker: string | undefined;
  const tools = toolsBy(makers, name => (maker = name));
  const params = paramsOn(before);
  const run = { seed: asked.seed, report };
  const { images } = await operation.run(tools, inputsFor(operation, before, mask), params, run);
  const picture = wholePicture(images);
  const may = operation.masked && mask && grow(mask, parse(Margin, params, 'bug').grow);
  if (may) checkLeak(before, picture, may);
  return {
    picture,
    params: parse(Params, params, 'bug'),
    ...(maker !== undefined && { maker }),
    notes: may && operation.uses.length > 0 ? doubtsOf(picture, may) : [],
    changed: changedBetween(before, picture),
  };
}
