/** Marks drawn by hand. They run on the page, between two frames, so each touches its own box and nothing else. */
import type { Box } from './box.ts';
import type { Mask } from './pixels.ts';

/** In pixels from the top left corner; a pixel's centre lies at a half. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Draws a stroke with round ends from one point to another, in place. A brush (`value` above 0) leaves at least
 * `value` under it; an eraser (`value` 0) leaves 0. `hardness` from 0 (fades from the middle) to 1 (an edge one pixel
 * soft). Returns the box of all that may have changed.
 */
export function stroke(mask: Mask, from: Point, to: Point, radius: number, value: number, hardness = 1): Box {
  const box = capsule(mask, from, to, radius);
  const [across, down] = [to.x - from.x, to.y - from.y];
  const long = across * across + down * down;
  const core = Math.min(radius - 0.5, radius * hardness);
  const fade = radius + 0.5 - core;
  const outer = (radius + 0.5) ** 2;
  for (let y = box.y; y < box.y + box.height; y++) {
    const dy = y + 0.5 - from.y;
    for (let x = box.x; x < box.x + box.width; x++) {
      const dx = x + 0.5 - from.x;
      const along = long === 0 ? 0 : Math.min(1, Math.max(0, (dx * across + dy * down) / long));
      const square = (dx - along * across) ** 2 + (dy - along * down) ** 2;
      if (square >= outer) continue;
      const cover = Math.min(1, (radius + 0.5 - Math.sqrt(square)) / fade);
      const i = y * mask.width + x;
      const now = mask.data[i]!;
      mask.data[i] =
        value > 0 ? Math.max(now, Math.round(value * cover)) : Math.min(now, Math.round(255 * (1 - cover)));
    }
  }
  return box;
}

/** Sets every pixel of `box` that lies on the mask to `value`, in place. Returns what it touched. */
export function rectangle(mask: Mask, box: Box, value: number): Box {
  const touched = within(mask, box.x, box.y, box.x + box.width, box.y + box.height);
  for (let y = touched.y; y < touched.y + touched.height; y++) {
    const row = y * mask.width + touched.x;
    mask.data.fill(value, row, row + touched.width);
  }
  return touched;
}

function capsule(mask: Mask, from: Point, to: Point, radius: number): Box {
  const reach = radius + 0.5;
  return within(
    mask,
    Math.min(from.x, to.x) - reach,
    Math.min(from.y, to.y) - reach,
    Math.max(from.x, to.x) + reach,
    Math.max(from.y, to.y) + reach,
  );
}

function within(mask: Mask, left: number, top: number, right: number, bottom: number): Box {
  const x = Math.min(mask.width, Math.max(0, Math.floor(left)));
  const y = Math.min(mask.height, Math.max(0, Math.floor(top)));
  return {
    x,
    y,
    width: Math.max(0, Math.min(mask.width, Math.ceil(right)) - x),
    height: Math.max(0, Math.min(mask.height, Math.ceil(bottom)) - y),
  };
}
