/** Asks that are made of real pictures, and how they are brought to an end. */
import { Fault } from '../../../core/contract/fault.ts';
import { blankMask, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels, encodePng } from '../../../core/pixels/png/encode.ts';
import type { Maker, Picture, Stand, Work, World } from '../../../core/providers/provider.ts';
import { invented } from '../../fakes/providers/picture.ts';

export const ids = {
  one: '0b4a3f1e-5c2d-4e6f-8a9b-0c1d2e3f4a5b',
  two: '1c5b4f2f-6d3e-4f70-9bac-1d2e3f4a5b6c',
};

/** A picture that no fake makes, with a grain of its own. */
export const photo = (width: number, height: number): Pixels => invented(width, height, 9001);

/** White in the middle third, with a soft edge of one pixel. */
export function middle(width: number, height: number): Mask {
  const mask = blankMask(width, height);
  const [left, right] = [Math.floor(width / 3), Math.floor((2 * width) / 3)];
  const [top, bottom] = [Math.floor(height / 3), Math.floor((2 * height) / 3)];
  for (let y = top; y < bottom; y++) mask.data.fill(255, y * width + left, y * width + right);
  for (let y = top; y < bottom; y++) mask.data[y * width + left] = 128;
  return mask;
}

export function repaintWork(width: number, height: number, more: Partial<Work> = {}) {
  const [image, mask] = [photo(width, height), middle(width, height)];
  const work = {
    tool: 'repaint',
    image: encodePixels(image),
    mask: encodePng({ ...mask, channels: 1 }),
    words: 'a “red” {boat}, naïve 🚣',
    seed: 7,
    ...more,
  } as Extract<Work, { tool: 'repaint' }>;
  return { image, mask, work };
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
