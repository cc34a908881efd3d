/** Whether a file's inputs and outputs are what its declaration says: asked before it is given anything. */
import { Fault } from '../../../core/contract/fault.ts';
import type { Net } from '../net.ts';
import { checkAll } from '../ports.ts';
import type { Declaration } from './declaration.ts';

/** Throws `Fault('no-maker')`, which names what was expected and what was found. */
export function checkPorts(net: Pick<Net, 'inputs' | 'outputs'>, declaration: Declaration): void {
  const { title, file, image, mask, result, size } = declaration;
  const [width, height] =
    'multiple' in size ? [sides(size), sides(size)] : [String(size.width), String(size.height)];
  const dims = (channels: number, layout: Picture['layout']): string[] =>
    layout === 'planes' ? ['1', String(channels), height, width] : ['1', height, width, String(channels)];
  const inputs = [{ ...image, dims: dims(mask.as === 'channel' ? 4 : 3, image.layout) }];
  if (mask.as === 'input') inputs.push({ ...image, ...mask, dims: dims(1, mask.layout) });
  const outputs = [{ ...result, dims: dims(3, result.layout) }];
  checkAll(
    net,
    { inputs, outputs },
    (expected, found) =>
      new Fault(
        'no-maker',
        `${file} is not as it was declared for ${title}: expected ${expected}; found ${found}.`,
      ),
  );
}

type Picture = Declaration['result'];

const sides = ({ multiple, least, most }: Extract<Declaration['size'], { multiple: number }>): string =>
  `${least} to ${most} by ${multiple}`;
