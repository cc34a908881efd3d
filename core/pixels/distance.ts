/**
 * How far the nearest marked pixel is, exactly. Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled
 * Functions", 2012: down each column first, then along each row the lower envelope of the columns' parabolas.
 */
import type { Box } from './box.ts';
import type { Mask } from './pixels.ts';

/**
 * The square of the distance in pixels from each pixel of `box` to the nearest marked pixel (value above 0) inside
 * `box`, rows from the top. Beyond `reach` pixels it is only promised to be more than `reach` squared.
 */
export function squaredDistance(mask: Mask, box: Box, reach: number): Uint32Array {
  const { width, height } = box;
  const far = Math.ceil(reach) + 1;
  const column = columns(mask, box, far);
  const squared = new Uint32Array(width * height);
  const centre = new Int32Array(width);
  const edge = new Float64Array(width + 1);
  const none = far * far;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let last = -1;
    for (let x = 0; x < width; x++) {
      const down = column[row + x]!;
      if (down >= far) continue;
      const rise = down * down + x * x;
      let from = -Infinity;
      while (last >= 0) {
        const other = centre[last]!;
        const fall = column[row + other]!;
        from = (rise - (fall * fall + other * other)) / (2 * (x - other));
        if (from > edge[last]!) break;
        last--;
        from = -Infinity;
      }
      last++;
      centre[last] = x;
      edge[last] = from;
    }
    if (last < 0) {
      squared.fill(none, row, row + width);
      continue;
    }
    for (let x = 0, at = 0; x < width; x++) {
      while (at < last && edge[at + 1]! < x) at++;
      const across = x - centre[at]!;
      const down = column[row + centre[at]!]!;
      squared[row + x] = across * across + down * down;
    }
  }
  return squared;
}

/** How far up or down its own column the nearest marked pixel is, at most `far`. */
function columns(
  { data, width: stride }: Mask,
  { x: left, y: top, width, height }: Box,
  far: number,
): Uint16Array {
  const column = new Uint16Array(width * height);
  const most = Math.min(far, 65534);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const marked = data[(top + y) * stride + left + x] !== 0;
      const above = y === 0 ? most : column[(y - 1) * width + x]!;
      column[y * width + x] = marked ? 0 : above < most ? above + 1 : most;
    }
  }
  for (let i = (height - 1) * width - 1; i >= 0; i--) {
    const below = column[i + width]! + 1;
    if (below < column[i]!) column[i] = below;
  }
  return column;
}
