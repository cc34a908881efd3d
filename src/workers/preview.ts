/** What an order would do, seen small: while a slider moves. Nothing of it is kept. */
import { Fault } from '../../core/contract/fault.ts';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { resize, resizeMask } from '../../core/pixels/resize.ts';
import { wholePicture } from './check.ts';
import { unpackMask } from './mask.ts';
import type { Picture, Pictures } from './pictures.ts';
import { inputsFor, prepare } from './prepare.ts';
import type { Order } from './protocol.ts';

export class Preview {
  readonly #pictures: Pictures;
  /** The last picture made small, since a slider asks again and again. */
  #small: { readonly of: Picture['hash']; readonly pixels: Pixels } | undefined;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  /** The order's result, worked out on the picture drawn `width` × `height` large. Throws what the operation throws. */
  async draw(order: Order, width: number, height: number): Promise<ImageBitmap> {
    const { operation, tools, paramsOn } = prepare(order, { onMaker() {}, onNote() {} });
    if (!order.image) throw new Fault('bad-request', 'Open a picture first.');
    const whole = (await this.#pictures.decoded(order.image)).pixels;
    const image = this.#shrunk(order.image.hash, whole, width, height);
    const mask = order.mask && resizeMask(await unpackMask(order.mask, whole), image.width, image.height);
    const run = { seed: order.seed, report: () => undefined };
    const inputs = inputsFor(operation, image, mask);
    const made = wholePicture((await operation.run(tools, inputs, paramsOn(image), run)).images);
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
