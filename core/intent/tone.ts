/** The words for light, colour and sharpness: which property each moves, and which way. */
import type { Property } from '../contract/plan.ts';
import { limited, plain } from './degree.ts';
import type { Change, Degree, Measure } from './template.ts';
import { lows, type Token } from './tokens.ts';

type Row = readonly [property: Property, sign: 1 | -1, words: string];

/**
 * Said of how a picture is. `+` where more of the property makes it more so. Temperature is positive towards yellow, tint towards magenta.
 */
const qualities: readonly Row[] = [
  ['exposure', 1, 'bright brighter light lighter whiter sunnier overexposed over-exposed overlit lit'],
  [
    'exposure',
    -1,
    'dark darker dim dimmer gloomy gloomier murky murkier underexposed under-exposed shadowy shady',
  ],
  ['highlights', 1, 'blown blown-out blown_out burnt_out'],
  ['contrast', 1, 'contrasty contrastier harsh harsher stark starker dramatic'],
  ['contrast', -1, 'flat flatter hazy hazier foggy foggier misty low-contrast'],
  [
    'temperature',
    1,
    'warm warmer yellow yellower yellowish yellowy orange oranger orangey red redder reddish golden toasty toastier',
  ],
  ['temperature', -1, 'cool cooler cold colder blue bluer bluish blueish icy icier chilly chillier'],
  ['tint', 1, 'pink pinker pinkish magenta purple purpler purplish'],
  ['tint', -1, 'green greener greenish'],
  [
    'saturation',
    1,
    'saturated colourful colorful oversaturated over-saturated intense strong gaudy garish loud colourfuller',
  ],
  [
    'saturation',
    -1,
    'desaturated muted washed_out washed-out dull duller faded bland blander drab drabber lifeless undersaturated pale paler pasty subdued colourless colorless grey gray',
  ],
  ['vibrance', 1, 'vibrant vivid punchy punchier lively livelier eye-popping'],
  [
    'sharpness',
    1,
    'sharp sharper crisp crisper clear clearer defined detailed noisy noisier grainy grainier in_focus focused',
  ],
  [
    'sharpness',
    -1,
    'soft softer blurry blurrier blurred fuzzy fuzzier out_of_focus unsharp smooth smoother unfocused',
  ],
];

/** Wrong by themselves, without "too". */
const complaints = words(
  'dark dim gloomy murky underexposed under-exposed overexposed over-exposed overlit blown blown-out blown_out burnt_out flat hazy foggy harsh washed_out washed-out dull faded bland drab lifeless undersaturated oversaturated over-saturated garish gaudy grey gray blurry fuzzy out_of_focus unfocused noisy grainy low-contrast pasty colourless colorless yellowish bluish greenish reddish pinkish orangey yellowy blueish purplish',
);

/** Also colours: "make it green" paints, "greener" adjusts. */
const colours = words(
  'yellow orange red golden blue pink magenta purple green yellowish orangey reddish bluish pinkish greenish grey gray',
);

const comparatives = /(er|redder)$/;

/** "warmer": no thing is called so. */
export const isComparison = (word: string): boolean => comparatives.test(word) && qualityOf.has(word);

const measures: readonly Row[] = [
  ['exposure', 1, 'exposure brightness light lighting luminance lightness illumination'],
  ['exposure', -1, 'darkness'],
  ['contrast', 1, 'contrast contrasts'],
  ['highlights', 1, 'highlights highlight whites'],
  ['shadows', 1, 'shadows blacks'],
  [
    'temperature',
    1,
    'temperature warmth colour_temperature color_temperature white_balance yellow yellows orange oranges red reds',
  ],
  ['temperature', -1, 'coolness blue blues coldness'],
  ['tint', 1, 'tint magenta pink purple hue'],
  ['tint', -1, 'green greens'],
  [
    'saturation',
    1,
    'saturation colour color colours colors colour_intensity colour_saturation color_saturation',
  ],
  ['vibrance', 1, 'vibrance vibrancy pop punch vividness oomph'],
  ['sharpness', 1, 'sharpness detail details clarity definition focus crispness noise grain'],
  ['sharpness', -1, 'softness blurriness'],
];

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(word => word.replaceAll('_', ' ')));
}
const table = (rows: readonly Row[]): ReadonlyMap<string, Measure> =>
  new Map(
    rows.flatMap(([property, sign, list]) =>
      [...words(list)].map(word => [word, { property, sign }] as const),
    ),
  );
const qualityOf = table(qualities);
const measureOf = table(measures);

/** What a quality or a measure can end with: a look at the last word spares most readings. */
const lastWords = (keys: Iterable<string>, ...more: readonly string[]): ReadonlySet<string> =>
  new Set([...[...keys].map(key => key.split(' ').at(-1) ?? ''), ...more]);
export const qualityEnds = lastWords(qualityOf.keys(), 'enough');
export const measureEnds = lastWords(measureOf.keys(), 'level', 'levels', 'slider', 'tones', 'tone');

const amountOf = (degree: Degree | undefined): number => degree?.amount ?? plain;

/** "warmer", "more saturated", "less bright", "not so dark": what is wished for. Several with "and". */
export function readChange(
  tokens: readonly Token[],
  degree: Degree | undefined,
): readonly Change[] | undefined {
  if (!qualityEnds.has(tokens.at(-1)?.low ?? '')) return undefined;
  const changes: Change[] = [];
  for (const part of lows(tokens).split(/\s*,\s*(?:and )?|\s+and\s+/)) {
    const change = changeOf(part, degree);
    if (!change) return undefined;
    changes.push(change);
  }
  return changes;
}

/** A change that stands alone must compare: "cool" is what people say when they are pleased. */
export function readWish(
  tokens: readonly Token[],
  degree: Degree | undefined,
): readonly Change[] | undefined {
  if (tokens.length === 1 && degree === undefined && !comparatives.test(tokens[0]?.low ?? ''))
    return undefined;
  return readChange(tokens, degree);
}

function changeOf(text: string, degree: Degree | undefined): Change | undefined {
  const [, sense, word = ''] =
    /^(more|less|not so|not as|not too|a little more|even|extra)?\s*(.+)$/.exec(text) ?? [];
  const quality = qualityOf.get(word);
  const negative = sense === 'less' || sense?.startsWith('not') === true;
  if (quality && (sense !== undefined || comparatives.test(word) || !colours.has(word))) {
    // Noise and grain are sharpness one has too much of; wishing for a blurry picture is another edit.
    if (!negative && /^(noisy|grainy|blurr|fuzz|out of focus|overexposed|underexposed)/.test(word))
      return undefined;
    return {
      property: quality.property,
      amount: limited(quality.sign * (negative ? -1 : 1) * amountOf(degree)),
    };
  }
  return undefined;
}

/** "too dark", "not bright enough", "washed out": what is wrong, as the change that mends it. */
export function readFaults(
  tokens: readonly Token[],
  degree: Degree | undefined,
): readonly Change[] | undefined {
  if (!qualityEnds.has(tokens.at(-1)?.low ?? '')) return undefined;
  const faults = lows(tokens)
    .split(/\s*,\s*(?:and )?|\s+and\s+/)
    .map(part => faultOf(part, degree));
  return faults.every(fault => fault !== undefined)
    ? faults.filter((fault, at) => faults.findIndex(other => other.property === fault.property) === at)
    : undefined;
}

function faultOf(text: string, degree: Degree | undefined): Change | undefined {
  const plainly = text.replace(/^(?:rather|quite|pretty|fairly|looking|all|still|always|just) (?=.)/, '');
  const too = /^(?:too|overly|excessively)(?: much)? (.+)$/.exec(plainly)?.[1];
  const lacking = /^(?:not|never) (.+) enough$/.exec(plainly)?.[1];
  const small = degree !== undefined && degree.amount < plain;
  const quality = qualityOf.get(lacking ?? too ?? plainly);
  if (!quality) return undefined;
  if (too === undefined && lacking === undefined && !complaints.has(plainly) && !small) return undefined;
  const sign = quality.sign * (lacking === undefined ? -1 : 1);
  return { property: quality.property, amount: limited(sign * amountOf(degree)) };
}

/** "the contrast", "contrast and saturation", "some warmth". */
export function readMeasures(tokens: readonly Token[]): readonly Measure[] | undefined {
  if (!measureEnds.has(tokens.at(-1)?.low ?? '')) return undefined;
  const found: Measure[] = [];
  for (const part of lows(tokens).split(/\s*,\s*(?:and )?|\s+and\s+/)) {
    const name = part
      .replace(
        found.length === 0
          ? /^(the|its|some|any|that|this|more|overall|all the)\s+/
          : /^(the|its|some|any|that|this|overall)\s+/,
        '',
      )
      .replace(/^(overall|image|picture|photo)\s+/, '')
      .replace(/(?<=.)\s+(level|levels|slider|tones|tone)$/, '');
    const measure = measureOf.get(name);
    if (!measure) return undefined;
    found.push(measure);
  }
  return found;
}

/** "the shadows" as the subject of a sentence: a property, not a thing. */
export const measureNamed = (noun: string): Measure | undefined => measureOf.get(noun.toLowerCase());
/** What a wrong colour says: "looks orange". */
export const castOf = (colour: string): Measure | undefined =>
  colours.has(colour) ? qualityOf.get(colour) : undefined;
