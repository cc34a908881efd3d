/**
 * What a network that fills holes takes and gives, in writing. `convert.ts` speaks to whatever is declared, and `ports.ts`
 * refuses a file that is not as declared. It is data alone, so a person can add one of their own.
 */
import { parse, v, type Infer } from '../../../core/contract/schema.ts';

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));

const tensor = {
  /** As the file calls it. */
  name: words,
  type: v.picklist(['uint8', 'float32']),
  /** One plane after the other, or one pixel after the other. */
  layout: v.picklist(['planes', 'pixels']),
};

/** Black and white. */
const Range = v.picklist(['0 to 1', '-1 to 1', '0 to 255']);

const colour = { ...tensor, order: v.picklist(['rgb', 'bgr']), range: Range };

/** What the mask holds where there is a hole, and where there is none. */
const sides = { hole: v.number(), known: v.number() };

const bytes = (...values: readonly number[]): boolean =>
  values.every(value => Number.isInteger(value) && value >= 0 && value <= 255);

const Size = v.union([
  /** Only this. What is smaller is mirrored at its edges, what is larger is halved. */
  v.object({ width: side, height: side }),
  /** Any whose sides are multiples of it and lie between these two. */
  v.object({ multiple: side, least: side, most: side }),
]);

export const Declaration = v.pipe(
  v.object({
    /** Also what its weights are kept under, and its name in a recipe, so it never changes. */
    name: v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'must be a plain name')),
    /** Grows whenever the same request would give other pixels. */
    edition: v.pipe(v.number(), v.integer(), v.minValue(1)),
    title: words,
    /** SPDX, of the weights. */
    licence: words,
    /** Which of its files is the network. */
    file: words,
    runsOn: v.pipe(v.array(v.picklist(['webgpu', 'wasm'])), v.minLength(1)),
    image: v.object({
      ...colour,
      /** What it is given where there is a hole: what lies around, spread, or one value for every channel, in its range. */
      hole: v.union([v.literal('spread'), v.number()]),
    }),
    mask: v.variant('as', [
      v.object({ as: v.literal('input'), ...tensor, ...sides }),
      /** One more channel of the image. */
      v.object({ as: v.literal('channel'), at: v.picklist(['first', 'last']), ...sides }),
    ]),
    result: v.object(colour),
    size: Size,
  }),
  v.check(
    ({ image, result }) =>
      [image, result].every(({ type, range }) => type !== 'uint8' || range === '0 to 255'),
    'A picture of type uint8 runs from 0 to 255.',
  ),
  v.check(
    ({ image }) => image.type !== 'uint8' || image.hole === 'spread' || bytes(image.hole),
    'A picture of type uint8 holds whole numbers from 0 to 255 in the hole, too.',
  ),
  v.check(({ mask }) => mask.hole !== mask.known, 'The mask says the same of hole and surroundings.'),
  v.check(
    ({ image, mask }) =>
      (mask.as === 'input' ? mask : image).type !== 'uint8' || bytes(mask.hole, mask.known),
    'A mask of type uint8 holds whole numbers from 0 to 255.',
  ),
  v.check(
    ({ size }) => !('multiple' in size) || roundUp(size.least, size.multiple) <= size.most,
    'There is no size that fits.',
  ),
);
export type Declaration = Infer<typeof Declaration>;

/** A declaration as it is written down here. A mistake in it is found when it is first read. */
export const defineNetwork = (declaration: Infer<typeof Declaration>): Declaration =>
  parse(Declaration, declaration, 'bug');

export const roundUp = (side: number, multiple: number): number => Math.ceil(side / multiple) * multiple;
