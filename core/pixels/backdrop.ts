/** What lies behind a subject, exchanged or taken away. The mask marks the subject: 255 is the subject alone. */
import { byteOf, readLight } from './light.ts';
import { blankPixels, type Mask, type Pixels } from './pixels.ts';
import { rimOf, solid, unmix } from './rim.ts';

/**
 * `image` with `backdrop`, of the same size, behind its subject; or with nothing, so that it is see-through there.
 * To the bit `image` where the mask is 255, and `backdrop` where it is 0.
 */
export function setBehind(
  image: Pixels,
  mask: Mask,
  backdrop: Pixels | undefined,
  report: (done: number) => void,
): Pixels {
  const { width, height } = image;
  const changed = blankPixels(width, height);
  changed.data.set(image.data);
  const rim = rimOf(image, mask, { x: 0, y: 0, width, height });
  const mixed = { thing: new Float32Array(3), behind: new Float32Array(3) };
  const [now, next] = [new Float32Array(3), new Float32Array(3)];
  for (let y = 0; y < height; y++) {
    if (y % 64 === 0) report(y / height);
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const value = mask.data[i]!;
      const p = i * 4;
      if (value === 255) continue;
      if (value === 0) {
        for (let c = 0; c < 4; c++) changed.data[p + c] = backdrop ? backdrop.data[p + c]! : 0;
        continue;
      }
      const share = value / 255;
      readLight(image.data, p, 1, now);
      const trust = rim && value < solid ? unmix(rim, x, y, share, now, 0, mixed) : 0;
      const alpha = (image.data[p + 3]! / 255) * share;
      if (!backdrop) {
        // Only the thing's own light may stay, or what was behind it goes along as a fringe.
        for (let c = 0; c < 3; c++)
          changed.data[p + c] = byteOf(now[c]! + trust * (mixed.thing[c]! - now[c]!));
        changed.data[p + 3] = 255 * alpha;
        continue;
      }
      readLight(backdrop.data, p, 1, next);
      const behind = (backdrop.data[p + 3]! / 255) * (1 - alpha);
      for (let c = 0; c < 3; c++) {
        const own = now[c]! + trust * (mixed.thing[c]! - now[c]!);
        changed.data[p + c] = byteOf((alpha * own + behind * next[c]!) / (alpha + behind));
      }
      changed.data[p + 3] = 255 * (alpha + behind);
    }
  }
  report(1);
  return changed;
}
