/** A picture's holes, filled one region after the other, each within a window of its own. */
import { Fault } from '../../../core/contract/fault.ts';
import type { Run, Tools } from '../../../core/operations/operation.ts';
import type { Box } from '../../../core/pixels/box.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { KNOWN, type Level } from './field.ts';
import { context, regions } from './regions.ts';
import { cut, paste } from './window.ts';

/** What is around one region's hole, cut out as a level; and the whole picture, where that is not enough. */
export interface Window {
  readonly level: Level;
  widened(): Level;
}

/** Gives the window's pixels with its hole filled: those of `level`, or of what `widened` gave. */
export type FillWindow = (
  window: Window,
  run: Run,
) => Promise<{ readonly level: Level; readonly image: Uint8Array }>;

export interface Begun {
  readonly fill: FillWindow;
  /** Lets go of what it holds. */
  close(): void;
}

/** `begin` is called once for each picture that has a hole, with the size of all its regions in pixels. */
export const regionwise = (begin: (size: number) => Promise<Begun>): Pick<Tools, 'inpaint'> => ({
  async inpaint(image, hole, run) {
    const out: Pixels = { ...image, data: image.data.slice() };
    const boxes = regions(hole);
    if (boxes.length === 0) return out;
    const sizes = boxes.map(box => box.width * box.height);
    const whole = sizes.reduce((a, b) => a + b, 0);
    const { fill, close } = await begin(whole);
    try {
      const left = hole.data.slice();
      let before = 0;
      for (const [n, box] of boxes.entries()) {
        const share = sizes[n]! / whole;
        let most = 0;
        const report = (done: number): void => {
          // Of two guesses the second begins anew.
          most = Math.max(most, done);
          run.report(before + share * most);
        };
        await fillOne(fill, out, left, box, { ...run, report });
        before += share;
      }
    } finally {
      close();
    }
    run.report(1);
    return out;
  },
});

async function fillOne(
  fill: FillWindow,
  out: Pixels,
  left: Uint8Array,
  region: Box,
  run: Run,
): Promise<void> {
  run.report(0);
  let window = context(region, out);
  const level = cut(out, left, window, region);
  const widened = (): Level => {
    window = { x: 0, y: 0, width: out.width, height: out.height };
    return cut(out, left, window, region);
  };
  const filled = await fill({ level, widened }, run);
  paste(out, left, window, filled.level, filled.image);
}

/** Throws `Fault('bad-request')` where nothing is left to fill from. */
export function checkKnown({ state }: Level): void {
  if (state.includes(KNOWN)) return;
  throw new Fault(
    'bad-request',
    'Everything is marked here. Leave some of the picture around it unmarked, to fill it from.',
  );
}
