/** May this be asked? One answer for the bar, the engine, the command line and whoever else passes words on. */
import { marked } from './marks.ts';
import { plainWords } from './plain-words.ts';
import { rules, spoken, torn, type Kind, type Rule } from './rules.ts';

export type Answer = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

const reasons: Readonly<Record<Kind, string>> = {
  undressing:
    'Brushword does not undress people; if nobody wears the clothes you mean, say where they are, such as “the shirt on the chair”.',
  sexual: 'Brushword makes no sexual pictures of people.',
  faces: 'Brushword does not put one person’s face or head on another.',
};

/** Of long text, what is read at once, and how much of it twice: a rule never looks further than a few words. */
const piece = 2000;
const overlap = 200;

/** How far around what a rule found its exception may stand: no further, or another clause would excuse it. */
const around = 36;

const clauseBreak = /(?<= )[A-Z]*(?:\.|and|then|but) /;

/** Whether `sentence`, any text, may be done at all. One refused request in it refuses the whole. */
export function mayAsk(sentence: string): Answer {
  const words = plainWords(sentence.slice(0, 100_000));
  for (let from = 0; from === 0 || from < words.length; from += piece) {
    const plain = words.slice(from, from + piece + overlap);
    const text = marked(plain);
    const about = {
      garment: spoken.garment.test(text),
      face: spoken.face.test(text),
      body: spoken.body.test(text),
    };
    const broken = rules.find(rule => (rule.needs === undefined || about[rule.needs]) && breaks(rule, text));
    if (broken) return { allowed: false, reason: reasons[broken.kind] };
    if (torn.test(plain.replaceAll(' ', ''))) return { allowed: false, reason: reasons.undressing };
  }
  return { allowed: true };
}

function breaks({ asks, unless }: Rule, text: string): boolean {
  for (let rest = 0; ;) {
    const found = asks.exec(text.slice(rest));
    if (!found) return false;
    const at = rest + found.index;
    const end = at + found[0].length;
    const before =
      text
        .slice(Math.max(0, at - around), at)
        .split(clauseBreak)
        .at(-1) ?? '';
    const after = text.slice(end, end + around).split(clauseBreak)[0] ?? '';
    if (unless?.test(before + found[0] + after) !== true) return true;
    rest = Math.max(end, at + 1);
  }
}
