/** A version as it is seen: on the screen, as an edit would change it, and as a file to take away. */
import type { Version } from '../../core/contract/version.ts';
import type { Box } from '../../core/pixels/box.ts';
import { readPicture } from '../data/assets.ts';
import type { PackedMask } from '../workers/protocol.ts';
import type { Parts } from './parts.ts';

export type ExportType = 'image/png' | 'image/jpeg' | 'image/webp';

/** An edit that is only looked at so far. */
export interface Trial {
  readonly operation: string;
  readonly params: Record<string, unknown>;
}

export class Views {
  readonly #parts: Parts;
  readonly #marked: (signal: AbortSignal) => Promise<PackedMask | undefined>;

  /** `marked` gives what is marked now, which is where something is tried out. */
  constructor(parts: Parts, marked: (signal: AbortSignal) => Promise<PackedMask | undefined>) {
    this.#parts = parts;
    this.#marked = marked;
  }

  /** The part of a version inside `box`, drawn `width` × `height` large. */
  async draw(
    version: Version,
    box: Box,
    width: number,
    height: number,
    signal: AbortSignal,
  ): Promise<ImageBitmap> {
    const picture = await readPicture(this.#parts.database, version.picture);
    return this.#parts.viewer.view(picture, box, width, height, signal);
  }

  /** A version as `trial` would change it, drawn `width` × `height` large. */
  async preview(
    version: Version,
    trial: Trial,
    width: number,
    height: number,
    signal: AbortSignal,
  ): Promise<ImageBitmap> {
    const image = await readPicture(this.#parts.database, version.picture);
    const mask = await this.#marked(signal);
    const order = { ...trial, seed: 0, image, ...(mask ? { mask: mask.blob } : {}) };
    return this.#parts.viewer.preview(order, width, height, signal);
  }

  /** A version as a file, at its full size. `quality` from 0 to 1. */
  async file(version: Version, type: ExportType, quality: number, signal: AbortSignal): Promise<Blob> {
    const picture = await readPicture(this.#parts.database, version.picture);
    return this.#parts.viewer.export(picture, type, quality, signal);
  }
}
