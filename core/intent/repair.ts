/** How people correct themselves in the middle of a sentence. */
import { setPhrases } from './set-phrases.ts';
import { isPunctuation, type Token } from './tokens.ts';

/** `cancel` takes back what was said; `replace` says it anew. */
export type Repair = 'cancel' | 'replace';

const cancelling = setPhrases(`
  scratch that | strike that | forget that | forget it | never mind | nevermind | cancel that | ignore that |
  disregard that | never mind that | do not do that | leave it | do not bother | no do not | forget i said that | on
  second thought leave it | actually do not | no never mind | actually never mind | no scratch that | actually forget
  it | actually leave it | wait do not | cancel | not that
`);

const replacing = setPhrases(`
  no wait | no sorry | no no | no actually | no not that | no i meant | no i mean | no | nope | nah | wait no | wait
  actually | wait | sorry i meant | sorry i mean | sorry no | sorry | i mean | i meant | i meant to say | i mean to
  say | actually no | actually | or rather | or better | or better yet | better yet | or actually | or no | or maybe |
  rather | make that | correction | oops | whoops | oops i meant | my mistake | my bad | hang on | hold on | on second
  thought | on second thoughts | on reflection | come to think of it | what i meant was | what am i saying | well
  actually | er no | excuse me | pardon me | that is to say | let me rephrase | let us say | let us go with | let us
  make that | not that one | not this one | not that | change that to | wrong | or should i say | should i say |
  instead | yes no | hmm no | or let us say | or let us make it | or make it | or make that | apologies | beg your
  pardon | in fact | strike that | well no | ah no | oh no | oh wait | i changed my mind | i have changed my mind |
  changed my mind
`);

const marks: readonly { readonly kind: Repair; readonly words: readonly string[] }[] = [
  ...cancelling.map(words => ({ kind: 'cancel' as const, words })),
  ...replacing.map(words => ({ kind: 'replace' as const, words })),
].sort((one, other) => other.words.length - one.words.length);
const byFirst = Map.groupBy(marks, ({ words }) => words[0] ?? '');

/** Whether a mark of self-correction stands at `at`. */
export const isRepair = (words: readonly Token[], at: number): boolean => markAt(words, at) !== undefined;

function markAt(words: readonly Token[], at: number): (typeof marks)[number] | undefined {
  return byFirst
    .get(words[at]?.low ?? '')
    ?.find(mark => mark.words.every((word, offset) => words[at + offset]?.low === word));
}

/** "well, scratch that": the word before it hesitates. */
function markAfter(words: readonly Token[], at: number): (typeof marks)[number] | undefined {
  if (!/^(well|so|but|and|or)$/.test(words[at]?.low ?? '')) return undefined;
  const next = isPunctuation(words[at + 1]?.low ?? '') ? at + 2 : at + 1;
  const found = markAt(words, next);
  return found?.kind === 'cancel'
    ? { ...found, words: [...words.slice(at, next).map(({ low }) => low), ...found.words] }
    : undefined;
}

/** The marks of self-correction at `at`, however many stand in a row: where they end, and whether one cancels. */
export function repairAt(words: readonly Token[], at: number): { kind: Repair; next: number } | undefined {
  let kind: Repair | undefined;
  let next = at;
  for (;;) {
    let from = next;
    while (isPunctuation(words[from]?.low ?? '')) from++;
    const found = markAt(words, from) ?? markAfter(words, from);
    if (!found) return kind && { kind, next };
    kind = kind === 'cancel' ? kind : found.kind;
    next = from + found.words.length;
  }
}
