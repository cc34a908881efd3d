/** Other views of the rooms: from elsewhere, with the things' colours changed round, in another light. */
import type { Material } from '../../scenes/materials.ts';
import type { Vector } from '../../scenes/mesh.ts';
import type { Piece, Room } from '../../scenes/room.ts';
import { rooms } from '../../scenes/rooms/index.ts';

interface View {
  readonly name: string;
  /** How far the camera is moved, in metres, and then its aim to the right. */
  readonly move: Vector;
  readonly aim: number;
  /** How many places on red, green and blue of each thing's colours are moved. */
  readonly round: number;
  /** In stops. */
  readonly brighter: number;
  /** Multiplies the sun. */
  readonly sun: number;
}

const one: View = { name: 'v1', move: [0.45, 0.1, -0.5], aim: 0.05, round: 1, brighter: 0, sun: 1 };
const two: View = { name: 'v2', move: [-0.5, 0.25, -0.2], aim: -0.1, round: 2, brighter: -0.3, sun: 0.25 };
const three: View = { name: 'v3', move: [-0.25, 0.35, -0.9], aim: 0.3, round: 0, brighter: -0.15, sun: 0.5 };
const four: View = { name: 'v4', move: [0.7, -0.15, 0.1], aim: -0.45, round: 1, brighter: 0.2, sun: 0.1 };

/** What the weights are fitted to beside the rooms' photos. */
export const fitted: readonly Room[] = [
  ...rooms.map(room => seenFrom(one, room)),
  ...rooms.map(room => seenFrom(two, room)),
  ...rooms.filter(({ name }) => name === 'living-room').map(room => seenFrom(three, room)),
];

/** What they are not, to be measured with: `npm run bench views`. */
export const unseen: readonly Room[] = rooms.map(room => seenFrom(four, room));

function seenFrom({ name, move, aim, round, brighter, sun }: View, room: Room): Room {
  const { camera, sky } = room;
  // The kitchen is narrower than the others.
  const by = room.name === 'kitchen' ? 0.7 : 1;
  const moved = (axis: 0 | 1 | 2): number => camera.eye[axis] + move[axis] * by;
  const eye: Vector = [moved(0), moved(1), moved(2)];
  const [red, green, blue] = sky.sunLight;
  return {
    ...room,
    name: `${room.name}-${name}`,
    exposure: room.exposure + brighter,
    camera: { ...camera, eye, target: [camera.target[0] + aim, eye[1], camera.target[2]] },
    sky: { ...sky, sunLight: [red * sun, green * sun, blue * sun] },
    objects: room.objects.map(object => ({ ...object, piece: recoloured(object.piece, round) })),
  };
}

/** What was of one material still is. */
function recoloured(piece: Piece, round: number): Piece {
  const known = new Map<Material, Material>();
  return piece.map(({ mesh, material }) => {
    const { a, b, c } = material;
    const other = known.get(material) ?? {
      ...material,
      a: turned(a, round),
      ...(b === undefined ? {} : { b: turned(b, round) }),
      ...(c === undefined ? {} : { c: turned(c, round) }),
    };
    known.set(material, other);
    return { mesh, material: other };
  });
}

/** `#rrggbb` with its channels moved round. */
function turned(hex: string, round: number): string {
  const channels = hex.slice(1).repeat(2);
  return `#${channels.slice(round * 2, round * 2 + 6)}`;
}
