/** How large a picture may become. */
import { Fault } from '../contract/fault.ts';
import type { Size } from '../pixels/box.ts';

/** Beyond this a browser's tab on a phone runs out of memory; it is also what a photo may have to be opened. */
const most = 24_000_000;

/** Throws `too-big` where a picture of this size would have more than 24 megapixels. */
export function checkLimit({ width, height }: Size): void {
  if (width * height <= most) return;
  const shrink = Math.sqrt(most / (width * height));
  const fits = `${Math.max(1, Math.floor(width * shrink))} × ${Math.max(1, Math.floor(height * shrink))}`;
  const asked = `${width} × ${height} pixels is ${Math.round((width * height) / 1e6)} megapixels`;
  throw new Fault('too-big', `${asked}, and 24 is the most. Ask for ${fits} or less.`);
}
