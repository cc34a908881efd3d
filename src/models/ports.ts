/** Whether a file's inputs and outputs are what is written down of it: asked before it is given anything. */
import { Fault } from '../../core/contract/fault.ts';
import type { Net, Port } from './net.ts';

/** An input or an output, as it is written down. */
export interface Expected {
  readonly name: string;
  readonly type: string;
  /** Each a number; or words for more than one, which a file that knows but one number does not fit. */
  readonly dims: readonly string[];
}

export interface ExpectedPorts {
  readonly inputs: readonly Expected[];
  readonly outputs: readonly Expected[];
}

/** Throws what `refusal` makes of what was expected and what was found. */
export function checkAll(
  net: Pick<Net, 'inputs' | 'outputs'>,
  { inputs, outputs }: ExpectedPorts,
  refusal: (expected: string, found: string) => Fault,
): void {
  check('input', inputs, net.inputs, refusal);
  check('output', outputs, net.outputs, refusal);
  const more = net.inputs.find(({ name }) => !inputs.some(input => input.name === name));
  if (more) {
    const known = inputs.map(({ name }) => `“${name}”`).join(' and ');
    throw refusal(`only ${known} as input`, `also ${shown(more)}`);
  }
}

function check(
  kind: 'input' | 'output',
  expected: readonly Expected[],
  found: readonly Port[],
  refusal: (expected: string, found: string) => Fault,
): void {
  for (const one of expected) {
    const port = found.find(({ name }) => name === one.name);
    if (port && port.type === one.type && fits(one.dims, port.dims)) continue;
    const others = found.map(({ name }) => `“${name}”`).join(', ') || 'none';
    throw refusal(`the ${kind} ${shown(one)}`, port ? shown(port) : `no such ${kind}, but ${others}`);
  }
}

/** A file need not say of what shape its output is, and one that takes any size has a word for a side. */
const fits = (expected: readonly string[], found: Port['dims']): boolean =>
  found.length === 0 ||
  (found.length === expected.length &&
    found.every((side, n) => typeof side === 'string' || String(side) === expected[n]));

const shown = ({ name, type, dims }: Expected | Port): string => `“${name}” ${type} [${dims.join(', ')}]`;
