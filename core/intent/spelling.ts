/** Verbs as they are mistyped. */
import { isOneSlip } from '../policy/slip.ts';
import { verbs } from './words.ts';

const long = [...verbs].filter(verb => verb.length >= 5);

/** The one verb of five letters or more that is a slip away: a letter missing, added, changed, or two exchanged. */
export function nearestVerb(word: string): string | undefined {
  if (word.length < 4 || verbs.has(word)) return undefined;
  // "removed" tells of what was done, it is not mistyped.
  const near = long.filter(verb => isOneSlip(word, verb) && word !== `${verb}d` && word !== `${verb}s`);
  return near.length === 1 ? near[0] : undefined;
}
