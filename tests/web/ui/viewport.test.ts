import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Viewport } from '../../../src/ui/canvas/viewport.svelte.ts';

const side = fc.integer({ min: 1, max: 6000 });
const size = fc.record({ width: side, height: side });
const frame = fc.record({
  width: fc.integer({ min: 300, max: 2600 }),
  height: fc.integer({ min: 300, max: 1600 }),
});
const insets = { top: 24, right: 24, bottom: 112, left: 80 };

function opened(
  picture: { width: number; height: number },
  frame: { width: number; height: number },
): Viewport {
  const viewport = new Viewport(
    () => picture,
    () => insets,
  );
  viewport.frame = frame;
  return viewport;
}

test('fitted, the whole picture lies clear of what floats over the frame', () => {
  fc.assert(
    fc.property(size, frame, (picture, frame) => {
      const { x, y, scale } = opened(picture, frame);
      expect(x).toBeGreaterThanOrEqual(insets.left - 1e-6);
      expect(y).toBeGreaterThanOrEqual(insets.top - 1e-6);
      expect(x + picture.width * scale).toBeLessThanOrEqual(frame.width - insets.right + 1e-6);
      expect(y + picture.height * scale).toBeLessThanOrEqual(frame.height - insets.bottom + 1e-6);
    }),
  );
});

test('a zoom keeps what lies under the pointer, where the picture is not pushed back into its frame', () => {
  const viewport = opened({ width: 1200, height: 800 }, { width: 1000, height: 800 });
  const spot = { x: 500, y: 350 };
  const before = viewport.at(spot);
  viewport.zoom(2.5, spot);
  const after = viewport.at(spot);
  expect(after.x).toBeCloseTo(before.x, 6);
  expect(after.y).toBeCloseTo(before.y, 6);
});

test('however it is moved, some of the picture can be seen, and what is seen lies in the picture', () => {
  const moves = fc.array(
    fc.oneof(
      fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
      fc.record({ dx: fc.integer({ min: -9000, max: 9000 }), dy: fc.integer({ min: -9000, max: 9000 }) }),
    ),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(
      fc.record({ width: fc.integer({ min: 100, max: 6000 }), height: fc.integer({ min: 100, max: 6000 }) }),
      frame,
      moves,
      (picture, frame, moves) => {
        const viewport = opened(picture, frame);
        for (const move of moves) {
          if ('factor' in move) viewport.zoom(move.factor);
          else viewport.pan(move.dx, move.dy);
          const { seen } = viewport;
          expect(seen.width).toBeGreaterThan(0);
          expect(seen.height).toBeGreaterThan(0);
          expect(seen.x + seen.width).toBeLessThanOrEqual(picture.width);
          expect(seen.y + seen.height).toBeLessThanOrEqual(picture.height);
        }
      },
    ),
  );
});

test('a picture of another size is fitted anew', () => {
  let picture = { width: 1200, height: 800 };
  const viewport = new Viewport(
    () => picture,
    () => insets,
  );
  viewport.frame = { width: 1000, height: 800 };
  viewport.zoom(4);
  picture = { width: 800, height: 800 };
  expect(viewport.x + picture.width * viewport.scale).toBeLessThanOrEqual(1000);
});
