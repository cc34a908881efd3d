/**
 * Cuts people out, hair and all. Ke et al., "MODNet: Real-Time Trimap-Free Portrait Matting via Objective Decomposition", 2022, as
 * Xenova exported it.
 */
import { Fault } from '../../../core/contract/fault.ts';
import type { Size } from '../../../core/pixels/box.ts';
import type { Mask, Pixels } from '../../../core/pixels/pixels.ts';
import type { Net } from '../net.ts';
import { defineLooker, floatsIn } from './looker.ts';
import { planesOf, stretched, type Given } from './planes.ts';

export interface Matter {
  /** How much of each pixel is a person, 0 to 255. Nothing where there is none. */
  matte(image: Pixels): Promise<Mask | undefined>;
  /** The same of what it looks at, 0 to 1, as it gives it. */
  alpha(image: Pixels): Promise<Float32Array>;
}

/** Nearly nothing is nothing, and nearly all is all: such networks leave a haze on both. */
const haze = 0.05;

/** Shares of the picture: less is no person, but what such a network finds where there is none. */
const smallest = 0.005;

/** Its authors' `inference_onnx.py`: the shorter side so long, each side a multiple of 32. */
const SHORT = 512;
const MULTIPLE = 32;

/** Of a panorama, which would want more memory than there may be. */
const MOST = 1536;

const side = `${MULTIPLE} to ${MOST} by ${MULTIPLE}`;

export const matter = defineLooker(
  {
    name: 'modnet',
    edition: 1,
    title: 'MODNet',
    runsOn: ['webgpu', 'wasm'],
    files: [
      {
        path: 'onnx/model.onnx',
        inputs: [{ name: 'input', type: 'float32', dims: ['1', '3', side, side] }],
        outputs: [{ name: 'output', type: 'float32', dims: ['1', '1', side, side] }],
      },
    ],
  },
  ([net]): Matter => ({
    matte: image => matte(net!, image),
    alpha: async image => (await look(net!, image)).values,
  }),
  (matter, image) => matter.alpha(image),
);

/** What it looks at. A side is at least one multiple long, however thin the picture is. */
export function matteSize({ width, height }: Size): Size {
  const scale = Math.min(SHORT / Math.min(width, height), MOST / Math.max(width, height));
  const whole = (length: number): number =>
    MULTIPLE * Math.max(1, Math.floor((length * scale) / MULTIPLE + 1e-6));
  return { width: whole(width), height: whole(height) };
}

async function look(net: Net, image: Pixels): Promise<Given> {
  const { width, height } = matteSize(image);
  const seen = planesOf(image, width, height).map(value => 2 * value - 1);
  const results = await net.run({ input: { data: seen, dims: [1, 3, height, width] } });
  const values = floatsIn(results, 'output', [1, 1, height, width]);
  if (values.some(Number.isNaN)) throw new Fault('no-maker', 'It gave something that is no number.');
  return { values, width, height, used: { width, height } };
}

async function matte(net: Net, image: Pixels): Promise<Mask | undefined> {
  const given = await look(net, image);
  const share = given.values.reduce((sum, alpha) => sum + (alpha > 0.5 ? 1 : 0), 0) / given.values.length;
  if (share < smallest) return undefined;
  return {
    width: image.width,
    height: image.height,
    data: Uint8Array.from(stretched(given, image), alpha =>
      Math.round(255 * Math.min(1, Math.max(0, (alpha - haze) / (1 - 2 * haze)))),
    ),
  };
}
