/** How far a clause may go: the places where one can end, and the longest stretch that can be read. */
import { numberAt } from './numbers.ts';
import { isRepair } from './repair.ts';
import { lowAt, trimmed, type Token } from './tokens.ts';
import { verbs } from './words.ts';

/** No clause is longer, in words. */
const reach = 44;

const mayEnd =
  /^([.,;:!?/]|and|then|but|also|plus|or|while|so|not|do|i|could|can|would|let|never|without|except|because|since)$/;

/** Verbs that are no nouns: after "and" or a comma, a new clause begins with one. */
const orders =
  /^(remove|erase|delete|make|add|replace|recolou?r|resize|rotate|brighten|darken|sharpen|pixelate|desaturate|increase|reduce|upscale|save|export|undo)$/;

/** Whatever verb has one of these after it, or after its particles, is no noun either: "and take out the dish". */
const aims =
  /^(the|this|that|these|those|my|our|his|her|their|its|it|them|all|both|every|each|everything|everyone)$/;
const particles = /^(out|off|away|up|down|rid|of|in|on|over|with)$/;

/** Where a clause from `from` may end, the nearest first. */
export function endsFrom(tokens: readonly Token[], from: number): number[] {
  const ends: number[] = [];
  /** Past "minus 8": what is said after it is another measure. */
  let past = -1;
  for (let at = from + 1; at < Math.min(tokens.length, from + reach); at++) {
    const low = lowAt(tokens, at);
    const signed = /^(plus|minus)$/.test(low) ? numberAt(following(tokens, at), 0) : undefined;
    if (signed) past = at + signed.next;
    if ((mayEnd.test(low) && !signed) || at === past || verbs.has(low) || isRepair(tokens, at)) ends.push(at);
    if (/^[.;!?]$/.test(low)) return ends;
    if ((orders.test(low) || (verbs.has(low) && aimed(tokens, at + 1))) && begins(tokens, at, from))
      return ends;
  }
  if (tokens.length - from <= reach) ends.push(tokens.length);
  return ends;
}

/** The words of a number at most. */
const following = (tokens: readonly Token[], at: number): string[] =>
  tokens.slice(at, at + 6).map(({ low }) => low);

/** Whether a thing is named from `at`, be it after a particle or two, or one word on: "cool everything", "make both". */
function aimed(tokens: readonly Token[], at: number): boolean {
  while (particles.test(lowAt(tokens, at))) at++;
  return aims.test(lowAt(tokens, at)) || aims.test(lowAt(tokens, at + 1));
}

/** Whether the order at `at` is another than the one that began at `from`: "…, make it …", but "go ahead and make it …" is one. */
function begins(tokens: readonly Token[], at: number, from: number): boolean {
  const before = lowAt(tokens, at - 1);
  return (
    at > from + 1 &&
    (before === ',' ||
      (/^(and|then)$/.test(before) &&
        !/^(go|ahead|try|on|come|and|do|favour|favor)$/.test(lowAt(tokens, at - 2))))
  );
}

/** The longest span from `from` that `read` can read. */
export function longest<T>(
  tokens: readonly Token[],
  from: number,
  read: (span: readonly Token[]) => T | undefined,
): { value: T; end: number } | undefined {
  for (const end of endsFrom(tokens, from).reverse()) {
    const value = read(trimmed(tokens.slice(from, end)));
    if (value !== undefined) return { value, end };
  }
  return undefined;
}
