/** Where the name of a thing stands among the words for it: "glass of water", "trash can". */
import { isPaint, readColour } from './colour-words.ts';
import { ordinalAt } from './numbers.ts';
import { isComparison } from './tone.ts';
import { isPunctuation, lows, type Token } from './tokens.ts';
import {
  addresses,
  adjectives,
  bindings,
  determiners,
  distances,
  functionWords,
  pairs,
  placings,
  postures,
  pronouns,
  quantifiers,
  sizes,
  verbs,
} from './words.ts';

/** What is said after a thing's name of where it is. */
const whereabouts =
  /^(on|in|at|by|near|next|beside|behind|under|underneath|beneath|above|below|over|off|from|out|with|inside|against|around)$/;

/** "the old man's", "Anna's", "the boys'": the index after it, or `at`. */
export function ownerAt(tokens: readonly Token[], at: number): number {
  let isPlaced = false;
  for (let index = at; index < Math.min(tokens.length - 1, at + 5); index++) {
    const { low } = tokens[index] ?? { low: '' };
    // "the cup on Anna's desk" is no cup's desk, but "the girl on the left's bag" is her bag.
    if (/['](s)?$/.test(low))
      return isPlaced && !/^(left|right|middle|front|back|end|side)'s$/.test(low) ? at : index + 1;
    if (index > at && whereabouts.test(low)) isPlaced = true;
    if (functionWords.has(low) && !determiners.has(low)) break;
    if (isPunctuation(low) || low === 'of') break;
  }
  return at;
}

export const endsHead = (low: string): boolean =>
  (placings.has(low) && low !== 'left' && low !== 'right') ||
  bindings.has(low) ||
  postures.has(low) ||
  isPunctuation(low);

/** Where the name ends and what is said of it begins. "of" belongs to the name: "glass of water". */
export function headEnd(tokens: readonly Token[], at: number): number {
  for (let index = at + 1; index < tokens.length; index++) {
    const [low, next] = [tokens[index]?.low ?? '', tokens[index + 1]?.low ?? ''];
    if (low === 'of' && index > at) continue;
    if (low === ',' && index === at) continue;
    if (
      endsHead(low) ||
      (/^(over|up|out|in|down|back|right)$/.test(low) && /^(there|here)$/.test(tokens[index + 1]?.low ?? ''))
    )
      return index;
    if (/^(there|here)$/.test(low) || distances.has(low) || (low === 'out' && next === 'of')) return index;
    // "the guy photobombing us", but "the washing line".
    if (/ing$/.test(low) && (determiners.has(next) || pronouns.has(next) || /^(us|me|you)$/.test(next)))
      return index;
    if (low === 'to' && /^(left|right)$/.test(tokens[index + 2]?.low ?? '')) return index;
  }
  return tokens.length;
}

/** The name: '' where only "one" or nothing stands for it, nothing where the words are no name. */
export function nounOf(
  head: readonly Token[],
  determined: boolean,
  isThing: (words: readonly Token[]) => boolean,
): string | undefined {
  if (head.length === 0) return '';
  if (head.length > 7) return undefined;
  const of = head.findIndex(token => token.low === 'of');
  const before = of < 0 ? head : head.slice(0, of);
  if (of >= 0 && (of === 0 || !isThing(head.slice(of + 1)))) return undefined;
  // "a glass of water" is one thing; "the faces of the statues" are faces.
  const after = head[of + 1]?.low ?? '';
  const owned = of >= 0 && (determiners.has(after) || pronouns.has(after));
  const text = lows(before);
  const and = before.findIndex(token => token.low === 'and');
  if (
    and >= 0 &&
    ![...pairs].some(pair => text === pair || text.startsWith(`${pair} `) || text.endsWith(` ${pair}`))
  )
    return undefined;
  const [first, last] = [before[0]?.low ?? '', before.at(-1)?.low ?? ''];
  if (placings.has(first) || bindings.has(first) || /^(out|off|away)$/.test(first)) return undefined;
  if (!determined && verbs.has(first) && !/^(mirror|mark|shade|tin)$/.test(first)) return undefined;
  if (
    !determined &&
    before.length === 1 &&
    (ordinalAt([first], 0) || adjectives.has(first) || sizes.has(first) || isComparison(first))
  )
    return undefined;
  // "the wall green" is a thing and a colour; so is "the colour of the wall", said of the wall.
  if (
    and < 0 &&
    before.length > 1 &&
    readColour(before.slice(-1)) !== undefined &&
    !/^(navel|blood|wild|climbing|smoked|fresh|rotten|sliced)$/.test(before.at(-2)?.low ?? '')
  )
    return undefined;
  // Nobody calls a thing "the white": "the white wine red" is a wine, and its new colour.
  if (head.length === 1 && isPaint(head) && !/s$/.test(last)) return undefined;
  if (/^colou?r$/.test(last) && (before.length > 1 || of >= 0)) return undefined;
  // "the cup whiter" is a cup, and how it is to be.
  if (isComparison(last) && before.length > 1) return undefined;
  const ordinary = before.every(
    ({ low }) => low === 'and' || (!functionWords.has(low) && /\p{L}/u.test(low)),
  );
  if (!ordinary) return undefined;
  if (
    !determined &&
    head.length === 1 &&
    (pronouns.has(text) || addresses.has(text) || quantifiers.has(text))
  )
    return undefined;
  return (owned ? before : head).map(token => token.text).join(' ');
}
