/** Where a colour stands in a sentence, and where its name is a thing's. */
import { colourNamed, isColourWord } from '../colour/names.ts';
import { lows, type Token } from './tokens.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Also a fruit, a plant, a drink or a stuff: before one of `makes`, part of a name ("orange juice", "olive tree"). */
const things = set(
  'orange lemon lime peach apricot plum cherry olive rose violet lavender lilac mint chocolate coffee wine champagne honey butter apple pear avocado pumpkin chestnut walnut hazel cream salmon straw sand stone wheat grape mulberry strawberry raspberry watermelon vanilla caramel cinnamon mustard moss fern grass iris orchid poppy sunflower heather bamboo cork coral brick concrete steel gold silver copper brass bronze pearl ruby emerald sapphire jade amber milk linen cotton denim oak pine maple birch ash beech teak mahogany cocoa mushroom tobacco eucalyptus espresso cappuccino tomato snow sky ocean fire camel canary cardinal flamingo fawn peacock aubergine eggplant biscuit bone bubblegum chalk clay coal cement cornflower cranberry forest honeydew ink marble oatmeal pebble pistachio porcelain putty rust seashell smoke tangerine thistle toffee wisteria magnolia eggshell jet parchment',
);
const makes = set(
  'tree trees bush bushes plant plants leaf leaves juice pie cake oil branch branches jar glass glasses bottle bottles cup cups table tables pot garden seed seeds sauce jam bar box boxes fillet blossom blossoms petal petals stem stems stand machine maker cellar rack grinder beans bean cream shop sandwich bowl bun buns roll castle bucket stick sticks sticker patch field wedges slice slices peel tart soup maze bath truck',
);

/** Rarely a colour before a noun: "the stone wall" is of stone, "the coffee table" for coffee. */
const stuffs = set(
  'coffee wine stone brick concrete straw sand honey milk snow sky ocean grass fern wheat bamboo cork butter steel fire cotton denim mushroom apple tomato iron ice',
);

const lead = set(
  'a an some nice lovely beautiful really very kind shade of the colour color same more little subtle gorgeous pretty proper match matching',
);

/** The colour that all of `tokens` name, as said: "off-white", "walnut brown", "red and white". */
export function readColour(tokens: readonly Token[]): string | undefined {
  let start = 0;
  for (
    let low = tokens[0]?.low ?? '';
    start < tokens.length - 1 && lead.has(low);
    low = tokens[++start]?.low ?? ''
  ) {
    const next = tokens[start + 1]?.low ?? '';
    if (/^(shade|kind)$/.test(low) && next !== 'of') break;
    // "in the sky" is a place; "in the same blue" is a colour.
    if (low === 'the' && !/^(same|colou?r|shade|kind)$/.test(next)) break;
  }
  const own = tokens.slice(start);
  if (own.length === 0 || own.length > 7 || !own.every(({ low }) => low === 'and' || isColourWord(low)))
    return undefined;
  const text = lows(own).replace(/[ -]colou?red$/, '');
  const and = own.findIndex(({ low }) => low === 'and');
  if (and < 0) return colourNamed(text) === undefined ? undefined : text.replace(/ colou?r$/, '');
  const [left, right] = [own.slice(0, and), own.slice(and + 1)].map(part => colourNamed(lows(part)));
  return left !== undefined && right !== undefined ? text : undefined;
}

/** How many of the words from `at` are a colour said of what follows: "dark green bottle" 2, "orange juice" 0. */
export function colourBefore(tokens: readonly Token[], at: number, end: number): number {
  for (let length = Math.min(5, end - at - 1); length > 0; length--) {
    const own = tokens.slice(at, at + length);
    const [last, next] = [own.at(-1)?.low ?? '', tokens[at + length]?.low ?? ''];
    if (/^(and|balance|noise)$/.test(next) || !isColourWord(own[0]?.low ?? '') || plainModifier.has(last))
      continue;
    if (stuffs.has(last) || (things.has(last) && makes.has(next)) || readColour(own) === undefined) continue;
    if (lead.has(own[0]?.low ?? '')) continue;
    return length;
  }
  return 0;
}

/** Whether the words can only be a colour, not a thing that has one: "blue", not "rose". */
export const isPaint = (tokens: readonly Token[]): boolean =>
  readColour(tokens) !== undefined && !things.has(tokens.at(-1)?.low ?? '');

/** Whether a colour's name is that of a thing or a stuff, too: "marble", "light orange". */
export const isAlsoThing = (colour: string): boolean => things.has(colour.split(' ').at(-1) ?? '');

const plainModifier = set('light plain solid very');
