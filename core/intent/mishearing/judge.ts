/** Whether more of a sentence is understood with a guess than as it was heard. */
import type { Edit } from '../../contract/plan.ts';
import { tokenise } from '../tokens.ts';
import type { Guess } from './guesses.ts';
import { isKnown, isOpening } from './known.ts';
import { most } from './limits.ts';
import { textOf, type Piece } from './pieces.ts';
import type { Scene } from './scene.ts';
import { doubtIn, isNamed, isUncoloured } from './slots.ts';
import { getRid } from './vocabulary.ts';

/** Whether a guess is of a kind that may stand where the words were heard. */
export function fits(pieces: readonly Piece[], edits: readonly Edit[], guess: Guess): boolean {
  if (!isNamed(edits, guess.span.heard)) return fitsOrder(pieces, edits, guess);
  if (guess.meant.kind === 'verb') return false;
  // "paint the wall bays": a colour was to come.
  return guess.span.kind !== 'noun' || guess.meant.here || edits.some(isUncoloured);
}

/** Whether a guess may stand where no thing was named: all else is known, and an order begins a clause. */
function fitsOrder(pieces: readonly Piece[], edits: readonly Edit[], { span, meant }: Guess): boolean {
  const around = pieces.filter((_, at) => at < span.at || at >= span.at + span.length);
  if (!around.every(({ word }) => isKnown(word.toLowerCase()))) return false;
  return meant.kind !== 'verb' || beginsClause(pieces, edits, span.at);
}

function beginsClause(pieces: readonly Piece[], edits: readonly Edit[], at: number): boolean {
  if (at === 0) return true;
  const follows =
    /[,.;:!?]/.test(pieces[at]?.gap ?? '') || /^(?:and|then|also|but)$/i.test(pieces[at - 1]?.word ?? '');
  // "nice and bright in here" goes on with what is no order.
  return follows ? edits.length > 0 : isOpening(tokenise(textOf(pieces.slice(0, at))));
}

/** Whether the edits `after` a guess say more that is known than those `before` it. */
export function isBetter(
  before: readonly Edit[],
  after: readonly Edit[],
  { span, meant, unlikeness, torn }: Guess,
  scene: Scene,
): boolean {
  const isSure = unlikeness <= most.taking || meant.words === getRid;
  if (takings(after) > takings(before) && !isSure) return false;
  const gain = doubtIn(before, scene) - doubtIn(after, scene);
  if (after.length > before.length) return gain >= 0 && before.every(edit => includes(after, edit));
  if (after.length < before.length || after.every(edit => includes(before, edit))) return false;
  const named = isNamed(before, span.heard);
  if (torn && (named || meant.kind === 'thing')) return gain >= 0;
  if (!named) return false;
  return gain >= 1 || (gain >= 0.4 && unlikeness <= most.beside) || (gain > 0 && unlikeness <= most.same);
}

/** How many of the edits take away something that was there, or what was done. */
const takings = (edits: readonly Edit[]): number =>
  edits.filter(
    edit =>
      /^(?:remove|replace|reset)$/.test(edit.op) || (edit.op === 'background' && edit.action !== 'blur'),
  ).length;

const includes = (edits: readonly Edit[], edit: Edit): boolean =>
  edits.some(other => JSON.stringify(other) === JSON.stringify(edit));
