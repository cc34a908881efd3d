/** A thing that is being shown, click by click: each goes on from what the ones before it marked. */
import type { Box } from '../../core/pixels/box.ts';
import type { Shown } from '../workers/protocol.ts';
import { merge, rowsMarked } from './four-at-once.ts';
import type { Marks } from './marks.svelte.ts';

type Cut = (shown: Shown) => Promise<Uint8Array<ArrayBuffer>>;

export class Showing {
  readonly #marks: Marks;
  #shown: Shown = { points: [] };
  /** What was marked before it. */
  #before = new Uint8Array();
  /** Of the marks, after the last click. With others, a new thing begins. */
  #edition = -1;

  constructor(marks: Marks) {
    this.#marks = marks;
  }

  /** What is under a click becomes part of it, or no part. `cut` is of what the marks are on. */
  async click(x: number, y: number, adds: boolean, cut: Cut): Promise<void> {
    const { then, isOfMarks } = this.next(x, y, adds);
    this.#begun();
    if (isOfMarks) {
      const mask = await cut(then);
      this.#marks.begin();
      this.#marks.join(mask, 0);
      return this.#marks.end();
    }
    await this.#show(then, cut);
  }

  /** What is shown now, and what would be after a click; or, where `isOfMarks`, what that would take away from the marks. */
  next(x: number, y: number, adds: boolean): { now: Shown; then: Shown; isOfMarks: boolean } {
    const now = this.#edition === this.#marks.edition ? this.#shown : { points: [] };
    const { points, ...rest } = now;
    // Nothing is shown yet: the thing under it is taken away from what is marked.
    if (!adds && points.length === 0 && rest.box === undefined)
      return { now, then: { points: [{ x, y, adds: true }] }, isOfMarks: true };
    // Whoever takes away what was just added takes the click back.
    const last = points.at(-1);
    const isBack = !adds && last?.adds === true && Math.hypot(last.x - x, last.y - y) < this.#near;
    const after = isBack ? points.slice(0, -1) : [...points, { x, y, adds }];
    return { now, then: { ...rest, points: after }, isOfMarks: false };
  }

  /** A new one, within a box. */
  async within(box: Box, cut: Cut): Promise<void> {
    this.#edition = -1;
    this.#begun();
    await this.#show({ box, points: [] }, cut);
  }

  /** Nearer than this, in pixels of the picture, two clicks are at one place. */
  get #near(): number {
    return Math.max(this.#marks.mask.width, this.#marks.mask.height) / 100;
  }

  #begun(): void {
    if (this.#edition === this.#marks.edition) return;
    this.#before = this.#marks.mask.data.slice();
    this.#edition = this.#marks.edition;
    this.#shown = { points: [] };
  }

  async #show(shown: Shown, cut: Cut): Promise<void> {
    const before = this.#shown;
    this.#shown = shown;
    let mask: Uint8Array<ArrayBuffer>;
    try {
      mask = await cut(shown);
    } catch (thrown) {
      // What came to nothing was not shown.
      if (this.#shown === shown) this.#shown = before;
      throw thrown;
    }
    // Something else was clicked or brushed meanwhile, or another picture came.
    if (this.#shown !== shown || mask.length !== this.#before.length) return;
    const { width, height } = this.#marks.mask;
    const others = { width, height, data: this.#before };
    merge({ ...others, data: mask }, this.#before, rowsMarked(others), 255);
    this.#marks.set(mask);
    this.#edition = this.#marks.edition;
  }
}
