/** What is marked on the picture: one byte a pixel, 255 = change this. */
import { around, type Box, isEmpty, type Size } from '../../core/pixels/box.ts';
import { blankMask, type Mask } from '../../core/pixels/pixels.ts';
import { isEmpty as isNothing } from '../../core/pixels/mask.ts';
import { rectangle, stroke } from '../../core/pixels/stroke.ts';

export const markTools = ['brush', 'eraser', 'rectangle', 'tap', 'hand'] as const;
export type MarkTool = (typeof markTools)[number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a stroke covered, so that it can be taken back. */
interface Step {
  readonly box: Box;
  readonly before: Uint8Array<ArrayBuffer>;
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
  #steps: Step[] = [];
  #held: { whole: Uint8Array<ArrayBuffer>; box: Box } | undefined;
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
    this.#settle(this.#all());
  }

  /** Starts again where the picture has another size; what is marked stays where it has not. */
  fit({ width, height }: Size): void {
    if (width !== this.#mask.width || height !== this.#mask.height) this.reset({ width, height });
  }

  /** Everything until `end` is taken back in one step. */
  begin(): void {
    this.#held = { whole: this.#mask.data.slice(), box: NOTHING };
  }

  draw(from: Point, to: Point): void {
    this.#touched(stroke(this.#mask, from, to, this.radius, this.tool === 'eraser' ? 0 : 255));
  }

  fill(box: Box, value: 0 | 255 = 255): void {
    this.#touched(rectangle(this.#mask, box, value));
  }

  /** Adds (or, with 0, takes away) what `other` marks: 0 or 255 a pixel, of the picture's size. */
  join(other: Uint8Array<ArrayBuffer>, value: 0 | 255 = 255): void {
    const { data } = this.#mask;
    // Four pixels at a time: a tap on a large photo must not be felt.
    const whole = data.length >> 2;
    const [to, from] = [
      new Uint32Array(data.buffer, 0, whole),
      new Uint32Array(other.buffer, other.byteOffset, whole),
    ];
    for (let i = 0; i < whole; i++)
      to[i] = value === 255 ? (to[i] ?? 0) | (from[i] ?? 0) : (to[i] ?? 0) & ~(from[i] ?? 0);
    for (let i = whole << 2; i < data.length; i++) if (other[i]) data[i] = value;
    this.#touched(this.#all());
  }

  end(): void {
    const held = this.#held;
    this.#held = undefined;
    if (!held || isEmpty(held.box)) return;
    this.#steps = [
      ...this.#steps,
      { box: held.box, before: cut(held.whole, this.#mask.width, held.box) },
    ].slice(-STEPS);
    this.#settle(NOTHING);
  }

  /** Takes the last stroke back. */
  undo(): void {
    const step = this.#steps.pop();
    if (!step) return;
    const { data, width } = this.#mask;
    const { box, before } = step;
    for (let row = 0; row < box.height; row++) {
      data.set(before.subarray(row * box.width, (row + 1) * box.width), (box.y + row) * width + box.x);
    }
    this.#settle(box);
  }

  clear(): void {
    if (!this.any) return;
    this.begin();
    this.#mask.data.fill(0);
    this.#touched(this.#all());
    this.end();
  }

  invert(): void {
    this.begin();
    const { data } = this.#mask;
    for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
    this.#touched(this.#all());
    this.end();
  }

  /** Puts a whole mask in place of what is marked. */
  set(data: Uint8Array<ArrayBuffer>): void {
    this.begin();
    this.#mask.data.set(data);
    this.#touched(this.#all());
    this.end();
  }

  #all(): Box {
    return { x: 0, y: 0, width: this.#mask.width, height: this.#mask.height };
  }

  #touched(box: Box): void {
    if (isEmpty(box)) return;
    if (this.#held) this.#held.box = around(this.#held.box, box);
    for (const watcher of this.#watchers) watcher(box);
  }

  #settle(box: Box): void {
    this.edition++;
    this.any = !isNothing(this.#mask);
    this.canUndo = this.#steps.length > 0;
    this.#touched(box);
  }
}

function cut(data: Uint8Array<ArrayBuffer>, width: number, box: Box): Uint8Array<ArrayBuffer> {
  const part = new Uint8Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const from = (box.y + row) * width + box.x;
    part.set(data.subarray(from, from + box.width), row * box.width);
  }
  return part;
}
