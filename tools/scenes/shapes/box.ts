/** Boxes with rounded edges. */
import { cos, sin } from '../exact.ts';
import { joined, type Mesh, type Vector } from '../mesh.ts';

export interface BoxShape {
  /** Radius of the edges, in metres; 3 mm unless given. */
  readonly round?: number;
  /** Cells along each rounded edge and each flat side. */
  readonly bend?: number;
  readonly cells?: number;
  /** `solid`: texture space is the box's own space. `cloth`: each side is covered with cloth in x, y. */
  readonly cover?: 'solid' | 'cloth';
}

/** Places along one axis of one side, from −half to +half, close together where the edge bends. */
function stops(half: number, round: number, bend: number, cells: number): number[] {
  const flat = half - round;
  const curve = Array.from({ length: bend + 1 }, (_, i) => {
    const angle = (Math.PI / 4) * (i / bend);
    return flat + (round * sin(angle)) / cos(angle);
  });
  const middle = Array.from({ length: cells - 1 }, (_, i) => -flat + ((i + 1) / cells) * 2 * flat);
  return [...curve.map(value => -value).reverse(), ...middle, ...curve];
}

/** A box about its middle. */
export function box(width: number, height: number, depth: number, shape: BoxShape = {}): Mesh {
  const half: Vector = [width / 2, height / 2, depth / 2];
  const round = Math.min(shape.round ?? 0.003, ...half.map(value => value * 0.999));
  const { bend = 2, cells = 1, cover = 'solid' } = shape;
  const lines = half.map(value => stops(value, round, bend, cells));
  const inner = half.map(value => value - round);

  const side = (axis: 0 | 1 | 2, sign: 1 | -1): Mesh => {
    // u × v must point outwards.
    const [ua, va]: [number, number] =
      sign > 0 ? [(axis + 1) % 3, (axis + 2) % 3] : [(axis + 2) % 3, (axis + 1) % 3];
    const [us, vs] = [lines[ua] ?? [], lines[va] ?? []];
    const mesh: Mesh = { points: [], coords: [], corners: [] };
    for (const v of vs) {
      for (const u of us) {
        const outer = [0, 0, 0];
        outer[axis] = sign * (half[axis] ?? 0);
        outer[ua] = u;
        outer[va] = v;
        const core = outer.map((value, k) => Math.max(-(inner[k] ?? 0), Math.min(inner[k] ?? 0, value)));
        const off = outer.map((value, k) => value - (core[k] ?? 0));
        const length = Math.sqrt(off.reduce((sum, value) => sum + value * value, 0)) || 1;
        const point = core.map((value, k) => value + (round * (off[k] ?? 0)) / length);
        mesh.points.push(...point);
        const [x, y, z] = [outer[0] ?? 0, outer[1] ?? 0, outer[2] ?? 0];
        const faces: readonly Vector[] = [[z, y, 0], [x, z, 0], [x, y, 0]]; // prettier-ignore
        mesh.coords.push(...(cover === 'solid' ? point : (faces[axis] ?? [0, 0, 0])));
      }
    }
    const row = us.length;
    for (let j = 0; j + 1 < vs.length; j++) {
      for (let i = 0; i + 1 < row; i++) {
        const at = j * row + i;
        mesh.corners.push(at, at + 1, at + row + 1, at, at + row + 1, at + row);
      }
    }
    return mesh;
  };
  return joined(side(0, 1), side(0, -1), side(1, 1), side(1, -1), side(2, 1), side(2, -1));
}
