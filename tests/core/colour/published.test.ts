/** Conversions against published numbers, and against culori, which was written by others. */
import { converter, differenceCiede2000 } from 'culori';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adaptation, daylight } from '../../../core/colour/adapt.ts';
import { deltaE } from '../../../core/colour/delta-e.ts';
import { labOf, labOfRgb, type Lab } from '../../../core/colour/lab.ts';
import { bytesOf, cubeRoot, lightToOklab, oklabOf, oklabToLight } from '../../../core/colour/oklab.ts';
import { fromHex, toHex, type Rgb } from '../../../core/colour/srgb.ts';
import { d65, fromLight, times, toLight, type Triple } from '../../../core/colour/xyz.ts';
import { faultOf } from '../pixels/any-pixels.ts';

const byte = fc.nat(255);
const anyRgb: fc.Arbitrary<Rgb> = fc.tuple(byte, byte, byte);

const culori = ([r, g, b]: Rgb) => ({ mode: 'rgb' as const, r: r / 255, g: g / 255, b: b / 255 });

/** L, a, b of two colours and their difference: table 1 of Sharma, Wu and Dalal, 2005. */
const sharma: readonly (readonly [Lab, Lab, number])[] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
  [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
  [[50, -1.1848, -84.8006], [50, 0, -82.7485], 1],
  [[50, -0.9009, -85.5211], [50, 0, -82.7485], 1],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, -1, 2], [50, 0, 0], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.001], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.49, -0.001], [50, -2.49, 0.0012], 7.2195],
  [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
  [[50, -0.001, 2.49], [50, 0.001, -2.49], 4.8045],
  [[50, -0.001, 2.49], [50, 0.0011, -2.49], 4.7461],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [61, -5, 29], 22.8977],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[50, 2.5, 0], [50, 3.1736, 0.5854], 1],
  [[50, 2.5, 0], [50, 3.2972, 0], 1],
  [[50, 2.5, 0], [50, 1.8634, 0.5757], 1],
  [[50, 2.5, 0], [50, 3.2592, 0.335], 1],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
  [[61.2901, 3.7196, -5.3901], [61.4292, 2.248, -4.962], 1.8731],
  [[35.0831, -44.1164, 3.7933], [35.0232, -40.0716, 1.5901], 1.8645],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[36.4612, 47.858, 18.3852], [36.2715, 50.5065, 21.2231], 1.4146],
  [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  [[90.9257, -0.5406, -0.9208], [88.6381, -0.8985, -0.7239], 1.5381],
  [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
];

describe('CIEDE2000', () => {
  test.each(sharma)('%j and %j differ by %d', (one, other, expected) => {
    expect(deltaE(one, other)).toBeCloseTo(expected, 4);
    expect(deltaE(other, one)).toBeCloseTo(expected, 4);
  });

  test('agrees with culori', () => {
    const theirs = differenceCiede2000();
    fc.assert(
      fc.property(anyRgb, anyRgb, (a, b) => {
        const expected = theirs(culori(a), culori(b));
        expect(Math.abs(deltaE(labOfRgb(a), labOfRgb(b)) - expected)).toBeLessThan(0.01);
      }),
    );
  });
});

describe('XYZ and Lab', () => {
  // IEC 61966-2-1, table of the primaries' tristimulus values, to four digits.
  test.each<[string, Triple, Triple]>([
    ['red', [1, 0, 0], [0.4124, 0.2126, 0.0193]],
    ['green', [0, 1, 0], [0.3576, 0.7152, 0.1192]],
    ['blue', [0, 0, 1], [0.1805, 0.0722, 0.9505]],
    ['white', [1, 1, 1], [0.9505, 1, 1.089]],
  ])('%s', (_, light, expected) => {
    times(fromLight, light).forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(2e-4));
  });

  test('white is 100, 0, 0; and XYZ comes back', () => {
    labOf(d65).forEach((value, i) => expect(value).toBeCloseTo([100, 0, 0][i]!, 9));
    times(toLight, times(fromLight, [0.2, 0.5, 0.9])).forEach((value, i) =>
      expect(value).toBeCloseTo([0.2, 0.5, 0.9][i]!, 9),
    );
  });

  test('agrees with culori on Lab under D65', () => {
    const lab65 = converter('lab65');
    fc.assert(
      fc.property(anyRgb, rgb => {
        const expected = lab65(culori(rgb));
        const [L, a, b] = labOfRgb(rgb);
        expect(Math.hypot(L - expected.l, a - expected.a, b - expected.b)).toBeLessThan(0.02);
      }),
    );
  });
});

describe('Oklab', () => {
  // Ottosson's own pairs, given to three digits.
  test.each<[Triple, Triple]>([
    [
      [0.95, 1, 1.089],
      [1, 0, 0],
    ],
    [
      [1, 0, 0],
      [0.45, 1.236, -0.019],
    ],
    [
      [0, 1, 0],
      [0.922, -0.671, 0.263],
    ],
  ])('XYZ %j is %j', (xyz, expected) => {
    const row = Float32Array.from(times(toLight, xyz));
    lightToOklab(row, 1);
    expected.forEach((value, i) => expect(Math.abs(row[i]! - value)).toBeLessThan(1e-3));
  });

  test('agrees with culori, and comes back to the byte', () => {
    const oklab = converter('oklab');
    fc.assert(
      fc.property(anyRgb, rgb => {
        const [found, expected] = [oklabOf(...rgb), oklab(culori(rgb))];
        expect(Math.hypot(found.L - expected.l, found.a - expected.a, found.b - expected.b)).toBeLessThan(
          2e-6,
        );
        expect(bytesOf(found)).toEqual([...rgb]);
      }),
    );
  });

  test('rows there and back', () => {
    const row = Float32Array.of(0.1, 0.2, 0.3, 0.9, 0.5, 0.05);
    const there = row.slice();
    lightToOklab(there, 2);
    oklabToLight(there, 2);
    row.forEach((value, i) => expect(there[i]).toBeCloseTo(value, 5));
  });

  test('the cube root is a cube root', () => {
    fc.assert(
      fc.property(fc.float({ min: Math.fround(1e-6), max: 8, noNaN: true }), x => {
        expect(Math.abs(cubeRoot(x) / Math.cbrt(x) - 1)).toBeLessThan(1e-12);
      }),
    );
    expect(cubeRoot(0)).toBe(0);
  });
});

describe('white', () => {
  // CIE 15:2004, table T.3: chromaticities of the daylight illuminants.
  test.each([
    [5003, 0.3457, 0.3585],
    [5503, 0.3324, 0.3474],
    [6504, 0.3127, 0.329],
    [7504, 0.299, 0.3149],
  ])('daylight of %i K', (kelvin, x, y) => {
    const [X, Y, Z] = daylight(kelvin);
    expect(Math.abs(X / (X + Y + Z) - x)).toBeLessThan(2e-4);
    expect(Math.abs(Y / (X + Y + Z) - y)).toBeLessThan(2e-4);
  });

  test('lies above the line of daylight towards green and below it towards magenta', () => {
    const green = ([X, Y, Z]: Triple): number => Y / (X + Y + Z);
    expect(green(daylight(6504, 0.01))).toBeGreaterThan(green(daylight(6504)));
    expect(green(daylight(6504, -0.01))).toBeLessThan(green(daylight(6504)));
  });

  test('an adaptation takes one white to the other, and back', () => {
    const [from, to] = [d65, daylight(4500)];
    times(adaptation(from, to), from).forEach((value, i) => expect(value).toBeCloseTo(to[i]!, 9));
    const there = times(adaptation(from, to), [0.3, 0.2, 0.1]);
    times(adaptation(to, from), there).forEach((value, i) =>
      expect(value).toBeCloseTo([0.3, 0.2, 0.1][i]!, 9),
    );
  });
});

describe('hex', () => {
  test('there and back', () => {
    fc.assert(
      fc.property(anyRgb, rgb => {
        expect(fromHex(toHex(rgb))).toEqual([...rgb]);
      }),
    );
    expect(fromHex('#1F3a5f')).toEqual([31, 58, 95]);
  });

  test.each(['1f3a5f', '#1f3a5', '#1f3a5fz', 'navy', ''])('“%s” is refused', text => {
    expect(faultOf(() => fromHex(text))).toBe('bad-request');
  });
});
