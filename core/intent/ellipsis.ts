/** What leans on the clause before: "… and the door red", "… the chair too", "no, green". */
import type { Edit } from '../contract/plan.ts';
import { readClause, type Clause } from './clause.ts';
import { readColour } from './colour-words.ts';
import { limited, withoutDegree } from './degree.ts';
import { aimed, type Frame } from './memory.ts';
import { numberAt } from './numbers.ts';
import { restated } from './stays.ts';
import { readTargets } from './target.ts';
import { isPunctuation, lows, type Token } from './tokens.ts';
import { determiners, quantifiers } from './words.ts';

export interface Leaning {
  readonly edits: readonly Edit[];
  readonly verb: readonly Token[];
  /** A value was said anew, not a thing: it holds for all that the clause before did. */
  readonly value: boolean;
}

/** `tokens` as a continuation of `frame`. `repairing`: they put right what was said before. */
export function lean(tokens: readonly Token[], frame: Frame, repairing: boolean): Leaning | undefined {
  const words = /^(too|also|instead)$/.test(tokens.at(-1)?.low ?? '') ? tokens.slice(0, -1) : tokens;
  if (words.length === 0 || words.length > 30) return undefined;
  const op = frame.edits[0]?.op;
  if (op === undefined) return undefined;
  const value = repairing || valueMissing(frame) ? revalued(words, frame) : undefined;
  if (value) return { edits: value, verb: frame.verb, value: true };
  const moved = movedAgain(words, frame, repairing);
  if (moved) return { edits: moved, verb: frame.verb, value: repairing };
  const again = saidAgain(frame.verb, words) ?? saidAgain(frame.verb.slice(0, 1), words);
  if (
    again &&
    again.edits.length > 0 &&
    !again.keep &&
    related(op, again.edits[0]) &&
    !poorer(again.edits, frame.edits)
  )
    return { edits: again.edits, verb: frame.verb, value: false };
  const first = words[0]?.low ?? '';
  const definite =
    determiners.has(first) || quantifiers.has(first) || /'s$|s'$/.test(first) || /'s\b/.test(lows(words));
  const things = definite ? readTargets(words) : undefined;
  const base = frame.edits[0];
  const edits = things && base ? things.flatMap(thing => aimed(base, thing) ?? []) : [];
  return edits.length > 0 ? { edits, verb: frame.verb, value: false } : undefined;
}

const saidAgain = (verb: readonly Token[], words: readonly Token[]): Clause | undefined =>
  verb.length > 0 ? readClause([...verb, ...words].map(token => ({ ...token }))) : undefined;

/** Without the colour or the object that was said before: "paint the fence brown, no, the gate". */
const poorer = (edits: readonly Edit[], before: readonly Edit[]): boolean =>
  edits.some(edit => edit.op === 'recolor' && edit.color === undefined) &&
  before.some(edit => edit.op === 'recolor' && edit.color !== undefined);

/** One verb can mean several edits ("make"), but "remove" said again removes. */
const related = (op: Edit['op'], edit: Edit | undefined): boolean =>
  edit !== undefined &&
  (edit.op === op || !/^(remove|add|crop|undo|select|export)$/.test(op)) &&
  edit.op !== 'help';

const ways: Readonly<Record<string, 1 | -1>> = { up: 1, higher: 1, down: -1, lower: -1, back: -1, off: -1 };

/** "pull them back a lot", of the highlights; "no, down a touch". */
function movedAgain(words: readonly Token[], { edits }: Frame, repairing: boolean): Edit[] | undefined {
  if (words.length > 8 || !words.some(({ low }) => Object.hasOwn(ways, low))) return undefined;
  const degree = withoutDegree(words);
  const said =
    /^(?:(pull|bring|push|take|dial|turn|tone|knock|lift|raise|drop|lower|ease|crank|bump|nudge|move|put) (?:it|them|that|those|this|these) )?(up|higher|down|lower|back|off)$/.exec(
      lows(degree?.rest ?? words),
    );
  const sign = ways[said?.[2] ?? ''];
  if (sign === undefined || (said?.[1] === undefined && !repairing)) return undefined;
  const moved = edits.map(edit =>
    edit.op === 'adjust'
      ? { ...edit, amount: limited(sign * (degree?.degree.amount ?? Math.abs(edit.amount))) }
      : undefined,
  );
  return moved.every(edit => edit !== undefined) && moved.length > 0 ? moved : undefined;
}

const valueMissing = ({ edits }: Frame): boolean =>
  edits.some(edit => edit.op === 'recolor' && edit.color === undefined);

/** The edits of `frame` with another colour, amount or object. */
function revalued(words: readonly Token[], { edits }: Frame): Edit[] | undefined {
  const colour = readColour(words);
  const degree = withoutDegree(words);
  const amount = degree?.rest.length === 0 ? degree.degree.amount : undefined;
  const indefinite = /^(a|an|some)$/.test(words[0]?.low ?? '') ? lows(words.slice(1)) : undefined;
  const pixels = pixelsIn(words);
  const changed = edits.map((edit): Edit | undefined => {
    if (edit.op === 'recolor' && colour !== undefined) return { ...edit, color: colour };
    if (edit.op === 'background' && edit.action === 'replace') return with_(edit, colour ?? indefinite);
    if (edit.op === 'adjust' && amount !== undefined)
      return { ...edit, amount: limited(Math.sign(edit.amount) * amount) };
    if (edit.op === 'adjust' && lows(words) === (edit.amount > 0 ? 'less' : 'more'))
      return { ...edit, amount: -edit.amount };
    if (edit.op === 'replace') return with_(edit, indefinite);
    if (edit.op === 'extend' && edit.pixels !== undefined && pixels !== undefined) return { ...edit, pixels };
    if (edit.op === 'add' && indefinite !== undefined && !words.some(({ low }) => isPunctuation(low)))
      return { ...edit, what: indefinite };
    return undefined;
  });
  return changed.every(edit => edit !== undefined) && changed.length > 0 ? changed : undefined;
}

/** "300", "by 300 pixels". */
function pixelsIn(words: readonly Token[]): number | undefined {
  const said = words.map(({ low }) => low).filter(low => !/^(by|pixels?)$/.test(low));
  const found = numberAt(said, 0);
  return found?.next === said.length && found.value > 0 ? Math.round(found.value) : undefined;
}

const with_ = <E extends Edit & { op: 'background' | 'replace' }>(
  edit: E,
  value: string | undefined,
): E | undefined => (value === undefined ? undefined : restated({ ...edit, with: value }, edit));
