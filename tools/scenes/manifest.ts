/** What is drawn and where it lies: the shape of `tests/fixtures/scenes/scenes.json`. Paths are from the root. */
import { type Infer, v } from '../../core/contract/schema.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const box = v.object({ x: whole, y: whole, width: whole, height: whole });

const object = v.object({
  name: v.string(),
  /** What stands on it and goes with it; its mask covers them too. */
  carries: v.array(v.string()),
  /** Grey PNG of the whole photo's size: 255 wherever any of it shows, 0 elsewhere. */
  mask: v.string(),
  /** The mask's bounds. */
  box,
  /** A crop of the room without it. */
  without: v.string(),
  /** Where that crop lies in the photo. Its edges are multiples of 8, so that JPEG's blocks agree. */
  withoutBox: box,
});

const room = v.object({
  name: v.string(),
  photo: v.string(),
  width: whole,
  height: whole,
  objects: v.array(object),
});

export const Manifest = v.object({ rooms: v.array(room) });
export type Manifest = Infer<typeof Manifest>;
export type RoomEntry = Infer<typeof room>;
export type ObjectEntry = Infer<typeof object>;

export const manifestPath = 'tests/fixtures/scenes/scenes.json';
