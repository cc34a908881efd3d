/** “Both door”: where more than one is spoken of, an ending was not heard. */
import { adjectives, sizes } from '../words.ts';
import { pluralOf } from './everyday.ts';
import { colours, nouns } from './known.ts';
import { piecesOf, taken, textOf } from './pieces.ts';

/** Words after which comes more than one; not “all the”, as in “all the sky”. */
const several = new Set(
  'both these those several many two three four five six seven eight nine ten eleven twelve'.split(' '),
);

const isDescriptive = (word: string): boolean =>
  word === 'the' || adjectives.has(word) || sizes.has(word) || colours().has(word);

const isThing = (word: string): boolean => nouns().has(word) && word !== 'and' && !isDescriptive(word);

/** With such a thing in its plural, where there is one. What is no plural's beginning stays as it is. Total. */
export function agreed(sentence: string): string {
  let pieces = piecesOf(sentence);
  for (let at = 0; at < pieces.length; at++) {
    if (!several.has(lowAt(at))) continue;
    let noun = at + 1;
    while (isDescriptive(lowAt(noun))) noun++;
    // "name tag": what a thing is for may be no thing itself.
    if (noun === at + 1 && !isThing(lowAt(noun)) && isThing(lowAt(noun + 1))) noun++;
    while (isThing(lowAt(noun)) && isThing(lowAt(noun + 1))) noun++;
    const plural = pluralOf(lowAt(noun));
    // “these hand-knitted scarves”; “both the chair and the lamp”, which are one each.
    const isOther = pieces[noun + 1]?.gap.startsWith('-') || lowAt(noun + 1) === 'and';
    if (!isOther && isThing(lowAt(noun)) && nouns().has(plural))
      pieces = taken(pieces, { at: noun, length: 1 }, plural);
  }
  return textOf(pieces);

  function lowAt(at: number): string {
    return pieces[at]?.word.toLowerCase() ?? '';
  }
}
