/** A room, less what is taken out, as the flat memory that the renderer reads. */
import { cos, sin } from './exact.ts';
import { buildHierarchy } from './bvh.ts';
import { type Material, packMaterials } from './materials.ts';
import { cornerNormals, pointAt, type Vector } from './mesh.ts';
import type { Camera, Portal, Room, Sky } from './room.ts';

export interface Packed {
  readonly nodes: Uint8Array<ArrayBuffer>;
  readonly quads: Uint8Array<ArrayBuffer>;
  readonly triangles: Uint8Array<ArrayBuffer>;
  readonly materials: Uint8Array<ArrayBuffer>;
  readonly camera: Uint8Array<ArrayBuffer>;
  readonly sky: Uint8Array<ArrayBuffer>;
  readonly portals: Uint8Array<ArrayBuffer>;
  readonly portalCount: number;
  /** Half the field of view's tangent: the width of the picture at one metre, halved. */
  readonly spread: number;
}

const triangleWords = 20;
const quadWords = 36;

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const unit = (a: Vector): Vector => {
  const length = Math.sqrt(dot(a, a));
  return [a[0] / length, a[1] / length, a[2] / length];
};
const bytes = (floats: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => new Uint8Array(floats.buffer);

/** `without`: names of objects left out. */
export function pack(room: Room, without: readonly string[] = []): Packed {
  const kept = room.objects.map((object, index) => ({
    piece: object.piece,
    id: index + 1,
    name: object.name,
  }));
  const pieces = [{ piece: room.shell, id: 0 }, ...kept.filter(object => !without.includes(object.name))];
  const parts = pieces.flatMap(({ piece, id }) => piece.map(part => ({ ...part, id })));
  const materials = new Map<Material, number>();
  for (const { material } of parts) if (!materials.has(material)) materials.set(material, materials.size);

  const count = parts.reduce((sum, { mesh }) => sum + mesh.corners.length / 3, 0);
  const boxes = new Float64Array(count * 6);
  const places = new Float64Array(count * 9);
  const faces = new Float32Array(count * triangleWords);
  const faceWords = new Uint32Array(faces.buffer);
  let at = 0;
  for (const { mesh, material, id } of parts) {
    const normals = cornerNormals(mesh);
    for (let f = 0; f * 3 < mesh.corners.length; f++, at++) {
      for (let k = 0; k < 3; k++) {
        const corner = mesh.corners[f * 3 + k]!;
        const point = pointAt(mesh, corner);
        places.set(point, at * 9 + k * 3);
        faces.set(normals.subarray(f * 9 + k * 3, f * 9 + k * 3 + 3), at * triangleWords + k * 3);
        faces.set(mesh.coords.slice(corner * 3, corner * 3 + 3), at * triangleWords + 9 + k * 3);
        for (let axis = 0; axis < 3; axis++) {
          const value = point[axis]!;
          boxes[at * 6 + axis] = k === 0 ? value : Math.min(boxes[at * 6 + axis]!, value);
          boxes[at * 6 + 3 + axis] = k === 0 ? value : Math.max(boxes[at * 6 + 3 + axis]!, value);
        }
      }
      faceWords[at * triangleWords + 18] = materials.get(material) ?? 0;
      faceWords[at * triangleWords + 19] = id;
    }
  }

  const { nodes, order } = buildHierarchy(boxes);
  const quads = new Float32Array((order.length / 4) * quadWords);
  const triangles = new Float32Array(order.length * triangleWords);
  const triangleBits = new Uint32Array(triangles.buffer);
  order.forEach((face, slot) => {
    if (face < 0) return;
    const base = (slot >> 2) * quadWords + (slot & 3);
    for (let axis = 0; axis < 3; axis++) {
      const [a, b, c] = [
        places[face * 9 + axis]!,
        places[face * 9 + 3 + axis]!,
        places[face * 9 + 6 + axis]!,
      ];
      quads[base + axis * 4] = a;
      quads[base + 12 + axis * 4] = b - a;
      quads[base + 24 + axis * 4] = c - a;
    }
    triangleBits.set(
      faceWords.subarray(face * triangleWords, (face + 1) * triangleWords),
      slot * triangleWords,
    );
  });

  return {
    nodes: bytes(nodes),
    quads: bytes(quads),
    triangles: bytes(triangles),
    materials: packMaterials([...materials.keys()]),
    ...packCamera(room.camera),
    sky: packSky(room.sky),
    portals: packPortals(room.portals),
    portalCount: room.portals.length,
  };
}

export const aspect = 3 / 2;

function packCamera(camera: Camera): { camera: Uint8Array<ArrayBuffer>; spread: number } {
  const level: Vector = [camera.target[0] - camera.eye[0], 0, camera.target[2] - camera.eye[2]];
  const ahead = unit(level);
  const right = unit(cross(ahead, [0, 1, 0]));
  const half = ((camera.view / 2) * Math.PI) / 180;
  const spread = sin(half) / cos(half);
  const words = [camera.eye, right, [0, 1, 0], ahead].flatMap(vector => [...vector, 0]);
  const lens = [spread, aspect, camera.rise * spread, camera.aperture, camera.focus];
  return { camera: bytes(Float32Array.from([...words, ...lens])), spread };
}

function packSky(sky: Sky): Uint8Array<ArrayBuffer> {
  const words = [sky.zenith, sky.horizon, sky.garden, unit(sky.sun), sky.sunLight].flatMap(vector => [
    ...vector,
    0,
  ]);
  return bytes(Float32Array.from([...words, sky.sunSpread]));
}

function packPortals(portals: readonly Portal[]): Uint8Array<ArrayBuffer> {
  const sizes = portals.map(({ edge, other }) => Math.sqrt(dot(cross(edge, other), cross(edge, other))));
  const weights = portals.map(({ gain }, i) => gain * (sizes[i] ?? 0));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const words = portals.flatMap(({ corner, edge, other, gain }, i) => [
    ...[corner, edge, other, unit(cross(edge, other))].flatMap(vector => [...vector, 0]),
    ...[sizes[i] ?? 0, gain, (weights[i] ?? 0) / whole, 0],
  ]);
  return bytes(Float32Array.from(words));
}
