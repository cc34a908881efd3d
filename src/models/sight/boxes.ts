/** What a detector of the DETR family gives → things with names. */
import { Fault } from '../../../core/contract/fault.ts';
import type { Box, Size } from '../../../core/pixels/box.ts';
import { overlap, type Detection } from '../../../core/sight/labelled.ts';
import { sigmoid } from './looker.ts';

/** One row for each query. */
export interface Answer {
  /** Of each name how likely it is, before the sigmoid. */
  readonly logits: Float32Array;
  /** Middle, width and height, as shares of the picture. */
  readonly boxes: Float32Array;
}

/** Who is less sure than this is more often wrong than right in what such networks are shown with. Nobody has measured it here. */
const sure = 0.4;

/** More than anybody speaks of in one picture. */
const most = 50;

/** Such networks are trained to give each thing once, and still give some twice: these take this share of each other. */
const same = 0.7;

/** The surest first. Boxes are in whole pixels of a picture of this size. Throws `Fault('no-maker')` for what is no number. */
export function thingsIn({ logits, boxes }: Answer, names: readonly string[], size: Size): Detection[] {
  const found: Detection[] = [];
  for (let query = 0; query * 4 < boxes.length; query++) {
    const row = logits.subarray(query * names.length, (query + 1) * names.length);
    const best = row.reduce((first, logit, at) => (logit > row[first]! ? at : first), 0);
    const confidence = sigmoid(row[best]!);
    if (Number.isNaN(confidence)) throw new Fault('no-maker', 'It gave something that is no number.');
    const box = boxOf(boxes.subarray(query * 4, query * 4 + 4), size);
    const label = names[best];
    if (confidence >= sure && box && label !== undefined) found.push({ label, confidence, box });
  }
  found.sort((one, other) => other.confidence - one.confidence);
  const kept: Detection[] = [];
  for (const one of found) {
    if (kept.length === most) break;
    if (!kept.some(({ box }) => overlap(box, one.box) > same)) kept.push(one);
  }
  return kept;
}

/** Of a pixel: so little beyond one is what a float leaves out. */
const slack = 0.01;

/** Rounded outwards, as a thing lies within its box. Nothing where none of it is in the picture. */
function boxOf([x, y, wide, high]: Float32Array, { width, height }: Size): Box | undefined {
  const within = (share: number, side: number): number => Math.min(side, Math.max(0, share * side));
  const left = Math.floor(within(x! - wide! / 2, width) + slack);
  const top = Math.floor(within(y! - high! / 2, height) + slack);
  const right = Math.ceil(within(x! + wide! / 2, width) - slack);
  const bottom = Math.ceil(within(y! + high! / 2, height) - slack);
  return right > left && bottom > top
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : undefined;
}
