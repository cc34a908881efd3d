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

const MOST = 16;

export class Viewport {
  /** Screen pixels for each pixel of the picture. */
  scale = $state(1);
  /** The picture's top left, in screen pixels from the frame's. */
  x = $state(0);
  y = $state(0);
  frame = $state.raw<Size>({ width: 0, height: 0 });
  picture = $state.raw<Size>({ width: 1, height: 1 });
  /** Whether the picture follows its frame; panning or zooming lets go. */
  fitted = $state(true);

  insets = $state.raw<Insets>({ top: 0, right: 0, bottom: 0, left: 0 });

  /** The scale at which the whole picture fits the free part of the frame. */
  get least(): number {
    const { picture } = this;
    const free = this.#free();
    return Math.max(0.001, Math.min(free.width / picture.width, free.height / picture.height));
  }

  fit(): void {
    const free = this.#free();
    this.scale = Math.min(this.least, MOST);
    this.x = free.x + (free.width - this.picture.width * this.scale) / 2;
    this.y = free.y + (free.height - this.picture.height * this.scale) / 2;
    this.fitted = true;
  }

  /** Zooms by `factor` and keeps what lies under `at` (screen pixels from the frame's top left) where it is. */
  zoom(factor: number, at: Spot = { x: this.frame.width / 2, y: this.frame.height / 2 }): void {
    const scale = Math.min(MOST, Math.max(Math.min(this.least, 1), this.scale * factor));
    const by = scale / this.scale;
    this.x = at.x - (at.x - this.x) * by;
    this.y = at.y - (at.y - this.y) * by;
    this.scale = scale;
    this.fitted = false;
    this.#keep();
  }

  pan(dx: number, dy: number): void {
    this.x += dx;
    this.y += dy;
    this.fitted = false;
    this.#keep();
  }

  /** Screen → picture. */
  at(spot: Spot): Spot {
    return { x: (spot.x - this.x) / this.scale, y: (spot.y - this.y) / this.scale };
  }

  /** The part of the picture that can be seen, in whole pixels. */
  get seen(): Box {
    const from = this.at({ x: 0, y: 0 });
    const to = this.at({ x: this.frame.width, y: this.frame.height });
    const x = Math.max(0, Math.floor(from.x));
    const y = Math.max(0, Math.floor(from.y));
    return {
      x,
      y,
      width: Math.max(0, Math.min(this.picture.width, Math.ceil(to.x)) - x),
      height: Math.max(0, Math.min(this.picture.height, Math.ceil(to.y)) - y),
    };
  }

  #free(): Box {
    const { frame, insets } = this;
    return {
      x: insets.left,
      y: insets.top,
      width: Math.max(1, frame.width - insets.left - insets.right),
      height: Math.max(1, frame.height - insets.top - insets.bottom),
    };
  }

  /** Some of the picture always stays in the frame. */
  #keep(): void {
    const [width, height] = [this.picture.width * this.scale, this.picture.height * this.scale];
    const room = 80;
    this.x = Math.min(this.frame.width - room, Math.max(room - width, this.x));
    this.y = Math.min(this.frame.height - room, Math.max(room - height, this.y));
  }
}
