/** Tools that machines elsewhere keep: what they are to see is framed, sent through the page, and what comes back looked at. */
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Run, Tools } from '../../core/operations/operation.ts';
import type { Mask, Pixels } from '../../core/pixels/pixels.ts';
import { meanDifference } from '../../core/pixels/compare.ts';
import { frameFor, framed, framedMask, unframed } from '../../core/providers/frame.ts';
import { decodeFile, readFile } from './decode.ts';
import { packMask } from './mask.ts';
import type { Elsewhere, Outside } from './protocol.ts';
import { fileOf } from './take-away.ts';
import type { Ears } from './tools.ts';
import { Answer, type Work } from './work.ts';

/** Enlarged by more than this, what was painted is visibly softer than the picture around it. */
const SOFT = 1.25;

/** How the whole of an operation is done elsewhere; its parameters as the picture settled them. */
export type Operate = (
  operation: string,
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

  const operate: Operate = async (operation, params, image, mask, seed) =>
    ask({
      tool: 'operate',
      operation,
      params,
      image: await pngOf(image),
      ...(mask ? { mask: packMask(mask) } : {}),
      seed: seed >>> 0,
    });

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
  if (painted.width !== seen.width || painted.height !== seen.height) {
    const [came, asked] = [painted, seen].map(({ width, height }) => `${width} × ${height}`);
    throw new Fault(
      'refused',
      `What came back is ${came} pixels and not ${asked}, so it was not used. Look whether something there changes the size.`,
    );
  }
  if (meanDifference(painted, seen, marked) <= SAME) {
    throw new Fault(
      'refused',
      'What came back is unchanged, so nothing was kept. Mark a larger place, or choose another model there.',
    );
  }
}

const pngOf = async (pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fileOf(pixels, 'image/png', 1)).arrayBuffer());
