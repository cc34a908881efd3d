/**
 * Where the hole cuts through something that the fill does not go on with (a bowl in front of the sofa that went), the
 * pixels along the cut must not colour the fill. They are told by their tone: it lies far from what the fill's own
 * patches have in their place.
 */
import { KNOWN, type Field } from './field.ts';
import { ABSENT, GIVEN, UNKNOWN } from './membrane.ts';
import type { Patchwork } from './patchwork.ts';

/** Differences are averaged over the border within so many pixels: texture differs from pixel to pixel, tone does not. */
const REACH = 4;

interface Difference {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Turns GIVEN border cells whose tone differs by more than `limit` (of 255, in any channel) to ABSENT. */
export function shutOut(field: Field, work: Patchwork, limit: number): void {
  const border = differences(field, work);
  let start = 0;
  for (const { cell, x, y } of border) {
    while (border[start]!.y < y - REACH) start++;
    let [red, green, blue, count] = [0, 0, 0, 0];
    for (let n = start; n < border.length && border[n]!.y <= y + REACH; n++) {
      const near = border[n]!;
      if (Math.abs(near.x - x) > REACH) continue;
      red += near.red;
      green += near.green;
      blue += near.blue;
      count++;
    }
    if (Math.max(Math.abs(red), Math.abs(green), Math.abs(blue)) > limit * count) work.kinds[cell] = ABSENT;
  }
}

/** For each border cell: itself less what stands in its place beside its neighbours' sources. In raster order. */
function differences({ width, image, state }: Field, { box, kinds, offset }: Patchwork): Difference[] {
  const found: Difference[] = [];
  for (let y = 0, cell = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, cell++) {
      if (kinds[cell] !== GIVEN) continue;
      const at = (y + box.y) * width + x + box.x;
      let [red, green, blue, count] = [0, 0, 0, 0];
      const look = (inside: boolean, near: number): void => {
        if (!inside || kinds[near] !== UNKNOWN) return;
        const from = at + offset[near]!;
        if (state[from] !== KNOWN) return;
        red += image[at * 4]! - image[from * 4]!;
        green += image[at * 4 + 1]! - image[from * 4 + 1]!;
        blue += image[at * 4 + 2]! - image[from * 4 + 2]!;
        count++;
      };
      look(x > 0, cell - 1);
      look(x < box.width - 1, cell + 1);
      look(y > 0, cell - box.width);
      look(y < box.height - 1, cell + box.width);
      if (count > 0) found.push({ cell, x, y, red: red / count, green: green / count, blue: blue / count });
    }
  }
  return found;
}
