/** What is asked of a region by one part of what was said. */
import type { Region } from '../contract/scene.ts';

/** Compares regions: which of them is more to the left, larger, darker. */
export interface Axis {
  /** The lower, the more so. */
  readonly at: (region: Region) => number;
  /** Two that are so far apart are in that order with a likelihood of about three in four. */
  readonly tie: number;
  /** So far behind the one that is most so, a region is said to be so one e-th as often. */
  readonly reach: number;
}

export interface Criterion {
  /** For a person: "red", "on the left". */
  readonly reason: string;
  /** How well a region fits by itself, from 0 to 1. Where only a comparison tells, nothing. */
  readonly fits?: (region: Region) => number;
  readonly axis?: Axis;
  /** Instead of `axis`, where the candidates lie further apart along this one: three shelves, one above the other. */
  readonly crossing?: Axis;
  /** Only the one that is most so, or is in this place in the order ("second from the left"); else those that are so by and large. */
  readonly rank?: Rank;
}

/** In the order along the axis from `first` to `last`, counted from 1; or as many before it as after it. */
export type Rank = { readonly first: number; readonly last: number } | 'middle';

/** From 0 to 1 where `value` rises past `middle`; about a quarter at `middle` − `width`. */
export const rising = (value: number, middle: number, width: number): number =>
  1 / (1 + Math.exp((middle - value) / width));
