/** A room: things in places, a camera, and the light from outside. */
import { type Material } from './materials.ts';
import { type Mesh, moved, poses, type Pose, type Vector } from './mesh.ts';

export interface Part {
  readonly mesh: Mesh;
  readonly material: Material;
}

/** A thing made of parts. */
export type Piece = readonly Part[];

export const part = (mesh: Mesh, material: Material): Part => ({ mesh, material });

export function placed(piece: Piece, ...steps: readonly Pose[]): Piece {
  const pose = poses(...steps);
  return piece.map(({ mesh, material }) => ({ mesh: moved(mesh, pose), material }));
}

/** A named thing that can be taken out of the photo; what stands on it goes with it. */
export interface RoomObject {
  readonly name: string;
  readonly piece: Piece;
  readonly on?: string;
}

export interface Camera {
  readonly eye: Vector;
  /** A point at the middle of the picture, at the eye's height: the camera is held level. */
  readonly target: Vector;
  /** Horizontal field of view, in degrees. */
  readonly view: number;
  /** Lens shift, as a share of half the width: up is positive. */
  readonly rise: number;
  /** Radius of the lens in metres, and the distance it is focused at. */
  readonly aperture: number;
  readonly focus: number;
}

/** A hole that light comes through: a corner and two edges, whose cross product points into the room. */
export interface Portal {
  readonly corner: Vector;
  readonly edge: Vector;
  readonly other: Vector;
  /** Multiplies the sky seen through it. */
  readonly gain: number;
}

export interface Sky {
  readonly zenith: Vector;
  readonly horizon: Vector;
  readonly garden: Vector;
  /** Towards the sun, its irradiance on a surface that faces it, and its angular radius. */
  readonly sun: Vector;
  readonly sunLight: Vector;
  readonly sunSpread: number;
}

export interface Room {
  readonly name: string;
  readonly camera: Camera;
  readonly sky: Sky;
  readonly portals: readonly Portal[];
  /** What stays. */
  readonly shell: Piece;
  readonly objects: readonly RoomObject[];
  /** Exposure in stops. */
  readonly exposure: number;
  /** Multiplies red, green and blue of the light: the camera's white balance. */
  readonly balance: Vector;
}

/** An object's name and the names of all that stands on it. */
export function goesWith(room: Room, name: string): string[] {
  const upon = room.objects.filter(object => object.on === name);
  return [name, ...upon.flatMap(object => goesWith(room, object.name))];
}

/** The bits of an object and all that goes with it, in the renderer's record of objects seen. Bit 0 is the room. */
export function objectBits(room: Room, name: string): number {
  const names = goesWith(room, name);
  return room.objects.reduce(
    (bits, object, index) => (names.includes(object.name) ? bits | (1 << (index + 1)) : bits),
    0,
  );
}
