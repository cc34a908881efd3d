/** What a sentence asks for: the contract between the parser, the bar, the voice and `npm run plan`. */

/** A thing in the picture, as it was said. */
export interface Target {
  /** The words as said, from the article on: "the third chair from the left". */
  text: string;
  noun?: string;
  color?: string;
  position?: string;
  size?: string;
  ordinal?: number;
  all?: boolean;
  except?: string;
  pronoun?: boolean;
}

export const properties = [
  'exposure',
  'contrast',
  'highlights',
  'shadows',
  'temperature',
  'tint',
  'saturation',
  'vibrance',
  'sharpness',
] as const;
export type Property = (typeof properties)[number];

/** What Auto looks at, in the order in which it is mended: each is judged best with those before it in order. */
export const autoParts = ['contrast', 'exposure', 'white-balance', 'vibrance'] as const;
export type AutoPart = (typeof autoParts)[number];

export const sides = ['top', 'right', 'bottom', 'left'] as const;
export type Side = (typeof sides)[number];

export type Edit =
  | { op: 'remove'; target?: Target }
  | { op: 'replace'; target?: Target; with?: string }
  | { op: 'add'; what: string; where?: string }
  | { op: 'recolor'; target?: Target; color?: string }
  | { op: 'adjust'; property: Property; amount: number; target?: Target }
  /** Measured, then mended: by as much as is missing, or a part of it from 0 to 1. Where nothing is, nothing is done. */
  | { op: 'auto'; part: AutoPart | 'straighten'; strength?: number }
  | { op: 'blur'; kind: 'gaussian' | 'pixelate'; target?: Target }
  | { op: 'background'; action: 'blur' | 'remove' | 'replace'; with?: string }
  | { op: 'crop'; aspect?: string; target?: Target }
  /** Room around the picture: on these sides or on all; in pixels, or as a share of its own width or height; and what is to be seen there. */
  | { op: 'extend'; sides?: Side[]; pixels?: number; share?: number; aspect?: string; words?: string }
  | { op: 'rotate'; degrees?: number }
  | { op: 'flip'; axis: 'horizontal' | 'vertical' }
  | { op: 'resize'; width?: number; height?: number }
  | { op: 'upscale'; factor: number }
  | { op: 'style'; style: string; target?: Target }
  /** Pupils that a flash made red become dark again. */
  | { op: 'redeye' }
  | { op: 'select'; target?: Target }
  | { op: 'undo'; count?: number }
  | { op: 'redo' }
  | { op: 'reset' }
  | { op: 'compare' }
  /** The last edit once more, in another way. */
  | { op: 'another' }
  | { op: 'export'; format?: string; quality?: number }
  /** Ideas for this very picture. */
  | { op: 'suggest' }
  /** To be kept as a reference, and what it is to be called. */
  | { op: 'keep'; words?: string }
  /** To look like a reference: the one that is called so, or the one that is shown. The whole picture, or a thing in it. */
  | { op: 'like'; words?: string; target?: Target }
  | { op: 'help' };
export type Op = Edit['op'];

export type Plan = { edits: Edit[] } | { refused: string };
