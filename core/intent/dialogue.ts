/** What is said after something was said: an answer, a correction, or more of it. */
import type { Edit, Plan } from '../contract/plan.ts';
import { little, limited, plain, withoutDegree } from './degree.ts';
import { repairAt } from './repair.ts';
import { isPunctuation, lows, said, tokenise, trimmed, type Token } from './tokens.ts';
import { understand } from './understand.ts';

/** What was asked for last. */
export interface Exchange {
  readonly sentence: string;
  readonly edits: readonly Edit[];
}

export type Reply =
  /** To be done, after what was done. `sentence` is what it comes to, said in full. */
  | { readonly kind: 'do'; readonly plan: Plan; readonly sentence: string }
  /** To be done instead: what was done is taken back first. */
  | { readonly kind: 'instead'; readonly plan: Plan; readonly sentence: string }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  /** Whatever goes on is to end. */
  | { readonly kind: 'stop' };

const yes =
  /^(?:(?:yes|yeah|yep|yup|sure|correct|exactly|right|that is right|that is it|do it|do that|go ahead|go on|apply|apply it|apply that|please do|perfect|fine)(?: (?:please|do it|do that|go ahead|go on|that one|apply it))*)$/;
const no =
  /^(?:(?:no|nope|nah|do not|never mind|forget it|forget that|scratch that|strike that|cancel|cancel that|cancel it|leave it|not that|not this|wrong|no thanks)(?: (?:thanks|thank you|do not|never mind|cancel|leave it|not that|no|scratch that|forget it))*)$/;
const stop = /^(?:stop|stop it|stop that|halt|stop stop|please stop|stop please|wait stop)$/;
const again =
  /^(?:(?:the )?other one|another(?: one| way)?|(?:do it |try |try it )?again|(?:one more time|once more)|try another(?: one| way)?|differently|something else)$/;
const more =
  /^(?:(?:even )?more(?: of (?:that|it))?|further|stronger|keep going|and more|some more|more more)$/;
const less =
  /^(?:less(?: of (?:that|it))?|not so much|not that much|weaker|(?:that is |it is )?too (?:much|strong)|less less)$/;

/** `last` is nothing where nothing was asked for yet. Total, as `understand` is. */
export function reply(sentence: string, last?: Exchange): Reply {
  const tokens = tokenise(sentence);
  const plainly = wordsOf(tokens);
  if (stop.test(plainly)) return { kind: 'stop' };
  if (yes.test(plainly)) return { kind: 'yes' };
  if (no.test(plainly)) return { kind: 'no' };
  // In a sentence of its own "it" is the picture, or what is marked: whatever was spoken of may be gone.
  const fresh = understand(sentence);
  if ('refused' in fresh || !last) return { kind: 'do', plan: fresh, sentence };
  if (again.test(plainly)) return { kind: 'do', plan: { edits: [{ op: 'another' }] }, sentence };
  return corrected(tokens, fresh, last) ?? carriedOn(tokens, sentence, fresh, last);
}

const wordsOf = (tokens: readonly Token[]): string => lows(tokens.filter(({ low }) => !isPunctuation(low)));

/** A sentence as it is understood by itself. */
interface Fresh {
  readonly edits: Edit[];
}

/** "no, the mirror", "I meant blue", "the left one". */
function corrected(tokens: readonly Token[], fresh: Fresh, last: Exchange): Reply | undefined {
  const repair = repairAt(tokens, 0);
  if (!repair && (fresh.edits.length > 0 || !isOne.test(lows(tokens)))) return undefined;
  const from = repair?.next ?? 0;
  // "not that one, the chair"
  const rest = trimmed(tokens.slice(tokens[from]?.low === 'one' ? from + 1 : from));
  if (rest.length === 0) return undefined;
  const words = said(rest);
  const alone = understand(words);
  const stands = 'refused' in alone || alone.edits.length > 0;
  const sentence = stands ? words : `${last.sentence}, no, ${words}`;
  const plan = stands ? alone : understand(sentence);
  if ('refused' in plan) return { kind: 'do', plan, sentence };
  const changed = plan.edits.length > 0 && JSON.stringify(plan.edits) !== JSON.stringify(last.edits);
  return changed ? { kind: 'instead', plan, sentence } : undefined;
}

/** "the left one": which, where it was not said which. */
const isOne = /^(?:the|that|this) (?:.+ )?ones?(?: .+)?$/;

/** "a bit more", "the door too". */
function carriedOn(tokens: readonly Token[], sentence: string, fresh: Fresh, last: Exchange): Reply {
  const done = (plan: Plan, whole = sentence): Reply => ({ kind: 'do', plan, sentence: whole });
  if (fresh.edits.length > 0) return done(fresh);
  const weaker = turnedDown(tokens, last.edits);
  if (weaker) return { kind: 'instead', plan: { edits: weaker }, sentence: last.sentence };
  const moved = movedOn(tokens, last.edits);
  if (moved) return done({ edits: moved });
  const whole = `${last.sentence} and ${said(tokens)}`;
  const both = understand(whole);
  if ('refused' in both) return done(both);
  const added = both.edits.slice(last.edits.length);
  const begins = JSON.stringify(both.edits.slice(0, last.edits.length)) === JSON.stringify(last.edits);
  return begins && added.length > 0 ? done({ edits: added }) : done(fresh);
}

/** Half of what was measured, or three quarters where "a bit" is said: it is done anew, for what is done is not measured. */
function turnedDown(tokens: readonly Token[], edits: readonly Edit[]): Edit[] | undefined {
  const degree = withoutDegree(tokens)?.degree;
  if (!less.test(lows(withoutDegree(tokens)?.rest ?? tokens)) && !less.test(wordsOf(tokens)))
    return undefined;
  const share = degree?.amount === little ? 0.75 : 0.5;
  const weaker = edits.flatMap(edit =>
    edit.op === 'auto' ? [{ ...edit, strength: limited((edit.strength ?? 1) * share) }] : [],
  );
  return edits.length > 0 && weaker.length === edits.length ? weaker : undefined;
}

/** The adjustments of before once more, or some of them taken back: by as much as is said, else by a smaller step. */
function movedOn(tokens: readonly Token[], edits: readonly Edit[]): Edit[] | undefined {
  const degree = withoutDegree(tokens);
  // "much" is a degree, and in "too much" it is not.
  const ways = [wordsOf(degree?.rest ?? tokens), wordsOf(tokens)];
  const sign = ways.some(way => more.test(way)) ? 1 : ways.some(way => less.test(way)) ? -1 : 0;
  if (sign === 0 || edits.length === 0) return undefined;
  const moved = edits.map((edit): Edit | undefined => {
    if (edit.op !== 'adjust') return undefined;
    const by = degree?.degree.amount ?? (Math.abs(edit.amount) > plain ? plain : little);
    return { ...edit, amount: limited(sign * Math.sign(edit.amount) * by) };
  });
  return moved.every(edit => edit !== undefined) ? moved : undefined;
}
