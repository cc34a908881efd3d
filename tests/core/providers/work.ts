/** Asks that are made of real pictures, and how they are brought to an end. */
import { Fault } from '../../../core/contract/fault.ts';
import { blankMask, blankPixels, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels, encodePng } from '../../../core/pixels/png/encode.ts';
import type { Maker, Picture, Stand, Work, World } from '../../../core/providers/provider.ts';

export const ids = {
  one: '0b4a3f1e-5c2d-4e6f-8a9b-0c1d2e3f4a5b',
  two: '1c5b4f2f-6d3e-4f70-9bac-1d2e3f4a5b6c',
};

/** A smooth picture, which no fake makes and which bears to be scaled. */
function photo(width: number, height: number): Pixels {
  const pixels = blankPixels(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const [across, down] = [x / width, y / height];
      pixels.data.set([40 + 150 * across, 200 - 120 * down, 90 + 60 * across * down, 255], at);
    }
  }
  return pixels;
}

/** White in the middle third, with a soft edge of one pixel. */
function middle(width: number, height: number): Mask {
  const mask = blankMask(width, height);
  const [left, right] = [Math.floor(width / 3), Math.floor((2 * width) / 3)];
  const [top, bottom] = [Math.floor(height / 3), Math.floor((2 * height) / 3)];
  for (let y = top; y < bottom; y++) mask.data.fill(255, y * width + left, y * width + right);
  for (let y = top; y < bottom; y++) mask.data[y * width + left] = 128;
  return mask;
}

export function repaintWork(width: number, height: number, more: Partial<Work> = {}) {
  const { image, mask, files } = marked(width, height);
  const work = { tool: 'repaint', ...files, words: 'a “red” {boat}, naïve 🚣', seed: 7, ...more };
  return { image, mask, work: work as Extract<Work, { tool: 'repaint' }> };
}

const made = new Map<string, ReturnType<typeof draw>>();
/** Drawn and packed once for each size. */
function marked(width: number, height: number): ReturnType<typeof draw> {
  const known = made.get(`${width} × ${height}`) ?? draw(width, height);
  made.set(`${width} × ${height}`, known);
  return known;
}

function draw(width: number, height: number) {
  const [image, mask] = [photo(width, height), middle(width, height)];
  const files = { image: encodePixels(image), mask: encodePng({ ...mask, channels: 1 }) };
  return { image, mask, files };
}

export const generateWork = (width: number, height: number, seed = 7): Work => ({
  tool: 'generate',
  words: 'a red boat',
  width,
  height,
  seed,
});

export const nothing = (): void => undefined;

/** Asks until it is done. */
export async function done(maker: Maker, world: World, work: Work, id: string): Promise<Done> {
  let stand = await maker.submit(work, id, nothing);
  while (stand.state === 'open') {
    await world.wait(stand.after);
    stand = await maker.poll(stand.handle);
  }
  return stand;
}
export type Done = Extract<Stand, { state: 'done' }>;

export async function faultOf(task: Promise<unknown>): Promise<Fault> {
  const thrown = await task.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof Fault)) throw new Error(`It ended well, or with ${String(thrown)}.`);
  return thrown;
}

export const read = ({ bytes }: Pick<Picture, 'bytes'>): Pixels => decodePng(bytes, 2 ** 26);
