/** What edits say in free words, and how much of it is not known. */
import type { Edit } from '../../contract/plan.ts';
import { isStyle } from '../phrases/paint.ts';
import { bindings, determiners, placings, postures } from '../words.ts';
import { isKnown, isNumber, nouns, standalone, wordsIn } from './known.ts';
import type { Scene } from './scene.ts';

interface Slot {
  readonly text: string;
  /** `there`: in the picture; `new`: yet to be brought in; `unsaid`: words that could mean anything, or none. */
  readonly kind: 'there' | 'new' | 'unsaid';
}

function slotsOf(edit: Edit): Slot[] {
  const target = 'target' in edit && edit.target?.pronoun !== true ? edit.target?.text : undefined;
  const brought = 'with' in edit ? edit.with : edit.op === 'add' ? edit.what : undefined;
  const where = edit.op === 'add' ? edit.where : undefined;
  const style = edit.op === 'style' && !isStyle(edit.style) ? edit.style : undefined;
  const colour = isUncoloured(edit) ? '' : undefined;
  const slots: readonly (readonly [text: string | undefined, kind: Slot['kind']])[] = [
    [target, 'there'],
    [where, 'there'],
    [brought, 'new'],
    [style, 'unsaid'],
    [colour, 'unsaid'],
  ];
  return slots.flatMap(([text, kind]) => (text === undefined ? [] : [{ text: text.toLowerCase(), kind }]));
}

/** A thing is to be painted, and no colour was heard. */
export const isUncoloured = (edit: Edit): boolean => edit.op === 'recolor' && edit.color === undefined;

/** Whether the words stand in what the edits name. */
export const isNamed = (edits: readonly Edit[], words: string): boolean =>
  edits.some(edit => slotsOf(edit).some(({ text }) => holds(text, words)));

const holds = (text: string, words: string): boolean =>
  ` ${text.replace(/[^a-z]+/g, ' ')} `.includes(` ${words} `);

/** How much of what the edits name is not known. */
export const doubtIn = (edits: readonly Edit[], scene: Scene): number =>
  edits.flatMap(slotsOf).reduce((sum, slot) => sum + doubtOf(slot, scene), 0);

function doubtOf({ text, kind }: Slot, scene: Scene): number {
  if (kind === 'unsaid') return 1.5;
  const words = wordsIn([text]);
  const heads = new Set(headsOf(words));
  return words.reduce(
    (sum, word) => sum + (heads.has(word) ? headDoubt(word, kind, scene) : isKnown(word) ? 0 : 0.4),
    0,
  );
}

function headDoubt(head: string, kind: Slot['kind'], scene: Scene): number {
  if (scene.nouns.has(head) && kind === 'there') return 0;
  if (!nouns().has(head) && !isNumber(head)) return kind === 'there' ? 2 : 0.2;
  return kind === 'there' && scene.things.length > 0 && standalone().has(head) ? 1 : 0;
}

/** The names among the words for a thing and its place: of each stretch that no other word breaks, the last. */
const headsOf = (words: readonly string[]): string[] =>
  words.filter((word, at) => !breaks(word) && !determiners.has(word) && breaks(words[at + 1] ?? 'and'));

const breaks = (word: string): boolean =>
  /^(?:and|or|of|to|except|but|not|that|which|who|is|are|there|here)$/.test(word) ||
  (placings.has(word) && word !== 'left' && word !== 'right') ||
  bindings.has(word) ||
  postures.has(word);
