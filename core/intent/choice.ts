/** "Two", "the second one", "both": which of those that are numbered on the picture, from the left. */
import { ordinalAt } from './numbers.ts';
import { tokenise } from './tokens.ts';

const numbers = 'one two three four five six seven eight nine'.split(' ');

/** What may stand around it. */
const filler = new Set(
  'the a an number no this that it is its thing i mean meant want take pick choose and please , . ! ones of'.split(
    ' ',
  ),
);

/** The numbers that are chosen of 1 to `count`, each once, or nothing where that is no choice. */
export function choiceIn(sentence: string, count: number): number[] | undefined {
  const words = tokenise(sentence).map(({ low }) => low);
  // "one" is a number only where nothing else is: "the left one".
  const named = words.filter(
    (word, at) => !filler.has(word) && !(word === 'one' && at > 0 && words.length > 1),
  );
  const told = named.length > 0 ? named : words.filter(word => word === 'one');
  const chosen = told.flatMap(word => numberOf(word, count));
  if (chosen.length === 0 || chosen.some(number => !(number >= 1 && number <= count))) return undefined;
  return [...new Set(chosen)].sort((one, other) => one - other);
}

/** NaN for what is no number. */
function numberOf(word: string, count: number): number[] {
  const all = Array.from({ length: count }, (_, i) => i + 1);
  if (word === 'all' || word === 'them' || word === 'everything') return all;
  if (word === 'both') return count === 2 ? all : [NaN];
  if (word === 'left' || word === 'leftmost') return [1];
  if (word === 'right' || word === 'rightmost' || word === 'last') return [count];
  if (word === 'middle' || word === 'centre' || word === 'center')
    return [count % 2 === 1 ? (count + 1) / 2 : NaN];
  const at = numbers.indexOf(word);
  if (at >= 0) return [at + 1];
  return [ordinalAt([word], 0)?.value ?? (/^\d$/.test(word) ? Number(word) : NaN)];
}
