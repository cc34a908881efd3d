/** Pictures as regions, thrown by seed: what a speaker knows of each thing, and what was measured of it. */
import type { BasicColour, Region, Scene } from '../../../core/contract/scene.ts';
import { oklabOf } from '../../../core/colour/oklab.ts';
import { fromHex } from '../../../core/colour/srgb.ts';
import { dice } from '../../../tools/scenes/chance.ts';

export interface Paint {
  readonly hex: string;
  /** What anybody calls it. */
  readonly says: readonly string[];
  /** What somebody might call it: a careful speaker calls nothing else so beside it. */
  readonly maybe: readonly string[];
  /** What the pixels are counted as, mostly. */
  readonly counted: BasicColour;
}

const paint = (hex: string, counted: BasicColour, says: string, maybe = ''): Paint => ({
  hex,
  counted,
  says: says.split(', '),
  maybe: maybe.split(', '),
});

/** As things in photos are, by eye: none is a colour that `core/colour/named.ts` lists. */
export const paints: readonly Paint[] = [
  paint('#b3262b', 'red', 'red', 'dark red'),
  paint('#c9403a', 'red', 'red', 'orange, pink'),
  paint('#6e1b2b', 'red', 'burgundy, dark red', 'red, brown, purple'),
  paint('#e08128', 'orange', 'orange', 'brown, yellow, mustard'),
  paint('#f09a3e', 'orange', 'orange', 'yellow, mustard'),
  paint('#e6c934', 'yellow', 'yellow', 'mustard'),
  paint('#f2dc6b', 'yellow', 'yellow', 'beige'),
  paint('#c9991f', 'yellow', 'mustard', 'yellow, brown, orange'),
  paint('#3f8f45', 'green', 'green', 'dark green'),
  paint('#7fae5a', 'green', 'green', 'light green, sage'),
  paint('#214d2c', 'green', 'dark green, green', 'black'),
  paint('#98ab86', 'green', 'sage', 'green, grey, light green'),
  paint('#2f62b5', 'blue', 'blue', 'dark blue, navy'),
  paint('#4d8ac9', 'blue', 'blue', 'light blue'),
  paint('#1f2e52', 'blue', 'navy, dark blue', 'blue, black, purple'),
  paint('#a9cfe8', 'blue', 'light blue', 'blue, white, grey, light grey'),
  paint('#1d7a78', 'green', 'teal', 'green, blue, dark green'),
  paint('#7a3f9c', 'purple', 'purple', ''),
  paint('#b9a5d6', 'purple', 'lavender', 'purple, pink, grey, blue, light blue'),
  paint('#ef8fb3', 'pink', 'pink', 'lavender'),
  paint('#e0609a', 'pink', 'pink', 'purple, red'),
  paint('#7a4d2c', 'brown', 'brown', 'orange, dark red'),
  paint('#5f3b25', 'brown', 'brown, dark brown', 'black, dark red, burgundy'),
  paint('#dccdae', 'brown', 'beige', 'white, brown, yellow, grey, light grey'),
  paint('#1c1c1e', 'black', 'black', 'dark grey, navy, dark green, dark brown'),
  paint('#f3f2ee', 'white', 'white', 'light grey, beige, light blue'),
  paint('#86888a', 'grey', 'grey', 'dark grey, sage, light grey'),
  paint('#cbcccb', 'grey', 'light grey', 'grey, white, light blue, beige'),
  paint('#4a4c4e', 'grey', 'dark grey', 'grey, black, navy, dark green'),
];

/** A label, and the names by which people call such a thing. */
const names: readonly (readonly [string, readonly string[]])[] = [
  ['couch', ['sofa', 'couch']],
  ['cushion', ['cushion', 'pillow']],
  ['lamp', ['lamp', 'light']],
  ['dining table', ['table', 'dining table']],
  ['chair', ['chair']],
  ['potted plant', ['plant', 'potted plant']],
  ['vase', ['vase']],
  ['tv', ['TV', 'television', 'telly']],
  ['book', ['book']],
  ['cup', ['cup', 'mug']],
  ['bottle', ['bottle']],
  ['person', ['person', 'man', 'woman']],
  ['dog', ['dog']],
  ['car', ['car']],
  ['bicycle', ['bike', 'bicycle']],
  ['backpack', ['backpack', 'rucksack']],
  ['umbrella', ['umbrella']],
  ['box', ['box']],
  ['clock', ['clock']],
  ['carpet', ['rug', 'carpet']],
];

export interface Thing {
  readonly region: Region;
  readonly paint: Paint;
  /** Also where nobody has labelled it. */
  readonly names: readonly string[];
}

export interface Given {
  readonly scene: Scene;
  readonly things: readonly Thing[];
}

export interface Throw {
  readonly number: () => number;
  readonly whole: (from: number, to: number) => number;
  readonly one: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

export function throwing(seed: number): Throw {
  const number = dice(seed);
  const whole = (from: number, to: number): number => from + Math.floor(number() * (to - from + 1));
  return {
    number,
    whole,
    one: list => list[whole(0, list.length - 1)]!,
    shuffled: list =>
      list
        .map(item => ({ item, key: number() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
  };
}

const [width, height] = [1200, 900];

/** What a thing's mean strays from its paint, in Oklab: light falls on it, and a camera is not exact. */
const light = 0.045;
const tint = 0.012;

/** How often most pixels of a thing are counted as another colour that somebody might call it. */
const miscounted = 0.08;

/** About normal, of deviation 1. */
const stray = ({ number }: Throw): number => (number() + number() + number() - 1.5) * 2;

/** From `fewest` to `most` things, of any colour, place and size. One in ten has no label, where labels are given. */
export function given(seed: number, labelled: boolean, fewest = 4, most = 25): Given {
  const chance = throwing(seed);
  const count = chance.whole(fewest, most);
  // A room has several chairs.
  const kinds = chance.shuffled(names).slice(0, chance.whole(3, 10));
  const things = Array.from({ length: count }, (_, id) =>
    thing(id, chance, chance.one(paints), labelled ? chance.one(kinds) : undefined),
  );
  return { scene: { edition: 1, width, height, regions: things.map(({ region }) => region) }, things };
}

function thing(
  id: number,
  chance: Throw,
  paint: Paint,
  name: readonly [string, readonly string[]] | undefined,
): Thing {
  const { number } = chance;
  const across = Math.exp(Math.log(0.04) + number() * Math.log(10)) * width;
  const down = Math.min(0.8 * height, across * Math.exp((number() - 0.5) * 1.4));
  const box = {
    x: Math.round(number() * (width - across)),
    y: Math.round(number() * (height - down)),
    width: Math.round(across),
    height: Math.round(down),
  };
  const isLabelled = name !== undefined && number() >= 0.1;
  const region: Region = {
    id,
    box,
    area: ((0.5 + 0.45 * number()) * box.width * box.height) / (width * height),
    centre: {
      x: (box.x + box.width * (0.5 + 0.04 * (number() - 0.5))) / width,
      y: (box.y + box.height * (0.5 + 0.04 * (number() - 0.5))) / height,
    },
    ...coloured(paint, chance),
    texture: number(),
    focus: 0.5 + 0.5 * number(),
    edges: [
      ...(box.y < 4 ? (['top'] as const) : []),
      ...(box.x + box.width > width - 4 ? (['right'] as const) : []),
      ...(box.y + box.height > height - 4 ? (['bottom'] as const) : []),
      ...(box.x < 4 ? (['left'] as const) : []),
    ],
    ...(isLabelled ? { label: name[0], confidence: 0.6 + 0.39 * number() } : {}),
  };
  return { region, paint, names: name?.[1] ?? [] };
}

function coloured(paint: Paint, chance: Throw): Pick<Region, 'mean' | 'colours'> {
  const { L, a, b } = oklabOf(...fromHex(paint.hex));
  const shade = stray(chance) * light;
  // Less light takes the chroma along.
  const lit = Math.max(0.3, 1 + shade / Math.max(0.2, L));
  const mean: Region['mean'] = [
    Math.min(1, Math.max(0, L * lit)),
    a * lit + stray(chance) * tint,
    b * lit + stray(chance) * tint,
  ];
  const maybe = basicOf(paint.maybe);
  const counted = maybe.length > 0 && chance.number() < miscounted ? chance.one(maybe) : paint.counted;
  const share = 0.55 + 0.4 * chance.number();
  const rest = chance.one(chance.number() < 0.5 && maybe.length > 0 ? maybe : paints.map(one => one.counted));
  const colours = [{ name: counted, share }];
  if (rest !== counted) colours.push({ name: rest, share: (1 - share) * 0.9 });
  return { mean, colours };
}

const basics: ReadonlyMap<string, BasicColour> = new Map(paints.map(({ counted }) => [counted, counted]));

const basicOf = (words: readonly string[]): BasicColour[] => words.flatMap(word => basics.get(word) ?? []);

/** The same things, in the colour of `paint`. */
export const repainted = ({ region, names: called }: Thing, paint: Paint, seed: number): Thing => ({
  region: { ...region, ...coloured(paint, throwing(seed)) },
  paint,
  names: called,
});

export const sceneOf = (things: readonly Thing[]): Given => ({
  scene: { edition: 1, width, height, regions: things.map(({ region }) => region) },
  things,
});
