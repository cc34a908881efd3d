/** Tools that machines elsewhere keep: what they are to see is framed, sent through the page, and what comes back looked at. */
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import type { AnyOperation, Run, Tools } from '../../core/operations/operation.ts';
import { blend } from '../../core/pixels/blend.ts';
import type { Size } from '../../core/pixels/box.ts';
import { meanDifference } from '../../core/pixels/compare.ts';
import { crop, cropMask } from '../../core/pixels/crop.ts';
import type { Mask, Pixels } from '../../core/pixels/pixels.ts';
import { frameFor, framed, framedMask, unframed } from '../../core/providers/frame.ts';
import { decodeFile, readFile } from './decode.ts';
import { packMask } from './mask.ts';
import type { Elsewhere, Outside } from './protocol.ts';
import { fileOf } from './take-away.ts';
import type { Ears } from './tools.ts';
import { Answer, type Work } from './work.ts';

/** Enlarged by more than this, what was painted is visibly softer than the picture around it. */
const SOFT = 1.25;

/** How the whole of an operation is done elsewhere; its parameters as the picture settled them. No more is sent than it looks at. */
export type Operate = (
  operation: AnyOperation,
  params: Record<string, unknown>,
  image: Pixels,
  mask: Mask | undefined,
  seed: number,
) => Promise<Pixels>;

/** What `elsewhere` keeps; nothing where nobody is named. Each throws what went wrong there. */
export function toolsElsewhere(
  elsewhere: Elsewhere | undefined,
  outside: Pick<Outside, 'ask'>,
  { onMaker, onNote }: Ears,
): { readonly tools: Partial<Tools>; readonly operate?: Operate } {
  if (!elsewhere) return { tools: {} };
  const { keeps, sizes } = elsewhere;

  const ask = async (work: Work): Promise<Pixels> => {
    const { picture, by } = parse(Answer, await outside.ask(work), 'bug');
    const { pixels } = await decodeFile(await readFile(picture)).catch((cause: unknown) => {
      throw new Fault(
        'refused',
        'What came back is no picture that can be read. Try again, or ask another.',
        {
          cause,
        },
      );
    });
    onMaker(by);
    return pixels;
  };

  const repaint = async (image: Pixels, hole: Mask, words: string, { seed }: Run): Promise<Pixels> => {
    const frame = frameFor(image, sizes);
    const [seen, marked] = [framed(image, frame), framedMask(hole, frame)];
    const sent = { image: await pngOf(seen), mask: packMask(marked) };
    const painted = await ask({ tool: 'repaint', ...sent, words, seed: seed >>> 0 });
    checkPainted(seen, painted, marked);
    const scale = image.width / frame.inner.width;
    if (scale > SOFT) {
      const size = `${frame.inner.width} × ${frame.inner.height}`;
      onNote(
        `This was painted ${size} pixels large and enlarged, so it may look soft. Mark less to have it finer.`,
      );
    }
    return unframed(painted, frame);
  };

  const generate = async (
    words: string,
    { width, height }: { width: number; height: number },
    { seed }: Run,
  ): Promise<Pixels> => {
    const { outer } = frameFor({ width, height }, sizes);
    return ask({ tool: 'generate', words, width: outer.width, height: outer.height, seed: seed >>> 0 });
  };

  const operate: Operate = async ({ name, part }, params, image, mask, seed) => {
    const box = mask && part?.(params, mask);
    const seen = box ? crop(image, box) : image;
    const hole = box && mask ? cropMask(mask, box) : mask;
    const made = await ask({
      tool: 'operate',
      operation: name,
      params,
      image: await pngOf(seen),
      ...(hole ? { mask: packMask(hole) } : {}),
      seed: seed >>> 0,
    });
    if (!box) return made;
    checkSizeOf(made, seen);
    return blend(image, made, wholly(box), box.x, box.y);
  };

  return {
    tools: {
      ...(keeps.includes('repaint') ? { repaint } : {}),
      ...(keeps.includes('generate') ? { generate } : {}),
    },
    ...(keeps.includes('operate') ? { operate } : {}),
  };
}

/** As `core/providers/check.ts` has it: what only packing changed, in steps of 255. */
const SAME = 0.5;

/** Who asked looks too: whoever carried it may not have. Throws `refused`. */
function checkPainted(seen: Pixels, painted: Pixels, marked: Mask): void {
  checkSizeOf(painted, seen);
  if (meanDifference(painted, seen, marked) <= SAME) {
    throw new Fault(
      'refused',
      'What came back is unchanged, so nothing was kept. Mark a larger place, or choose another model there.',
    );
  }
}

/** Throws `refused`. */
function checkSizeOf(made: Pixels, seen: Pixels): void {
  if (made.width === seen.width && made.height === seen.height) return;
  const [came, asked] = [made, seen].map(({ width, height }) => `${width} × ${height}`);
  throw new Fault(
    'refused',
    `What came back is ${came} pixels and not ${asked}, so it was not used. Look whether something there changes the size.`,
  );
}

/** A mask that takes all of a part. */
const wholly = ({ width, height }: Size): Mask => ({
  width,
  height,
  data: new Uint8Array(width * height).fill(255),
});

const pngOf = async (pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fileOf(pixels, 'image/png', 1)).arrayBuffer());
