/** The frame: crop, turn and mirror. */
import { each, one, type Phrase, type Reading } from '../reading.ts';
import { it } from './picture.ts';
import { isWhole } from '../target.ts';

const turned = (degrees: number | undefined): Reading => ({
  edits: [{ op: 'rotate', ...(degrees === undefined ? {} : { degrees }) }],
});

const clockwise = '[clockwise|right] [to|towards] [the] [right] [clockwise]';
const anticlockwise = [
  'counterclockwise',
  'counter-clockwise',
  'anticlockwise',
  'anti-clockwise',
  'counter clockwise',
  'anti clockwise',
  'left',
  'to the left',
  'towards the left',
  'leftwards',
  'the other way',
  'backwards',
];
const turn = 'rotate|turn|tilt|spin|swivel|twist|angle|pivot';

export const shape: readonly Phrase[] = [
  {
    say: [
      `crop|trim|cut ${it} [down|in|to|into|as|with|at|a|an|for|so] [to|it|is] [a|an] {aspect} [ratio|aspect|format|crop|shape|frame] [ratio]`,
      `make|turn|set|want|have|need ${it} [be|in|into|a] {aspect} [ratio|aspect|format|crop] [ratio]`,
      `change|set [the] aspect|ratio [ratio] [to|at] {aspect}`,
      `{aspect} [crop|ratio|aspect|format] [ratio]`,
      `give it|me a {aspect} crop|ratio|format`,
    ],
    mean: ({ aspect }) => one(aspect === undefined ? undefined : { op: 'crop', aspect }),
  },
  {
    say: [
      `crop|trim ${it} [in|down|tighter|closer|smaller|edges|a] [more|bit|the] [tighter|closer|tightly|edges]`,
      'tighter|closer crop',
      'crop closer|tighter in',
      `zoom in`,
      'trim the edges|borders|sides',
      'crop|trim|cut [out|off|away] [the] edges|borders|sides|margins|margin|border|edge',
      'crop the edges|borders|sides',
    ],
    mean: () => one({ op: 'crop' }),
  },
  {
    say: [
      'crop|trim [it|the|this] [picture|image|photo] [down|in|so] [to|around|on|onto|into|tightly] [just|around] {things}',
      'zoom in|into|on [to|on] {things}',
      'crop in|down|close|tight on|to|around {things}',
      'crop so [that] {things} fills|fill the frame',
      'crop [so] [that] [only] {things} is|are left|visible',
    ],
    mean: ({ things }) =>
      things?.length === 1 ? each(things, thing => ({ op: 'crop', ...thing })) : undefined,
  },
  {
    say: [
      `${turn}|put|make ${it} upside down`,
      `turn|flip ${it} on its head`,
      `${turn} ${it} [half] around`,
      `${turn} ${it} [by] a half turn`,
      'half turn',
      'it|this|everything is upside down',
      '{thing} is|are upside down',
      'turn it right side|way up',
      `${turn} ${it} a half turn [around]`,
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : turned(180)),
  },
  {
    say: [
      `flip|mirror ${it} upside down`,
      `flip|mirror|reverse ${it} [on|along|around|over] [the] vertically|vertical [axis]`,
      `flip|mirror ${it} top to bottom`,
      `flip|mirror ${it} [from] top to bottom`,
      `flip|mirror ${it} up to|and down`,
      'vertical flip|mirror',
      'make a vertical flip',
      `flip|mirror ${it} [over|on] the horizontal line`,
      `turn ${it} top to bottom`,
    ],
    mean: () => one({ op: 'flip', axis: 'vertical' }),
  },
  {
    say: [
      `flip|mirror|reverse|invert ${it} [on|along|around|over|about] [the] [horizontally|horizontal|sideways] [axis]`,
      `flip|mirror|reverse ${it} [from] left to|and|with right`,
      `flip|mirror|reverse ${it} [from] right to left`,
      'horizontal|mirror flip|mirror|image',
      'make|do a horizontal flip',
      'make|create a mirror image [of] [it|this]',
      `flip|mirror ${it} around|over|round`,
      `flip|mirror|turn ${it} the other way [round|around]`,
      `swap|switch left and right`,
      'it|this|everything is mirrored|backwards|reversed|back-to-front|flipped',
      'it|this|{thing} is the wrong way round|around',
      'it|this is back to front',
      'the text|writing is backwards|mirrored|reversed',
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : one({ op: 'flip', axis: 'horizontal' })),
  },
  ...['', 'a '].flatMap((article): Phrase[] => [
    {
      say: [
        `${turn} ${it} [by] ${article}quarter turn ${clockwise}`,
        `give ${it} ${article}quarter turn ${clockwise}`,
        `${article}quarter turn ${clockwise}`,
        `${turn} ${it} ${article}quarter ${clockwise}`,
      ],
      mean: () => turned(90),
    },
    {
      say: anticlockwise.flatMap(way => [
        `${turn} ${it} [by] ${article}quarter turn ${way}`,
        `give ${it} ${article}quarter turn ${way}`,
        `${article}quarter turn ${way}`,
      ]),
      mean: () => turned(-90),
    },
  ]),
  {
    say: ['half turn', `give ${it} a half turn`, `${turn} ${it} halfway [around|round]`],
    mean: () => turned(180),
  },
  {
    say: anticlockwise.flatMap(way => [
      `${turn} ${it} [by] {number} [of] [a] [degrees|degree] ${way}`,
      `${turn} ${it} [slightly|a] [bit|little] ${way} [by] {number} [of] [a] [degrees|degree]`,
      `{number} degrees ${way}`,
      `straighten|level ${it} [by] {number} degrees|degree ${way}`,
    ]),
    mean: ({ number }) => (number === undefined ? undefined : turned(-number)),
  },
  {
    say: [
      `${turn} ${it} [by|to] {number} [of] [a] [degrees|degree] ${clockwise}`,
      `${turn} ${it} [slightly|a] [bit|little] ${clockwise} [by] {number} [of] [a] [degrees|degree]`,
      `{number} degrees|degree ${clockwise}`,
      `straighten|level ${it} [by] {number} degrees|degree ${clockwise}`,
    ],
    mean: ({ number }) => (number === undefined ? undefined : turned(number)),
  },
  { say: anticlockwise.map(way => `${turn} ${it} ${way}`), mean: () => turned(-90) },
  {
    say: [
      `${turn} ${it} clockwise|right|rightwards`,
      `${turn} ${it} to|towards the right`,
      `${turn} ${it} on|onto its|the side`,
      'it|this|the is|picture|photo|image [is] sideways',
      'it|this is on its side',
      `make|turn ${it} sideways`,
      `${turn} ${it} sideways`,
    ],
    mean: () => turned(90),
  },
  {
    say: [
      `rotate|straighten|level|tilt|deskew|unskew|align ${it} [out|up]`,
      'rotate|straighten|level [out|up] [the|my] horizon|lines|verticals|horizontals|skyline',
      'make the horizon level|straight|horizontal',
      `make ${it} straight|level|straighter`,
      'fix|correct the horizon|tilt|perspective',
    ],
    mean: () => turned(undefined),
  },
  {
    say: [
      '{thing} is|are|looks|look|seems [a] [bit|little] [too|all|so|really|quite|rather] crooked|tilted|slanted|skewed|wonky|askew|slanting|lopsided|uneven|squint|skew-whiff|off-level',
      '{thing} is|are not straight|level|horizontal|even',
      '{thing} is|are leaning|tilting [to] [the] [left|right|one] [side]',
      '{thing} is|are off level|kilter',
      'crooked|tilted|wonky',
    ],
    mean: ({ thing }) =>
      !thing ||
      isWhole(thing) ||
      /^(horizon|skyline|building|buildings|wall|walls|horizon line|sea|lines|verticals|angle)$/.test(
        thing.noun ?? '',
      )
        ? turned(undefined)
        : undefined,
  },
];
