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

/** The votes are near to what is looked for. */
const CYCLES = 3;

export function finish(field: Field, { screen, foreign }: Tuning): void {
  const { width, image } = field;
  const work = patchwork(field);
  shutOut(field, work, foreign);
  const { box, kinds } = work;
  const solver = membrane(box.width, box.height, kinds, screen);
  const values = tonesOf(field, work);
  solver.solve(values, CYCLES, pullOf(field, work, screen));
  for (let y = 0, cell = 0; y < box.height; y++) {
    let at = ((y + box.y) * width + box.x) * 4;
    for (let x = 0; x < box.width; x++, cell++, at += 4) {
      if (kinds[cell] !== UNKNOWN) continue;
      for (let channel = 0; channel < 3; channel++) {
        image[at + channel] = Math.min(255, Math.max(0, Math.round(values[cell * 3 + channel]!)));
      }
    }
  }
}

/** What the voting left in each cell, and what is known: red, green and blue. */
function tonesOf({ width, image }: Field, { box, kinds }: Patchwork): Float32Array {
  const values = new Float32Array(kinds.length * 3);
  for (let y = 0, cell = 0; y < box.height; y++) {
    let at = ((y + box.y) * width + box.x) * 4;
    for (let x = 0; x < box.width; x++, cell++, at += 4) {
      if (kinds[cell] === ABSENT) continue;
      for (let channel = 0; channel < 3; channel++) values[cell * 3 + channel] = image[at + channel]!;
    }
  }
  return values;
}

/** What each hole pixel is drawn to: the steps to its neighbours that its source has, and a little of its vote. */
function pullOf(field: Field, { box, kinds, offset }: Patchwork, screen: number): Float32Array {
  const { width, image, state } = field;
  const pull = new Float32Array(kinds.length * 3);
  /** Adds `share` of the steps between two pixels, where both are known. */
  const add = (cell: number, a: number, b: number, share: number): void => {
    if (state[a] !== KNOWN || state[b] !== KNOWN) return;
    for (let channel = 0, to = cell * 3; channel < 3; channel++, to++) {
      pull[to] = pull[to]! + share * (image[a * 4 + channel]! - image[b * 4 + channel]!);
    }
  };
  const addSide = (cell: number, next: number, at: number, near: number): void => {
    if (kinds[next] === ABSENT) return;
    const mine = offset[cell]!;
    const theirs = kinds[next] === UNKNOWN ? offset[next]! : mine;
    // Where two patches meet, the mean of what each would do.
    const share = theirs === mine ? 1 : 0.5;
    add(cell, at + mine, near + mine, share);
    if (theirs !== mine) add(cell, at + theirs, near + theirs, share);
  };
  for (let y = 0, cell = 0; y < box.height; y++) {
    let at = (y + box.y) * width + box.x;
    for (let x = 0; x < box.width; x++, cell++, at++) {
      if (kinds[cell] !== UNKNOWN) continue;
      for (let channel = 0; channel < 3; channel++) {
        pull[cell * 3 + channel] = screen * image[at * 4 + channel]!;
      }
      if (x > 0) addSide(cell, cell - 1, at, at - 1);
      if (x < box.width - 1) addSide(cell, cell + 1, at, at + 1);
      if (y > 0) addSide(cell, cell - box.width, at, at - width);
      if (y < box.height - 1) addSide(cell, cell + box.width, at, at + width);
    }
  }
  return pull;
}
