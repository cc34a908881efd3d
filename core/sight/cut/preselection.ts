/** What one more click would change, told before it is made: by cells alone, so that it keeps up with a pointer. */
import type { Size } from '../../pixels/box.ts';
import { blankMask, type Mask } from '../../pixels/pixels.ts';
import { takenBy, type Asked, type Taken } from './cut-out.ts';
import type { Ground } from './ground.ts';

/** Of one picture. A pointer that wanders asks of many clicks after the same ones: what those came to is remembered. */
export class Preselection {
  readonly #image: Size;
  readonly #ground: Ground;
  #known: { readonly asked: string; readonly taken: Taken } | undefined;

  /** `ground` is of a picture of this size. */
  constructor(image: Size, ground: Ground) {
    this.#image = image;
    this.#ground = ground;
  }

  /**
   * What `cutOut` selects of one of these and not of the other, but for the finest of its edge: a hard mask of the
   * surfaces' plane. Throws `bad-request` where `cutOut` does.
   */
  between(now: Asked, then: Asked): Mask {
    const before = this.#takenBy(now);
    this.#known = { asked: JSON.stringify(now), taken: before };
    const after = this.#takenBy(then);
    const { plane, cells } = this.#ground.surfaces;
    const mask = blankMask(plane.width, plane.height);
    for (let i = 0; i < mask.data.length; i++) {
      const cell = cells.labels[i]!;
      if (before.isIn[cell] !== after.isIn[cell]) mask.data[i] = 255;
    }
    return mask;
  }

  #takenBy(asked: Asked): Taken {
    const known = this.#known;
    if (known?.asked === JSON.stringify(asked)) return known.taken;
    const isNext = known?.asked === JSON.stringify({ ...asked, points: asked.points.slice(0, -1) });
    return takenBy(this.#image, this.#ground, asked, isNext ? known.taken : undefined);
  }
}
