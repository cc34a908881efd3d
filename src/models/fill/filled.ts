/** A window's hole, filled. */
export interface Filled {
  /** Four bytes a pixel. */
  readonly image: Uint8Array;
  /** How much its patches differ from their likes: see `unlikeness`. */
  readonly unlike: number;
  /** How far the finished patches are from those they were copied from: see `apartness`. */
  readonly apart: number;
}
