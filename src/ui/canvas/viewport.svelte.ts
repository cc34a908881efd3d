/** Where the picture lies in its frame. Arithmetic only: the Stage turns it into styles. */
import type { Box, Size } from '../../../core/pixels/box.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What floats over the frame's edges: a picture that is fitted keeps clear of it, in screen pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

interface Lie extends Spot {
  /** Screen pixels for each pixel of the picture. */
  readonly scale: number;
}

const MOST = 16;
/** Some of the picture always stays in the frame. */
const STAY = 80;

export class Viewport {
  frame = $state.raw<Size>({ width: 0, height: 0 });
  readonly #picture: () => Size;
  readonly #insets: () => Insets;
  /** Where the person moved it to; holds for as long as the picture has that size. */
  #moved = $state.raw<{ readonly of: Size; readonly lie: Lie }>();
  readonly #lie: Lie = $derived.by(() => {
    const { width, height } = this.picture;
    const moved = this.#moved;
    return moved?.of.width === width && moved.of.height === height ? moved.lie : this.#fitted();
  });

  constructor(picture: () => Size, insets: () => Insets) {
    this.#picture = picture;
    this.#insets = insets;
  }

  get picture(): Size {
    return this.#picture();
  }

  get scale(): number {
    return this.#lie.scale;
  }

  /** The picture's top left, in screen pixels from the frame's. */
  get x(): number {
    return this.#lie.x;
  }

  get y(): number {
    return this.#lie.y;
  }

  /** Back to where all of it is seen; from then on it follows its frame. */
  fit(): void {
    this.#moved = undefined;
  }

  /** Zooms by `factor` and keeps what lies under `at` (screen pixels from the frame's top left) where it is. */
  zoom(factor: number, at: Spot = { x: this.frame.width / 2, y: this.frame.height / 2 }): void {
    const least = Math.min(this.#fitted().scale, 1);
    const scale = Math.min(MOST, Math.max(least, this.scale * factor));
    const by = scale / this.scale;
    this.#move({ scale, x: at.x - (at.x - this.x) * by, y: at.y - (at.y - this.y) * by });
  }

  pan(dx: number, dy: number): void {
    this.#move({ scale: this.scale, x: this.x + dx, y: this.y + dy });
  }

  /** Screen → picture. */
  at(spot: Spot): Spot {
    return { x: (spot.x - this.x) / this.scale, y: (spot.y - this.y) / this.scale };
  }

  /** The part of the picture that can be seen, in whole pixels. */
  get seen(): Box {
    const { width, height } = this.picture;
    const from = this.at({ x: 0, y: 0 });
    const to = this.at({ x: this.frame.width, y: this.frame.height });
    const x = Math.max(0, Math.floor(from.x));
    const y = Math.max(0, Math.floor(from.y));
    return {
      x,
      y,
      width: Math.max(0, Math.min(width, Math.ceil(to.x)) - x),
      height: Math.max(0, Math.min(height, Math.ceil(to.y)) - y),
    };
  }

  #fitted(): Lie {
    const { frame, picture } = this;
    const { top, right, bottom, left } = this.#insets();
    const width = Math.max(1, frame.width - left - right);
    const height = Math.max(1, frame.height - top - bottom);
    const scale = Math.min(width / picture.width, height / picture.height, MOST);
    return {
      scale,
      x: left + (width - picture.width * scale) / 2,
      y: top + (height - picture.height * scale) / 2,
    };
  }

  #move({ scale, x, y }: Lie): void {
    const { frame, picture } = this;
    const lie = {
      scale,
      x: Math.min(frame.width - STAY, Math.max(STAY - picture.width * scale, x)),
      y: Math.min(frame.height - STAY, Math.max(STAY - picture.height * scale, y)),
    };
    this.#moved = { of: { width: picture.width, height: picture.height }, lie };
  }
}
