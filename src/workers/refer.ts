/** A picture, or a part of it, as a reference: measured as it is, and kept small. */
import { crop } from '../../core/pixels/crop.ts';
import type { Box } from '../../core/pixels/box.ts';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { referenceOf } from '../../core/library/reference.ts';
import { smallOf } from './pack.ts';
import type { Naming, NewReference } from './protocol.ts';

/** Pixels of its longer side: enough to see it large, and to measure it again. */
const side = 1024;

export async function refer(image: Pixels, naming: Naming, box: Box | undefined): Promise<NewReference> {
  const part = box ? crop(image, box) : image;
  const picture = await smallOf(part, side, 0.9);
  return { reference: referenceOf(part, { ...naming, picture: picture.hash }), picture };
}
