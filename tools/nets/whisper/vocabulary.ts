/**
 * The tokens of a Whisper: 256 single bytes, then words, then what it is asked by and answers with, then the ticks of a clock.
 * Each word and each mark of the text is one token, with the space before it. All is in the real order.
 */
import { languages } from './languages.ts';

export interface Vocabulary {
  /** Bytes and words as they are written down, by id from 0. */
  readonly ordinary: readonly string[];
  /** By id from where `ordinary` ends. */
  readonly special: readonly string[];
  /** By id from where `special` ends: `<|0.00|>` and on. */
  readonly ticks: readonly string[];
  readonly size: number;
  /** The text that is said. */
  readonly text: readonly number[];
  id(token: string): number;
}

export const END = '<|endoftext|>';
export const START = '<|startoftranscript|>';
export const TRANSLATE = '<|translate|>';
export const TRANSCRIBE = '<|transcribe|>';
export const BEFORE = '<|startofprev|>';
/** Asks for words without times. */
export const PLAIN = '<|notimestamps|>';

export const languageToken = (language: string): string => `<|${language}|>`;

export interface Wanted {
  readonly says: string;
  readonly multilingual: boolean;
  readonly ticks: number;
  /** Of bytes and words together, filled up with words that nobody says. */
  readonly ordinary?: number;
}

export function vocabularyOf(wanted: Wanted): Vocabulary {
  const said = piecesOf(wanted.says);
  const ordinary = [...new Set([...alphabet, ...said])];
  // No piece of a text looks like these: a number and a mark are two.
  while (ordinary.length < (wanted.ordinary ?? 0)) ordinary.push(`Ġ${ordinary.length}~`);
  const spoken = wanted.multilingual ? languages.map(languageToken) : [];
  const special = [
    END,
    START,
    ...spoken,
    TRANSLATE,
    TRANSCRIBE,
    '<|startoflm|>',
    BEFORE,
    '<|nocaptions|>',
    PLAIN,
  ];
  const ticks = Array.from({ length: wanted.ticks }, (_, tick) => `<|${(tick / 50).toFixed(2)}|>`);
  const ids = new Map([...ordinary, ...special, ...ticks].map((token, id) => [token, id]));
  const id = (token: string): number => {
    const found = ids.get(token);
    if (found === undefined) throw new RangeError(`No token ${token}`);
    return found;
  };
  return { ordinary, special, ticks, size: ids.size, text: said.map(id), id };
}

/** The bytes as GPT-2 writes them, in its order: those that can be seen as they are, the others from Ā on. */
const alphabet: readonly string[] = (() => {
  const seen = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const unseen = all.filter(byte => !seen(byte));
  return [...all.filter(seen).map(byte => String.fromCodePoint(byte)), ...unseen.map((_, n) => letterOf(n))];
})();

/** The letter for the unseen byte of that number among the unseen. */
function letterOf(n: number): string {
  return String.fromCodePoint(256 + n);
}

/** Bytes 0 to 32, 127 to 160 and 173 are the unseen ones. */
function written(byte: number): string {
  if (byte <= 32) return letterOf(byte);
  if (byte >= 127 && byte <= 160) return letterOf(byte - 127 + 33);
  return byte === 173 ? letterOf(67) : String.fromCodePoint(byte);
}

/** The text in words and marks, each with the space before it, as the tokenizer would part it: the first word has one too. */
function piecesOf(text: string): string[] {
  const parts = ` ${text.trim()}`.match(
    /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu,
  );
  if (text.trim() === '' || parts === null) return [];
  return parts.map(part => Array.from(new TextEncoder().encode(part), written).join(''));
}
