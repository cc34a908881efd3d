/** What was meant by something said that can be read in several ways. */
import { reply, type Exchange } from './dialogue.ts';
import { readingOf, type Reading } from './mishearing.ts';
import { agreed } from './mishearing/agreement.ts';
import { ended } from './mishearing/endings.ts';

/**
 * `ways`: how it can be read, the likeliest first; there is at least one. The first that asks for anything is taken, and then by its
 * sound. What is refused is taken, too: it is not to be read otherwise. Where the likeliest is that nothing was said to us, that is so; and nothing but a yes is one.
 * `last`: what an answer may lean on. Total.
 */
export function meantBy(ways: readonly string[], last?: Exchange): Reading {
  const [likeliest = ''] = ways;
  if (likeliest === '') return { sentence: '', mishearings: [] };
  const way = asksFor(likeliest, last) ? likeliest : (otherThatAsks(ways, last) ?? likeliest);
  const { sentence, mishearings } = readingOf(way);
  const plural = agreed(mended(sentence, last));
  if (way === likeliest && plural === sentence) return { sentence, mishearings };
  return { sentence: plural, mishearings: [{ heard: likeliest, meant: plural }] };
}

/** With endings that were hardly heard, where it still asks for something. */
function mended(sentence: string, last: Exchange | undefined): string {
  const whole = ended(sentence);
  return whole !== sentence && reply(whole, last).kind === 'do' && asksFor(whole, last) ? whole : sentence;
}

/** Before an order people sigh: “ugh, this is too bright”. Who knows no such word hears another. */
const withoutFirst = (way: string): string => way.replace(/^\S+\s*/, '');

const otherThatAsks = (ways: readonly string[], last: Exchange | undefined): string | undefined =>
  [...ways, ...ways.map(withoutFirst)].find(way => reply(way, last).kind !== 'yes' && asksFor(way, last));

function asksFor(sentence: string, last: Exchange | undefined): boolean {
  const answer = reply(sentence, last);
  return !('plan' in answer) || 'refused' in answer.plan || answer.plan.edits.length > 0;
}
