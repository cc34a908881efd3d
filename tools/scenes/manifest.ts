/** What is drawn and where it lies: the shape of `tests/fixtures/scenes/scenes.json`. Paths are from the root. */
import { type Infer, v } from '../../core/contract/schema.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const box = v.object({ x: whole, y: whole, width: whole, height: whole });

const shown = v.object({
  name: v.string(),
  /** Grey PNG of the whole photo's size: 255 wherever any of it shows, 0 elsewhere. */
  mask: v.string(),
  /** The mask's bounds. */
  box,
});

const object = v.object({
  ...shown.entries,
  /** What stands on it and goes with it; its mask covers them too. */
  carries: v.array(v.string()),
  /** A crop of the room without it. */
  without: v.string(),
  /** Where that crop lies in the photo. Its edges are multiples of 8, so that JPEG's blocks agree. */
  withoutBox: box,
});

const photo = { name: v.string(), photo: v.string(), width: whole, height: whole };

const room = v.object({ ...photo, objects: v.array(object) });

export const Manifest = v.object({ rooms: v.array(room) });
export type Manifest = Infer<typeof Manifest>;
export type RoomEntry = Infer<typeof room>;
export type ObjectEntry = Infer<typeof object>;

/** What there is to see, without what is behind it. Paths are from the folder of its list, `listPath`. */
export const Shown = v.object({ rooms: v.array(v.object({ ...photo, objects: v.array(shown) })) });
export type Shown = Infer<typeof Shown>;

export const listPath = 'scenes.json';

export const manifestPath = 'tests/fixtures/scenes/scenes.json';
