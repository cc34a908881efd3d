/** A network that looks at pictures, before it is opened, and how its files become sessions that are as they were said to be. */
import { Fault } from '../../../core/contract/fault.ts';
import { blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { asked } from '../guide/answer.ts';
import type { Net, Processor, Tensor } from '../net.ts';
import { checkAll, type ExpectedPorts } from '../ports.ts';
import type { Weights } from '../weights/kept.ts';

export interface Open {
  /** Gives its memory back. */
  close(): Promise<void>;
}

/** One that is open, to be measured. */
export interface Probe {
  /** To a question whose answer every processor gives: from 0 to 255, so that what rounding does shows as small. */
  answer(): Promise<Float32Array<ArrayBuffer>>;
  work(): Promise<unknown>;
}

export interface Looker<T extends Open> {
  /** Also of its weights. */
  readonly name: string;
  /** Goes up when the same picture would give another answer. */
  readonly edition: number;
  readonly title: string;
  readonly runsOn: readonly Processor[];
  /** Throws `Fault('no-maker')` where it cannot be had, or is not what it was said to be. `others`: as for `openNet`. */
  open(on: Processor, others?: Processor): Promise<T>;
  /** Throws as `open` does. */
  probe(on: Processor): Promise<Probe>;
}

/** One of a network's files, and what it takes and gives. */
export interface File extends ExpectedPorts {
  readonly path: string;
}

interface About {
  readonly name: string;
  readonly edition: number;
  readonly title: string;
  readonly runsOn: readonly Processor[];
  readonly files: readonly File[];
  /** Files that are no networks. */
  readonly beside?: readonly string[];
}

/**
 * `build` makes of the opened files, and of those beside them, in their order, what can be asked. `answer`: what they say of a picture, as numbers from 0 to 1
 * that do not hang on how a processor rounds.
 */
export function defineLooker<T>(
  { files, beside = [], ...about }: About,
  build: (nets: readonly Net[], beside: readonly Uint8Array[]) => T,
  answer: (opened: T, image: Pixels) => Promise<Float32Array>,
): (weights: Weights) => Looker<T & Open> {
  const { name, title } = about;
  const open = async (weights: Weights, on: Processor, others?: Processor): Promise<T & Open> => {
    const { openNet } = await import('../runtime.ts');
    const nets: Net[] = [];
    const close = async (): Promise<void> => {
      for (const net of nets) await net.close();
    };
    const read = async (path: string): Promise<Uint8Array> => {
      const bytes = (await weights.read(name, path)).get(path);
      if (bytes) return bytes;
      throw new Fault('no-maker', `${title} was to have a file ${path}, and has none.`);
    };
    try {
      for (const file of files) {
        const net = await openNet(await read(file.path), on, others);
        nets.push(net);
        checkAll(net, file, (expected, found) => refusal(title, file.path, expected, found));
      }
      return { ...build(nets, await Promise.all(beside.map(read))), close };
    } catch (thrown) {
      await close();
      throw thrown;
    }
  };
  return weights => ({
    ...about,
    open: (on, others) => open(weights, on, others),
    async probe(on) {
      const opened = await open(weights, on);
      const work = (): Promise<Float32Array> => answer(opened, question());
      return { work, answer: async () => Float32Array.from(await work(), share => 255 * share) };
    },
  });
}

/** What any language can draw (`asked`), as a picture. */
function question(): Pixels {
  const { width, height, values } = asked(256);
  const picture = blankPixels(width, height);
  for (let at = 0; at < width * height; at++) {
    const byte = (plane: number): number => 255 * values[plane * width * height + at]!;
    picture.data.set([byte(0), byte(1), byte(2), 255], at * 4);
  }
  return picture;
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

const refusal = (title: string, path: string, expected: string, found: string): Fault =>
  new Fault('no-maker', `${path} is not ${title} as it is known: expected ${expected}; found ${found}.`);

/** What a run gave under this name. Throws `Fault('no-maker')` where that is not of this shape. */
export function floatsIn(
  results: Readonly<Record<string, Tensor>>,
  name: string,
  dims: readonly number[],
): Float32Array {
  const found = results[name];
  if (found?.data instanceof Float32Array && found.dims.join() === dims.join()) return found.data;
  throw new Fault(
    'no-maker',
    `It was to give “${name}” as [${dims.join(', ')}] and gave ${found ? `[${found.dims.join(', ')}]` : 'nothing'}.`,
  );
}
