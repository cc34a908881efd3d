/** What is said beside a request: reasons, likenesses, and things that are not meant. */
import type { Target } from '../contract/plan.ts';
import { readClause } from './clause.ts';
import { aboutOf } from './memory.ts';
import { longest } from './reach.ts';
import { readTargets } from './target.ts';
import { isPunctuation, lowAt, lows, type Token } from './tokens.ts';
import { determiners, verbs } from './words.ts';

const reason =
  /^(because|since|so that|so (i|we|you|they|people) (can|could|do|have)|so (it|they|he|she) (looks?|is|will|would|can|fits|matches|feels|stands|has|are))\b/;

/** "because it is for my CV", "so that I can print it": where the reason at `at` ends. */
export function reasonEnd(tokens: readonly Token[], at: number): number | undefined {
  if (!reason.test(lows(tokens.slice(at, at + 4)))) return undefined;
  for (let end = at + 1; end < tokens.length; end++) {
    const [low, next] = [lowAt(tokens, end), lowAt(tokens, end + 1)];
    if (isPunctuation(low)) return end;
    if (/^(and|then|but|also|plus)$/.test(low) && (verbs.has(next) || /^(then|also|so)$/.test(next)))
      return end;
  }
  return tokens.length;
}

/** "so should the cushions": where the things begin. */
export const likewiseEnd = (tokens: readonly Token[], at: number): number | undefined =>
  /^so (should|has|have|do|does|is|are|must|can|could|will|would)$/.test(lows(tokens.slice(at, at + 2)))
    ? at + 2
    : undefined;

interface Aside {
  readonly value: readonly Target[];
  readonly end: number;
}

/** "I don't want the door blue": the door. */
export function unwantedAt(tokens: readonly Token[], at: number): Aside | undefined {
  if (!/^(i|we) do not (want|like|need)$/.test(lows(tokens.slice(at, at + 4)))) return undefined;
  const found = longest(tokens, at + 4, readClause);
  const edits = found?.value.verb.length === 0 && !found.value.topic ? found.value.edits : [];
  if (!found || !edits.some(edit => edit.op === 'recolor')) return undefined;
  return { value: edits.flatMap(edit => aboutOf(edit) ?? []), end: found.end };
}

/** The things after the "not" at `at`: up to where another thing begins, "not the lamp the mirror". */
export function sparedAt(tokens: readonly Token[], at: number): Aside | undefined {
  for (let end = at + 2; end <= Math.min(tokens.length, at + 16); end++) {
    const next = lowAt(tokens, end);
    const goesOn = !isPunctuation(next) && !determiners.has(next) && !verbs.has(next) && next !== 'but';
    if (end < tokens.length && goesOn) continue;
    const value = readTargets(tokens.slice(at + 1, end));
    if (value) return { value, end };
  }
  return undefined;
}
