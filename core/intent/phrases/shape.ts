/** The frame: crop, turn and mirror. */
import { each, one, type Phrase, type Reading } from '../reading.ts';
import { isWhole } from '../target.ts';
import { it } from './picture.ts';

const turned = (degrees: number): Reading => ({ edits: [{ op: 'rotate', degrees }] });
const straightened: Reading = { edits: [{ op: 'rotate' }] };

const turn = 'rotate|turn|tilt|spin|swivel|twist|angle|pivot';
const level = 'straighten|level|deskew|unskew|align';
const flip = 'flip|mirror|reverse|invert';

/** Degrees. */
const slight = 5;

/** What leans where the picture does. */
const upright =
  /^(horizon|skyline|building|buildings|wall|walls|horizon line|sea|lines|verticals|angle|house|tower|door)$/;

export const shape: readonly Phrase[] = [
  {
    say: [
      `crop|trim|cut|chop|slice ${it} [down|in|to|into|as|with|at|a|an|for|so] [to|it|is] [a|an] {aspect} [ratio|aspect|format|crop|shape|frame] [ratio]`,
      `make|turn|set|want|have|need ${it} [be|in|into|a] {aspect} [ratio|aspect|format|crop] [ratio]`,
      'change|set [the] aspect|ratio [ratio] [to|at] {aspect}',
      '{aspect} [crop|ratio|aspect|format] [ratio]',
      'give it|me a {aspect} crop|ratio|format',
    ],
    mean: ({ aspect }) => one(aspect === undefined ? undefined : { op: 'crop', aspect }),
  },
  {
    say: [
      `crop|trim ${it} [in|down|tighter|closer|smaller|a] [more|bit|the] [tighter|closer|tightly]`,
      'tighter|closer crop',
      'crop closer|tighter in',
      'zoom in [a] [bit|little]',
      'crop|trim|cut [out|off|away] [the] edges|borders|sides|margins|margin|border|edge',
    ],
    mean: () => one({ op: 'crop' }),
  },
  {
    // By how much is not said, and there is no thing to crop to.
    say: [
      'crop|trim|cut|chop|slice|shave [out|away|off] [a] [bit|little|lot|some] [of] [off|from|out] [of] {side} [off|out|away]',
    ],
    mean: () => ({ edits: [] }),
  },
  {
    say: [
      'crop|trim [it|the|this] [picture|image|photo] [down|in|so] [tight|tighter|closer] [to|around|on|onto|into|tightly] [just|around] {things}',
      'zoom in|into|on [to|on] {things}',
      'crop in|down|close|tight on|to|around {things}',
      'crop [it] so [that] it is [only] {things}',
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
      `${turn}|give ${it} [by] [a] half [a] [turn] [around|round]`,
      `${turn} ${it} halfway|around|round [around|round]`,
      'half [a] turn',
      '{thing} is|are upside down',
      `${turn}|put|flip ${it} [the] right side|way up`,
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : turned(180)),
  },
  {
    say: [
      `${flip} ${it} upside down`,
      `${flip} ${it} [on|along|around|over] [the] vertically|vertical [axis]`,
      `${flip}|turn ${it} [from] top to bottom`,
      `${flip} ${it} up to|and down`,
      `${flip} ${it} [over|on] the horizontal line`,
      '[make|do|a] [a] vertical flip|mirror',
    ],
    mean: () => one({ op: 'flip', axis: 'vertical' }),
  },
  {
    say: [
      `${flip} ${it} [on|along|around|over|about] [the] [horizontally|horizontal|sideways] [axis]`,
      `${flip} ${it} [from] left to|and|with right`,
      `${flip} ${it} [from] right to left`,
      `${flip} ${it} around|over|round`,
      `${flip}|turn ${it} the other way [round|around]`,
      '[make|do|create|a] [a] horizontal|mirror flip|mirror|image [of] [it|this]',
      'swap|switch left and right',
      '{thing} is mirrored|backwards|reversed|back-to-front|flipped|inverted',
      '{thing} is the wrong way round|around',
      '{thing} is back to front',
      'the text|writing|letters is|are backwards|mirrored|reversed',
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : one({ op: 'flip', axis: 'horizontal' })),
  },
  {
    say: [
      `${turn}|give ${it} [by] [a] quarter [of] [a] [turn] [{way}]`,
      '[a] quarter turn [{way}]',
      `rotate|turn|spin ${it} [{way}]`,
      `${turn} ${it} [round|around] {way}`,
    ],
    mean: ({ way = 1 }) => turned(90 * way),
  },
  {
    say: [
      `${turn}|${level} ${it} [by|to] {number} [of] [a] [degrees|degree] [{way}]`,
      `${turn}|${level} ${it} [slightly|a] [bit|little] {way} [by] {number} [of] [a] [degrees|degree]`,
      '{number} degrees|degree [{way}]',
    ],
    mean: ({ number, way = 1 }) => (number === undefined ? undefined : turned(number * way)),
  },
  {
    say: [
      `${turn} ${it} [just] slightly|a [tiny|little] [bit|touch|tad|little|hair|smidge] [{way}]`,
      `${turn} ${it} {way} slightly|a [tiny|little] [bit|touch|tad|little|hair|smidge]`,
    ],
    mean: ({ way = 1 }) => turned(slight * way),
  },
  {
    say: [
      `${turn}|make|put ${it} sideways`,
      `${turn} ${it} on|onto its|the side`,
      '{thing} is|came [out] sideways',
      '{thing} is on its side',
    ],
    mean: ({ thing }) => (thing && !isWhole(thing) ? undefined : turned(90)),
  },
  {
    say: [
      `${level} ${it} [out|up]`,
      `${level}|rotate [out|up] [the|my] horizon|lines|verticals|horizontals|skyline [level|straight] [out]`,
      `make|get the|my horizon|lines|verticals [look] level|straight|horizontal|vertical`,
      `make|get ${it} [look] straight|level|straighter`,
      'fix|correct the|my horizon|tilt|perspective',
    ],
    mean: () => straightened,
  },
  {
    say: [
      '{thing} is|are|looks|look|seems [a] [bit|little] [too|all|so|really|quite|rather] crooked|tilted|slanted|skewed|wonky|askew|slanting|lopsided|uneven|squint|skew-whiff|off-level',
      '{thing} is|are [a] [bit|little|slightly] off',
      '{thing} is|are not [quite|really] straight|level|horizontal|even',
      '{thing} is|are leaning|tilting [to] [the] [left|right|one] [side]',
      '{thing} is|are off level|kilter',
      '{thing} leans|tilts [a] [bit|little] [to] [the] [left|right|one] [side]',
      'crooked|tilted|wonky',
    ],
    mean: ({ thing }) =>
      !thing || isWhole(thing) || upright.test(thing.noun ?? '') ? straightened : undefined,
  },
];
