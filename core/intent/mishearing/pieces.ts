/** A sentence in pieces, which remember the letters that were heard. */

export interface Piece {
  /** What stands before it: spaces, punctuation, whatever is no word. */
  readonly gap: string;
  /** A word, or at the end nothing. */
  readonly word: string;
  /** Which of the letters that were heard it stands for. */
  readonly from: number;
  readonly to: number;
}

export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: word, index } of sentence.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu)) {
    pieces.push({ gap: sentence.slice(end, index), word, from: index, to: index + word.length });
    end = index + word.length;
  }
  return [...pieces, { gap: sentence.slice(end), word: '', from: sentence.length, to: sentence.length }];
}

export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map(({ gap, word }) => gap + word).join('');

/** With what was heard taken for what was meant, and written as it was: a capital first, or all in capitals. */
export function taken(
  pieces: readonly Piece[],
  { at, length }: { readonly at: number; readonly length: number },
  meant: string,
): Piece[] {
  const [first, last] = [pieces[at], pieces[at + length - 1]];
  if (!first || !last) return [...pieces];
  const shouted = /^\p{Lu}{2,}$/u.test(first.word);
  const capital = at === 0 && /^\p{Lu}/u.test(first.word);
  const written = shouted
    ? meant.toUpperCase()
    : capital
      ? `${meant.slice(0, 1).toUpperCase()}${meant.slice(1)}`
      : meant;
  const words = piecesOf(written)
    .slice(0, -1)
    .map((piece, nth) => ({
      ...piece,
      gap: nth === 0 ? first.gap : piece.gap,
      from: first.from,
      to: last.to,
    }));
  return [...pieces.slice(0, at), ...words, ...pieces.slice(at + length)];
}
