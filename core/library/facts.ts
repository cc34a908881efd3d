/**
 * What is true of a picture, and how much, in the closed vocabulary that cards use. Every threshold stands here: where
 * a fact begins to hold and where it holds fully. They are judged by eye on photographs, save where a source is named.
 */
import type { Look } from '../contract/look.ts';
import { basicColours, type BasicColour, type Scene } from '../contract/scene.ts';
import { nameOf } from './colour-name.ts';
import { kindsOf, type Kind } from './kinds.ts';

type Measure = (look: Look) => number;
interface Ramp {
  readonly of: Measure;
  /** At `from` the fact begins to hold, at `to` it holds fully; `to` may be the smaller. */
  readonly from: number;
  readonly to: number;
}

const ramp = (of: Measure, from: number, to: number): Ramp => ({ of, from, to });
const both = (...ramps: readonly Ramp[]): Ramp =>
  ramp(look => Math.min(...ramps.map(one => rise(one, look))), 0, 1);

const range: Measure = ({ lightness }) => lightness.p90 - lightness.p10;
const middle: Measure = ({ lightness }) => lightness.p50;
const hues: Measure = ({ palette }) =>
  new Set(palette.filter(({ a, b }) => Math.hypot(a, b) > 0.05).map(({ L, a, b }) => nameOf({ L, a, b })))
    .size;
const template =
  (...names: readonly string[]): Measure =>
  ({ harmony }) =>
    names.includes(harmony.template) ? 1 : 0;

/** A cast that is known from less of the picture than this is none. */
const known = ramp(({ neutral }) => neutral, 0.08, 0.2);

const table = {
  // Light. In Oklab's lightness middle grey is 0.57.
  dark: ramp(middle, 0.44, 0.28),
  bright: ramp(middle, 0.7, 0.84),
  'mid-toned': both(ramp(middle, 0.4, 0.47), ramp(middle, 0.75, 0.67)),
  flat: ramp(range, 0.42, 0.24),
  contrasty: ramp(range, 0.58, 0.74),
  hazy: both(
    ramp(({ lightness }) => lightness.p2, 0.28, 0.42),
    ramp(range, 0.5, 0.32),
  ),
  'blocked shadows': ramp(({ clipped }) => clipped.shadows, 0.03, 0.15),
  'clipped highlights': ramp(({ clipped }) => clipped.highlights, 0.015, 0.08),
  'bright highlights': ramp(({ lightness }) => lightness.p98, 0.9, 0.97),
  'low key': both(
    ramp(middle, 0.36, 0.25),
    ramp(({ lightness }) => lightness.p98, 0.6, 0.75),
  ),
  'high key': both(
    ramp(middle, 0.78, 0.87),
    ramp(({ lightness }) => lightness.p10, 0.5, 0.62),
  ),
  backlit: both(
    ramp(({ lightness }) => lightness.p25, 0.36, 0.25),
    ramp(({ lightness }) => lightness.p90, 0.8, 0.9),
  ),
  // Colour of the light: 0.01 off neutral is just seen over a whole picture.
  warm: both(
    known,
    ramp(({ warmth }) => warmth, 0.014, 0.034),
  ),
  cool: both(
    known,
    ramp(({ warmth }) => warmth, -0.008, -0.026),
  ),
  neutral: both(
    known,
    ramp(({ warmth }) => Math.abs(warmth - 0.003), 0.014, 0.006),
    ramp(({ tint }) => Math.abs(tint), 0.012, 0.005),
  ),
  magenta: both(
    known,
    ramp(({ tint }) => tint, 0.011, 0.024),
  ),
  green: both(
    known,
    ramp(({ tint }) => tint, -0.009, -0.02),
  ),
  // Colours: Hasler and Süsstrunk's words for their numbers.
  colourful: ramp(({ colourfulness }) => colourfulness, 45, 70),
  'too colourful': ramp(({ colourfulness }) => colourfulness, 75, 105),
  muted: both(
    ramp(({ colourfulness }) => colourfulness, 30, 15),
    ramp(({ chroma }) => chroma, 0.008, 0.016),
  ),
  grey: ramp(({ chroma }) => chroma, 0.012, 0.004),
  coloured: ramp(({ chroma }) => chroma, 0.015, 0.04),
  'one hue': both(
    ramp(template('i', 'V'), 0, 1),
    ramp(({ chroma }) => chroma, 0.025, 0.05),
  ),
  'opposite hues': both(
    ramp(template('I', 'Y', 'X'), 0, 1),
    ramp(({ chroma }) => chroma, 0.025, 0.05),
  ),
  'many hues': ramp(hues, 2.5, 4),
  clashing: both(
    ramp(({ harmony }) => harmony.off, 7, 18),
    ramp(({ chroma }) => chroma, 0.04, 0.07),
  ),
  // Detail.
  soft: ramp(({ sharpness }) => sharpness, 0.62, 0.4),
  sharp: ramp(({ sharpness }) => sharpness, 0.74, 0.86),
  noisy: ramp(({ noise }) => noise, 3, 8),
  clean: ramp(({ noise }) => noise, 2, 1),
  // Composition.
  wide: ramp(({ aspect }) => aspect, 1.2, 1.4),
  tall: ramp(({ aspect }) => aspect, 0.85, 0.75),
  square: ramp(({ aspect }) => Math.abs(Math.log(aspect)), 0.06, 0.02),
  panoramic: ramp(({ aspect }) => aspect, 1.9, 2.2),
  tilted: ramp(({ lean = 0 }) => Math.abs(lean), 0.5, 1.5),
  'weight left': ramp(({ weight }) => weight.x, 0.42, 0.3),
  'weight right': ramp(({ weight }) => weight.x, 0.58, 0.7),
  'weight high': ramp(({ weight }) => weight.y, 0.42, 0.3),
  'weight low': ramp(({ weight }) => weight.y, 0.66, 0.78),
  centred: ramp(({ weight }) => Math.hypot(weight.x - 0.5, weight.y - 0.5), 0.1, 0.04),
  symmetric: ramp(({ skew }) => skew, 0.35, 0.15),
  empty: ramp(({ space }) => space, 0.45, 0.7),
  crowded: ramp(({ space }) => space, 0.22, 0.08),
  'small subject': both(
    ramp(({ standing }) => standing, 0.1, 0.04),
    ramp(({ space }) => space, 0.35, 0.55),
  ),
} as const satisfies Record<string, Ramp>;

export type Fact = keyof typeof table;

export const factNames = Object.keys(table).filter((name): name is Fact => name in table);

function rise({ of, from, to }: Ramp, look: Look): number {
  return Math.min(1, Math.max(0, (of(look) - from) / (to - from)));
}

export interface Facts {
  readonly look: Look;
  readonly scene: Scene | undefined;
  /** How much each fact holds, from 0, not at all, to 1, fully. */
  readonly is: ReadonlyMap<Fact, number>;
  /** The kinds of thing that are seen. */
  readonly kinds: ReadonlySet<Kind>;
  /** Which share of the picture each basic colour has. */
  readonly colours: ReadonlyMap<BasicColour, number>;
}

/** `shown`: kinds of thing that are in it, wherever they are. */
export function factsOf(look: Look, scene?: Scene, shown: readonly Kind[] = []): Facts {
  const colours = new Map<BasicColour, number>();
  for (const { share, ...colour } of look.palette) {
    const name = nameOf(colour);
    colours.set(name, (colours.get(name) ?? 0) + share);
  }
  for (const name of basicColours) {
    const seen = (scene?.regions ?? []).reduce(
      (sum, { area, colours: own }) => sum + area * (own.find(one => one.name === name)?.share ?? 0),
      0,
    );
    if (seen > (colours.get(name) ?? 0)) colours.set(name, Math.min(1, seen));
  }
  return {
    look,
    scene,
    is: new Map(factNames.map(name => [name, rise(table[name], look)])),
    kinds: new Set([...shown, ...(scene?.regions ?? []).flatMap(({ label = '' }) => kindsOf(label))]),
    colours,
  };
}
