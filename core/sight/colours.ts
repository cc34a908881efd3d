/** How well what is seen fits the colour that is said. */
import { basicColours, type BasicColour, type Region } from '../contract/scene.ts';
import { colourNamed } from '../colour/names.ts';
import { oklabOf, type Oklab } from '../colour/oklab.ts';
import { fromHex } from '../colour/srgb.ts';
import { rising } from './criterion.ts';

/** Paints that everybody calls by the basic name, from `colour/named.ts`. Those on a border are under both. */
const paints: Readonly<Record<BasicColour, string>> = {
  black: 'black, jet, onyx, coal, ebony, ink',
  white: 'white, snow, ivory, off-white, chalk, white smoke, porcelain, linen, cream',
  grey: 'grey, dim grey, silver, light grey, slate, pewter, ash grey, concrete, smoke, graphite, charcoal, steel',
  red: 'red, scarlet, crimson, firebrick, cherry, tomato red, blood red, brick red, cranberry, dark red, indian red',
  orange: 'orange, dark orange, pumpkin, tangerine, burnt orange, coral, neon orange, apricot, ochre',
  yellow: 'yellow, canary, lemon, sunflower, mustard, saffron, goldenrod, butter, straw, neon yellow',
  green:
    'green, forest green, grass, lime green, apple green, mint, sage, moss, bottle green, olive, emerald, kelly green, light green, fern, army green, sea green, chartreuse, lime, teal, turquoise',
  blue: 'blue, royal blue, navy, sky blue, baby blue, cobalt, steel blue, denim, midnight blue, cornflower, azure blue, light blue, ocean, petrol, electric blue, teal, turquoise',
  purple:
    'purple, violet, plum, lavender, lilac, amethyst, royal purple, aubergine, grape, indigo, dark magenta, mauve',
  pink: 'pink, hot pink, deep pink, rose, fuchsia, baby pink, dusty pink, salmon pink, blush, candy pink, raspberry, magenta',
  brown:
    'brown, chocolate, chestnut, caramel, coffee, walnut, tan, camel, espresso, mahogany, sienna, mocha, toffee, cappuccino, oak, taupe, sand',
};

/** So far apart in Oklab, a colour and a paint begin to have different names. Between `paints` of one name it is about this far. */
const alike = 0.03;

/** Lightness tells names apart less than hue and chroma do: shading changes it along every thing. */
const lightness = 0.6;

/** So far from the colour that was said in full ("navy", "light grey"), few would still say it: about a step to another paint of its family. */
const near = 0.07;

/** Of the fit to a colour said in full, what goes by its basic name alone: "navy" is said of many a dark blue. */
const byName = 0.15;

/** A white that is near to light blue is still no blue. */
const unnamed = 0.4;

/** So much lighter or darker than most of its name, a colour is called light or dark three times in four. */
const shadeStep = 0.06;

/** A thing is called red where so much of it is. */
const enough = 0.6;

/** Radians by which things of one name differ in hue; the chroma, of the lightness, from which they have any; how far that alone is trusted. */
const hueDoubt = 0.4;
const tinted = { at: 0.13, soft: 0.025 };
const seen = 0.8;

/** Of a thing in two colours, each has about so much. */
const half = 0.4;

/** Where the colour that a screen shows by a name is not what things in photos have that are called so. */
const ofThings: ReadonlyMap<string, string> = new Map([
  ['beige', 'biscuit'],
  ['azure', 'azure blue'],
  ['cyan', 'turquoise'],
  ['magenta', 'fuchsia'],
]);

const labOf = (text: string): Oklab | undefined => {
  const hex = colourNamed(ofThings.get(text) ?? text);
  return hex === undefined ? undefined : oklabOf(...fromHex(hex));
};

const exemplars = basicColours.flatMap(name =>
  paints[name].split(', ').flatMap(paint => {
    const lab = labOf(paint);
    return lab ? [{ name, lab }] : [];
  }),
);

/** Radians, where the paints of a name have a hue in common: that of their summed colours. */
const hues: ReadonlyMap<BasicColour, number> = new Map(
  (['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink'] as const).map(name => {
    const own = exemplars.filter(exemplar => exemplar.name === name);
    const sum = (of: (lab: Oklab) => number): number => own.reduce((total, { lab }) => total + of(lab), 0);
    return [
      name,
      Math.atan2(
        sum(({ b }) => b),
        sum(({ a }) => a),
      ),
    ];
  }),
);

const apart = (one: Oklab, other: Oklab): number => {
  const [dL, da, db] = [lightness * (one.L - other.L), one.a - other.a, one.b - other.b];
  return dL * dL + da * da + db * db;
};

const bell = (squared: number, width: number): number => Math.exp(-squared / (2 * width * width));

/** How likely a colour is called by each basic name, one in all: by the nearest paint of each. */
export function basicNames(colour: Oklab): ReadonlyMap<BasicColour, number> {
  const nearest = new Map<BasicColour, number>();
  for (const { name, lab } of exemplars)
    nearest.set(name, Math.min(apart(colour, lab), nearest.get(name) ?? Infinity));
  const least = Math.min(...nearest.values());
  const weights = [...nearest].map(([name, squared]) => [name, bell(squared - least, alike)] as const);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return new Map(weights.map(([name, weight]) => [name, weight / sum]));
}

const isBasic = (word: string): word is BasicColour => basicColours.some(name => name === word);

const mostLikely = (colour: Oklab): BasicColour => {
  const likely = basicNames(colour);
  return basicColours.reduce((best, name) =>
    (likely.get(name) ?? 0) > (likely.get(best) ?? 0) ? name : best,
  );
};

const meanOf = ({ mean: [L, a, b] }: Region): Oklab => ({ L, a, b });

const shareOf = (region: Region, name: BasicColour): number =>
  region.colours.reduce((sum, colour) => (colour.name === name ? sum + colour.share : sum), 0);

/** In a photo the light on a thing changes its lightness and chroma together: what stays is its hue, and the one over the other. */
function byHue({ mean: [L, a, b] }: Region, name: BasicColour): number {
  const hue = hues.get(name);
  if (hue === undefined || L <= 0) return 0;
  const off = Math.abs(((Math.atan2(b, a) - hue + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
  const along = (Math.hypot(a, b) / L) * Math.cos(off);
  return seen * bell(off * off, hueDoubt) * rising(along, tinted.at, tinted.soft);
}

/** Both by its mean, which shading and noise blur, and by the count of its pixels, where there is one. */
function likeBasic(region: Region, name: BasicColour): number {
  const byMean = basicNames(meanOf(region)).get(name) ?? 0;
  const named =
    region.colours.length === 0 ? byMean : (byMean + Math.min(1, shareOf(region, name) / enough)) / 2;
  return region.stands === undefined ? named : Math.max(named, byHue(region, name));
}

/** How well a region fits the colour in `text`, from 0 to 1. Nothing where `text` names no colour. */
export function colourFit(text: string): ((region: Region) => number) | undefined {
  const plain = text.toLowerCase().replaceAll('gray', 'grey').trim();
  const both = plain.split(' and ');
  if (both.length > 1) return coloursFit(both);
  if (isBasic(plain)) return region => likeBasic(region, plain);
  const lab = labOf(plain);
  if (!lab) return undefined;
  const words = plain.split(/[\s-]+/);
  const last = words.at(-1) ?? '';
  const name = isBasic(last) ? last : mostLikely(lab);
  const shade = words.length === 2 && isBasic(last) ? shadeOf(words[0] ?? '', last) : undefined;
  const usual = basicNames(lab).get(name) ?? 1;
  return region => {
    const named = likeBasic(region, name);
    const agrees = unnamed + (1 - unnamed) * Math.min(1, named / usual);
    const full = (1 - byName) * bell(apart(lab, meanOf(region)), near) * agrees + byName * named;
    return shade ? Math.max(full, named * shade(region)) : full;
  };
}

/** "dark blue" is said of whatever is darker than most blues. */
function shadeOf(word: string, name: BasicColour): ((region: Region) => number) | undefined {
  const sign = /^(dark|darker|deep)$/.test(word) ? -1 : /^(light|lighter|pale)$/.test(word) ? 1 : 0;
  if (sign === 0) return undefined;
  const own = exemplars.filter(exemplar => exemplar.name === name);
  const usual = own.reduce((sum, { lab }) => sum + lab.L, 0) / own.length;
  return ({ mean: [L] }) => rising(sign * L, sign * usual, shadeStep);
}

/** "red and white": much of each. A mean of the two is neither. */
function coloursFit(texts: readonly string[]): ((region: Region) => number) | undefined {
  const names = texts.flatMap(text => {
    const lab = labOf(text);
    return isBasic(text) ? [text] : lab ? [mostLikely(lab)] : [];
  });
  if (names.length === 0) return undefined;
  return region =>
    names.reduce((least, name) => Math.min(least, Math.min(1, shareOf(region, name) / half)), 1);
}
