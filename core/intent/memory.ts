/** What a sentence has said so far, for the words that lean on it: "it", "the door too", "no, the mirror". */
import type { Edit, Target } from '../contract/plan.ts';
import type { Clause } from './clause.ts';
import { settled } from './reading.ts';
import { keeping, staysIn } from './stays.ts';
import { tokenise, type Token } from './tokens.ts';
import { isWhole, readTarget } from './target.ts';

export interface Group {
  edits: Edit[];
  /** Says what is wrong: the same change asked for after it is no second one. */
  readonly complaint: boolean;
  /** A verb alone, which takes the target of the clause after it. */
  readonly alone: boolean;
}

/** The clause that an ellipsis takes its verb from. */
export interface Frame {
  readonly verb: readonly Token[];
  readonly edits: readonly Edit[];
}

export interface Memory {
  readonly groups: Group[];
  frame?: Frame;
  /** What "it" and "them" would mean. */
  things: readonly Target[];
  /** The thing was taken away or is new: "it" in an adjustment is then the picture. */
  gone: boolean;
}

export const targetOf = (edit: Edit): Target | undefined => ('target' in edit ? edit.target : undefined);

/** What an edit is about: its target, or the background. */
export const aboutOf = (edit: Edit): Target | undefined =>
  edit.op === 'background' && edit.action !== 'replace'
    ? { text: 'the background', noun: 'background' }
    : targetOf(edit);

/** `edit` done to `target`, where the edit can be done to a thing. */
export function aimed(edit: Edit, target: Target): Edit | undefined {
  switch (edit.op) {
    case 'remove':
    case 'replace':
    case 'recolor':
    case 'adjust':
    case 'blur':
    case 'select':
    case 'style':
    case 'like':
      return settled({ ...edit, target });
    case 'background':
      if (staysIn(edit)) return keeping({ ...edit }, [target]);
      if (edit.action === 'blur') return settled({ op: 'blur', kind: 'gaussian', target });
      if (edit.action === 'remove') return { op: 'remove', target };
      return { op: 'recolor', target, ...(edit.with === undefined ? {} : { color: edit.with }) };
    default:
      return undefined;
  }
}

const many =
  /^(them|those|these|both|they|all|both of them|both of these|both of those|all of them|all of these|all of those|them all|them both)$/;

/** "the big one", "the second": called what the thing before it is called. */
export function named(things: readonly Target[], noun: string | undefined): Target[] {
  let last = noun;
  return things.map(({ text, ...rest }) => {
    const told = rest.noun ?? (rest.pronoun === true || rest.all === true ? undefined : last);
    last = rest.noun ?? last;
    return told === undefined ? { text, ...rest } : { text, noun: told, ...rest };
  });
}

/** What a thing that went was taken from: "the stickers off the guitar". */
function placeOf({ text }: Target): Target | undefined {
  const place = / (?:off|from|out of|on) ((?:the|my|his|her|their|our|your|that|this) .+)$/.exec(text)?.[1];
  return place === undefined ? undefined : readTarget(tokenise(place));
}

/** `edit` with "it" and "them" as the things they mean, one edit each. */
export function resolved(edit: Edit, { things, gone }: Memory): Edit[] {
  const target = targetOf(edit);
  if (gone && edit.op === 'recolor' && target?.pronoun === true && things.length === 1) {
    const place = things[0] && placeOf(things[0]);
    if (place) return [aimed(edit, place) ?? edit];
  }
  if (target?.pronoun !== true || target.position !== undefined) return [edit];
  const meant = many.test(target.text) ? things : things.slice(-1);
  const picture = /^(adjust|style|crop|like)$/.test(edit.op);
  if (meant.length > 0 && !(picture && gone)) return meant.flatMap(thing => aimed(edit, thing) ?? []);
  return [picture && isWhole(target) ? withoutTarget(edit) : edit];
}

/**
 * What "it" is that stays before a new background: what was spoken of. "cut her out and put her on white" takes nobody away, so what
 * was cut out is no longer an edit of its own.
 */
export function grounded(edit: Edit, { groups, things, frame, gone }: Memory): Edit {
  const pronoun = edit.op === 'background' ? staysIn(edit) : undefined;
  if (pronoun?.pronoun !== true) return edit;
  const isCut = /^(cut|clip|snip|photoshop|edit|crop)$/.test(frame?.verb[0]?.low ?? '');
  const cut = groups.at(-1);
  if (cut && isCut && cut.edits.length > 0 && cut.edits.every(({ op }) => op === 'remove'))
    return keeping(
      edit,
      groups.pop()?.edits.flatMap(before => targetOf(before) ?? []),
    );
  const spoken = many.test(pronoun.text) ? things : things.slice(-1);
  return gone || spoken.length === 0 ? edit : keeping(edit, spoken);
}

function withoutTarget(edit: Edit): Edit {
  if (edit.op === 'adjust') return { op: 'adjust', property: edit.property, amount: edit.amount };
  if (edit.op === 'style') return { op: 'style', style: edit.style };
  if (edit.op === 'like') return { op: 'like', ...(edit.words === undefined ? {} : { words: edit.words }) };
  return edit.op === 'crop'
    ? { op: 'crop', ...(edit.aspect === undefined ? {} : { aspect: edit.aspect }) }
    : edit;
}

const mends = (edit: Edit, other: Edit): boolean =>
  edit.op === 'adjust' &&
  other.op === 'adjust' &&
  edit.property === other.property &&
  Math.sign(edit.amount) === Math.sign(other.amount);

/** Keeps a clause's edits: what it is about is what "it" means next. */
export function remember(
  memory: Memory,
  edits: readonly Edit[],
  {
    verb,
    alone = false,
    complaint = false,
  }: Pick<Clause, 'verb'> & { readonly alone?: boolean; readonly complaint?: boolean },
): void {
  const before = memory.groups.at(-1);
  if (before?.complaint && !complaint && edits.every(edit => before.edits.some(other => mends(edit, other))))
    memory.groups.pop();
  // "It is too dark, fix it": how is said already.
  if (before?.complaint && edits.every(({ op }) => op === 'auto')) return;
  memory.groups.push({ edits: [...edits], alone, complaint });
  memory.frame = { verb, edits };
  const things = edits.flatMap(edit => aboutOf(edit) ?? []).filter(thing => thing.pronoun !== true);
  if (things.length === 0) return;
  memory.things = things.filter((thing, at) => things.findIndex(other => other.text === thing.text) === at);
  memory.gone = edits.every(edit => /^(remove|replace|background)$/.test(edit.op));
}

/** A verb that waited for its target takes that of the clause after it: "brighten and sharpen the face". */
export function shareTarget(memory: Memory): void {
  const last = memory.groups.at(-1)?.edits[0];
  const shared = last && aboutOf(last);
  if (!shared) return;
  for (let at = memory.groups.length - 2; at >= 0; at--) {
    const group = memory.groups[at];
    if (!group?.alone || group.edits.some(edit => targetOf(edit))) return;
    group.edits = group.edits.map(edit => aimed(edit, shared) ?? edit);
  }
}
