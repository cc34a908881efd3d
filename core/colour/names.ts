/** From the words people use for a colour to the colour itself: names, modifiers, mixtures, hex. */
import { chromaThatFits } from './gamut.ts';
import { fromHex, toHex } from './srgb.ts';
import { bytesOf, oklabOf, type Oklab } from './oklab.ts';
import { named } from './named.ts';

const letters = (text: string): string => text.replaceAll('gray', 'grey').replace(/[^a-z]/g, '');

const byLetters = new Map(Object.entries(named).map(([name, hex]) => [letters(name), hex]));

/** The words a mixture may end in: "walnut brown" is walnut, "blue green" lies half-way. */
const basic = new Set(
  'red orange yellow green blue purple violet pink brown black white grey beige cyan turquoise'.split(' '),
);

/** Words that say how it is painted, not which colour it is. */
const finish = new Set(
  'matte matt glossy gloss metallic satin shiny plain solid classic true medium mid pure very colour color'.split(
    ' ',
  ),
);

/** Lightness, chroma and hue, each from what it was. Judged by eye on the basic colours; nothing is published. */
interface Shift {
  readonly L?: (L: number) => number;
  readonly chroma?: number;
  /** Added to Oklab's a and b: warmth is towards red and yellow. */
  readonly a?: number;
  readonly b?: number;
}

const lighter = (part: number) => (L: number) => L + (0.97 - L) * part;
/** White has no room for a hue: it must darken first. */
const atMost = (most: number) => (L: number) => Math.min(L, most);
const darker = (factor: number) => (L: number) => L * factor;

const modifiers = new Map<string, Shift>(
  Object.entries({
    light: { L: lighter(0.5), chroma: 0.75 },
    lighter: { L: lighter(0.5), chroma: 0.75 },
    pale: { L: lighter(0.65), chroma: 0.5 },
    paler: { L: lighter(0.65), chroma: 0.5 },
    pastel: { L: lighter(0.6), chroma: 0.5 },
    soft: { L: lighter(0.35), chroma: 0.6 },
    softer: { L: lighter(0.35), chroma: 0.6 },
    dark: { L: darker(0.68), chroma: 0.85 },
    darker: { L: darker(0.68), chroma: 0.85 },
    deep: { L: darker(0.75), chroma: 1.05 },
    deeper: { L: darker(0.75), chroma: 1.05 },
    rich: { L: darker(0.9), chroma: 1.15 },
    richer: { L: darker(0.9), chroma: 1.15 },
    bright: { L: lighter(0.2), chroma: 1.25 },
    brighter: { L: lighter(0.2), chroma: 1.25 },
    vivid: { chroma: 1.35 },
    vibrant: { chroma: 1.3 },
    bold: { chroma: 1.3 },
    bolder: { chroma: 1.3 },
    strong: { chroma: 1.3 },
    neon: { L: lighter(0.3), chroma: 1.5 },
    electric: { L: lighter(0.1), chroma: 1.5 },
    hot: { chroma: 1.4 },
    muted: { chroma: 0.5 },
    dusty: { L: lighter(0.1), chroma: 0.5 },
    dull: { chroma: 0.5 },
    faded: { L: lighter(0.25), chroma: 0.5 },
    smoky: { L: darker(0.9), chroma: 0.5 },
    burnt: { L: darker(0.8), chroma: 0.95 },
    dirty: { L: darker(0.85), chroma: 0.6 },
    warm: { L: atMost(0.965), a: 0.012, b: 0.028 },
    warmer: { L: atMost(0.965), a: 0.012, b: 0.028 },
    cool: { L: atMost(0.965), a: -0.012, b: -0.028 },
    cooler: { L: atMost(0.965), a: -0.012, b: -0.028 },
    cold: { L: atMost(0.965), a: -0.012, b: -0.028 },
    icy: { L: lighter(0.5), chroma: 0.5, b: -0.01 },
  }),
);

/** "bluish", "blueish", "reddish", "greeny", "pinky" → the colour they lean to. */
function leaning(word: string): string | undefined {
  const stem = /^([a-z]{2,})(?:ish|y)$/.exec(word)?.[1];
  if (stem === undefined) return undefined;
  return [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1')].find(name => basic.has(name));
}

const parse = (hex: string): Oklab => oklabOf(...fromHex(hex));

const between = (from: Oklab, to: Oklab, part: number): Oklab => ({
  L: from.L + (to.L - from.L) * part,
  a: from.a + (to.a - from.a) * part,
  b: from.b + (to.b - from.b) * part,
});

function shifted(colour: Oklab, { L = l => l, chroma = 1, a = 0, b = 0 }: Shift): Oklab {
  return { L: L(colour.L), a: colour.a * chroma + a, b: colour.b * chroma + b };
}

/** "walnut brown" is a brown; there is no "pumpkin purple". Greys have every hue. */
function sameHue(one: Oklab, other: Oklab): boolean {
  const [chroma, limit] = [
    Math.hypot(one.a, one.b) * Math.hypot(other.a, other.b),
    Math.cos((70 * Math.PI) / 180),
  ];
  return chroma < 0.03 * 0.03 || one.a * other.a + one.b * other.b > chroma * limit;
}

function read(words: readonly string[]): Oklab | undefined {
  const exact = byLetters.get(words.join('')) ?? byLetters.get(words.join('').replace(/colou?red$/, ''));
  if (exact !== undefined) return parse(exact);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const base = leaning(first);
  const hue = base === undefined ? undefined : read([base]);
  if (words.length === 1) return hue && shifted(hue, { chroma: 0.55 });

  const rest = read(words.slice(1));
  const shift = modifiers.get(first);
  if (rest && shift) return shifted(rest, shift);
  if (rest && finish.has(first)) return rest;
  // A third of the way keeps the colour that was named last the one it is.
  if (rest && hue) return between(rest, hue, 1 / 3);

  const body = read(words.slice(0, -1));
  if (body === undefined) return undefined;
  if (finish.has(last)) return body;
  if (!basic.has(last)) return undefined;
  const end = read([last]);
  if (!end) return undefined;
  if (words.slice(0, -1).every(word => basic.has(word))) return between(body, end, 0.5);
  return sameHue(body, end) ? body : undefined;
}

/**
 * The colour that `text` names, as `#rrggbb` in sRGB, or nothing where it names none. Knows the names of `named.ts`,
 * `#336699` and `#369`, modifiers ("pale", "deep", "dusty": shifts in OKLCh, kept inside sRGB by giving up chroma),
 * leanings ("bluish green"), mixtures ("blue green") and materials with their colour ("walnut brown").
 */
export function colourNamed(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  const hex = /^#?([0-9a-f]{6})$/.exec(plain) ?? /^#([0-9a-f]{3})$/.exec(plain);
  if (hex?.[1] !== undefined && (plain.startsWith('#') || /\d/.test(plain))) {
    return `#${hex[1].length === 3 ? hex[1].replace(/./g, '$&$&') : hex[1]}`;
  }
  const words = plain
    .replaceAll('gray', 'grey')
    .split(/[\s-]+/)
    .filter(word => word !== '');
  if (words.length === 0 || words.length > 6 || !words.every(word => /^[a-z]+$/.test(word))) return undefined;
  const colour = read(words);
  if (colour === undefined) return undefined;
  const L = Math.min(1, Math.max(0, colour.L));
  const fits = chromaThatFits({ ...colour, L });
  return toHex(bytesOf({ L, a: colour.a * fits, b: colour.b * fits }));
}

/** Whether `word` can stand in a colour: a name's part, a modifier, a leaning. Quick, for a reader of sentences. */
export function isColourWord(word: string): boolean {
  return (
    parts.has(word) ||
    (word.includes('-') && parts.has(letters(word))) ||
    modifiers.has(word) ||
    finish.has(word) ||
    /(ish|y|colou?red)$/.test(word) ||
    word.startsWith('#')
  );
}

const parts = new Set(
  Object.keys(named)
    .flatMap(name => [letters(name), ...name.split(/[\s-]/)])
    .concat('gray', 'off'),
);
