/** What a person has shown to like, as counts that can be read, changed, merged and thrown away. */
import { DeviceId } from './ids.ts';
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

/** How many events a device has seen, and what it made of them. */
const Counted = { events: whole, tallies: v.record(TasteKey, Tally) };

/** What the person has written over what was learnt, from −1 to 1. */
const Written = v.object({ stamp, lean: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)) });

export const Taste = v.object({
  edition: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** By device's id. Only the device itself adds to its own. */
  devices: v.record(v.string(), v.object(Counted)),
  /** When a line, or all of them, were last forgotten. */
  forgotten: v.record(TasteKey, stamp),
  reset: stamp,
  set: v.record(TasteKey, Written),
});
export type Taste = Infer<typeof Taste>;

/** The same as records, which are kept and sent one by one: what one device has counted, … */
export const TasteCount = v.object({ id: DeviceId, ...Counted });
export type TasteCount = Infer<typeof TasteCount>;

/** … and what the person has said of one line, or of all. */
export const TasteWord = v.object({
  id: v.union([v.literal('all'), TasteKey]),
  forgotten: v.optional(stamp),
  written: v.optional(Written),
});
export type TasteWord = Infer<typeof TasteWord>;
