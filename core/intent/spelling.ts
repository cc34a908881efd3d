/** Verbs as they are mistyped. */
import { verbs } from './words.ts';

const long = [...verbs].filter(verb => verb.length >= 5);

/** The one verb of five letters or more that is a slip away: a letter missing, added, changed, or two exchanged. */
export function nearestVerb(word: string): string | undefined {
  if (word.length < 4 || verbs.has(word)) return undefined;
  const near = long.filter(verb => isOneSlip(word, verb));
  return near.length === 1 ? near[0] : undefined;
}

function isOneSlip(word: string, verb: string): boolean {
  const difference = word.length - verb.length;
  if (Math.abs(difference) > 1) return false;
  let at = 0;
  while (at < word.length && word[at] === verb[at]) at++;
  const rest = (text: string, from: number): string => text.slice(from);
  if (difference === 1) return rest(word, at + 1) === rest(verb, at);
  if (difference === -1) return rest(word, at) === rest(verb, at + 1);
  const exchanged =
    word[at] === verb[at + 1] && word[at + 1] === verb[at] && rest(word, at + 2) === rest(verb, at + 2);
  // A changed first letter makes another word as often as a slip: "boost", "roost".
  return exchanged || (at > 0 && rest(word, at + 1) === rest(verb, at + 1));
}
