import fc from 'fast-check';
import type { Size } from '../../../core/pixels/box.ts';
import type { Mask } from '../../../core/pixels/pixels.ts';

/** Masks of one size: mostly unmarked, with some marked wholly and some in part. */
export const maskOf = ({ width, height }: Size): fc.Arbitrary<Mask> =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: fc.constant(255) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 254 }) },
      ),
      { minLength: width * height, maxLength: width * height },
    )
    .map(values => ({ width, height, data: Uint8Array.from(values) }));

export const anySize = (most: number): fc.Arbitrary<Size> =>
  fc.record({ width: fc.integer({ min: 1, max: most }), height: fc.integer({ min: 1, max: most }) });

export const anyMask = (most = 14): fc.Arbitrary<Mask> => anySize(most).chain(maskOf);
