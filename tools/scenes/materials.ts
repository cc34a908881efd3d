/** What things are made of, and how that is written for the renderer. */
import { pow } from './exact.ts';

/** The textures, in the order of the list in `assembly/texture.ts`, and the names of each one's own numbers. */
const kinds = {
  plain: ['uneven', 'scale'],
  plaster: ['mottle', 'scale'],
  wood: ['ring', 'sway', 'pores', 'heartY', 'heartZ'],
  boards: ['width', 'length', 'gap', 'ring', 'variety', 'herringbone'],
  tiles: ['width', 'height', 'grout', 'shift', 'variety', 'hand'],
  weave: ['pitch', 'mottle', 'stripe', 'stripeShare'],
  loops: ['size', 'mottle'],
  rug: ['pattern', 'halfLength', 'halfWidth', 'scale'],
  wicker: ['width', 'height'],
  marble: ['scale', 'veins'],
  terrazzo: ['size'],
  glaze: ['bareBelow', 'waver', 'speckles', 'rings'],
  leaf: ['veins', 'variegation'],
  fruit: ['dimples', 'depth', 'blush'],
  pages: [],
  binding: ['height', 'thickness', 'halfDepth', 'style'],
  print: ['picture', 'mount', 'aspect'],
} as const satisfies Record<string, readonly string[]>;

type Kinds = typeof kinds;
export type Kind = keyof Kinds;

interface Look {
  /** Three colours as sRGB hex; what each paints is the texture's affair. */
  readonly a: string;
  readonly b?: string;
  readonly c?: string;
  /** GGX roughness, 0 to 1, before squaring. */
  readonly rough?: number;
  /** Reflectance seen straight on: 0.04 for most things, 0 for a dead matt. */
  readonly shine?: number;
  readonly metal?: number;
  readonly fuzz?: number;
  /** The share of diffuse light that passes through: leaves, thin cloth. */
  readonly glow?: number;
  /** How strongly the texture's heights show. */
  readonly relief?: number;
  readonly seed?: number;
}

export interface Material extends Look {
  readonly kind: Kind;
  readonly numbers: Readonly<Record<string, number>>;
}

/** A material of a kind, with a number for each of the kind's names. */
export function material<K extends Kind>(
  kind: K,
  look: Look,
  ...[numbers]: Kinds[K] extends readonly [] ? [] : [Record<Kinds[K][number], number>]
): Material {
  return { ...look, kind, numbers: numbers ?? {} };
}

/** One channel of sRGB, 0 to 1, to linear light (IEC 61966-2-1). */
const linear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);

export function colour(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [linear((value >> 16) / 255), linear(((value >> 8) & 255) / 255), linear((value & 255) / 255)];
}

export const materialWords = 32;

/** Records as `assembly/material.ts` reads them. */
export function packMaterials(materials: readonly Material[]): Uint8Array<ArrayBuffer> {
  const buffer = new ArrayBuffer(materials.length * materialWords * 4);
  const floats = new Float32Array(buffer);
  const words = new Uint32Array(buffer);
  const order = Object.keys(kinds);
  materials.forEach((one, index) => {
    const at = index * materialWords;
    words[at] = order.indexOf(one.kind);
    words[at + 1] = one.seed ?? 1;
    const { rough = 0.6, shine = 0.04, metal = 0, fuzz = 0, glow = 0, relief = 0 } = one;
    floats.set([rough, shine, metal, fuzz, glow, relief], at + 2);
    floats.set(colour(one.a), at + 8);
    floats.set(colour(one.b ?? one.a), at + 12);
    floats.set(colour(one.c ?? one.a), at + 16);
    floats.set(
      kinds[one.kind].map(name => one.numbers[name] ?? 0),
      at + 20,
    );
  });
  return new Uint8Array(buffer);
}
