/** Where an edit is done: what is marked now, or the place that the last edit used. */
import type { Target } from '../../core/contract/plan.ts';
import type { Version } from '../../core/contract/version.ts';
import type { MaskUse } from '../../core/intent/order.ts';
import type { Box, Size } from '../../core/pixels/box.ts';
import { bounds } from '../../core/pixels/mask.ts';
import { readBytes } from '../data/assets.ts';
import type { PackedMask } from '../workers/protocol.ts';
import type { Marks } from './marks.svelte.ts';
import type { Parts } from './parts.ts';

interface Last {
  readonly mask: PackedMask;
  readonly size: Size;
  /** What was there, where it was named. */
  readonly noun: string | undefined;
}

export class Spot {
  #last = $state.raw<Last>();
  #packed: { readonly edition: number; readonly mask: PackedMask } | undefined;
  readonly #marks: Marks;
  readonly #parts: Parts;

  constructor(marks: Marks, parts: Parts) {
    this.#marks = marks;
    this.#parts = parts;
  }

  /** Whether the last edit's place can be used on a picture of this size. */
  fits({ width, height }: Size): boolean {
    return this.#last?.size.width === width && this.#last.size.height === height;
  }

  /** Whether `target` means the last edit's place: “it”, or the same thing by name. */
  isMeant(target: Target | undefined, size: Size): boolean {
    if (!target || !this.fits(size)) return false;
    return target.pronoun === true || (target.noun !== undefined && target.noun === this.#last?.noun);
  }

  remember(mask: PackedMask, { width, height }: Size, noun: string | undefined): void {
    this.#last = { mask, size: { width, height }, noun };
  }

  /** An edit that was taken back is often asked for again, in the same place. */
  async recall({ recipe }: Version, on: Size): Promise<void> {
    const hash = recipe?.mask;
    if (hash !== undefined)
      this.remember({ hash, blob: await readBytes(this.#parts.database, hash) }, on, undefined);
  }

  /** Marks the last edit's place again. */
  async remark(size: Size, signal: AbortSignal): Promise<void> {
    const last = this.#last;
    if (!last || !this.fits(size)) return;
    this.#marks.set(await this.#parts.viewer.unpackMask(last.mask.blob, size.width, size.height, signal));
  }

  /** What is marked, packed; the same marks are packed once. Undefined where nothing is. */
  async marked(signal: AbortSignal): Promise<PackedMask | undefined> {
    const { any, mask, edition } = this.#marks;
    if (!any) return undefined;
    if (this.#packed?.edition !== edition) {
      const { data, width, height } = mask;
      this.#packed = {
        edition,
        mask: await this.#parts.viewer.packMask(data.slice(), width, height, signal),
      };
    }
    return this.#packed.mask;
  }

  /** What the marks lie within for an edit that uses them so; nothing where it is of the picture, or of all but them. */
  async boxFor(use: MaskUse, size: Size, signal: AbortSignal): Promise<Box | undefined> {
    if (use === 'none' || use === 'rest') return undefined;
    if (this.#marks.any) return bounds(this.#marks.mask);
    if (use === 'optional' || !this.#last) return undefined;
    const { width, height } = size;
    const data = await this.#parts.viewer.unpackMask(this.#last.mask.blob, width, height, signal);
    return bounds({ data, width, height });
  }

  /** The mask for an edit that uses it so. */
  async maskFor(use: MaskUse, { width, height }: Size, signal: AbortSignal): Promise<PackedMask | undefined> {
    if (use === 'none') return undefined;
    const given = (await this.marked(signal)) ?? (use === 'optional' ? undefined : this.#last?.mask);
    if (!given || use !== 'rest') return given;
    const { viewer } = this.#parts;
    const data = await viewer.unpackMask(given.blob, width, height, signal);
    for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
    return viewer.packMask(data, width, height, signal);
  }
}
