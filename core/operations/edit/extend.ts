import { Fault } from '../../contract/fault.ts';
import { sides } from '../../contract/plan.ts';
import { v, type Infer } from '../../contract/schema.ts';
import { aspectOf } from '../../pixels/aspect.ts';
import type { Box, Size } from '../../pixels/box.ts';
import { crop } from '../../pixels/crop.ts';
import { blankMask, type Mask, type Pixels } from '../../pixels/pixels.ts';
import {
  roomFor,
  roomOf,
  sizeWith,
  spilt,
  strips,
  withRoom,
  type Room,
  type Strip,
} from '../../pixels/room.ts';
import { checkLimit } from '../limit.ts';
import { defineOperation } from '../operation.ts';
import { shape, words } from '../parameters.ts';

/** What is added where nobody says how much: a quarter of the picture's own width or height. */
const SHARE = 0.25;

const length = v.optional(
  v.pipe(
    v.number('Give a whole number of pixels.'),
    v.integer('Give a whole number of pixels.'),
    v.minValue(0, 'Give 0 pixels or more.'),
  ),
);

const Params = v.object({
  top: length,
  right: length,
  bottom: length,
  left: length,
  /** Instead of these: of the picture's own width or height, on each side; */
  share: v.optional(
    v.pipe(
      v.number('Give a share, such as 0.2.'),
      v.gtValue(0, 'Give more than 0.'),
      v.maxValue(4, 'Give 4 or less.'),
    ),
  ),
  /** or the shape that the picture is to have. */
  aspect: v.optional(shape),
  /** Where, for these two. */
  sides: v.optional(v.pipe(v.array(v.picklist(sides)), v.minLength(1, 'Say at least one side.'))),
  /** What is to be seen there; else what is seen beside it goes on. */
  words: v.optional(words('Say what should be seen there, or leave it out.')),
});

export const extend = defineOperation({
  name: 'extend',
  title: 'Extend',
  workspace: 'edit',
  needs: ['image'],
  masked: false,
  uses: ['inpaint', 'repaint'],
  calls: params => (params.words === undefined ? ['inpaint'] : ['repaint']),
  params: Params,
  settle: (params, image) => ({
    ...roomIn(params, image),
    ...(params.words === undefined ? {} : { words: params.words }),
  }),

  async run(tools, { image }, params, run) {
    const room = roomIn(params, image);
    if (params.words !== undefined) {
      const out = withRoom(image, room);
      const window = { x: 0, y: 0, width: out.width, height: out.height };
      const kept = { x: room.left, y: room.top, width: image.width, height: image.height };
      const painted = await tools.repaint(out, around(window, kept), params.words, run);
      checkSame(painted, window);
      return { images: [{ ...painted, data: pasted(painted, image, kept) }], text: '' };
    }
    const wider = spilt(room);
    const out = withRoom(image, wider);
    const parts = strips(image, wider);
    const whole = parts.reduce((sum, { hole }) => sum + area(hole), 0);
    let before = 0;
    for (const part of parts) {
      const share = area(part.hole) / whole;
      const report = (done: number): void => run.report(before + share * done);
      const hole = holeOf(part);
      const filled = await tools.inpaint(crop(out, part.window), hole, { ...run, report });
      paste(out, part, filled);
      before += share;
    }
    const { width, height } = sizeWith(image, room);
    const kept = { x: wider.left - room.left, y: wider.top - room.top, width, height };
    return { images: [crop(out, kept)], text: '' };
  },
});

/** Throws `bad-request` where nothing is to be added, and `too-big` where the whole would be larger than may be. */
function roomIn(params: Infer<typeof Params>, image: Size): Room {
  const { top = 0, right = 0, bottom = 0, left = 0, share, aspect, sides: on = sides } = params;
  const isTold = sides.some(side => params[side] !== undefined);
  const room = isTold
    ? { top, right, bottom, left }
    : aspect !== undefined
      ? roomFor(image, aspectOf(aspect), on)
      : roomOf(image, share ?? SHARE, on);
  if (sides.every(side => room[side] === 0)) {
    throw new Fault(
      'bad-request',
      aspect !== undefined && !isTold
        ? `The picture is ${aspect} already.`
        : 'That adds nothing. Say how much, such as 200 pixels on the left.',
    );
  }
  checkLimit(sizeWith(image, room), image);
  return room;
}

const area = ({ width, height }: Size): number => width * height;

function holeOf({ hole, window }: Strip): Mask {
  const mask = blankMask(window.width, window.height);
  for (let y = 0; y < hole.height; y++) {
    const from = (hole.y - window.y + y) * window.width + hole.x - window.x;
    mask.data.fill(255, from, from + hole.width);
  }
  return mask;
}

/** What was made of the strip alone: the picture stays as it is, to the bit. */
function paste(out: Pixels, { hole, window }: Strip, filled: Pixels): void {
  checkSame(filled, window);
  for (let y = hole.y; y < hole.y + hole.height; y++) {
    const from = ((y - window.y) * window.width + hole.x - window.x) * 4;
    out.data.set(filled.data.subarray(from, from + hole.width * 4), (y * out.width + hole.x) * 4);
  }
}

function checkSame(filled: Size, { width, height }: Size): void {
  if (filled.width === width && filled.height === height) return;
  throw new Fault('bug', 'What came back is not the size of what was sent. Try again, or report it.');
}

/** All of `window` but `kept`. */
function around({ width, height }: Size, kept: Box): Mask {
  const mask = blankMask(width, height);
  mask.data.fill(255);
  for (let y = kept.y; y < kept.y + kept.height; y++) {
    mask.data.fill(0, y * width + kept.x, y * width + kept.x + kept.width);
  }
  return mask;
}

/** What was painted, with the picture in it as it was, to the bit. */
function pasted({ width, data }: Pixels, image: Pixels, at: Box): Pixels['data'] {
  const out = data.slice();
  for (let y = 0; y < at.height; y++) {
    const row = image.data.subarray(y * at.width * 4, (y + 1) * at.width * 4);
    out.set(row, ((at.y + y) * width + at.x) * 4);
  }
  return out;
}
