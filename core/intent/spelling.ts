/** Verbs as they are mistyped. */
import { isOneSlip } from '../policy/slip.ts';
import { verbs } from './words.ts';

const long = [...verbs].filter(verb => verb.length >= 5);

/** Words of their own, a slip away from a verb. */
const others = new Set(
  'clean point plant print faint chance charge concert covert boots boast roost crane prank drank frank smart peace palace plate stitch swatch expert scare stale stare invert black block saint taint'.split(
    ' ',
  ),
);

/** The one verb of five letters or more that is a slip away: a letter missing, added, changed, or two exchanged. */
export function nearestVerb(word: string): string | undefined {
  if (word.length < 4 || verbs.has(word) || others.has(word)) return undefined;
  // "removed" tells of what was done, it is not mistyped.
  const near = long.filter(verb => isOneSlip(word, verb) && word !== `${verb}d` && word !== `${verb}s`);
  return near.length === 1 ? near[0] : undefined;
}
