/** Where a thing is said to be: "on the right", "in the top left corner", "next to the window". */
import { readColour } from './colour-words.ts';
import { setPhrases } from './set-phrases.ts';
import { said, type Token } from './tokens.ts';
import { placings, wholes } from './words.ts';

const preposition = /^(on|in|at|to|from|by|near|towards|along|toward)$/;
const core =
  /^(left|right|top|bottom|middle|center|centre|front|back|rear|foreground|background|corner|upper|lower|far|very|left-hand|right-hand|edge|side)$/;
const shell = /^(side|hand|corner|edge|half|part|third|end|area|of|most|row)$/;

/**
 * All of `tokens`, which begin with a preposition, as a place. Empty text where they say no more than "in the picture"; nothing where they are
 * no place. `isThing` says whether words name a thing.
 */
export function readPlace(
  tokens: readonly Token[],
  isThing: (words: readonly Token[]) => boolean,
): { text: string } | undefined {
  return readSide(tokens, isThing) ?? readRelation(tokens, isThing);
}

function readSide(
  tokens: readonly Token[],
  isThing: (words: readonly Token[]) => boolean,
): { text: string } | undefined {
  let at = 0;
  const low = (index: number): string => tokens[index]?.low ?? '';
  if (!preposition.test(low(at))) return undefined;
  at++;
  if (/^(the|your|my|his|her)$/.test(low(at))) at++;
  const words: string[] = [];
  while (core.test(low(at)) || (words.length > 0 && shell.test(low(at)) && low(at) !== 'of')) {
    if (
      core.test(low(at)) &&
      low(at) !== 'very' &&
      !(words.length > 0 && /^(corner|side|edge)$/.test(low(at)))
    )
      words.push(low(at).replace(/-hand$/, ''));
    at++;
  }
  if (words.length === 0) return undefined;
  const text = words.join(' ');
  if (at === tokens.length) return { text };
  if (low(at) !== 'of') return undefined;
  const rest = tokens.slice(at + 1);
  if (rest.length <= 3 && (wholes.has(rest.at(-1)?.low ?? '') || rest.at(-1)?.low === 'room'))
    return { text };
  return isThing(rest) ? { text: `${text} of ${said(rest)}` } : undefined;
}

/** Prepositions that take another word with them. */
const compound = setPhrases(
  'next to | close to | out of | near to | near of | next of | behind of | beside of | in front of | on top of | left of | right of | across from | inside of | outside of | in between | over by | up on | opposite to | up against | right next to | right behind | in the middle of',
);

const attire =
  /\b(shirt|dress|suit|jacket|coat|hat|t-shirt|skirt|jeans|trousers|top|sweater|jumper|hoodie|uniform|shorts|scarf|cap|vest|glasses|bikini|clothes|boots|shoes|costume)$/;

function readRelation(
  tokens: readonly Token[],
  isThing: (words: readonly Token[]) => boolean,
): { text: string } | undefined {
  const mark = compound.find(words => words.every((word, index) => tokens[index]?.low === word));
  const first = tokens[0]?.low ?? '';
  const single = placings.has(first) && !/^(next|close|left|right)$/.test(first);
  const length = mark ? mark.length : single ? 1 : 0;
  if (length === 0) return undefined;
  const rest = tokens.slice(length);
  const last = rest.at(-1)?.low ?? '';
  // Worn, not a place: "the girl in yellow".
  if (first === 'in' && (attire.test(last) || readColour(rest) !== undefined)) return { text: '' };
  const us = rest.length === 1 && /^(us|me|you)$/.test(last);
  if (rest.length === 0 || !(us || isThing(rest))) return undefined;
  if (first === 'in' && rest.length <= 3 && wholes.has(last)) return { text: '' };
  return { text: said(tokens) };
}
