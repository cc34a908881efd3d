/** The canvas: more room around the picture, and more of what is there. */
import { sides, type Edit, type Side } from '../../contract/plan.ts';
import { one, type Phrase, type Reading } from '../reading.ts';

/** The picture, as what ends at its edges. */
const it =
  '[it|this|that] [the|my|its] [whole|entire] [picture|image|photo|photograph|shot|canvas|frame|scene|background|view|edges|borders]';
const frame = 'the|my|its canvas|frame|borders|edges';
/** Named: what “it” is may be a thing. */
const whole = 'the|my|this|its canvas|frame|picture|image|photo|photograph|shot';

/** These say it by themselves, */
const sure = 'extend|outpaint|uncrop|unzoom';
/** these where a side is named: "enlarge it" alone is the picture's size. */
const grow = `${sure}|expand|grow|enlarge|widen|broaden|continue`;

const some = '[a] [bit|little|lot|tad] [more|further|out]';
const add = 'add|put|give|get|have|want|need|show|make|leave|generate|paint|create';
const more = '[it|me|us] [some|a] [bit|little] [of] [more|extra|additional]';
const lots = '[it|me|us] [some|a] [bit|little] [of] more|extra|additional';

const above = 'sky|ceiling|headroom|clouds';
const below = 'floor|ground|grass|sand|foreground|pavement';
const room = 'space|room|canvas|margin|margins|background|breathing';
const stuff = `${above}|${below}|water|sea|wall|snow|road|beach|scenery|${room}`;

const across = ['left', 'right'] as const;
const along = ['top', 'bottom'] as const;

function extended(
  on: readonly Side[] | undefined,
  by: Omit<Extract<Edit, { op: 'extend' }>, 'op'> = {},
): Reading | undefined {
  const { pixels, share } = by;
  if (pixels !== undefined && !(Number.isInteger(pixels) && pixels > 0)) return undefined;
  if (share !== undefined && !(share > 0 && share <= 4)) return undefined;
  const meant = sides.filter(side => on?.includes(side));
  return one({ op: 'extend', ...(meant.length % sides.length === 0 ? {} : { sides: meant }), ...by });
}

const pixelled = (on: readonly Side[] | undefined, pixels: number | undefined): Reading | undefined =>
  pixels === undefined ? undefined : extended(on, { pixels });

const shared = (on: readonly Side[] | undefined, share: number | undefined): Reading | undefined =>
  share === undefined ? undefined : extended(on, { share });

export const canvas: readonly Phrase[] = [
  {
    say: [
      `${grow} ${it} [out] [to|into|in|until|so] [that] [it] [is|be] [a|an] {aspect} [ratio|format|aspect|frame|shape] [ratio]`,
      `make|turn|get|fit|set ${it} [be|in|into|to] [a|an] {aspect} [ratio|format] without cropping|cutting [it|anything] [off|out|away]`,
    ],
    mean: ({ aspect }) => (aspect === undefined ? undefined : extended(undefined, { aspect })),
  },
  {
    say: [
      `${grow} ${it} [out] {side} [by] {number} [more] [pixels]`,
      `${grow} ${it} [out] [by] {number} [more] [pixels] {side}`,
      `make ${whole} [be] {number} pixels wider|broader|taller|longer|bigger|larger {side}`,
      `${add} {number} [more|extra] pixels [of] [more|extra] [${stuff}] {side}`,
    ],
    mean: ({ side, number }) => pixelled(side, number),
  },
  {
    say: [
      `${sure} ${it} [out] [by] {number} [more] pixels`,
      `expand|grow|enlarge|widen ${frame} [by] {number} pixels`,
    ],
    mean: ({ number }) => pixelled(undefined, number),
  },
  {
    say: [
      `${grow} ${it} [out] {side} [by] [another] {share}`,
      `${grow} ${it} [out] [by] [another] {share} {side}`,
      `${add} {share} [more|extra] [of] [more|extra] [${stuff}] {side}`,
    ],
    mean: ({ side, share }) => shared(side, share),
  },
  {
    say: [`${sure} ${it} [out] [by] {share}`, `expand|grow|enlarge ${frame} [by] {share}`],
    mean: ({ share }) => shared(undefined, share),
  },
  {
    say: [`make ${whole} [be] {number} pixels wider|broader`],
    mean: ({ number }) => (number === undefined ? undefined : pixelled(across, Math.round(number / 2))),
  },
  {
    say: [`make ${whole} [be] {number} pixels taller|higher|longer`],
    mean: ({ number }) => (number === undefined ? undefined : pixelled(along, Math.round(number / 2))),
  },
  {
    say: [`make ${whole} [be] [by] {share} wider|broader`],
    mean: ({ share }) => (share === undefined ? undefined : shared(across, share / 2)),
  },
  {
    say: [`make ${whole} {times} [as] wide|wider|broad|broader`],
    mean: ({ times }) => (times === undefined ? undefined : shared(across, (times - 1) / 2)),
  },
  {
    say: [`make ${whole} {times} [as] tall|taller|high|higher|long|longer`],
    mean: ({ times }) => (times === undefined ? undefined : shared(along, (times - 1) / 2)),
  },
  {
    say: [`make ${whole} [be] [by] {share} taller|higher|longer`],
    mean: ({ share }) => (share === undefined ? undefined : shared(along, share / 2)),
  },
  {
    say: [`make ${whole} [a] [bit|lot|little] wider|broader`, `widen|broaden ${whole}`],
    mean: () => extended(across),
  },
  {
    say: [`make ${whole} [a] [bit|lot|little] taller|longer`],
    mean: () => extended(along),
  },
  {
    say: [
      `make ${frame} [a] [bit|lot|little] bigger|larger|roomier`,
      `${sure} ${it} ${some}`,
      `expand|grow|enlarge ${frame} ${some}`,
      `paint beyond ${frame}`,
    ],
    mean: () => extended(undefined),
  },
  {
    say: [`${grow} ${it} ${some} {side} with|showing {what}`, `${sure} ${it} ${some} with|showing {what}`],
    mean: ({ side, what }) => (what === undefined ? undefined : extended(side, { words: what })),
  },
  {
    say: [
      `${grow} ${it} ${some} {side}`,
      `${sure}|expand|widen|continue the|my|its [${stuff}] ${some} {side}`,
      `${add} ${lots} ${stuff} [space|room] {side}`,
      `${add} ${more} ${room} [space|room] {side}`,
      `make ${whole} [a] [bit|lot|little] wider|broader|taller|longer {side}`,
      `make ${frame} [a] [bit|lot|little] bigger|larger {side}`,
    ],
    mean: ({ side }) => extended(side),
  },
  {
    say: [`more|extra|additional ${room} {side}`],
    mean: ({ side }) => extended(side),
  },
  {
    say: [`${add} ${lots} ${above} [space|room]`],
    mean: () => extended(['top']),
  },
  {
    say: [`${add} ${lots} ${below}`],
    mean: () => extended(['bottom']),
  },
];
