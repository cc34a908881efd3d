/** The frame: crop, turn, mirror, and size in pixels. */
import type { Edit } from '../../contract/plan.ts';
import { each, one, type Phrase, type Reading } from '../reading.ts';
import { isWhole } from '../target.ts';

/** The picture, in the ways it is left out or named. */
const it = '[it|this|that|everything] [the|my] [whole|entire] [picture|image|photo|photograph|shot|canvas]';

const turned = (degrees: number | undefined): Reading => ({
  edits: [{ op: 'rotate', ...(degrees === undefined ? {} : { degrees }) }],
});
const scaled = (factor: number | undefined): Reading | undefined =>
  factor === undefined || factor <= 0
    ? undefined
    : { edits: [{ op: 'upscale', factor: Math.round(factor * 1000) / 1000 }] };

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
      `${turn}|flip|put|make ${it} upside down`,
      `turn|flip ${it} on its head`,
      `${turn} ${it} [half] around`,
      `${turn} ${it} [by] a half turn`,
      'half turn',
      'it|this|everything is upside down',
      '{thing} is|are upside down',
      'turn it right side|way up',
      `${turn} ${it} a half turn [around]`,
    ]
      .filter(text => !text.includes('|flip|'))
      .concat(`${turn} ${it} upside down`),
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
  {
    say: [
      `resize|scale|make|export|upscale|save|set|render ${it} [up|down] [to|at|in|as|be] [a] {screen} [resolution|size|quality]`,
    ],
    mean: ({ screen }) => (screen === undefined ? undefined : sized(screen, Math.round((screen * 9) / 16))),
  },
  {
    say: [
      `resize|scale|rescale|make|set|change|export|shrink|enlarge|downscale|want|upscale|downsize|size|reduce ${it} [the] [size|resolution|dimensions] [of] [it] [down|up] [be] [to|at|into] {number} [pixels] [wide] by|and {height} [pixels] [high|tall]`,
      `resize|scale|rescale|make|set ${it} [to] {number} [pixels] in width and {height} [pixels] in height`,
      `resize|scale|make|set ${it} [to] width [of|to] {number} [pixels] [and] height [of|to] {height} [pixels]`,
      `{number} [pixels] by {height} pixels`,
    ],
    mean: ({ number, height }) =>
      number === undefined || height === undefined ? undefined : sized(number, height),
  },
  {
    say: [
      `resize|scale|rescale|make|set|shrink|enlarge|downscale|want|downsize|upscale|reduce ${it} [down|up] [be] [to|at] {number} [pixels] wide|across|width`,
      `resize|scale|rescale|make|set|shrink|enlarge ${it} [down|up] [to|at] [a|the] width [of|to|at] [be] {number} [pixels]`,
      `set|make|change the width [of] [it|the] [picture|image|photo] [to|be] {number} [pixels]`,
      `resize|scale|make|set ${it} [to] {number} [pixels] in width`,
      `make|set ${it} width {number} [pixels]`,
      `width [of|to] {number} [pixels]`,
      `resize|scale|shrink|downscale|enlarge|downsize ${it} [down|up] to {number} pixels`,
    ],
    mean: ({ number }) => (number === undefined ? undefined : sized(number, undefined)),
  },
  {
    say: [
      `resize|scale|rescale|make|set|shrink|enlarge|downscale|want|downsize|upscale|reduce ${it} [down|up] [be] [to|at] {number} [pixels] high|tall|height`,
      `resize|scale|rescale|make|set|shrink|enlarge ${it} [down|up] [to|at] [a|the] height [of|to|at] [be] {number} [pixels]`,
      `set|make|change the height [of] [it|the] [picture|image|photo] [to|be] {number} [pixels]`,
      `resize|scale|make|set ${it} [to] {number} [pixels] in height`,
      `height [of|to] {number} [pixels]`,
    ],
    mean: ({ number }) => (number === undefined ? undefined : sized(undefined, number)),
  },
  {
    say: [
      `make|resize|scale|shrink|set|reduce|want|downscale|bring ${it} [down|up] [to|at|by|be] half the|its|of [its] [original] [size|resolution|width|dimensions] [size]`,
      `halve ${it} [the|its] [size|resolution|dimensions] [of] [it|this|the] [picture|image|photo]`,
      `make ${it} half as|the big|large|size`,
      `shrink|reduce|scale|cut ${it} [the|its] [size|down] [by|in] half`,
      'half the|its|of [original] size',
      `make ${it} half [the|its] size`,
      `half [the] size`,
    ],
    mean: () => scaled(0.5),
  },
  {
    say: [
      `double|twice ${it} [the|its|in] [size|resolution|dimensions] [of] [it|this|the] [picture|image|photo]`,
      `make|scale|blow ${it} [up] [to] twice|double as|the|its [big|large|size] [size]`,
      `make ${it} twice|double the|its size|resolution`,
      'double in size',
      `make ${it} two times as big|large`,
      'twice as big|large',
    ],
    mean: () => scaled(2),
  },
  {
    say: [`triple|treble ${it} [the|its|in] [size|resolution] [of] [it|this|the] [picture|image|photo]`],
    mean: () => scaled(3),
  },
  { say: [`quadruple ${it} [the|its|in] [size|resolution]`], mean: () => scaled(4) },
  {
    say: [
      `upscale|enlarge|scale|make|blow|increase|resize|magnify|super-resolve ${it} [up] [the|its] [size|resolution] [to|by|at] [be] [a] [factor] [of] {number} [times|x] [the|its|as|bigger|larger|big|large|up|in] [size|big|large|bigger|larger|original|resolution] [size]`,
      `{number} times|x as|the|bigger|larger|its|upscale [big|large|size|original] [size]`,
      `upscale {number} x`,
    ],
    mean: ({ number }) => scaled(number),
  },
  {
    say: [
      `enlarge|upscale|increase|blow|make|grow|scale ${it} [up] [the|its] [size|resolution] [by] {part} [bigger|larger|up]`,
    ],
    mean: ({ part }) => (part === undefined ? undefined : scaled(1 + part)),
  },
  {
    say: [
      `shrink|reduce|downscale|downsize|decrease|make ${it} [down] [the|its] [size|resolution] [by] {part} [smaller|down]`,
    ],
    mean: ({ part }) => (part === undefined ? undefined : scaled(1 - part)),
  },
  {
    say: [
      `scale|resize|shrink|enlarge|reduce|set|make|downscale|bring ${it} [the|its] [size|scale] [down|up] [to|at] {part} [of|the|its] [its] [original] [size]`,
    ],
    mean: ({ part }) => scaled(part),
  },
  {
    say: [
      `upscale|enlarge|magnify|super-resolve|upres|embiggen ${it} [up]`,
      `make|blow|scale ${it} bigger|larger|up`,
      'enhance|increase|improve|up the|its resolution|size [of] [it|this|the] [picture|image|photo]',
      `make ${it} high|higher|better res|resolution|definition|hd`,
      'higher|more resolution',
      'bigger|larger [picture|image|photo|please]',
      'it|this|{thing} is too small',
      `blow up ${it}`,
      `scale up ${it}`,
      'super resolution',
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : scaled(2)),
  },
  {
    say: [
      `make|scale ${it} smaller|down`,
      `shrink|downscale|downsize|reduce ${it} [the|its] [size|down] [of] [it|this|the] [picture|image|photo]`,
      'smaller',
      `scale down ${it}`,
    ],
    mean: () => scaled(0.5),
  },
  {
    say: [
      `resize|rescale|scale ${it}`,
      'change|adjust the size|dimensions|resolution [of] [it|this|the] [picture|image|photo]',
    ],
    mean: () => one({ op: 'resize' }),
  },
];

function sized(width: number | undefined, height: number | undefined): Reading | undefined {
  const whole = [width, height].every(side => side === undefined || (Number.isInteger(side) && side > 0));
  const edit: Edit = {
    op: 'resize',
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
  return whole ? { edits: [edit] } : undefined;
}
