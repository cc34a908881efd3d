/** May this be asked? One answer for the bar, the engine, the command line and whoever else passes words on. */
import { textOf, type Pattern, type Text } from './pattern.ts';
import { plainWords } from './plain-words.ts';
import { asks, torn, type Ask, type Kind } from './rules.ts';

export type Answer = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

const reasons: Readonly<Record<Kind, string>> = {
  undressing:
    'Brushword does not undress people; if nobody wears the clothes you mean, say where they are, such as “the shirt on the chair”.',
  sexual: 'Brushword makes no sexual pictures of people.',
  faces: 'Brushword does not put one person’s face or head on another.',
};

/** How many words around what was found its exception may stand: no further, or another clause would excuse it. */
const around = 7;
const clauseBreak = /^(?:\.|and|then|but)$/;

/** By the last word or list that they need, the most telling: a sentence is held only against those that it could be. */
const byNeed = new Map<string, Ask[]>();
for (const ask of asks)
  for (const need of ask.pattern.needs.at(-1) ?? []) {
    const list = byNeed.get(need);
    if (list) list.push(ask);
    else byNeed.set(need, [ask]);
  }

/** Whether `sentence`, any text, may be done at all. One refused request in it refuses the whole. */
export function mayAsk(sentence: string): Answer {
  const words = plainWords(sentence.slice(0, 100_000));
  const text = textOf(words);
  for (const need of text.present)
    for (const ask of byNeed.get(need) ?? [])
      if (isAsked(ask, text)) return { allowed: false, reason: reasons[ask.kind] };
  return torn.test(words.join('')) ? { allowed: false, reason: reasons.undressing } : { allowed: true };
}

function isAsked({ pattern, unless }: Ask, text: Text): boolean {
  if (!pattern.needs.every(need => some(need, text.present))) return false;
  for (let at = 0; at < text.words.length; at++) {
    const end = pattern.endAt(text, at);
    if (end !== undefined && !excused(unless, text.words, at, end)) return true;
  }
  return false;
}

function some(need: ReadonlySet<string>, present: ReadonlySet<string>): boolean {
  if (present.size < need.size) return some(present, need);
  for (const key of need) if (present.has(key)) return true;
  return false;
}

/** Whether one of `unless` stands in what was found, from `at` to `end`, or in the clause around it. */
function excused(unless: readonly Pattern[], words: readonly string[], at: number, end: number): boolean {
  if (unless.length === 0) return false;
  let [from, to] = [at, end];
  while (from > 0 && at - from < around && !clauseBreak.test(words[from - 1] ?? '')) from--;
  while (to < words.length && to - end < around && !clauseBreak.test(words[to] ?? '')) to++;
  const clause = textOf(words.slice(from, to));
  return unless.some(pattern => clause.words.some((_, start) => pattern.endAt(clause, start) !== undefined));
}
