/** What is drawn and where it lies: the shape of `tests/fixtures/scenes/scenes.json`. Paths are from the root. */
import type { Box } from '../../core/pixels/box.ts';

export interface ObjectEntry {
  readonly name: string;
  /** What stands on it and goes with it; its mask covers them too. */
  readonly carries: readonly string[];
  /** Grey PNG of the whole photo's size: 255 wherever any of it shows, 0 elsewhere. */
  readonly mask: string;
  /** The mask's bounds. */
  readonly box: Box;
  /** A crop of the room without it. */
  readonly without: string;
  /** Where that crop lies in the photo. Its edges are multiples of 8, so that JPEG's blocks agree. */
  readonly withoutBox: Box;
}

export interface RoomEntry {
  readonly name: string;
  readonly photo: string;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly ObjectEntry[];
}

export interface Manifest {
  readonly rooms: readonly RoomEntry[];
}

export const manifestPath = 'tests/fixtures/scenes/scenes.json';
