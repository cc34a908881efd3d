/** Lamps, all unlit. */
import { cos, sin } from '../exact.ts';
import { material, type Material } from '../materials.ts';
import { joined, type Mesh, moved, type Pose, poses, shift, turn, type Vector } from '../mesh.ts';
import { part, type Piece } from '../room.ts';
import { ball, curve, cylinder, lathe, type Profile, tube } from '../shapes/round.ts';

/** A floor lamp: a disc foot, a thin stem, a drum shade of linen, unlit. */
export function floorLamp(height: number, metal: Material, linen: Material): Piece {
  const shade = lathe(
    [
      [0.2, -0.3],
      [0.165, 0],
    ],
    56,
    'around',
  );
  const rims = [[0.2, -0.3], [0.165, 0]].map(([r = 0, y = 0]) => {
    const ring = Array.from({ length: 49 }, (_, i) => [r * sin((i / 48) * 2 * Math.PI), y, r * cos((i / 48) * 2 * Math.PI)]);
    return tube(ring, 0.0035, 8);
  }); // prettier-ignore
  const foot = lathe([[0, 0], [0.135, 0], [0.14, 0.004], [0.14, 0.014], [0.134, 0.02], [0.02, 0.026], [0.011, 0.04], [0, 0.041]], 48); // prettier-ignore
  const bulb = moved(ball(0.035, 20), shift(0, height - 0.17, 0));
  return [
    part(joined(foot, tube([[0, 0.03, 0], [0, height - 0.05, 0]], 0.0095, 14)), metal),
    part(joined(moved(shade, shift(0, height, 0)), ...rims.map(rim => moved(rim, shift(0, height, 0)))), linen),
    part(bulb, material('plain', { a: '#f4efe4', rough: 0.3 }, { uneven: 0, scale: 1 })),
  ]; // prettier-ignore
}

/** A pendant: a spun dome on a flex from the ceiling, unlit; y = 0 is its lower rim. */
export function pendant(
  radius: number,
  drop: number,
  enamel: Material,
  inner: Material,
  brass: Material,
): Piece {
  const dome: Profile = curve([[radius, 0], [radius * 0.97, radius * 0.2], [radius * 0.72, radius * 0.62], [radius * 0.26, radius * 0.86], [radius * 0.14, radius * 0.98]], 7); // prettier-ignore
  const lining = dome.map(([r = 0, y = 0]) => [r - 0.003, y]).reverse();
  const cap = lathe([[radius * 0.15, radius * 0.95], [radius * 0.14, radius * 1.16], [radius * 0.05, radius * 1.24], [0.004, radius * 1.3]], 32); // prettier-ignore
  return [
    part(lathe(dome, 64), enamel),
    part(joined(lathe(lining, 64), moved(ball(0.045, 24), shift(0, radius * 0.34, 0))), inner),
    part(joined(cap, tube([[0, radius * 1.25, 0], [0, drop, 0]], 0.0035, 8)), brass),
  ]; // prettier-ignore
}

/** A jointed desk lamp, unlit, its foot at the origin and its head towards +x. */
export function deskLamp(enamel: Material, metal: Material, inner: Material): Piece {
  const foot = lathe(
    [
      [0, 0],
      [0.085, 0],
      [0.088, 0.004],
      [0.086, 0.018],
      [0.02, 0.024],
      [0, 0.025],
    ],
    44,
  );
  const elbow: Vector = [-0.11, 0.25, 0];
  const wrist: Vector = [0.13, 0.44, 0];
  const arm = (a: Vector, b: Vector): Mesh => joined(tube([[a[0], a[1], 0.012], [b[0], b[1], 0.012]], 0.0042, 10), tube([[a[0], a[1], -0.012], [b[0], b[1], -0.012]], 0.0042, 10)); // prettier-ignore
  const joint = ([x, y]: Vector): Mesh =>
    moved(cylinder(0.013, 0.04), poses(shift(0, -0.02, 0), turn('x', 90), shift(x, y, 0)));
  const hood = curve(
    [
      [0.078, 0],
      [0.074, 0.03],
      [0.044, 0.085],
      [0.03, 0.1],
      [0.028, 0.13],
      [0, 0.135],
    ],
    6,
  );
  const head: Pose[] = [shift(0, -0.12, 0), turn('z', 28), shift(wrist[0] + 0.02, wrist[1] + 0.012, 0)];
  return [
    part(joined(foot, ...[moved(lathe(hood, 44), poses(...head))]), enamel),
    part(joined(arm([0, 0.03, 0], elbow), arm(elbow, wrist), joint([0, 0.03, 0]), joint(elbow), joint(wrist)), metal),
    part(moved(lathe(hood.slice(0, 14).map(([r = 0, y = 0]) => [r - 0.002, y]).reverse(), 44), poses(...head)), inner),
  ]; // prettier-ignore
}
