/** What an order would do, seen small: while a slider moves. Nothing of it is kept. */
import { Fault } from '../../core/contract/fault.ts';
import { parse } from '../../core/contract/schema.ts';
import { operationNamed } from '../../core/operations/index.ts';

import type { Pixels } from '../../core/pixels/pixels.ts';
import { resize, resizeMask } from '../../core/pixels/resize.ts';
import { unpackMask } from './mask.ts';
import type { Picture, Pictures } from './pictures.ts';
import type { Order } from './protocol.ts';
import { toolsFor } from './tools.ts';

export class Preview {
  readonly #pictures: Pictures;
  /** The last picture made small, since a slider asks again and again. */
  #small: { readonly of: Picture['hash']; readonly pixels: Pixels } | undefined;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  /** The order's result, worked out on the picture drawn `width` × `height` large. Throws what the operation throws. */
  async draw(order: Order, width: number, height: number): Promise<ImageBitmap> {
    const operation = operationNamed(order.operation);
    if (!operation || !order.image) throw new Fault('bad-request', 'Open a picture first.');
    const whole = (await this.#pictures.decoded(order.image)).pixels;
    const image = this.#shrunk(order.image.hash, whole, width, height);
    const mask = order.mask && resizeMask(await unpackMask(order.mask, whole), image.width, image.height);
    const asked: unknown = parse(operation.params, order.params);
    const params = operation.settle ? operation.settle(asked, image) : asked;
    const tools = toolsFor(operation.uses, () => undefined);
    // An operation that needs a mask says so itself: a trial is shown only where there is one.
    if (operation.needs.includes('mask') && !mask)
      throw new Fault('bad-request', 'Where? Brush over the thing, or tap it.');
    const inputs = { image, ...(mask && { mask }) };
    const run = { seed: order.seed, report: () => undefined };
    const { images } = await operation.run(tools, inputs as Parameters<typeof operation.run>[1], params, run); // checked above
    const [made] = images;
    if (!made) throw new Fault('bug', 'This edit gave back no picture.');
    return createImageBitmap(new ImageData(made.data, made.width, made.height));
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
