/** Parameters that several operations take. */
import { v } from '../contract/schema.ts';

/** A length in pixels, up to `most`. */
export const pixels = (most: number) =>
  v.pipe(
    v.number('Give a number of pixels.'),
    v.minValue(0, 'Give 0 pixels or more.'),
    v.maxValue(most, `Give ${most} pixels or fewer.`),
  );

/** A colour as `#rrggbb`. */
export const colour = v.pipe(
  v.string('Give a colour as # and six digits, such as #1f3a5f.'),
  v.regex(/^#[0-9a-f]{6}$/i, 'Give a colour as # and six digits, such as #1f3a5f.'),
);

/** How much, from −1 to 1; 0 changes nothing. */
export const amount = v.pipe(
  v.number('Give a number from −1 to 1.'),
  v.minValue(-1, 'Give −1 or more.'),
  v.maxValue(1, 'Give 1 or less.'),
);

/** How strong, from 0 to 1. */
export const strength = v.pipe(
  v.number('Give a number from 0 to 1.'),
  v.minValue(0, 'Give 0 or more.'),
  v.maxValue(1, 'Give 1 or less.'),
);

/** Words for a maker: some, and not without end. */
export const words = (missing: string) =>
  v.pipe(
    v.string(missing),
    v.trim(),
    v.nonEmpty(missing),
    v.maxLength(2000, 'Say it in 2,000 letters or fewer.'),
  );

/** Width to height, such as 16:9. */
export const shape = v.pipe(
  v.string('Give a shape such as 16:9.'),
  v.regex(/^\d+(\.\d+)?:\d+(\.\d+)?$/, 'Give a shape such as 16:9.'),
);
