/** What is shown of a thing → what Segment Anything is asked, and which of its answers is taken. All in pixels of the picture. */
import type { Box, Size } from '../../../core/pixels/box.ts';
import { overlap } from '../../../core/sight/labelled.ts';
import type { Asked, Point } from '../../../core/sight/cut/cut-out.ts';
import type { Given } from './planes.ts';

/** The longest side of what it looks at, and the side of what it gives. Kirillov et al., "Segment Anything", 2023. */
export const SEES = 1024;
export const GIVES = 256;

/** The picture as it looks at it: its longest side as long as that, and nothing to the right or below. */
export function reduced({ width, height }: Size): Size {
  const scale = SEES / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A thing is asked for by places on it, and places that are not of it. `within`: where it lies, if that is known. */
export interface Prompt {
  readonly points: readonly Point[];
  readonly within?: Box;
}

/**
 * What is asked one after another, and put together: each click on what is not marked yet adds a thing, or a part that was
 * missed, so it is asked about by itself; what is not of it is told each time. The export takes no boxes: the middle of one
 * stands for it, and what lies elsewhere is no answer (`best`).
 */
export function promptsFor({ box, points }: Asked): Prompt[] {
  const takes = points.filter(({ adds }) => !adds);
  const added = points.filter(({ adds }) => adds);
  const inside = box && { x: box.x + box.width / 2, y: box.y + box.height / 2, adds: true };
  return [
    ...(inside ? [{ points: [inside, ...takes], within: box }] : []),
    ...added.map(point => ({ points: [point, ...takes] })),
  ];
}

/** Where these are in what it looks at: x and y of each, one after the other. */
export function placesOf(points: readonly Point[], size: Size): Float32Array {
  const { width, height } = reduced(size);
  return Float32Array.from(
    points.flatMap(({ x, y }) => [(x * width) / size.width, (y * height) / size.height]),
  );
}

/** One of the three answers: above 0 is the thing. */
export interface Mask {
  readonly logits: Float32Array;
  /** How well it thinks it fits, 0 to 1. */
  readonly score: number;
}

/** Of what is drawn a box around, an answer takes at least this much of the box, and lies in it. */
const boxed = 0.5;

/** The part of an answer that is the picture. */
export function given(logits: Float32Array, size: Size): Given {
  const { width, height } = reduced(size);
  const share = GIVES / SEES;
  return {
    values: logits,
    width: GIVES,
    height: GIVES,
    used: { width: width * share, height: height * share },
  };
}

/**
 * The one that fits what was asked best: by what it thinks itself, by how many of the places it has on the right side, and by
 * how well it fills the box. Nothing where none is an answer.
 */
export function best(masks: readonly Mask[], { points, within }: Prompt, size: Size): Mask | undefined {
  let [found, most]: [Mask | undefined, number] = [undefined, 0];
  for (const mask of masks) {
    const right = points.filter(point => isIn(mask, point, size) === point.adds).length / points.length;
    const fill = within ? overlap(boundsOf(mask, size), within) : 1;
    const fit = within && fill < boxed ? 0 : Math.max(0, mask.score) * right * fill;
    if (fit > most) [found, most] = [mask, fit];
  }
  return found;
}

function isIn({ logits }: Mask, point: Point, size: Size): boolean {
  const [x = 0, y = 0] = placesOf([point], size);
  const at = (place: number): number => Math.min(GIVES - 1, Math.floor((place * GIVES) / SEES));
  return logits[at(y) * GIVES + at(x)]! > 0;
}

function boundsOf({ logits }: Mask, size: Size): Box {
  const { used } = given(logits, size);
  let [left, top, right, bottom] = [GIVES, GIVES, 0, 0];
  for (let y = 0; y < used.height; y++) {
    for (let x = 0; x < used.width; x++) {
      if (!(logits[y * GIVES + x]! > 0)) continue;
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
  }
  const [across, down] = [size.width / used.width, size.height / used.height];
  return {
    x: left * across,
    y: top * down,
    width: Math.max(0, right - left) * across,
    height: Math.max(0, bottom - top) * down,
  };
}
