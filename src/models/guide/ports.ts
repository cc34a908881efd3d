/** Whether a file's inputs and outputs are what its declaration says: asked before it is given anything. */
import { Fault } from '../../../core/contract/fault.ts';
import type { Net, Port } from '../net.ts';
import type { Declaration } from './declaration.ts';

/** Throws `Fault('no-maker')`, which names what was expected and what was found. */
export function checkPorts(net: Pick<Net, 'inputs' | 'outputs'>, declaration: Declaration): void {
  const { image, mask, result, size } = declaration;
  const [width, height] =
    'multiple' in size ? [sides(size), sides(size)] : [String(size.width), String(size.height)];
  const dims = (channels: number, layout: Picture['layout']): string[] =>
    layout === 'planes' ? ['1', String(channels), height, width] : ['1', height, width, String(channels)];
  const inputs = [{ ...image, dims: dims(mask.as === 'channel' ? 4 : 3, image.layout) }];
  if (mask.as === 'input') inputs.push({ ...image, ...mask, dims: dims(1, mask.layout) });
  const outputs = [{ ...result, dims: dims(3, result.layout) }];
  check(declaration, 'input', inputs, net.inputs);
  check(declaration, 'output', outputs, net.outputs);
  const more = net.inputs.find(({ name }) => !inputs.some(input => input.name === name));
  if (more) {
    const known = inputs.map(({ name }) => `“${name}”`).join(' and ');
    throw refusal(declaration, `only ${known} as input`, `also ${shown(more)}`);
  }
}

type Picture = Declaration['result'];

interface Expected {
  readonly name: string;
  readonly type: string;
  /** Each a number, or words for more than one. */
  readonly dims: readonly string[];
}

function check(
  declaration: Declaration,
  kind: 'input' | 'output',
  expected: readonly Expected[],
  found: readonly Port[],
): void {
  for (const one of expected) {
    const port = found.find(({ name }) => name === one.name);
    if (port && port.type === one.type && fits(one.dims, port.dims)) continue;
    const others = found.map(({ name }) => `“${name}”`).join(', ') || 'none';
    throw refusal(
      declaration,
      `the ${kind} ${shown(one)}`,
      port ? shown(port) : `no such ${kind}, but ${others}`,
    );
  }
}

/** A file need not say of what shape its output is, and one that takes any size has a word for a side. */
const fits = (expected: readonly string[], found: Port['dims']): boolean =>
  found.length === 0 ||
  (found.length === expected.length &&
    found.every((side, n) => typeof side === 'string' || String(side) === expected[n]));

const sides = ({ multiple, least, most }: Extract<Declaration['size'], { multiple: number }>): string =>
  `${least} to ${most} by ${multiple}`;

const shown = ({ name, type, dims }: Expected | Port): string => `“${name}” ${type} [${dims.join(', ')}]`;

const refusal = ({ title, file }: Declaration, expected: string, found: string): Fault =>
  new Fault(
    'no-maker',
    `${file} is not as it was declared for ${title}: expected ${expected}; found ${found}.`,
  );
