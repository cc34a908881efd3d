/**
 * Takes the noise out and leaves the texture in: the light is divided by the first surface's colour, smoothed by an
 * edge-avoiding à-trous wavelet (Dammertz et al. 2010) guided by normals, places and the light's own spread (as in
 * Schied et al. 2017), and multiplied by the colour again.
 */
import { pixelWords } from './kernel.ts';
import type { Seen } from './render.ts';

const kernel = [1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16];
const passes = 5;
/** How many deviations of its own noise two pixels' light may differ by. */
const lightSlack = 2.2;
const normalSlack = 0.09;
/** Metres off the tangent plane, at a distance of one metre. */
const planeSlack = 0.006;

/** e^−x near enough for a weight, from arithmetic alone. */
function fade(x: number): number {
  const t = 1 + x * (1 / 8);
  const square = t * t;
  const fourth = square * square;
  return 1 / (fourth * fourth);
}

/** Linear light, three floats a pixel. `samples`: the paths that each pixel's mean was taken over. */
export function denoise({ width, height, data }: Seen, samples: number): Float32Array<ArrayBuffer> {
  const count = width * height;
  const colour = new Float32Array(count * 3);
  let light = new Float32Array(count * 3);
  let spread = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * pixelWords;
    let [bright, tint] = [0, 0];
    for (let k = 0; k < 3; k++) {
      const c = Math.max(data[at + 4 + k]!, 0.01);
      colour[i * 3 + k] = c;
      light[i * 3 + k] = data[at + k]! / c;
      const weight = k === 0 ? 0.2126 : k === 1 ? 0.7152 : 0.0722;
      bright += weight * data[at + k]!;
      tint += weight * c;
    }
    spread[i] = Math.max(0, data[at + 3]! - bright * bright) / (tint * tint * samples);
  }
  light = despeckled(light, width, height);
  spread = softened(spread, width, height);
  const mixed = depthMix(data, count);

  for (let pass = 0; pass < passes; pass++) {
    const step = 1 << pass;
    const next = new Float32Array(count * 3);
    const nextSpread = new Float32Array(count);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        const at = i * pixelWords;
        const [nx, ny, nz] = [data[at + 8]!, data[at + 9]!, data[at + 10]!];
        const [px, py, pz] = [data[at + 12]!, data[at + 13]!, data[at + 14]!];
        const own = brightness(light, i);
        const slack = 1 / (lightSlack * Math.sqrt(spread[i]!) + 1e-4);
        const bent = nx * nx + ny * ny + nz * nz;
        const loose = mixed[i]!;
        let [r, g, b, v, whole] = [0, 0, 0, 0, 0];
        for (let dy = -2; dy <= 2; dy++) {
          const yy = y + dy * step;
          if (yy < 0 || yy >= height) continue;
          for (let dx = -2; dx <= 2; dx++) {
            const xx = x + dx * step;
            if (xx < 0 || xx >= width) continue;
            const j = yy * width + xx;
            const to = j * pixelWords;
            const [ax, ay, az] = [data[to + 8]! - nx, data[to + 9]! - ny, data[to + 10]! - nz];
            const [qx, qy, qz] = [data[to + 12]! - px, data[to + 13]! - py, data[to + 14]! - pz];
            const turn = (ax * ax + ay * ay + az * az) / (normalSlack * (2.02 - bent));
            const off = Math.abs(nx * qx + ny * qy + nz * qz) / (planeSlack + loose + mixed[j]!);
            const apart = Math.abs(brightness(light, j) - own) * slack;
            const weight = kernel[dx + 2]! * kernel[dy + 2]! * fade(turn + off / (1 + step * 0.3) + apart);
            r += weight * light[j * 3]!;
            g += weight * light[j * 3 + 1]!;
            b += weight * light[j * 3 + 2]!;
            v += weight * weight * spread[j]!;
            whole += weight;
          }
        }
        next[i * 3] = r / whole;
        next[i * 3 + 1] = g / whole;
        next[i * 3 + 2] = b / whole;
        nextSpread[i] = v / (whole * whole);
      }
    }
    light = next;
    spread = nextSpread;
  }
  for (let i = 0; i < count * 3; i++) light[i]! *= colour[i]!;
  return light;
}

const brightness = (light: Float32Array, i: number): number =>
  0.2126 * light[i * 3]! + 0.7152 * light[i * 3 + 1]! + 0.0722 * light[i * 3 + 2]!;

/** The estimate of noise is noisy itself: a 3 × 3 tent over it. */
function softened(
  spread: Float32Array<ArrayBuffer>,
  width: number,
  height: number,
): Float32Array<ArrayBuffer> {
  const smooth = new Float32Array(spread.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sum, whole] = [0, 0];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [xx, yy] = [x + dx, y + dy];
          if (xx < 0 || yy < 0 || xx >= width || yy >= height) continue;
          const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
          sum += weight * spread[yy * width + xx]!;
          whole += weight;
        }
      }
      smooth[y * width + x] = sum / whole;
    }
  }
  return smooth;
}

/**
 * How far apart, in metres, the things lie that a pixel on an outline saw: there the mean place is in mid-air, and
 * the plane through it says little.
 */
function depthMix(data: Float32Array, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    const at = i * pixelWords + 12;
    const [x, y, z, square] = [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!];
    return Math.sqrt(Math.max(0, square - x * x - y * y - z * z - 4e-6 * square));
  });
}

/** A pixel brighter than all but one of its eight neighbours is dimmed to the second of them. */
function despeckled(
  light: Float32Array<ArrayBuffer>,
  width: number,
  height: number,
): Float32Array<ArrayBuffer> {
  const calm = light.slice();
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      let [first, second] = [0, 0];
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (dx === 0 && dy === 0) continue;
          const near = brightness(light, i + dy * width + dx);
          if (near > first) [first, second] = [near, first];
          else if (near > second) second = near;
        }
      }
      const own = brightness(light, i);
      if (own <= second) continue;
      for (let k = 0; k < 3; k++) calm[i * 3 + k] = (light[i * 3 + k]! * second) / own;
    }
  }
  return calm;
}
