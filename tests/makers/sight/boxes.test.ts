/** What a detector gives → things with names: against numbers that were worked out by hand. */
import { describe, expect, test } from 'vitest';
import { thingsIn } from '../../../src/models/sight/boxes.ts';

const names = ['cup', 'dog', 'sofa'];
const size = { width: 200, height: 100 };

/** One query for each: its logits, and middle, width and height of its box. */
type Query = readonly (readonly number[])[];
const answer = (queries: readonly Query[]) => ({
  logits: Float32Array.from(queries.flatMap(([logits = []]) => logits)),
  boxes: Float32Array.from(queries.flatMap(([, box = []]) => box)),
});

const found = (...queries: readonly Query[]) => thingsIn(answer(queries), names, size);

describe('a thing', () => {
  test('is named by its largest logit, and sure by the sigmoid of that', () => {
    // 1 / (1 + e^-ln 3) = 3/4.
    expect(found([[-4, Math.log(3), -5], [0.5, 0.5, 0.5, 0.5]])).toEqual([
      { label: 'dog', confidence: expect.closeTo(0.75, 6) as number, box: { x: 50, y: 25, width: 100, height: 50 } },
    ]); // prettier-ignore
  });

  test('lies in its box, rounded outwards and kept within the picture', () => {
    // From 0.9 * 200 - 30 = 150 to 210, of which the picture has 200; from 0.203 * 100 = 20.3 to 40.7.
    expect(found([[3, -5, -5], [0.9, 0.305, 0.3, 0.204]])[0]?.box).toEqual({ x: 150, y: 20, width: 50, height: 21 }); // prettier-ignore
  });

  test.each([
    ['is not sure', [-0.5, -5, -5], [0.5, 0.5, 0.2, 0.2]],
    ['lies outside', [5, -5, -5], [1.5, 0.5, 0.2, 0.2]],
    ['has no size', [5, -5, -5], [0.5, 0.5, 0, 0]],
  ])('is none where it %s', (_, logits, box) => {
    expect(found([logits, box])).toEqual([]);
  });

  test('that is no number is refused', () => {
    const wrong = (): unknown => found([[NaN, NaN, NaN], [0.5, 0.5, 0.2, 0.2]]); // prettier-ignore
    expect(wrong).toThrow(expect.objectContaining({ name: 'no-maker', message: 'It gave something that is no number.' }) as Error); // prettier-ignore
    expect(found([[5, -5, -5], [NaN, 0.5, 0.2, 0.2]])).toEqual([]); // prettier-ignore
  });
});

describe('several', () => {
  const [here, there] = [[0.3, 0.5, 0.2, 0.4], [0.7, 0.5, 0.2, 0.4]]; // prettier-ignore

  test('come surest first', () => {
    expect(found([[1, -9, -9], here!], [[-9, 2, -9], there!]).map(({ label }) => label)).toEqual(['dog', 'cup']);
  }); // prettier-ignore

  test('boxes of one thing are one, and the surest names it', () => {
    // 40 × 40 beside it by 2: 38 × 40 of 42 × 40, which is 0.905.
    const beside = [0.31, 0.5, 0.2, 0.4];
    expect(found([[1, -9, -9], here!], [[-9, 2, -9], beside], [[1.5, -9, -9], there!]).map(({ label, box }) => [label, box.x])).toEqual([['dog', 42], ['cup', 120]]);
  }); // prettier-ignore

  test('that overlap by less are two', () => {
    // By 16: 24 × 40 of 56 × 40, which is 0.43.
    expect(found([[2, -9, -9], here!], [[2, -9, -9], [0.38, 0.5, 0.2, 0.4]])).toHaveLength(2);
  }); // prettier-ignore

  test('are at most fifty', () => {
    const many = Array.from({ length: 60 }, (_, at) => [[3, -9, -9], [(at + 0.5) / 60, 0.5, 0.01, 0.1]] as const); // prettier-ignore
    expect(found(...many)).toHaveLength(50);
  });
});
