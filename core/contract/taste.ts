/** What a person has shown to like, as counts that can be read, changed, merged and thrown away. */
import { v, type Infer } from './schema.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.minValue(0));
/** A hybrid logical stamp (`core/sync/clock.ts`): sorts as text. */
const stamp = v.string();

/** What a line is about: an axis of the whole picture, or "palette:blue", "op:crop", "subject:sofa". */
export const TasteKey = v.pipe(
  v.string(),
  v.regex(
    /^(warmth|lightness|contrast|saturation|(palette|op|subject):[a-z]{2,20})$/,
    'must be a line of taste',
  ),
);

/** For and against one line, on one device, at its `at`-th event. Begun after the line was last forgotten, at `since`. */
export const Tally = v.object({ since: stamp, at: whole, for: amount, against: amount });
export type Tally = Infer<typeof Tally>;

export const Taste = v.object({
  edition: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** By device's id: how many events it has seen, and what it made of them. Only the device itself adds to its own. */
  devices: v.record(v.string(), v.object({ events: whole, tallies: v.record(TasteKey, Tally) })),
  /** When a line, or all of them, were last forgotten. */
  forgotten: v.record(TasteKey, stamp),
  reset: stamp,
  /** What the person has written over what was learnt, from −1 to 1. */
  set: v.record(TasteKey, v.object({ stamp, lean: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)) })),
});
export type Taste = Infer<typeof Taste>;
