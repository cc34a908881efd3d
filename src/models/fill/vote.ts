/**
 * The other half of each round (Wexler et al., "Space-Time Completion of Video", 2007): every hole pixel becomes the
 * weighted mean of what the patches that cover it have in its place. The reference for the WebAssembly kernel.
 */
import { PATCH, RADIUS, type Field } from './field.ts';

/** The most that a mean colour is moved by, of 255: more would invent light that is nowhere in the picture. */
export const BIAS_LIMIT = 24;

export function vote(field: Field, lenience: number): void {
  const { width, height, image, target, targets, holes, match, weight, bias } = field;
  for (let k = 0; k < targets.length; k++) meanDifference(field, targets[k]!, lenience);
  for (let k = 0; k < holes.length; k++) {
    const at = holes[k]!;
    let red = 0;
    let green = 0;
    let blue = 0;
    let texture = 0;
    let sum = 0;
    const y = Math.floor(at / width);
    // Targets keep three pixels from every side, so a row's overrun meets none; only whole rows can be missing.
    for (let near = Math.max(RADIUS, y - RADIUS); near <= Math.min(height - 1 - RADIUS, y + RADIUS); near++) {
      const row = at + (near - y) * width;
      for (let centre = row - RADIUS; centre <= row + RADIUS; centre++) {
        if (target[centre] === 0) continue;
        const w = weight[centre]!;
        const from = (match[centre]! + at - centre) * 4;
        red = (red + Math.imul(w, image[from]! + bias[centre * 4]!)) | 0;
        green = (green + Math.imul(w, image[from + 1]! + bias[centre * 4 + 1]!)) | 0;
        blue = (blue + Math.imul(w, image[from + 2]! + bias[centre * 4 + 2]!)) | 0;
        texture = (texture + Math.imul(w, image[from + 3]!)) | 0;
        sum = (sum + w) | 0;
      }
    }
    if (sum === 0) continue;
    image[at * 4] = mean(red, sum);
    image[at * 4 + 1] = mean(green, sum);
    image[at * 4 + 2] = mean(blue, sum);
    image[at * 4 + 3] = mean(texture, sum);
  }
}

const mean = (total: number, sum: number): number =>
  Math.min(255, Math.max(0, ((2 * total + sum) / (2 * sum)) | 0));

/** What `distance` forgave, so that the vote can make it good: a share of how far the mean colours lie apart. */
function meanDifference(field: Field, at: number, lenience: number): void {
  const { width, image, match, bias } = field;
  let pa = (at - RADIUS * width - RADIUS) * 4;
  let pb = (match[at]! - RADIUS * width - RADIUS) * 4;
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = 0; y < PATCH; y++) {
    for (let x = 0; x < PATCH; x++) {
      red += image[pa]! - image[pb]!;
      green += image[pa + 1]! - image[pb + 1]!;
      blue += image[pa + 2]! - image[pb + 2]!;
      pa += 4;
      pb += 4;
    }
    pa += (width - PATCH) * 4;
    pb += (width - PATCH) * 4;
  }
  bias[at * 4] = share(red, lenience);
  bias[at * 4 + 1] = share(green, lenience);
  bias[at * 4 + 2] = share(blue, lenience);
}

// A sum of 49 differences times lenience * 49 / 4096, over 49.
const share = (sum: number, lenience: number): number =>
  Math.min(BIAS_LIMIT, Math.max(-BIAS_LIMIT, (Math.imul(sum, lenience) + 2048) >> 12));
