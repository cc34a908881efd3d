import fc from 'fast-check';
import { Fault, type FaultKind } from '../../../core/contract/fault.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';

/** Small pictures with runs, near colours and far ones, clear and opaque. */
export function anyPixels(side = 24): fc.Arbitrary<Pixels> {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 254, 255));
  const colour = fc.tuple(byte, byte, byte, fc.oneof(fc.constant(255), byte));
  return fc
    .tuple(
      fc.integer({ min: 1, max: side }),
      fc.integer({ min: 1, max: side }),
      fc.array(colour, { minLength: 1, maxLength: 12 }),
    )
    .chain(([width, height, palette]) =>
      fc
        .array(fc.nat(palette.length - 1), { minLength: width * height, maxLength: width * height })
        .map(picks => ({
          width,
          height,
          data: new Uint8ClampedArray(picks.flatMap(pick => palette[pick] ?? [])),
        })),
    );
}

/** The kind of the fault that is thrown; nothing where none is. Anything else that is thrown goes on. */
export function faultOf(act: () => unknown): FaultKind | undefined {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.name;
    throw thrown;
  }
  return undefined;
}
