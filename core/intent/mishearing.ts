/**
 * What was misheard, by its sound: "make the so far navy" is about the sofa. Words are spelled out as sounds, and the sounds compared.
 * Likeness alone changes nothing: a sentence is read otherwise only where `understand` then makes more of it.
 */
import type { Edit, Plan } from '../contract/plan.ts';
import { guessesIn, isRival, type Guess } from './mishearing/guesses.ts';
import { fits, isBetter } from './mishearing/judge.ts';
import { piecesOf, taken, textOf, type Piece } from './mishearing/pieces.ts';
import { sceneOf, type Scene } from './mishearing/scene.ts';
import { understand } from './understand.ts';

/** A word or two that were heard, and what they were taken for. */
export interface Mishearing {
  readonly heard: string;
  readonly meant: string;
}

export interface Reading {
  readonly sentence: string;
  readonly mishearings: readonly Mishearing[];
}

/** Longer sentences are no orders; nor are there more mishearings in one than this. */
const longest = { letters: 600, words: 50, mishearings: 6 };

/** `things`: what is known to be in the picture, if it is known. Total. A sentence that needs no bias comes back as it is. */
export function readingOf(sentence: string, things: readonly string[] = []): Reading {
  const asHeard: Reading = { sentence, mishearings: [] };
  if (sentence.length > longest.letters) return asHeard;
  const listener = new Listener(things);
  let pieces = piecesOf(sentence);
  for (let round = 0; round <= longest.mishearings; round++) {
    const next = pieces.length > longest.words ? undefined : listener.improved(pieces);
    if (!next) return { sentence: textOf(pieces), mishearings: mishearingsIn(sentence, pieces) };
    pieces = next;
  }
  // It would go on and on: whatever that was, it was no order.
  return asHeard;
}

/** Pieces that stand for the same letters are one mishearing. */
function mishearingsIn(sentence: string, pieces: readonly Piece[]): Mishearing[] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run?.some(({ to }) => piece.from < to)) run.push(piece);
    else runs.push([piece]);
  }
  return runs
    .map(run => ({
      heard: sentence.slice(Math.min(...run.map(({ from }) => from)), Math.max(...run.map(({ to }) => to))),
      meant: textOf(run).slice(run[0]?.gap.length ?? 0),
    }))
    .filter(({ heard, meant }) => heard !== meant);
}

/** Reads one sentence again and again, and keeps what was understood. */
class Listener {
  readonly #scene: Scene;
  readonly #plans = new Map<string, Plan>();

  constructor(things: readonly string[]) {
    this.#scene = sceneOf(things);
  }

  /** With the likeliest mishearing put right, or nothing where there is none. */
  improved(pieces: readonly Piece[]): Piece[] | undefined {
    const guesses = guessesIn(pieces, this.#scene);
    if (guesses.length === 0) return undefined;
    const before = this.#plan(pieces);
    // What is refused stays refused.
    if ('refused' in before) return undefined;
    for (const guess of guesses.filter(one => fits(pieces, before.edits, one))) {
      const better = taken(pieces, guess.span, guess.meant.words);
      const after = this.#plan(better);
      // Nor is anything else guessed where this may have been asked for.
      if ('refused' in after) return undefined;
      if (isBetter(before.edits, after.edits, guess, this.#scene))
        return this.#hasRival(pieces, before.edits, guess, guesses, after) ? undefined : better;
    }
    return undefined;
  }

  /** Whether another guess is as good, and would do something else. */
  #hasRival(
    pieces: readonly Piece[],
    before: readonly Edit[],
    best: Guess,
    guesses: readonly Guess[],
    outcome: Plan,
  ): boolean {
    return guesses.some(guess => {
      if (!isRival(best, guess) || !fits(pieces, before, guess)) return false;
      const plan = this.#plan(taken(pieces, guess.span, guess.meant.words));
      return (
        !('refused' in plan) &&
        isBetter(before, plan.edits, guess, this.#scene) &&
        JSON.stringify(plan) !== JSON.stringify(outcome)
      );
    });
  }

  #plan(pieces: readonly Piece[]): Plan {
    const sentence = textOf(pieces);
    const plan = this.#plans.get(sentence) ?? understand(sentence);
    this.#plans.set(sentence, plan);
    return plan;
  }
}
