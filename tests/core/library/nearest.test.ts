/** The memory finds what is nearest, exactly. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, hashWords } from '../../../core/library/hashing.ts';
import { memoryOf, nearest } from '../../../core/library/nearest.ts';
import { sampleOf } from '../../../core/library/sample.ts';
import { dimensions, partNames, parts, queryOf, vectorOf } from '../../../core/library/vector.ts';
import { chance } from '../../../tools/scenes/chance.ts';
import { adjusted, collage, room } from './pictures.ts';

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

test('parts lie side by side, and each has length 1', () => {
  expect(partNames.reduce((sum, part) => sum + parts[part].size, 0)).toBe(dimensions);
  const row = vectorOf(sampleOf(room('kitchen')), 'a bright kitchen');
  for (const part of partNames) {
    const numbers = row.subarray(parts[part].from, parts[part].from + parts[part].size);
    expect(dot(numbers, numbers), part).toBeCloseTo(1, 5);
  }
});

test('what is found is what sorting all would find', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }), (seed, count, most) => {
      const rows = Array.from({ length: count }, (_, r) =>
        Float32Array.from({ length: dimensions }, (__, i) => Math.round(8 * chance(seed, r % 40, i) - 4)),
      );
      const query = Float32Array.from({ length: dimensions }, (_, i) => Math.round(8 * chance(seed, 999, i) - 4));
      const takes = (index: number): boolean => chance(seed, index, 5) < 0.7;
      const expected = rows
        .map((row, index) => ({ index, score: dot(row, query) }))
        .filter(({ index }) => takes(index))
        .sort((a, b) => b.score - a.score || a.index - b.index)
        .slice(0, most);
      expect(nearest(memoryOf(rows), query, most, takes)).toEqual(expected);
    }),
    { numRuns: 60 },
  ); // prettier-ignore
});

test('a query is 1 with itself and never more with another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.string(), fc.string(), (seed, one, other) => {
      const [a, b] = [vectorOf(sampleOf(collage(seed)), one), vectorOf(sampleOf(collage(seed + 1)), other)];
      expect(dot(queryOf(a), a)).toBeCloseTo(1, 4);
      expect(Math.abs(dot(queryOf(a), b))).toBeLessThan(1 + 1e-5);
    }),
    { numRuns: 30 },
  );
});

test('an adjusted picture is nearer to itself than any other is', () => {
  const collages = Array.from({ length: 200 }, (_, i) => collage(i + 1));
  const memory = memoryOf(collages.map(image => vectorOf(sampleOf(image))));
  let first = 0;
  for (let i = 0; i < 40; i++) {
    const changed = adjusted(collages[i]!, { exposure: 0.1, temperature: 0.1 });
    if (nearest(memory, queryOf(vectorOf(sampleOf(changed))), 1)[0]?.index === i) first++;
  }
  expect(first).toBeGreaterThanOrEqual(38);
});

describe('words', () => {
  const near = (a: string, b: string): number => {
    const [one, other] = [vectorOf(undefined, a), vectorOf(undefined, b)];
    return dot(one, other);
  };
  test.each([
    ['blue sofa', 'a navy blue sofa', 'green plant'],
    ['cushions', 'cushion', 'kitchen'],
    ['autumn light', 'Autumn, late light', 'winter dark'],
  ])('“%s” is nearer to “%s” than to “%s”', (one, near1, far) => {
    expect(near(one, near1)).toBeGreaterThan(near(one, far) + 0.2);
  });

  test('hashes are spread evenly, and their sign is fair', () => {
    const counts = new Uint32Array(96);
    let sum = 0;
    const vector = new Float32Array(96);
    for (let i = 0; i < 9600; i++) {
      const hash = hashOf(`word${i}`);
      counts[(hash >>> 1) % 96]!++;
      sum += hash & 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(145);
    expect(Math.abs(sum - 4800)).toBeLessThan(200);
    hashWords('', vector);
    expect(vector.every(x => x === 0)).toBe(true);
  });
});
