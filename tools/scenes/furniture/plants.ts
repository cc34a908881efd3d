/** Plants, and what they stand in. */
import { dice } from '../chance.ts';
import { cos, sin } from '../exact.ts';
import type { Material } from '../materials.ts';
import { joined, type Mesh, moved, poses, shift, turn, type Vector } from '../mesh.ts';
import { part, type Part, type Piece } from '../room.ts';
import { ball, curve, lathe, tube } from '../shapes/round.ts';
import { leaf, type LeafShape } from '../shapes/soft.ts';

export interface Foliage {
  readonly green: Material;
  readonly bark: Material;
}

/** A leaf growing from a point: raised by `pitch` degrees, turned towards `heading`, rolled a little. */
function growing(shape: LeafShape, from: Vector, pitch: number, heading: number, roll = 0): Mesh {
  return moved(leaf(shape), poses(turn('z', roll), turn('x', -pitch), turn('y', heading), shift(...from)));
}

/** A rubber fig: upright stems with big leaves in a spiral, from y = 0 to about `height`. */
export function fig(height: number, stems: number, seed: number, { green, bark }: Foliage, size = 1): Piece {
  const roll = dice(seed);
  const wood: Mesh[] = [];
  const leaves: Mesh[] = [];
  for (let s = 0; s < stems; s++) {
    const heading = (s / stems) * 360 + roll() * 60;
    const tall = height * (0.72 + 0.28 * roll());
    const spread = 0.1 + 0.16 * roll();
    const at = (t: number): Vector => [
      sin((heading * Math.PI) / 180) * spread * t * t * tall + 0.02 * sin(t * 9 + s),
      tall * t,
      cos((heading * Math.PI) / 180) * spread * t * t * tall + 0.02 * cos(t * 7 + s),
    ];
    wood.push(
      tube(
        Array.from({ length: 14 }, (_, i) => at(i / 13)),
        t => (0.011 - 0.007 * t) * size,
        9,
      ),
    );
    const count = Math.round(tall * 15);
    for (let i = 0; i < count; i++) {
      const t = 0.22 + (0.78 * (i + 0.5)) / count;
      const young = i / count;
      leaves.push(
        growing(
          {
            length: size * (0.25 - 0.1 * young) * (0.85 + 0.3 * roll()),
            width: size * (0.12 - 0.05 * young) * (0.85 + 0.3 * roll()),
            droop: 0.5 + 0.7 * roll() - 0.4 * young,
            fold: 0.22,
            widest: 0.56,
            waves: 0.16,
            seed: seed + s * 100 + i,
          },
          at(t),
          16 + 52 * young + 18 * (roll() - 0.5),
          heading + i * 137.5 + 20 * (roll() - 0.5),
          14 * (roll() - 0.5),
        ),
      );
    }
  }
  return [part(joined(...wood), bark), part(joined(...leaves), green)];
}

/** Leaves on long stalks from one crown: a monstera's or a peace lily's habit. */
export function crown(
  height: number,
  count: number,
  seed: number,
  { green, bark }: Foliage,
  width = 0.16,
): Piece {
  const roll = dice(seed);
  const stalks: Mesh[] = [];
  const leaves: Mesh[] = [];
  for (let i = 0; i < count; i++) {
    const heading = i * 137.5 + 25 * (roll() - 0.5);
    const tall = height * (0.45 + 0.55 * roll());
    const reach = tall * (0.25 + 0.5 * roll());
    const [sx, cz] = [sin((heading * Math.PI) / 180), cos((heading * Math.PI) / 180)];
    const path = curve([[0, 0, 0], [sx * reach * 0.2, tall * 0.5, cz * reach * 0.2], [sx * reach * 0.62, tall * 0.88, cz * reach * 0.62], [sx * reach, tall, cz * reach]], 5); // prettier-ignore
    stalks.push(tube(path, t => 0.0055 - 0.003 * t, 7));
    const tip = path[path.length - 1] ?? [];
    const long = width * (1.25 + 0.5 * roll());
    leaves.push(
      growing(
        { length: long, width: width * (0.8 + 0.35 * roll()), droop: 0.9 + 0.6 * roll(), fold: 0.2, widest: 0.34, waves: 0.22, seed: seed + i },
        [tip[0] ?? 0, tip[1] ?? 0, tip[2] ?? 0],
        18 - 30 * roll(),
        heading + 30 * (roll() - 0.5),
        24 * (roll() - 0.5),
      ),
    ); // prettier-ignore
  }
  return [part(joined(...stalks), bark), part(joined(...leaves), green)];
}

/** Upright blades: a snake plant. */
export function blades(height: number, count: number, seed: number, green: Material): Part {
  const roll = dice(seed);
  const leaves = Array.from({ length: count }, (_, i) => {
    const heading = i * 137.5;
    const off = 0.012 + 0.035 * (i / count);
    const from: Vector = [sin((heading * Math.PI) / 180) * off, 0, cos((heading * Math.PI) / 180) * off];
    return growing(
      { length: height * (0.55 + 0.45 * roll()), width: 0.055 + 0.02 * roll(), droop: 0.12, fold: 0.4, widest: 0.45, waves: 0.3, seed: seed + i },
      from,
      84 - 10 * (i / count) - 6 * roll(),
      heading,
    ); // prettier-ignore
  });
  return part(joined(...leaves), green);
}

/** Cut branches with round leaves in pairs: eucalyptus in a vase. */
export function branches(
  height: number,
  count: number,
  seed: number,
  { green, bark }: Foliage,
  size = 0.045,
): Piece {
  const roll = dice(seed);
  const twigs: Mesh[] = [];
  const leaves: Mesh[] = [];
  for (let b = 0; b < count; b++) {
    const heading = b * 137.5 + 40 * roll();
    const lean = 0.25 + 0.45 * roll();
    const tall = height * (0.7 + 0.3 * roll());
    const [sx, cz] = [sin((heading * Math.PI) / 180), cos((heading * Math.PI) / 180)];
    const at = (t: number): Vector => [
      sx * lean * tall * t * t,
      tall * t * (1 - 0.18 * lean * t),
      cz * lean * tall * t * t,
    ];
    twigs.push(
      tube(
        Array.from({ length: 12 }, (_, i) => at(i / 11)),
        t => 0.0028 - 0.0018 * t,
        6,
      ),
    );
    const pairs = Math.round(tall / (size * 0.62));
    for (let i = 2; i < pairs; i++) {
      const t = 0.2 + (0.8 * i) / pairs;
      for (const side of [0, 180]) {
        const long = size * (1.15 - 0.55 * t) * (0.8 + 0.4 * roll());
        leaves.push(
          growing(
            { length: long, width: long * 0.85, droop: 0.2 + 0.5 * roll(), fold: 0.12, widest: 0.5, waves: 0.1, seed: seed + b * 100 + i },
            at(t),
            30 + 35 * roll(),
            heading + side + i * 90 + 30 * (roll() - 0.5),
            40 * (roll() - 0.5),
          ),
        ); // prettier-ignore
      }
    }
  }
  return [part(joined(...twigs), bark), part(joined(...leaves), green)];
}

/** A bushy pot herb: many small leaves on short stems. */
export function herb(height: number, stems: number, seed: number, { green, bark }: Foliage): Piece {
  const roll = dice(seed);
  const twigs: Mesh[] = [];
  const leaves: Mesh[] = [];
  for (let s = 0; s < stems; s++) {
    const heading = s * 137.5;
    const lean = 0.75 * Math.sqrt(s / stems);
    const tall = height * (0.65 + 0.35 * roll());
    const [sx, cz] = [sin((heading * Math.PI) / 180), cos((heading * Math.PI) / 180)];
    const at = (t: number): Vector => [
      sx * lean * tall * t,
      tall * t * (1 - 0.25 * lean * t),
      cz * lean * tall * t,
    ];
    twigs.push(
      tube(
        Array.from({ length: 5 }, (_, i) => at(i / 4)),
        0.0015,
        5,
      ),
    );
    for (let i = 1; i < 7; i++) {
      for (const side of [0, 180]) {
        const long = 0.034 * (0.7 + 0.5 * roll());
        leaves.push(
          growing(
            { length: long, width: long * 0.66, droop: 0.7, fold: 0.25, widest: 0.42, waves: 0.2, seed: seed + s * 20 + i },
            at(0.25 + (0.75 * i) / 6),
            25 + 30 * roll(),
            heading + side + i * 90,
          ),
        ); // prettier-ignore
      }
    }
  }
  return [part(joined(...twigs), bark), part(joined(...leaves), green)];
}

/** A pot from y = 0, filled with soil to just below its rim. */
export function pot(radius: number, height: number, clay: Material, soil: Material, belly = 1.06): Piece {
  const thick = 0.012;
  const profile = curve([[radius * 0.66, 0], [radius * 0.72, 0.004], [radius * 0.95 * belly, height * 0.45], [radius, height * 0.96], [radius, height]], 6); // prettier-ignore
  const inside = [[radius - thick * 0.4, height + 0.003], [radius - thick, height - 0.002], [radius - thick * 1.1, height * 0.8]]; // prettier-ignore
  const crumbs = dice(7);
  const lumps = Array.from({ length: 60 }, () => {
    const r = (radius - 0.02) * Math.sqrt(crumbs());
    const a = crumbs() * 2 * Math.PI;
    return moved(ball(0.004 + 0.006 * crumbs(), 8), shift(r * sin(a), height * 0.86, r * cos(a)));
  });
  return [
    part(lathe([[0, 0], ...profile, ...inside], 48), clay),
    part(joined(lathe([[radius - thick, height * 0.86], [0, height * 0.865]], 32), ...lumps), soil),
  ]; // prettier-ignore
}

/** A plaited basket with two handles, open at the top. */
export function basket(radius: number, height: number, rush: Material, lining: Material): Piece {
  const profile = curve([[radius * 0.8, 0], [radius * 0.97, height * 0.2], [radius, height * 0.6], [radius * 0.93, height]], 10); // prettier-ignore
  const rim = Array.from({ length: 49 }, (_, i) => {
    const a = (i / 48) * 2 * Math.PI;
    return [radius * 0.93 * sin(a), height, radius * 0.93 * cos(a)];
  });
  const handle = (side: number): Mesh =>
    tube(curve([[side * radius * 0.93, height - 0.03, 0.07], [side * radius * 1.02, height + 0.05, 0.045], [side * radius * 1.02, height + 0.05, -0.045], [side * radius * 0.93, height - 0.03, -0.07]], 7), 0.009, 10); // prettier-ignore
  return [
    part(lathe(profile, 64, 'around'), rush),
    part(joined(tube(rim, 0.011, 12), handle(1), handle(-1)), rush),
    part(lathe([[0, 0.01], [radius * 0.78, 0.01], [radius * 0.9, height * 0.5], [radius * 0.9, height]], 40), lining),
  ]; // prettier-ignore
}
