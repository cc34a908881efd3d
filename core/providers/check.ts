/** What goes to a provider, and what comes back: nothing is taken on trust. */
import { Fault } from '../contract/fault.ts';
import type { Size } from '../pixels/box.ts';
import { blend } from '../pixels/blend.ts';
import { meanDifference } from '../pixels/compare.ts';
import { checkSize, isEmpty } from '../pixels/mask.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';
import { decodeGreyPng, decodePng } from '../pixels/png/decode.ts';
import { encodePixels, encodePng } from '../pixels/png/encode.ts';
import { sniff } from '../pixels/sniff.ts';
import { framed, framedMask, unframed, type Frame } from './frame.ts';
import type { Picture, Work } from './provider.ts';

type Repaint = Extract<Work, { tool: 'repaint' }>;
type Bytes = Uint8Array<ArrayBuffer>;

/** A picture and the mask in it, of one size. */
export interface Marked {
  readonly image: Pixels;
  readonly mask: Mask;
}

/** The most pixels that are sent or taken: what the largest ask may have on both sides. */
const MOST = 8192 * 8192;

/** Throws `bad-request` where they are no PNGs, of two sizes, or nothing is marked. */
export function readMarked({ image, mask }: Pick<Repaint, 'image' | 'mask'>): Marked {
  const marked = { image: decodePng(image, MOST), mask: decodeGreyPng(mask) };
  if (!marked.mask) throw new Fault('bad-request', 'The mask is no 8-bit grey PNG. Mark the place again.');
  checkSize(marked.mask, marked.image);
  if (isEmpty(marked.mask))
    throw new Fault('bad-request', 'Nothing is marked. Mark what is to be painted anew.');
  return { image: marked.image, mask: marked.mask };
}

export const inFrame = ({ image, mask }: Marked, frame: Frame): Marked => ({
  image: framed(image, frame),
  mask: framedMask(mask, frame),
});

export const imageBytes = encodePixels;
export const maskBytes = (mask: Mask): Bytes => encodePng({ ...mask, channels: 1 });

/**
 * What was made where `sent` was marked, in the size it had before the frame. Outside it is `whole` to the bit, where that is
 * at hand; else what was sent, which is the same wherever the frame did not have to scale.
 * Throws `refused` where what came is no picture, of another size, or what was sent.
 */
export function finishRepaint(
  title: string,
  made: Bytes,
  sent: Marked,
  frame: Frame,
  whole?: Marked,
): Picture {
  const pixels = readMade(title, made, frame.outer);
  if (isUnchanged(pixels, sent)) {
    throw new Fault(
      'refused',
      `${title} gave the picture back unchanged. Mark a larger place, ask with more strength, or choose another model there.`,
    );
  }
  const done = whole
    ? blend(whole.image, unframed(pixels, frame), whole.mask)
    : unframed(blend(sent.image, pixels, sent.mask), frame);
  return { bytes: encodePixels(done), type: 'image/png' };
}

/** What was made of words: as it came where it has the size that was asked for, so that nothing is lost. */
export function finishGenerate(title: string, made: Bytes, { from, inner, outer }: Frame): Picture {
  const { type } = checkMade(title, made, outer);
  if (from.width === outer.width && from.height === outer.height) return { bytes: made, type };
  const pixels = readMade(title, made, outer);
  return { bytes: encodePixels(unframed(pixels, { from, inner, outer })), type: 'image/png' };
}

function readMade(title: string, made: Bytes, size: Size): Pixels {
  const { type } = checkMade(title, made, size);
  if (type !== 'image/png') {
    throw new Fault(
      'refused',
      `${title} sent a ${type.slice(6).toUpperCase()}. Set it to give PNG pictures.`,
    );
  }
  try {
    return decodePng(made, MOST);
  } catch (thrown) {
    throw new Fault('refused', damaged(title), { cause: thrown });
  }
}

function checkMade(title: string, made: Bytes, asked: Size): { type: string } {
  const { type, width, height } = look(title, made);
  if (width !== asked.width || height !== asked.height) {
    throw new Fault(
      'refused',
      `${title} gave a picture of ${width} × ${height} pixels where ${asked.width} × ${asked.height} were asked for. ` +
        'Look whether something there changes the size.',
    );
  }
  return { type };
}

function look(title: string, made: Bytes): ReturnType<typeof sniff> {
  try {
    return sniff(made);
  } catch (thrown) {
    throw new Fault('refused', damaged(title), { cause: thrown });
  }
}

const damaged = (title: string): string =>
  `What ${title} sent is no whole picture. Try again, and look there whether it has room to save pictures.`;

/** How far two pictures of one thing lie apart when one was only packed and unpacked, in steps of 255. */
const SAME = 0.5;

/** A model that was not given the mask, or ran for no steps, gives back what it got, or nearly. */
const isUnchanged = (made: Pixels, { image, mask }: Marked): boolean =>
  meanDifference(made, image, mask) <= SAME;
