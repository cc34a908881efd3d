import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rectangle, stroke } from '../../../core/pixels/stroke.ts';
import { blankMask } from '../../../core/pixels/pixels.ts';
import { Before } from '../../../src/studio/before.ts';

const WIDTH = 600;
const HEIGHT = 530;

const x = fc.integer({ min: -60, max: WIDTH + 60 });
const y = fc.integer({ min: -60, max: HEIGHT + 60 });
const side = fc.integer({ min: 1, max: 400 });
const part = fc.record({ x, y, width: side, height: side });

test('puts a mask back as it was, however many tiles a step went over', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), part, (parts, first) => {
      const mask = blankMask(WIDTH, HEIGHT);
      rectangle(mask, first, 255);
      const was = mask.data.slice();
      const before = new Before();
      for (const box of parts) {
        before.keep(mask, box);
        for (const value of [200, 0, 90])
          rectangle(mask, { ...box, width: box.width * (value / 200) }, value);
      }
      const back = before.restore(mask);
      // Compared as a whole: one expectation for each pixel would take minutes.
      expect(mask.data.every((value, i) => value === was[i])).toBe(true);
      expect(back.x + back.width).toBeLessThanOrEqual(WIDTH);
      expect(back.y + back.height).toBeLessThanOrEqual(HEIGHT);
    }),
    { numRuns: 40 },
  );
});

test('keeps what was there first, not what a later part of the step left', () => {
  const mask = blankMask(WIDTH, HEIGHT);
  const before = new Before();
  const box = { x: 200, y: 200, width: 120, height: 120 };
  before.keep(mask, box);
  stroke(mask, { x: 260, y: 260 }, { x: 260, y: 260 }, 50, 255);
  before.keep(mask, box);
  before.restore(mask);
  expect(mask.data.some(value => value > 0)).toBe(false);
});

test('takes the word of whoever knows what a part was', () => {
  const mask = blankMask(WIDTH, HEIGHT);
  const before = new Before();
  before.keep(mask, { x: 0, y: 0, width: WIDTH, height: HEIGHT }, 0);
  mask.data.fill(255);
  expect(before.restore(mask)).toEqual({ x: 0, y: 0, width: WIDTH, height: HEIGHT });
  expect(mask.data.some(value => value > 0)).toBe(false);
});

test('a step that came to nothing holds nothing', () => {
  const before = new Before();
  before.keep(blankMask(WIDTH, HEIGHT), { x: WIDTH + 1, y: 0, width: 9, height: 9 });
  expect(before.isEmpty).toBe(true);
});
