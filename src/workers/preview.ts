/** What an order would do, seen small: while a slider moves, or beside a suggestion. Nothing of it is kept. */
import { Fault } from '../../core/contract/fault.ts';
import { inputsFor } from '../../core/operations/asked.ts';
import { invert, unite } from '../../core/pixels/mask.ts';
import { blankMask, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { resize, resizeMask } from '../../core/pixels/resize.ts';
import { maskOfRuns } from '../../core/pixels/runs.ts';
import { wholePicture } from './check.ts';
import { unpackMask } from './mask.ts';
import type { Picture, Pictures } from './pictures.ts';
import { prepare } from './prepare.ts';
import type { Glimpse, Kept, Order } from './protocol.ts';

export class Preview {
  readonly #pictures: Pictures;
  /** The last picture made small, since a slider asks again and again. */
  #small: { readonly of: Picture['hash']; readonly pixels: Pixels } | undefined;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  /** The order's result, worked out on the picture drawn `width` × `height` large. Throws what the operation throws. */
  async draw(order: Order, width: number, height: number): Promise<ImageBitmap> {
    if (!order.image) throw new Fault('bad-request', 'Open a picture first.');
    const whole = (await this.#pictures.decoded(order.image)).pixels;
    const image = this.#shrunk(order.image.hash, whole, width, height);
    const mask = order.mask && resizeMask(await unpackMask(order.mask, whole), image.width, image.height);
    const made = await madeOf(order, image, mask);
    return createImageBitmap(new ImageData(made.data, made.width, made.height));
  }

  /** Its steps, one after the other, on the picture drawn small. Nothing where one would hardly see that anything was done. */
  async glimpse(picture: Kept, { steps, seed, where, side }: Glimpse): Promise<ImageBitmap | undefined> {
    const whole = (await this.#pictures.decoded(picture)).pixels;
    const scale = Math.min(1, side / Math.max(whole.width, whole.height));
    const [width, height] = [whole.width, whole.height].map(length =>
      Math.max(1, Math.round(length * scale)),
    );
    const before = this.#shrunk(picture.hash, whole, width!, height!);
    const marked = where?.masks
      .map(runs => maskOfRuns(runs, where.copy))
      .reduce(unite, blankMask(where.copy.width, where.copy.height));
    let image = before;
    for (const { operation, params, mask: use } of steps) {
      const there = marked && use !== 'none' ? resizeMask(marked, image.width, image.height) : undefined;
      const mask = there && use === 'rest' ? invert(there) : there;
      // What is filled in so small need not be what our network would paint there.
      image = await madeOf({ operation, params, seed, maker: 'exemplar' }, image, mask);
    }
    if (!isSeen(before, image)) return undefined;
    return createImageBitmap(new ImageData(image.data, image.width, image.height));
  }

  #shrunk(of: Picture['hash'], whole: Pixels, width: number, height: number): Pixels {
    const small = this.#small;
    if (small?.of === of && small.pixels.width === width && small.pixels.height === height)
      return small.pixels;
    const pixels = resize(whole, width, height);
    this.#small = { of, pixels };
    return pixels;
  }
}

/** What the order makes of what it is given. */
async function madeOf(order: Order, image: Pixels, mask: Mask | undefined): Promise<Pixels> {
  const { operation, tools, paramsOn } = prepare(order, { onMaker() {}, onNote() {} });
  const run = { seed: order.seed, report: () => undefined };
  const { images } = await operation.run(tools, inputsFor(operation, image, mask), paramsOn(image), run);
  return wholePicture(images);
}

/** Levels by which a pixel must differ, and the share of such pixels, that one sees it in a picture of a thumbnail's size. */
const seenLevels = 5;
const seenShare = 0.01;

function isSeen(before: Pixels, after: Pixels): boolean {
  if (before.width !== after.width || before.height !== after.height) return true;
  let count = 0;
  for (let i = 0; i < before.data.length; i += 4) {
    let most = 0;
    for (let c = 0; c < 4; c++) most = Math.max(most, Math.abs(before.data[i + c]! - after.data[i + c]!));
    if (most >= seenLevels) count++;
  }
  return count >= (seenShare * before.data.length) / 4;
}
