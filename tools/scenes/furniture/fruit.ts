/** Fruit. */
import { type Material } from '../materials.ts';
import { shaped, shift } from '../mesh.ts';
import { part, type Piece, placed } from '../room.ts';
import { ball, curve, lathe, tube } from '../shapes/round.ts';
import { ripple } from '../shapes/soft.ts';

/** A fruit of a radius, a little out of round, resting on y = 0. */
export function fruit(radius: number, tall: number, skin: Material, stalk: Material, seed: number): Piece {
  const body = shaped(ball(radius, 36), ([x, y, z]) => {
    const girth = Math.sqrt(x * x + z * z) / radius;
    // Pulled in at both poles, as apples and oranges are.
    const dent = 1 - 0.16 * Math.max(0, 1 - girth * 2.2) ** 2;
    const lump = 1 + 0.03 * ripple((x / radius) * 1.5, (y / radius) * 1.5, (z / radius) * 1.5, seed);
    return [x * lump, y * tall * dent * lump, z * lump];
  });
  const stem = tube([[0, radius * tall * 0.8, 0], [0.001, radius * tall * 0.95, 0.001], [0.003, radius * tall * 1.12, 0.002]], 0.0018, 7); // prettier-ignore
  return placed([part(body, skin), part(stem, stalk)], shift(0, radius * tall, 0));
}

/** A lemon or a pear: a fruit drawn out along y. */
export function lemon(radius: number, skin: Material, seed: number): Piece {
  const profile = curve([[0, -1.42], [0.16, -1.36], [0.34, -1.16], [0.86, -0.6], [1, 0], [0.86, 0.6], [0.36, 1.14], [0.2, 1.32], [0, 1.38]], 4); // prettier-ignore
  const body = shaped(
    lathe(
      profile.map(([r = 0, y = 0]) => [r * radius, y * radius]),
      32,
    ),
    ([x, y, z]) => {
      const lump = 1 + 0.03 * ripple((x / radius) * 2, (y / radius) * 2, (z / radius) * 2, seed);
      return [x * lump, y, z * lump];
    },
  );
  return [part(body, skin)];
}
