/** What is marked on the picture: one byte a pixel, 255 = change this. */
import { type Box, isEmpty, type Size } from '../../core/pixels/box.ts';
import { blankMask, type Mask } from '../../core/pixels/pixels.ts';
import { rectangle, stroke } from '../../core/pixels/stroke.ts';
import { Before } from './before.ts';
import { merge, rowsMarked } from './four-at-once.ts';

export const markTools = ['brush', 'eraser', 'rectangle', 'thing', 'tap', 'hand'] as const;
export type MarkTool = (typeof markTools)[number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

const STEPS = 40;
const NOTHING: Box = { x: 0, y: 0, width: 0, height: 0 };

export class Marks {
  tool = $state<MarkTool>('brush');
  /** The brush's radius, as a share of the picture's longer side. */
  reach = $state(0.025);
  /** How unlike the tapped place what is marked with it may be, 0 to 1; see `selectLike`. */
  tolerance = $state(0.4);
  /** Whether anything is marked. */
  any = $state(false);
  canUndo = $state(false);
  /** Another number for other marks. */
  edition = $state(0);

  #mask = $state.raw<Mask>(blankMask(1, 1));
  /** What each step is taken back to. */
  #steps: Before[] = [];
  #held: Before | undefined;
  /** How many have begun and not ended: a tap may come to its end in the middle of a stroke. */
  #open = 0;
  // Nothing shows who watches.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #watchers = new Set<(box: Box) => void>();

  get mask(): Mask {
    return this.#mask;
  }

  /** The brush's radius in pixels of the picture. */
  get radius(): number {
    return Math.max(1, this.reach * Math.max(this.#mask.width, this.#mask.height));
  }

  /** Tells of each part of the mask that changes. Returns how to stop telling. */
  watch(changed: (box: Box) => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** Starts again with nothing marked, on a picture of `size`. */
  reset(size: Size): void {
    this.#mask = blankMask(size.width, size.height);
    this.#steps = [];
    this.#held = undefined;
    this.#open = 0;
    this.#settle(this.#all());
  }

  /** Starts again where the picture has another size; what is marked stays where it has not. */
  fit({ width, height }: Size): void {
    if (width !== this.#mask.width || height !== this.#mask.height) this.reset({ width, height });
  }

  /** Everything until `end` is taken back in one step; steps begun within it belong to it. */
  begin(): void {
    this.#open++;
    this.#held ??= new Before();
  }

  draw(from: Point, to: Point): void {
    const { radius } = this;
    const [left, top] = [Math.min(from.x, to.x) - radius, Math.min(from.y, to.y) - radius];
    const across = Math.abs(to.x - from.x) + 2 * radius;
    const down = Math.abs(to.y - from.y) + 2 * radius;
    this.#keep({ x: left - 1, y: top - 1, width: across + 2, height: down + 2 });
    this.#touched(stroke(this.#mask, from, to, radius, this.tool === 'eraser' ? 0 : 255));
  }

  fill(box: Box, value: 0 | 255 = 255): void {
    this.#keep(box);
    this.#touched(rectangle(this.#mask, box, value));
  }

  /** Adds (or, with 0, takes away) what `other` marks: one byte a pixel, of the picture's size, and ours from now on. */
  join(other: Uint8Array<ArrayBuffer>, value: 0 | 255 = 255): void {
    const joined = { ...this.#mask, data: other };
    const rows = rowsMarked(joined);
    // Most taps are the first: then what is tapped is all that is marked.
    if (value === 255 && !this.any && this.#held?.isEmpty) {
      this.#held.keep(this.#mask, rows, 0);
      this.#mask = joined;
    } else {
      this.#keep(rows);
      merge(this.#mask, other, rows, value);
    }
    this.#touched(rows);
  }

  end(): void {
    if (this.#open > 0 && --this.#open > 0) return;
    const held = this.#held;
    this.#held = undefined;
    if (!held || held.isEmpty) return;
    this.#steps = [...this.#steps, held].slice(-STEPS);
    this.#settle(NOTHING);
  }

  /** Takes the last stroke back. */
  undo(): void {
    const step = this.#steps.pop();
    if (step) this.#settle(step.restore(this.#mask));
  }

  clear(): void {
    if (!this.any) return;
    this.begin();
    this.#keep(this.#all());
    this.#mask.data.fill(0);
    this.#touched(this.#all());
    this.end();
  }

  invert(): void {
    this.begin();
    this.#keep(this.#all());
    const { data } = this.#mask;
    for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
    this.#touched(this.#all());
    this.end();
  }

  /** Puts a whole mask in place of what is marked. */
  set(data: Uint8Array<ArrayBuffer>): void {
    this.begin();
    this.#keep(this.#all());
    this.#mask.data.set(data);
    this.#touched(this.#all());
    this.end();
  }

  #all(): Box {
    return { x: 0, y: 0, width: this.#mask.width, height: this.#mask.height };
  }

  #keep(box: Box): void {
    this.#held?.keep(this.#mask, box);
  }

  #touched(box: Box): void {
    if (isEmpty(box)) return;
    for (const watcher of this.#watchers) watcher(box);
  }

  #settle(box: Box): void {
    this.edition++;
    this.any = !isEmpty(rowsMarked(this.#mask));
    this.canUndo = this.#steps.length > 0;
    this.#touched(box);
  }
}
