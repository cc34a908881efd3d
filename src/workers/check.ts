/** What a run did to the picture, looked at before it is kept. */
import { Fault } from '../../core/contract/fault.ts';
import { compare } from '../../core/pixels/compare.ts';
import { fitOf, isBlank, showsSeam } from '../../core/pixels/fit.ts';
import type { Mask, Pixels } from '../../core/pixels/pixels.ts';
import { wordsOf } from '../../core/pixels/qoi.ts';

/** How many pixels differ; all of them where the size does. */
export function changedBetween(before: Pixels, after: Pixels): number {
  const same = before.width === after.width && before.height === after.height;
  return same ? compare(before, after).count : after.width * after.height;
}

/** Throws `Fault('bug')` where a pixel differs that is not in what `may` change. */
export function checkLeak(before: Pixels, after: Pixels, may: Mask): void {
  const sameSize = before.width === after.width && before.height === after.height;
  if (sameSize && !leaks(wordsOf(before.data), wordsOf(after.data), may.data)) return;
  throw new Fault(
    'bug',
    'This edit changed the picture outside the mask, so it was not kept. Please try another way.',
  );
}

function leaks(before: Uint32Array, after: Uint32Array, allowed: Uint8Array): boolean {
  for (let i = 0; i < before.length; i++) {
    if (before[i] !== after[i] && allowed[i] === 0) return true;
  }
  return false;
}

/** What does not look right about a fill, in sentences: it is kept all the same, for the eye decides. */
export function doubtsOf(after: Pixels, hole: Mask): string[] {
  const fit = fitOf(after, hole);
  if (isBlank(fit))
    return ['What came into the hole is one plain colour. Try another way, or mark a little more.'];
  if (showsSeam(fit))
    return ['The edge of what is new may show. Try another way, or mark a little more around it.'];
  return [];
}

/** The first picture of an outcome. Throws `Fault('bug')` where there is none, or fewer bytes than its size says. */
export function wholePicture([picture]: readonly Pixels[]): Pixels {
  const sides = picture ? [picture.width, picture.height] : [];
  const whole = picture && sides.every(side => Number.isInteger(side) && side > 0);
  if (whole && picture.data.length === picture.width * picture.height * 4) return picture;
  throw new Fault('bug', 'This edit gave back no picture. Nothing was changed: please try another way.');
}
