/**
 * The last step. Votes are means, and means lose grain; so each pixel's detail is taken whole from one patch, its tone
 * from the votes, and the two are joined in the gradient domain (Pérez et al., 2003; Bhat et al., "Fourier Analysis of
 * the 2D Screened Poisson Equation", 2008). Neither the hole's edge nor the borders between patches then show.
 */
import { KNOWN, type Field } from './field.ts';
import { shutOut } from './foreign.ts';
import { ABSENT, UNKNOWN, membrane } from './membrane.ts';
import { patchwork, type Patchwork } from './patchwork.ts';
import type { Tuning } from './tuning.ts';

export function finish(field: Field, { screen, foreign }: Tuning): void {
  const { width, image } = field;
  const work = patchwork(field);
  shutOut(field, work, foreign);
  const { box, kinds } = work;
  const solver = membrane(box.width, box.height, kinds, screen);
  const solved = [0, 1, 2].map(channel => {
    const values = new Float32Array(kinds.length);
    for (let y = 0, cell = 0; y < box.height; y++) {
      let at = (y + box.y) * width + box.x;
      for (let x = 0; x < box.width; x++, cell++, at++) {
        if (kinds[cell] !== ABSENT) values[cell] = image[at * 4 + channel]!;
      }
    }
    solver.solve(values, pullOf(field, work, channel, screen));
    return values;
  });
  for (let y = 0, cell = 0; y < box.height; y++) {
    let at = (y + box.y) * width + box.x;
    for (let x = 0; x < box.width; x++, cell++, at++) {
      if (kinds[cell] !== UNKNOWN) continue;
      for (let channel = 0; channel < 3; channel++) {
        image[at * 4 + channel] = Math.min(255, Math.max(0, Math.round(solved[channel]![cell]!)));
      }
    }
  }
}

/** What each hole pixel is drawn to: the steps to its neighbours that its source has, and a little of its vote. */
function pullOf(
  field: Field,
  { box, kinds, offset }: Patchwork,
  channel: number,
  screen: number,
): Float32Array {
  const { width, image, state } = field;
  const pull = new Float32Array(kinds.length);
  const step = (a: number, b: number): number =>
    state[a] === KNOWN && state[b] === KNOWN ? image[a * 4 + channel]! - image[b * 4 + channel]! : 0;
  for (let y = 0, cell = 0; y < box.height; y++) {
    let at = (y + box.y) * width + box.x;
    for (let x = 0; x < box.width; x++, cell++, at++) {
      if (kinds[cell] !== UNKNOWN) continue;
      const mine = offset[cell]!;
      let sum = screen * image[at * 4 + channel]!;
      for (let side = 0; side < 4; side++) {
        if (
          side === 0
            ? x === 0
            : side === 1
              ? x === box.width - 1
              : side === 2
                ? y === 0
                : y === box.height - 1
        )
          continue;
        const next =
          side === 0 ? cell - 1 : side === 1 ? cell + 1 : side === 2 ? cell - box.width : cell + box.width;
        const near = side === 0 ? at - 1 : side === 1 ? at + 1 : side === 2 ? at - width : at + width;
        if (kinds[next] === ABSENT) continue;
        const own = step(at + mine, near + mine);
        const theirs = kinds[next] === UNKNOWN ? offset[next]! : mine;
        // Where two patches meet, the mean of what each would do.
        sum += theirs === mine ? own : (own + step(at + theirs, near + theirs)) / 2;
      }
      pull[cell] = sum;
    }
  }
  return pull;
}
