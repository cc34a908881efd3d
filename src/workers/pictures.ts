/** Kept pictures, decoded: the last two by hash, so that the next order need not decode them again. */
import { Fault } from '../../core/contract/fault.ts';
import type { AssetHash } from '../../core/contract/ids.ts';
import { applyPatch, isPatch, patchBase } from '../../core/pixels/patch.ts';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { decodeQoi, isQoi } from '../../core/pixels/qoi.ts';
import { decodeFile } from './decode.ts';
import type { Kept } from './protocol.ts';

/** A whole picture, or one that lies on a whole picture. */
export interface Picture {
  readonly hash: AssetHash;
  readonly pixels: Pixels;
  /** The whole picture that patches of this one lie on: itself where it is whole. */
  readonly whole: { readonly hash: AssetHash; readonly pixels: Pixels };
}

export class Pictures {
  /** A picture and the whole it lies on: never more than two decoded pictures, 96 MB each at 24 megapixels, 200 MB at 50. */
  #last: Picture | undefined;

  keep(picture: Picture): void {
    this.#last = picture;
  }

  /** The decoded picture. Throws `Fault('bad-request')` where its bytes are damaged or its base is not the one named. */
  async decoded(kept: Kept): Promise<Picture> {
    if (this.#last?.hash === kept.hash) return this.#last;
    const picture = await this.#decode(kept);
    this.keep(picture);
    return picture;
  }

  async #decode(kept: Kept): Promise<Picture> {
    if (this.#last?.whole.hash === kept.hash) return onItself(kept.hash, this.#last.whole.pixels);
    const bytes = new Uint8Array(await kept.blob.arrayBuffer());
    if (!isPatch(bytes)) return onItself(kept.hash, await decodeWhole(bytes));
    const { base } = kept;
    if (base === undefined || patchBase(bytes) !== base.hash) {
      throw new Fault(
        'bug',
        'A kept change came without the picture it was made on. Go back to the version before it.',
      );
    }
    const known = this.#last?.whole.hash === base.hash ? this.#last.whole.pixels : undefined;
    // Let go of the old picture first: three at once may be more than the device has.
    this.#last = undefined;
    const whole = known ?? (await decodeWhole(new Uint8Array(await base.blob.arrayBuffer())));
    return { hash: kept.hash, pixels: applyPatch(whole, bytes), whole: { hash: base.hash, pixels: whole } };
  }
}

function onItself(hash: AssetHash, pixels: Pixels): Picture {
  return { hash, pixels, whole: { hash, pixels } };
}

async function decodeWhole(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  return isQoi(bytes) ? decodeQoi(bytes) : (await decodeFile(bytes)).pixels;
}
