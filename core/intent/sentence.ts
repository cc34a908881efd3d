/** A sentence as its clauses, each read as long as it can be, and joined: shared verbs, corrections, negation, "it". */
import type { Edit, Target } from '../contract/plan.ts';
import { likewiseEnd, reasonEnd, sparedAt, unwantedAt } from './asides.ts';
import { readClause, type Clause } from './clause.ts';
import { lean, type Leaning } from './ellipsis.ts';
import { apartFrom, namesOf, sparing } from './kept.ts';
import {
  aboutOf,
  grounded,
  named,
  remember,
  resolved,
  shareTarget,
  targetOf,
  type Memory,
} from './memory.ts';
import { isOfNumber } from './numbers.ts';
import { isRepair, repairAt, type Repair } from './repair.ts';
import { endsFrom, longest } from './reach.ts';
import { isPunctuation, lowAt, lows, type Token } from './tokens.ts';
import { determiners } from './words.ts';

const joint = /^(and|then|but|also|plus|or|while|so)$/;

export function readSentence(tokens: readonly Token[], last?: Target): readonly Edit[] {
  const reader = new SentenceReader(tokens, last);
  reader.read();
  return reader.edits();
}

class SentenceReader {
  readonly #tokens: readonly Token[];
  readonly #memory: Memory;
  #at = 0;
  #repair: Repair | undefined;
  #kept: string | undefined;
  /** What the last thing spoken of is called. */
  #noun: string | undefined;

  constructor(tokens: readonly Token[], last: Target | undefined) {
    this.#tokens = tokens;
    this.#memory = { groups: [], things: last ? [last] : [], gone: false };
  }

  edits(): Edit[] {
    const edits = this.#memory.groups.flatMap(group => group.edits);
    // What is taken away once is gone: said again, with whatever article, it is the same request.
    const taken = edits.map(edit =>
      /^(reset|help|compare)$/.test(edit.op) || (edit.op === 'remove' && edit.target)
        ? JSON.stringify(edit).replace(/"text":"(the|this|that|these|those|a|an) /, '"text":"the ')
        : undefined,
    );
    return edits.filter((_, at) => taken[at] === undefined || taken.indexOf(taken[at]) === at);
  }

  read(): void {
    while (this.#at < this.#tokens.length) {
      const low = this.#low(this.#at);
      if (isPunctuation(low)) this.#at++;
      else if (this.#repaired() || this.#passed()) continue;
      else if (joint.test(low) && !this.#starts(this.#at)) this.#at++;
      else if (!(this.#negated() || this.#clause())) this.#skip();
    }
  }

  #low(at: number): string {
    return lowAt(this.#tokens, at);
  }

  /** "plus" and "so" may begin a request: "so much brighter". */
  #starts(at: number): boolean {
    return (
      /^(plus|so)$/.test(this.#low(at)) &&
      readClause(this.#tokens.slice(at, endsFrom(this.#tokens, at)[0])) !== undefined
    );
  }

  /** "because it is for my CV" asks for nothing; "… and so should the cushions" is treated like what went before. */
  #passed(): boolean {
    const { groups, frame } = this.#memory;
    const end =
      (groups.length > 0 ? reasonEnd(this.#tokens, this.#at) : undefined) ??
      (frame && likewiseEnd(this.#tokens, this.#at));
    if (end === undefined) return false;
    this.#at = end;
    return true;
  }

  /** "no wait", "scratch that": what follows is said instead of what went before. */
  #repaired(): boolean {
    const { groups } = this.#memory;
    if (groups.length === 0) return false;
    const mark = repairAt(this.#tokens, this.#at);
    if (!mark) return false;
    const after = this.#low(mark.next);
    const before = this.#low(mark.next - 1);
    if (before === 'mind' && determiners.has(after)) {
      // "never mind the rest": spoken of, not corrected.
      delete this.#memory.frame;
      this.#at = mark.next;
      return true;
    }
    if (before === 'instead' && after === 'of') return false;
    // "make that blue" asks; "make that 180" and "make that the mirror" correct.
    if (
      lows(this.#tokens.slice(mark.next - 2, mark.next)) === 'make that' &&
      !/^(the|one|two|three|four|five|ten|my|his|her)$/.test(after) &&
      !isOfNumber(after)
    )
      return false;
    this.#at = mark.next;
    if (mark.kind === 'cancel') groups.pop();
    this.#repair = this.#repair === 'cancel' ? 'cancel' : mark.kind;
    return true;
  }

  /** "don't …", "not the lamp": read, to know how far it goes, and left out. */
  #negated(): boolean {
    const rest = lows(this.#tokens.slice(this.#at, this.#at + 7));
    const no =
      /^(please )?(do not|never|avoid|no need to|without|i do not want you to|i do not want to|i did not ask you to|you do not need to|you do not have to|you need not|we do not need to|rather than|instead of(?= \w+ing)|i would not|you should not|you must not|i did not say|i am not asking you to|i do not mean)\b/.exec(
        rest,
      )?.[0];
    if (no !== undefined) {
      const start = this.#at + no.split(' ').length;
      const found = longest(this.#tokens, start, span => readClause(span));
      if (!found || found.value.topic) return false;
      this.#forbid(found.value.edits);
      if (found.value.edits.length > 0) {
        this.#memory.frame = { verb: found.value.verb, edits: found.value.edits };
        this.#memory.things = found.value.edits
          .flatMap(edit => aboutOf(edit) ?? [])
          .filter(thing => thing.pronoun !== true);
      }
      this.#at = found.end;
      return true;
    }
    if (this.#unwanted()) return true;
    if (this.#low(this.#at) !== 'not' || longest(this.#tokens, this.#at, readClause)) return false;
    const things = sparedAt(this.#tokens, this.#at);
    const { groups } = this.#memory;
    if (things && this.#memory.things.length === 0) this.#memory.things = things.value;
    if (things) {
      const named = new Set(things.value.map(({ noun }) => noun));
      const group = groups.at(-1);
      const kept = group?.edits.filter(
        edit => targetOf(edit)?.noun === undefined || !named.has(targetOf(edit)?.noun),
      );
      if (group && kept && kept.length < group.edits.length) {
        group.edits = kept;
        this.#repair = 'cancel';
      }
    }
    this.#at = things?.end ?? endsFrom(this.#tokens, this.#at + 1)[0] ?? this.#tokens.length;
    return true;
  }

  /** "I don't want the door blue": the door is spoken of. */
  #unwanted(): boolean {
    const found = unwantedAt(this.#tokens, this.#at);
    if (!found) return false;
    this.#memory.things = found.value;
    this.#at = found.end;
    return true;
  }

  /** What was asked for and is then forbidden is not done. */
  #forbid(edits: readonly Edit[]): void {
    const forbidden = new Set(edits.map(edit => JSON.stringify(edit)));
    for (const group of this.#memory.groups)
      group.edits = group.edits.filter(edit => !forbidden.has(JSON.stringify(edit)));
  }

  #clause(): boolean {
    const { frame } = this.#memory;
    const found =
      longest(this.#tokens, this.#at, span => {
        const clause = readClause(span);
        const leaning = (): Leaning | undefined => frame && lean(span, frame, this.#repair !== undefined);
        // "red, no, light blue" is a colour said anew, though "light blue" could be a light that is blue.
        const anew = clause?.verb.length === 0 && this.#repair !== undefined ? leaning() : undefined;
        if (clause && !clause.topic && anew?.value !== true) return { clause };
        const leant = anew ?? leaning();
        return leant && { leaning: leant };
      }) ??
      longest(this.#tokens, this.#at, span => {
        const clause = readClause(span);
        return clause && { clause };
      });
    if (!found) return false;
    this.#at = found.end;
    if ('clause' in found.value) this.#take(found.value.clause);
    else {
      const { edits, verb, value } = found.value.leaning;
      this.#drop(value);
      this.#dropWaiting();
      this.#keep(edits, { verb });
    }
    return true;
  }

  #take(clause: Clause): void {
    if (clause.topic) {
      this.#memory.things = named(clause.topic, this.#memory.things.at(-1)?.noun ?? this.#noun);
      this.#noun = this.#memory.things.at(-1)?.noun ?? this.#noun;
      this.#memory.gone = false;
    } else if (clause.keep) this.#except(clause.keep);
    else {
      this.#drop(false);
      this.#keep(this.#inherited(clause), clause);
    }
  }

  /** "… darker and more saturated": of the same thing. */
  #inherited({ edits, verb }: Clause): readonly Edit[] {
    const before = this.#memory.groups.at(-1)?.edits.at(-1);
    const target = before?.op === 'adjust' ? before.target : undefined;
    if (!target || verb.length > 0) return edits;
    return edits.map(edit => (edit.op === 'adjust' && !edit.target ? { ...edit, target } : edit));
  }

  #keep(edits: readonly Edit[], said: Parameters<typeof remember>[2]): void {
    const before = this.#memory.groups.at(-1)?.edits.at(-1);
    const meant = edits
      .filter(edit => !(edit.op === 'add' && before?.op === 'add' && /^(one|it|that|some)$/.test(edit.what)))
      .flatMap(edit => resolved(grounded(edit, this.#memory), this.#memory))
      .map(edit => this.#others(edit))
      .map(edit => this.#called(edit));
    remember(this.#memory, meant, said);
    if (said.alone !== true) shareTarget(this.#memory);
    this.#repair = undefined;
  }

  /** With the name of the thing before it: "make the small boat yellow and the big one blue". */
  #called(edit: Edit): Edit {
    const target = targetOf(edit);
    const [told] = target ? named([target], this.#noun) : [];
    this.#noun = told?.noun ?? this.#noun;
    return told && 'target' in edit ? { ...edit, target: told } : edit;
  }

  /** "keep the dog and remove everything else", "brighten the dog and blur the rest". */
  #others(edit: Edit): Edit {
    return apartFrom(edit, this.#kept, this.#memory);
  }

  /** Takes back what is being corrected: the last edit, or, for a value, all that the last clause did. */
  #drop(whole: boolean): void {
    const group = this.#memory.groups.at(-1);
    if (!group || this.#repair !== 'replace') return;
    group.edits = whole ? [] : group.edits.slice(0, -1);
    if (group.edits.length === 0) this.#memory.groups.pop();
  }

  /** A verb said alone is said again with what it is done to: "remove not the lamp but the mirror". */
  #dropWaiting(): void {
    const group = this.#memory.groups.at(-1);
    if (group?.alone === true && group.edits.every(edit => !targetOf(edit))) this.#memory.groups.pop();
  }

  /** "remove everything but keep the sofa". */
  #except(said: readonly Target[]): void {
    const kept = said.map(thing => (thing.pronoun === true ? (this.#memory.things.at(-1) ?? thing) : thing));
    const group = this.#memory.groups.at(-1);
    this.#kept = namesOf(kept);
    this.#repair = undefined;
    if (!group) return;
    group.edits = sparing(group.edits, kept);
  }

  /** Past what asks for nothing: to the next clause that may. */
  #skip(): void {
    const mark = repairAt(this.#tokens, this.#at);
    if (mark) {
      this.#at = mark.next;
      return;
    }
    const personal =
      /^(i|we|he|she|they|you|my|our|it|that|this|who|what|where|when|why|did|does|is|are|was|have|has)$/.test(
        this.#low(this.#at),
      );
    let at = this.#at + 1;
    for (; at < this.#tokens.length; at++) {
      const low = this.#low(at);
      if (isPunctuation(low) || /^(but|then|so)$/.test(low) || (low === 'and' && !personal)) break;
      if (
        /^(could|can|would) (you|we)$|^i (want|would|need|think)$|^let us$/.test(
          lows(this.#tokens.slice(at, at + 2)),
        )
      )
        break;
      if (isRepair(this.#tokens, at) && this.#memory.groups.length > 0) break;
    }
    this.#at = at;
  }
}
