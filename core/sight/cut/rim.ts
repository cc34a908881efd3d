/** The pixels in which a thing still shows: a lens and a scaler spread an edge over one pixel on each side of it. */
import type { Mask } from '../../pixels/pixels.ts';

/** How much of such a pixel is taken to be the thing's. */
const share = 0.6;

/** Each pixel is at least that share of the most marked one beside it. A mask that holds another still does. */
export function withRim(mask: Mask): Mask {
  const { width, height, data } = mask;
  const soft = data.slice();
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 255) continue;
      let most = 0;
      if (x > 0) most = data[i - 1]!;
      if (x < width - 1 && data[i + 1]! > most) most = data[i + 1]!;
      if (y > 0 && data[i - width]! > most) most = data[i - width]!;
      if (y < height - 1 && data[i + width]! > most) most = data[i + width]!;
      soft[i] = Math.max(data[i]!, Math.round(share * most));
    }
  }
  return { width, height, data: soft };
}
