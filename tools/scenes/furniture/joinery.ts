/** Cabinets, shelves, desks. */
import type { Material } from '../materials.ts';
import { joined, type Mesh, moved, poses, shift, turn } from '../mesh.ts';
import { part, type Part, type Piece } from '../room.ts';
import { box } from '../shapes/box.ts';
import { cylinder, lathe, tube } from '../shapes/round.ts';

/** A framed door in x, y about its middle, its face towards +z. */
export function shakerDoor(width: number, height: number): Mesh {
  const rail = 0.065;
  const stile = (x: number): Mesh => moved(box(rail, height, 0.022, { round: 0.0025 }), shift(x, 0, 0));
  const across = (y: number): Mesh =>
    moved(box(width - rail * 2, rail, 0.022, { round: 0.0025 }), shift(0, y, 0));
  return joined(
    moved(box(width - rail, height - rail, 0.01), shift(0, 0, -0.005)),
    stile((width - rail) / 2),
    stile((rail - width) / 2),
    across((height - rail) / 2),
    across((rail - height) / 2),
  );
}

/** A small turned knob towards +z. */
export function knob(size: number): Mesh {
  return moved(
    lathe([[0, 0], [size * 0.45, 0], [size * 0.4, size * 0.6], [size * 0.9, size * 0.9], [size, size * 1.3], [size * 0.8, size * 1.65], [0, size * 1.75]], 24),
    turn('x', 90),
  ); // prettier-ignore
}

/** A run of base cabinets along x, backs at z = 0: doors `each` wide, a recessed plinth. */
export function cabinets(
  from: number,
  to: number,
  each: number,
  height: number,
  depth: number,
  paint: Material,
  metal: Material,
): Part[] {
  const count = Math.round((to - from) / each);
  const width = (to - from) / count;
  const doors: Mesh[] = [];
  const knobs: Mesh[] = [];
  const drawer = 0.15;
  for (let i = 0; i < count; i++) {
    const x = from + (i + 0.5) * width;
    const doorHeight = height - 0.1 - drawer - 0.012;
    doors.push(moved(shakerDoor(width - 0.006, doorHeight), shift(x, 0.1 + doorHeight / 2, depth)));
    doors.push(
      moved(
        box(width - 0.006, drawer, 0.022, { round: 0.003 }),
        shift(x, height - drawer / 2 - 0.004, depth),
      ),
    );
    knobs.push(moved(knob(0.014), shift(x, height - drawer / 2 - 0.004, depth + 0.011)));
    knobs.push(
      moved(
        knob(0.014),
        shift(x + (i % 2 ? -1 : 1) * (width / 2 - 0.04), 0.1 + doorHeight - 0.09, depth + 0.011),
      ),
    );
  }
  const body = moved(
    box(to - from, height - 0.1, depth - 0.012),
    shift((from + to) / 2, 0.1 + (height - 0.1) / 2, depth / 2 - 0.006),
  );
  const plinth = moved(box(to - from, 0.1, 0.02), shift((from + to) / 2, 0.05, depth - 0.06));
  return [part(joined(...doors, body, plinth), paint), part(joined(...knobs), metal)];
}

/** A shelf on bent metal brackets, its back at z = 0 and its upper face at y = 0. */
export function shelf(width: number, depth: number, wood: Material, metal: Material): Piece {
  const thick = 0.03;
  const brackets = [-1, 1].map(side =>
    tube([[side * width * 0.36, -0.15, 0.006], [side * width * 0.36, -thick - 0.012, 0.006], [side * width * 0.36, -thick - 0.006, 0.014], [side * width * 0.36, -thick - 0.006, depth - 0.03]], 0.006, 10),
  ); // prettier-ignore
  return [
    part(moved(box(width, thick, depth, { round: 0.004 }), shift(0, -thick / 2, depth / 2)), wood),
    part(joined(...brackets), metal),
  ];
}

/** A desk with a shallow drawer on splayed legs, its back at z = 0. */
export function desk(width: number, depth: number, height: number, wood: Material, metal: Material): Piece {
  const top = moved(box(width, 0.028, depth, { round: 0.008, bend: 3 }), shift(0, height - 0.014, depth / 2));
  const apron = moved(
    box(width - 0.16, 0.1, depth - 0.1, { round: 0.003 }),
    shift(0, height - 0.078, depth / 2),
  );
  const drawers = [-1, 1].map(side =>
    moved(
      box((width - 0.2) / 2, 0.082, 0.014, { round: 0.003 }),
      shift((side * (width - 0.18)) / 4, height - 0.078, depth - 0.046),
    ),
  );
  const legs = [-1, 1].flatMap(side =>
    [0.08, depth - 0.08].map(z =>
      moved(
        box(height - 0.03, 0.042, 0.042, { round: 0.012, bend: 3 }),
        poses(turn('z', 90 + side * 4), shift(side * (width / 2 - 0.07), (height - 0.03) / 2, z)),
      ),
    ),
  );
  const pulls = [-1, 1].map(side =>
    moved(knob(0.012), shift((side * (width - 0.18)) / 4, height - 0.078, depth - 0.038)),
  );
  return [
    part(joined(top, apron, ...drawers), wood),
    part(joined(...legs), wood),
    part(joined(...pulls), metal),
  ];
}

/** A closed or half-open laptop; its hinge lies along x at the back, its keys towards +z. */
export function laptop(shell: Material, keys: Material, screen: Material): Piece {
  const [width, depth] = [0.31, 0.215];
  const rows = Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: 13 }, (_, column) =>
      moved(
        box(0.0165, 0.0016, 0.0165, { round: 0.0007, bend: 1 }),
        shift((column - 6) * 0.0208, 0.0122, 0.045 + row * 0.0205),
      ),
    ),
  ).flat();
  const lid = poses(shift(0, depth / 2, 0), turn('x', -18), shift(0, 0.012, 0.004));
  return [
    part(
      joined(
        moved(box(width, 0.012, depth, { round: 0.005, bend: 3 }), shift(0, 0.006, depth / 2)),
        moved(box(width, depth, 0.006, { round: 0.0028 }), lid),
      ),
      shell,
    ),
    part(joined(...rows), keys),
    part(
      moved(
        box(width - 0.014, depth - 0.016, 0.001, { round: 0.0004, bend: 1 }),
        poses(shift(0, 0, 0.0031), lid),
      ),
      screen,
    ),
  ];
}

/** A waste bin, open at the top. */
export function bin(radius: number, height: number, outer: Material, inner: Material): Piece {
  return [
    part(lathe([[0, 0], [radius * 0.78, 0], [radius * 0.8, 0.006], [radius, height - 0.004], [radius + 0.003, height], [radius - 0.003, height]], 56, 'around'), outer),
    part(joined(lathe([[radius - 0.003, height], [radius * 0.79, 0.01], [0, 0.01]], 56), moved(cylinder(0.001, 0.001, 8), shift(0, 0.011, 0))), inner),
  ]; // prettier-ignore
}
