/** What guides a fill: a network that paints the hole, small. */
import type { Planes } from './planes.ts';

/** The picture with its hole painted. */
export interface Painted {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue planes, 0 to 1. Outside the hole, the picture's own. */
  readonly colour: Float32Array;
  /**
   * How busy each pixel's surroundings are, in the painter's own measure, also outside the hole, where it can be compared
   * with what is there: about the mean size of grey's gradients, 1 from black to white.
   */
  readonly texture: Float32Array;
  /** How far the colour's mean over some pixels may be from what was there: the expected square, 1 as from black to white. */
  readonly doubt: Float32Array;
  /**
   * Whether it is one of many pictures that could be, with detail of its own, and not their mean. Between such a picture and a
   * copy lies nothing that is nearer to what was there, but both at once.
   */
  readonly isSharp?: boolean;
}

export interface Painter {
  /** Of any size. */
  paint(picture: Planes): Promise<Painted>;
}
