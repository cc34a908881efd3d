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

/** What is to be painted, ready to be sent. */
export interface Painting {
  readonly words: string;
  readonly negative: string;
  readonly seed: number;
  /** 1 where nothing need stay. */
  readonly strength: number;
  readonly frame: Frame;
  /** What is painted into: as it came, and as it lies in the frame. */
  readonly whole?: Marked;
  readonly sent?: Marked;
}

/** Throws `no-maker` for what is not painted, and `bad-request` for pictures that cannot be read. */
export function paintingOf(title: string, work: Work, frameOf: (size: Size) => Frame): Painting {
  if (work.tool !== 'repaint' && work.tool !== 'generate') {
    throw new Fault('no-maker', `${title} does not do this. Choose another server in Settings.`);
  }
  const { words, negative = '', seed } = work;
  if (work.tool === 'generate') return { words, negative, seed, strength: 1, frame: frameOf(work) };
  const whole = readMarked(work);
  const frame = frameOf(whole.image);
  const sent = { image: framed(whole.image, frame), mask: framedMask(whole.mask, frame) };
  return { words, negative, seed, strength: work.strength ?? 1, frame, whole, sent };
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

export const imageBytes = encodePixels;
export const maskBytes = (mask: Mask): Bytes => encodePng({ ...mask, channels: 1 });

/**
 * What was made, in the size that was asked for. Of a repaint it is what was made where `sent` was marked; elsewhere `whole` to
 * the bit, where that is at hand, else `sent`, which is the same wherever the frame did not have to scale. Of words it is what
 * came, untouched where it has the size already. Throws `refused` where what came is no picture, is of another size, or is
 * what was sent.
 */
export function finish(
  title: string,
  made: Bytes,
  { frame, sent, whole }: Pick<Painting, 'frame' | 'sent' | 'whole'>,
): Picture {
  const { type } = checkMade(title, made, frame.outer);
  const { from, outer } = frame;
  if (!sent && from.width === outer.width && from.height === outer.height) return { bytes: made, type };
  const pixels = readMade(title, made, type);
  if (sent) checkChanged(title, pixels, sent);
  const done =
    sent && whole
      ? blend(whole.image, unframed(pixels, frame), whole.mask)
      : unframed(sent ? blend(sent.image, pixels, sent.mask) : pixels, frame);
  return { bytes: encodePixels(done), type: 'image/png' };
}

function readMade(title: string, made: Bytes, type: string): Pixels {
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
function checkChanged(title: string, made: Pixels, { image, mask }: Marked): void {
  if (meanDifference(made, image, mask) > SAME) return;
  throw new Fault(
    'refused',
    `${title} gave the picture back unchanged. Mark a larger place, ask with more strength, or choose another model there.`,
  );
}
