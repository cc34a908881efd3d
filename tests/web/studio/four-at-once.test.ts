/** Against the same said one pixel at a time, on sizes that four does not divide. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mask } from '../../../core/pixels/pixels.ts';
import { isAll, merge, rowsMarked } from '../../../src/studio/four-at-once.ts';

const sizes = fc.record({ width: fc.integer({ min: 1, max: 13 }), height: fc.integer({ min: 1, max: 9 }) });

/** Mostly the same value, as masks are. */
const masks = (width: number, height: number): fc.Arbitrary<Mask> =>
  fc
    .record({
      ground: fc.constantFrom(0, 255),
      spots: fc.array(fc.tuple(fc.nat(width * height - 1), fc.nat(255)), { maxLength: 6 }),
    })
    .map(({ ground, spots }) => {
      const data = new Uint8Array(width * height).fill(ground);
      for (const [at, value] of spots) data[at] = value;
      return { width, height, data };
    });

const two = sizes.chain(({ width, height }) => fc.tuple(masks(width, height), masks(width, height)));

test('the rows in which anything is marked', () => {
  fc.assert(
    fc.property(two, ([mask]) => {
      const rows = rowsMarked(mask);
      const marked = Array.from({ length: mask.height }, (_, y) =>
        mask.data.subarray(y * mask.width, (y + 1) * mask.width).some(value => value > 0),
      );
      const within = marked.map((_, y) => y >= rows.y && y < rows.y + rows.height);
      expect(marked.every((is, y) => !is || within[y])).toBe(true);
      expect(rows.height > 0).toBe(marked.includes(true));
      // Read in words, an end may lie a word away from its pixel.
      const spare = Math.ceil(4 / mask.width);
      expect(rows.height).toBeLessThanOrEqual(
        marked.lastIndexOf(true) - marked.indexOf(true) + 1 + 2 * spare,
      );
    }),
  );
});

test('whether all of a box is one value', () => {
  const asked = two.chain(([mask]) =>
    fc.record({
      mask: fc.constant(mask),
      x: fc.nat(mask.width - 1),
      y: fc.nat(mask.height - 1),
      value: fc.constantFrom(0, 255),
    }),
  );
  fc.assert(
    fc.property(asked, fc.nat(12), fc.nat(8), ({ mask, x, y, value }, w, h) => {
      const box = { x, y, width: Math.min(mask.width - x, w + 1), height: Math.min(mask.height - y, h + 1) };
      const inside = [...mask.data].filter((_, i) => {
        const [px, py] = [i % mask.width, Math.floor(i / mask.width)];
        return px >= x && px < x + box.width && py >= y && py < y + box.height;
      });
      expect(isAll(value, mask, box)).toBe(inside.every(one => one === value));
    }),
  );
});

test('what one mask marks is marked, or unmarked, in another', () => {
  fc.assert(
    fc.property(two, fc.constantFrom(0 as const, 255 as const), ([mask, other], value) => {
      const expected = mask.data.map((now, i) =>
        value === 255 ? now | (other.data[i] ?? 0) : now & ~(other.data[i] ?? 0),
      );
      merge(mask, other.data, rowsMarked(other), value);
      expect(mask.data).toEqual(expected);
    }),
  );
});
