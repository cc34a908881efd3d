/** What is in a picture, and where: by its surfaces, for as long as they are remembered. */
import { labPlane, type LabPlane } from '../../core/colour/lab-plane.ts';
import { refine } from '../../core/colour/refine.ts';
import { scaleFor, surfacesOf, type Surfaces } from '../../core/colour/surfaces.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { Size } from '../../core/pixels/box.ts';
import { unite } from '../../core/pixels/mask.ts';
import { blankMask, type Mask, type Pixels } from '../../core/pixels/pixels.ts';
import { maskOfRuns, runsOf } from '../../core/pixels/runs.ts';
import { cutOut, type Asked } from '../../core/sight/cut/cut-out.ts';
import { matted } from '../../core/sight/cut/matte.ts';
import { preselected } from '../../core/sight/cut/preselection.ts';
import { groundOf, type Ground } from '../../core/sight/cut/ground.ts';
import { see, type Seen } from '../../core/sight/seen/see.ts';
import type { Hovered } from './protocol.ts';

/** The surfaces of pictures, for as long as these stay decoded. */
export class Sight {
  readonly #known = new WeakMap<Pixels, Surfaces>();
  readonly #grounds = new WeakMap<Pixels, Ground>();
  /** Of those whose surfaces nobody has asked for. */
  readonly #planes = new WeakMap<Pixels, { readonly plane: LabPlane; readonly scale: number }>();

  surfacesIn(image: Pixels): Surfaces {
    const known = this.#known.get(image) ?? surfacesOf(image);
    this.#known.set(image, known);
    return known;
  }

  /** Its regions, by their looks alone. */
  seen(image: Pixels): Seen {
    return see(this.surfacesIn(image), image);
  }

  /** The thing that is shown by a box around it, and by clicks. Throws `bad-request` where they lie outside the picture. */
  cut(image: Pixels, asked: Asked): Mask {
    return cutOut(image, this.#groundOf(image), asked);
  }

  /** What `cut` would take of one of these and not of the other, small. Throws as it does. */
  hover(image: Pixels, now: Asked, then: Asked): Hovered {
    const mask = preselected(image, this.#groundOf(image), now, then);
    return { copy: { width: mask.width, height: mask.height }, runs: runsOf(mask) };
  }

  #groundOf(image: Pixels): Ground {
    const ground = this.#grounds.get(image) ?? groundOf(this.surfacesIn(image));
    this.#grounds.set(image, ground);
    return ground;
  }

  /**
   * What these masks of a picture's copy take of the picture itself: what they are of is soft where its edge is. Without the rim that a
   * cut has, for they mostly take a little too much. Throws `bad-request` where they are another picture's.
   */
  take(image: Pixels, copy: Size, masks: readonly Uint32Array[]): Mask {
    this.checkCopy(image, copy);
    const { plane, scale } = this.copyOf(image);
    const small = masks.map(runs => maskOfRuns(runs, copy)).reduce(unite, blankMask(copy.width, copy.height));
    return matted(image, plane, small, this.refined(image, small), scale);
  }

  /** What a mask of a picture's copy takes of the picture itself, with a hard edge. */
  refined(image: Pixels, small: Mask): Mask {
    const { plane, scale } = this.copyOf(image);
    return refine(image, plane, small, scale);
  }

  /** Throws `bad-request` where masks of this size are another picture's. */
  checkCopy(image: Pixels, { width, height }: Size): void {
    const { plane } = this.copyOf(image);
    if (plane.width !== width || plane.height !== height)
      throw new Fault('bad-request', 'What was seen there is of another picture. Look at it again.');
  }

  /** The copy that masks are of, and how many pixels of the picture, each way, are one of it. */
  copyOf(image: Pixels): { readonly plane: LabPlane; readonly scale: number } {
    const known = this.#known.get(image) ?? this.#planes.get(image);
    if (known) return known;
    const scale = scaleFor(image);
    const made = { plane: labPlane(image, scale), scale };
    this.#planes.set(image, made);
    return made;
  }
}
