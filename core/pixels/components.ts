/** Marked and unmarked areas that hang together, side by side. */
import type { Mask } from './pixels.ts';

/** Marks, in place, every unmarked area of at most `largest` pixels that does not touch the picture's border. */
export function fillHoles(mask: Mask, largest: number): void {
  sweep(mask, 0, (area, touches) => {
    if (!touches && area.length <= largest) for (const i of area) mask.data[i] = 255;
  });
}

/** Clears, in place, every marked area of fewer than `smallest` pixels. */
export function dropSpecks(mask: Mask, smallest: number): void {
  sweep(mask, 255, area => {
    if (area.length < smallest) for (const i of area) mask.data[i] = 0;
  });
}

/** Calls `found` once for each connected area of pixels of exactly `value`, with their places in the mask. */
function sweep(
  { width, height, data }: Mask,
  value: number,
  found: (area: Int32Array, touchesBorder: boolean) => void,
): void {
  const seen = new Uint8Array(data.length);
  const queue = new Int32Array(data.length);
  for (let start = 0; start < data.length; start++) {
    if (seen[start] !== 0 || data[start] !== value) continue;
    let end = 1;
    let touches = false;
    queue[0] = start;
    seen[start] = 1;
    const visit = (i: number): void => {
      if (seen[i] !== 0 || data[i] !== value) return;
      seen[i] = 1;
      queue[end++] = i;
    };
    for (let next = 0; next < end; next++) {
      const i = queue[next]!;
      const x = i % width;
      if (x === 0 || x === width - 1 || i < width || i >= (height - 1) * width) touches = true;
      if (x > 0) visit(i - 1);
      if (x < width - 1) visit(i + 1);
      if (i >= width) visit(i - width);
      if (i < (height - 1) * width) visit(i + width);
    }
    found(queue.subarray(0, end), touches);
  }
}
