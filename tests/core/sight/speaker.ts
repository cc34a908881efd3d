/**
 * Somebody who sees a picture and says which thing is meant. Knows the paints and the places, not the measurements; says only what tells the
 * thing from all others by a margin that one sees.
 */
import type { Side } from '../../../core/contract/plan.ts';
import { given, repainted, sceneOf, throwing, type Given, type Thing, type Throw } from './scenes.ts';

export interface Said {
  /** "the second red thing from the left". */
  readonly words: string;
  readonly id: number;
}

/** What is said so far, and which things it may still be. */
interface Partial {
  readonly colour?: string;
  readonly size?: string;
  /** Before the colour: "leftmost", "second". */
  readonly before?: string;
  /** After the noun: "on the left". */
  readonly after?: string;
  readonly noun: string;
  readonly left: readonly Thing[];
}

type Way = (meant: Thing, so: Partial, chance: Throw) => Partial | undefined;

const x = ({ region }: Thing): number => region.centre.x;
const y = ({ region }: Thing): number => region.centre.y;
const area = ({ region }: Thing): number => region.area;
const tallness = ({ region }: Thing): number => region.box.height;
const wideness = ({ region }: Thing): number => region.box.width;

const along: Readonly<Record<Side, (thing: Thing) => number>> = {
  left: x,
  right: thing => 1 - x(thing),
  top: y,
  bottom: thing => 1 - y(thing),
};
const allSides = ['left', 'right', 'top', 'bottom'] as const;

const others = (meant: Thing, list: readonly Thing[]): Thing[] =>
  list.filter(({ region }) => region.id !== meant.region.id);

/** How much less `reading` is of `meant` than of any other. Of one alone nobody compares anything. */
const ahead = (meant: Thing, list: readonly Thing[], reading: (thing: Thing) => number): number =>
  list.length < 2
    ? -Infinity
    : Math.min(...others(meant, list).map(other => reading(other) - reading(meant)));

const colour: Way = (meant, so, chance) => {
  const word = chance.one(meant.paint.says);
  const left = so.left.filter(({ paint }) => paint.says.includes(word) || paint.maybe.includes(word));
  return { ...so, colour: word, left };
};

/** Plainly further to that side than the others, and on that side; of two things the side alone says it. */
const side: Way = (meant, so, chance) => {
  const where = chance.one(allSides);
  if (ahead(meant, so.left, along[where]) < 0.15) return undefined;
  if (along[where](meant) > 0.45 && so.left.length > 2) return undefined;
  const after = chance.one([
    `${where === 'left' || where === 'right' ? 'on' : 'at'} the ${where}`,
    ...(where === 'left' || where === 'right' ? [`on the ${where} side`] : [`near the ${where}`]),
  ]);
  const plain = chance.number() < 0.4 ? { before: where } : { after };
  return { ...so, ...plain, left: [meant] };
};

/** In that quarter of the picture, and alone there. */
const corner: Way = (meant, so, chance) => {
  const [across, down] = [x(meant) < 0.5 ? 'left' : 'right', y(meant) < 0.5 ? 'top' : 'bottom'] as const;
  const isThere = (thing: Thing, within: number): boolean =>
    along[across](thing) < within && along[down](thing) < within;
  if (!isThere(meant, 0.38) || others(meant, so.left).some(other => isThere(other, 0.55))) return undefined;
  const upper = chance.one([down, down === 'top' ? 'upper' : 'lower']);
  const after = chance.one([
    `in the ${upper} ${across} corner`,
    `at the ${upper} ${across}`,
    `in the ${upper} ${across}`,
  ]);
  return { ...so, ...(chance.number() < 0.3 ? { before: `${upper} ${across}` } : { after }), left: [meant] };
};

const middle: Way = (meant, so) => {
  const off = (thing: Thing): number => Math.hypot(x(thing) - 0.5, y(thing) - 0.5);
  if (off(meant) > 0.15 || ahead(meant, so.left, off) < 0.15) return undefined;
  return { ...so, after: 'in the middle', left: [meant] };
};

const outermost: Way = (meant, so, chance) => {
  const where = chance.one(allSides);
  if (ahead(meant, so.left, along[where]) < 0.06) return undefined;
  return { ...so, before: `${where}most`, left: [meant] };
};

const size: Way = (meant, so, chance) => {
  const scale = chance.one([
    {
      reading: area,
      less: ['small', 'little', 'tiny'],
      more: ['big', 'large'],
      least: 'smallest',
      most: ['biggest', 'largest'],
      see: 1.8,
    },
    { reading: tallness, less: ['short'], more: ['tall'], least: 'shortest', most: ['tallest'], see: 1.5 },
    { reading: wideness, less: ['narrow'], more: ['wide'], least: 'narrowest', most: ['widest'], see: 1.5 },
  ]);
  const isLess = chance.number() < 0.5;
  const log = (thing: Thing): number => Math.log(scale.reading(thing)) * (isLess ? 1 : -1);
  const by = Math.exp(ahead(meant, so.left, log));
  if (by > scale.see) return { ...so, size: chance.one(isLess ? scale.less : scale.more), left: [meant] };
  if (by > Math.sqrt(scale.see))
    return { ...so, size: isLess ? scale.least : chance.one(scale.most), left: [meant] };
  return undefined;
};

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Only where nobody could doubt which things are counted, nor which comes before which. */
const ordinal: Way = (meant, so, chance) => {
  const where = chance.one(allSides);
  const sure = so.left.every(({ paint }) => so.colour === undefined || paint.says.includes(so.colour));
  const gaps = others(meant, so.left).map(other => Math.abs(along[where](other) - along[where](meant)));
  const before = so.left.filter(other => along[where](other) < along[where](meant)).length;
  const nth = ordinals[before];
  if (!sure || gaps.length === 0 || nth === undefined || Math.min(...gaps) < 0.05) return undefined;
  return { ...so, before: nth, after: `from the ${where}`, left: [meant] };
};

/** Colour first, for what comes after compares only what is left. */
const schemes: readonly (readonly Way[])[] = [
  [colour],
  [side],
  [corner],
  [middle],
  [outermost],
  [size],
  [ordinal],
  [colour, side],
  [colour, side],
  [colour, corner],
  [colour, middle],
  [colour, outermost],
  [colour, size],
  [colour, ordinal],
];

export const spoken = ({ before, size: large, colour: red, noun, after }: Partial): string =>
  ['the', before, large, red, noun, after].filter(word => word !== undefined).join(' ');

/** Said of anything; and, where nothing is labelled, names that nothing can confirm. */
const general = ['thing', 'object', 'one', 'area', 'part'];
const anything = [...general, ...general, 'cushion', 'hat'];

/** One thing of a picture, and words that are true of it alone. Nothing where they cannot be found at once. */
export function speak({ things }: Given, labelled: boolean, seed: number): Said | undefined {
  const chance = throwing(seed);
  const meant = chance.one(things);
  // What nobody has labelled cannot be found by its name.
  const named = meant.region.label !== undefined && chance.number() < 0.85;
  const noun = chance.one(named ? meant.names : labelled ? general : anything);
  let so: Partial = { noun, left: named ? things.filter(thing => thing.names.includes(noun)) : things };
  if (named && so.left.length === 1 && chance.number() < 0.5)
    return { words: spoken(so), id: meant.region.id };
  for (const way of chance.one(schemes)) {
    const next = way(meant, so, chance);
    if (!next) return undefined;
    so = next;
  }
  return so.left.length === 1 ? { words: spoken(so), id: meant.region.id } : undefined;
}

export interface Ambiguous {
  readonly picture: Given;
  readonly words: string;
  /** Each of them is what the words say. */
  readonly ids: readonly number[];
}

/** Words that are as true of two to four things, made so: of one colour, of one size, or equally far to a side. */
export function ambiguous(seed: number): Ambiguous {
  const chance = throwing(seed);
  const { things } = given(seed, false, 4, 14);
  const [first, ...rest] = chance.shuffled(things);
  const way = chance.one(['colour', 'size', 'side'] as const);
  if (way === 'colour') {
    const { paint } = first!;
    const word = chance.one(paint.says);
    const twins = rest.slice(0, chance.whole(1, 3));
    const isTwin = ({ region }: Thing): boolean => twins.some(twin => twin.region.id === region.id);
    const isOther = (thing: Thing): boolean =>
      thing === first || !(thing.paint.says.includes(word) || thing.paint.maybe.includes(word));
    const made = things
      .filter(thing => isTwin(thing) || isOther(thing))
      .map(thing => (isTwin(thing) ? repainted(thing, paint, seed + thing.region.id) : thing));
    return {
      picture: sceneOf(made),
      words: spoken({ colour: word, noun: 'thing', left: [] }),
      ids: [first!, ...twins].map(({ region }) => region.id),
    };
  }
  const where = chance.one(allSides);
  const scale = chance.one(['biggest', 'smallest'] as const);
  const reading =
    way === 'size' ? (thing: Thing) => area(thing) * (scale === 'biggest' ? -1 : 1) : along[where];
  const outermost = things.toSorted((one, other) => reading(one) - reading(other))[0]!;
  const twin = chance.one(others(outermost, things));
  const alike = {
    ...twin,
    region:
      way === 'size'
        ? { ...twin.region, area: outermost.region.area }
        : {
            ...twin.region,
            centre: {
              ...twin.region.centre,
              ...(where === 'left' || where === 'right' ? { x: x(outermost) } : { y: y(outermost) }),
            },
          },
  };
  return {
    picture: sceneOf(things.map(thing => (thing === twin ? alike : thing))),
    words: spoken({
      noun: 'thing',
      left: [],
      ...(way === 'size' ? { size: scale } : { before: `${where}most` }),
    }),
    ids: [outermost, twin].map(({ region }) => region.id),
  };
}
