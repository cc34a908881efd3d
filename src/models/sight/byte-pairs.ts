/**
 * Words → the numbers that CLIP knows them by. Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words with Subword
 * Units", 2016, over bytes, as its authors' `simple_tokenizer.py` and the `tokenizer.json` of its exports have it.
 */
import { Fault } from '../../../core/contract/fault.ts';
import { parse, v } from '../../../core/contract/schema.ts';

/** What is read of the file. It also says how text is cut up, which is written down here. */
const File = v.looseObject({
  model: v.looseObject({
    vocab: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))),
    /** Two parts with a space between, the first to be joined first. */
    merges: v.array(v.string()),
  }),
});

export interface Tokens {
  /** As many as it takes at most: what comes after them is left out. */
  idsOf(text: string): readonly number[];
}

const START = '<|startoftext|>';
const END = '<|endoftext|>';
const ENDS = '</w>';

/** So many positions it was trained with. */
const LONGEST = 77;

/** Letters: more than what can become as many tokens, and few enough that a word without an end takes no time. */
const MOST = 1000;

/** Endings after an apostrophe, words, single digits, and runs of anything else. */
const piece = /'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu;

/** Throws `Fault('no-maker')` where the file is not one of CLIP's. */
export function tokensIn(file: Uint8Array): Tokens {
  const { vocab, merges } = parse(File, jsonIn(file), 'no-maker').model;
  const ids = new Map(Object.entries(vocab));
  const ranks = new Map(merges.map((merge, rank) => [merge, rank]));
  const idOf = (part: string): number => {
    const id = ids.get(part);
    if (id !== undefined) return id;
    throw new Fault('no-maker', `tokenizer.json is not CLIP’s: it has no “${part}”.`);
  };
  // Whatever is typed is bytes, so nothing is unknown later.
  const [start, end] = [idOf(START), idOf(END)];
  for (const sign of signs) for (const part of [sign, sign + ENDS]) idOf(part);
  return {
    idsOf(text) {
      const words = text.slice(0, MOST).normalize('NFC').toLowerCase().match(piece) ?? [];
      const found = words.flatMap(word => joined(word, ranks).map(idOf));
      return [start, ...found.slice(0, LONGEST - 2), end];
    },
  };
}

function jsonIn(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(file));
  } catch (thrown) {
    throw new Fault('no-maker', 'tokenizer.json is not CLIP’s: it cannot be read.', { cause: thrown });
  }
}

/** A sign for each byte: its own where it has one that can be seen, else one of those from U+0100 on, in their order. */
const signs: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const isSeen = (code: number): boolean =>
    (code >= 33 && code <= 126) || (code >= 161 && code <= 172) || (code >= 174 && code <= 255);
  if (isSeen(byte)) return String.fromCharCode(byte);
  const unseen = Array.from({ length: byte }, (_at, code) => code).filter(code => !isSeen(code)).length;
  return String.fromCharCode(256 + unseen);
});

const encoder = new TextEncoder();

/** Its bytes, joined two by two as long as two that lie side by side are known together: those first that rank first. */
function joined(word: string, ranks: ReadonlyMap<string, number>): string[] {
  const parts = Array.from(encoder.encode(word), byte => signs[byte]!);
  parts.push(`${parts.pop()!}${ENDS}`);
  for (;;) {
    let [first, second, least] = ['', '', Infinity];
    for (let at = 0; at + 1 < parts.length; at++) {
      const rank = ranks.get(`${parts[at]!} ${parts[at + 1]!}`) ?? Infinity;
      if (rank < least) [first, second, least] = [parts[at]!, parts[at + 1]!, rank];
    }
    if (least === Infinity) return parts;
    for (let at = 0; at + 1 < parts.length; at++)
      if (parts[at] === first && parts[at + 1] === second) parts.splice(at, 2, first + second);
  }
}
