import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../../core/pixels/box.ts';
import { Marks } from '../../../src/studio/marks.svelte.ts';

const WIDTH = 40;
const HEIGHT = 30;

const x = fc.integer({ min: -5, max: WIDTH + 5 });
const y = fc.integer({ min: -5, max: HEIGHT + 5 });
const act = fc.oneof(
  fc.record({ kind: fc.constant('brush' as const), from: fc.record({ x, y }), to: fc.record({ x, y }) }),
  fc.record({ kind: fc.constant('eraser' as const), from: fc.record({ x, y }), to: fc.record({ x, y }) }),
  fc.record({
    kind: fc.constant('rectangle' as const),
    box: fc.record({
      x: fc.nat(WIDTH - 10),
      y: fc.nat(HEIGHT - 10),
      width: fc.integer({ min: 1, max: 10 }),
      height: fc.integer({ min: 1, max: 10 }),
    }),
  }),
  fc.record({
    kind: fc.constant('tap' as const),
    from: fc.nat(WIDTH * HEIGHT),
    to: fc.nat(WIDTH * HEIGHT),
    value: fc.constantFrom(0 as const, 255 as const),
  }),
  fc.record({ kind: fc.constant('invert' as const) }),
  fc.record({ kind: fc.constant('clear' as const) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function fresh(): Marks {
  const marks = new Marks();
  marks.reset({ width: WIDTH, height: HEIGHT });
  return marks;
}

function perform(marks: Marks, act: Act): void {
  switch (act.kind) {
    case 'brush':
    case 'eraser':
      marks.tool = act.kind;
      marks.begin();
      marks.draw(act.from, act.to);
      return marks.end();
    case 'rectangle':
      marks.begin();
      marks.fill(act.box);
      return marks.end();
    case 'tap':
      marks.begin();
      marks.join(new Uint8Array(WIDTH * HEIGHT).fill(255, act.from, act.to), act.value);
      return marks.end();
    case 'invert':
      return marks.invert();
    case 'clear':
      return marks.clear();
  }
}

describe('marks', () => {
  test('taking back every stroke leads back through every state', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), acts => {
        const marks = fresh();
        const states = [marks.mask.data.slice()];
        for (const one of acts) {
          perform(marks, one);
          if (!same(marks.mask.data, states.at(-1))) states.push(marks.mask.data.slice());
        }
        // A stroke that changed nothing may still be a step; it leads to the same state.
        while (marks.canUndo) {
          marks.undo();
          if (!same(marks.mask.data, states.at(-1))) states.pop();
          expect(marks.mask.data).toEqual(states.at(-1));
        }
        expect(states).toHaveLength(1);
      }),
    );
  });

  test('whoever watches hears of every pixel that changes, and `any` is true', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), acts => {
        const marks = fresh();
        for (const one of acts) {
          const before = marks.mask.data.slice();
          const heard: Box[] = [];
          const forget = marks.watch(box => heard.push(box));
          perform(marks, one);
          forget();
          marks.mask.data.forEach((value, i) => {
            const at = { x: i % WIDTH, y: Math.floor(i / WIDTH) };
            if (value !== before[i]) expect(heard.some(box => holds(box, at))).toBe(true);
          });
          expect(marks.any).toBe(marks.mask.data.some(value => value > 0));
        }
      }),
    );
  });

  test('what is tapped is added, or taken away, pixel by pixel', () => {
    const mask = fc
      .uint8Array({ minLength: 35, maxLength: 35 })
      .map(bytes => bytes.map(byte => (byte & 1) * 255));
    fc.assert(
      fc.property(mask, mask, (a, b) => {
        const marks = new Marks();
        marks.reset({ width: 7, height: 5 });
        marks.join(new Uint8Array(a));
        marks.join(new Uint8Array(b));
        expect([...marks.mask.data]).toEqual([...a].map((value, i) => Math.max(value, b[i] ?? 0)));
        marks.join(new Uint8Array(a), 0);
        expect([...marks.mask.data]).toEqual([...a].map((value, i) => (value > 0 ? 0 : b[i])));
      }),
    );
  });

  test('a tap that arrives in the middle of a stroke keeps the stroke, and is taken back with it', () => {
    const marks = fresh();
    marks.begin();
    marks.draw({ x: 5, y: 5 }, { x: 9, y: 5 });
    const stroke = marks.mask.data.slice();
    const tapped = new Uint8Array(WIDTH * HEIGHT).fill(255, 800, 900);
    marks.begin();
    marks.join(tapped.slice());
    marks.end();
    expect(marks.mask.data).toEqual(stroke.map((value, i) => Math.max(value, tapped[i] ?? 0)));
    marks.draw({ x: 9, y: 5 }, { x: 30, y: 20 });
    marks.end();
    marks.undo();
    expect([marks.any, marks.canUndo]).toEqual([false, false]);
  });

  test('a new size starts with nothing marked and nothing to take back', () => {
    const marks = fresh();
    marks.invert();
    marks.reset({ width: 7, height: 5 });
    expect([marks.any, marks.canUndo, marks.mask.data.length]).toEqual([false, false, 35]);
  });
});

const same = (a: Uint8Array, b: Uint8Array | undefined): boolean => a.every((value, i) => value === b?.[i]);

const holds = (box: Box, at: { x: number; y: number }): boolean =>
  at.x >= box.x && at.y >= box.y && at.x < box.x + box.width && at.y < box.y + box.height;
