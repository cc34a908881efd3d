/** What a network makes of pictures and of words: as it is kept, and as it is compared. */
import { Fault } from '../contract/fault.ts';
import { Embedding } from '../contract/reference.ts';
import { parse } from '../contract/schema.ts';

const steps = 127;

/**
 * In whole numbers, the largest as large as may be: a few of CLIP's are many times as large as the rest, which would else
 * lose more. Throws `Fault('no-maker')` where these have no direction.
 */
export function embeddingOf(by: string, numbers: Float32Array): Embedding {
  const most = mostOf(numbers);
  const whole = Array.from(numbers, x => Math.round((steps * x) / most) + 0);
  return parse(Embedding, { by, numbers: whole }, 'no-maker');
}

/** These, at length 1, and to no whole numbers: for what is not kept. Throws as that does. */
export function directionOf(numbers: Float32Array): Float32Array<ArrayBuffer> {
  const most = mostOf(numbers);
  const length = Math.hypot(...numbers.map(x => x / most));
  return Float32Array.from(numbers, x => x / most / length);
}

function mostOf(numbers: Float32Array): number {
  const most = numbers.reduce((greatest, x) => Math.max(greatest, Math.abs(x)), 0);
  if (most > 0 && most < Infinity) return most;
  throw new Fault('no-maker', 'It gave nothing that could be compared with anything.');
}

/** Of length 1: the product of two is their cosine. */
export function unitOf({ numbers }: Embedding): Float32Array<ArrayBuffer> {
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, x => x / length);
}
