/** Whether a name that is said is the name on a label: "couches" and "couch", "sofa" and "couch", "man" and "person". */
import { canonical, ofKind } from './synonyms.ts';

const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    people: 'person',
    men: 'man',
    women: 'woman',
    children: 'child',
    feet: 'foot',
    teeth: 'tooth',
    geese: 'goose',
    mice: 'mouse',
    leaves: 'leaf',
    knives: 'knife',
    shelves: 'shelf',
    bookshelves: 'bookshelf',
    scarves: 'scarf',
    loaves: 'loaf',
    wolves: 'wolf',
    buses: 'bus',
    lens: 'lens',
    lenses: 'lens',
    canvas: 'canvas',
    series: 'series',
  }),
);

/** Said in the plural of one thing. */
const pairs =
  /^(sunglasses|eyeglasses|spectacles|trousers|pants|jeans|shorts|scissors|clothes|stairs|headphones|binoculars|pyjamas|tights)$/;

/** One of them: "boxes" → "box". As it stands where it is no plural. */
export function singular(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word) || pairs.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return /(ss|x|ch|sh|[^h]o)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

export const isPlural = (word: string): boolean => singular(word) !== word;

/** Any region may be called so. */
const anything =
  /^(thing|object|item|one|area|part|bit|spot|region|patch|piece|section|shape|blob|element|zone|surface|segment|stuff|something|everything|corner|middle|center|centre|edge|side|other|rest|lot|half|third|colou?r)$/;

export const isAnything = (word: string): boolean => anything.test(singular(word));

/** As words in lower case, each in the singular and each under the first name of its line in `synonyms.ts`. */
function plain(name: string): readonly string[] {
  const words = (name.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) ?? []).map(singular);
  const [whole, last] = [canonical.get(words.join(' ')), words.at(-1) ?? ''];
  return whole === undefined ? [...words.slice(0, -1), canonical.get(last) ?? last] : [whole];
}

/** What the name says, and how well it fits a label: chosen so that the same name beats a kind, and any of these no name. */
const asSaid = 1;
const moreExact = 0.95;
const kindOf = 0.9;
const lessExact = 0.75;

/**
 * How well `name` fits `label`, from 0 to 1. "table" is said of a dining table, and "animal" of a dog; "coffee table" and "man" may be
 * what is labelled "table" and "person".
 */
export function nameFit(name: string, label: string): number {
  const [said, seen] = [plain(name), plain(label)];
  const [head, kind] = [said.at(-1), seen.at(-1)];
  if (head === undefined || kind === undefined) return 0;
  if (said.join(' ') === seen.join(' ')) return asSaid;
  // "water bottle" and "wine bottle" are two things.
  if (head === kind) return said.length === 1 ? moreExact : seen.length === 1 ? lessExact : 0;
  if (said.length === 1 && ofKind.get(head)?.has(kind) === true) return kindOf;
  return ofKind.get(kind)?.has(head) === true ? lessExact : 0;
}
