/** What is said of a thing after its name: its place, its colour, what it is beside. */
import type { Target } from '../contract/plan.ts';
import { readColour } from './colour-words.ts';
import { readPlace } from './place.ts';
import { isPunctuation, lows, said, type Token } from './tokens.ts';
import { bindings, distances, placings, postures, sizes } from './words.ts';

/** Whether words name one thing, or one or several. */
export interface Names {
  readonly one: (words: readonly Token[]) => boolean;
  readonly several: (words: readonly Token[]) => boolean;
}

/** What follows the name. Empty where it says no place; nothing where it is no such thing. */
export function readTail(
  tokens: readonly Token[],
  names: Names,
): Pick<Target, 'position' | 'color' | 'size'> | undefined {
  const [first, ...rest] = tokens;
  if (!first) return {};
  if (/^(there|here)$/.test(first.low)) return readTail(rest, names);
  if (/^(over|up|out|in|down|back|right)$/.test(first.low) && /^(there|here)$/.test(rest[0]?.low ?? ''))
    return readTail(rest.slice(1), names);
  if (/^(that|which|who)$/.test(first.low) && /^(is|are)$/.test(rest[0]?.low ?? ''))
    return rest.length > 1 ? (readLook(rest.slice(1)) ?? readTail(rest.slice(1), names)) : undefined;
  if (/^in (the|my|our|your) way$/.test(lows(tokens))) return {};
  if (postures.has(first.low)) return rest.length === 0 ? {} : readTail(rest, names);
  if (placings.has(first.low) || /^(from|to|out)$/.test(first.low)) {
    // "the cup by the plate and the fork" is two things, "the cup between the plate and the fork" one.
    const position = readPlace(tokens, /^(in )?between /.test(lows(tokens)) ? names.several : names.one);
    if (position) return position.text === '' ? {} : { position: position.text };
    if (first.low !== 'from') return undefined;
  }
  if (distances.has(first.low)) return readDistance(first, rest, names);
  if (/ing$/.test(first.low) && /^(us|me|you)$/.test(rest[0]?.low ?? ''))
    return readTail(rest.slice(1), names);
  if ((bindings.has(first.low) || /ing$/.test(first.low)) && !isPunctuation(rest[0]?.low ?? '')) {
    // "from red" says what it was, not where it is.
    if (first.low === 'from' && readColour(rest) !== undefined) return undefined;
    const of = rest.findIndex((token, index) => index > 0 && placings.has(token.low));
    if (names.one(rest)) return {};
    return of > 0 && names.one(rest.slice(0, of)) ? readTail(rest.slice(of), names) : undefined;
  }
  return undefined;
}

/** "the one that is red", "… the biggest". */
function readLook(tokens: readonly Token[]): Pick<Target, 'color' | 'size'> | undefined {
  const color = readColour(tokens);
  if (color !== undefined) return { color };
  const size = tokens.at(-1)?.low ?? '';
  const before = lows(tokens.slice(0, -1));
  return sizes.has(size) && /^(the|very|really)?$/.test(before) ? { size } : undefined;
}

/** "nearest to the window", "furthest away", "closest to me": without another thing, to whoever looks. */
function readDistance(
  first: Token,
  rest: readonly Token[],
  names: Names,
): Pick<Target, 'position' | 'color' | 'size'> | undefined {
  const from = rest[0]?.low === 'away' ? rest.slice(1) : rest;
  const other = /^(to|from)$/.test(from[0]?.low ?? '') ? from.slice(1) : from;
  if (/^((me|us|you)|(the )?(camera|viewer|lens))?$/.test(lows(other))) return { position: first.low };
  const side = other === from ? undefined : readPlace(from, () => false);
  if (side) return { position: side.text };
  if (other === from && placings.has(from[0]?.low ?? '')) return readTail(from, names);
  return names.one(other) ? { position: said([first, ...rest]) } : undefined;
}

/**
 * "the nearest chair to the window", "the furthest lamp away from the sofa": where what belongs to a superlative before the name
 * begins after it, from `start` on, and the place that they say together. Nothing where they say none.
 */
export function readReach(
  tokens: readonly Token[],
  start: number,
  superlative: Token,
  names: Names,
): { readonly from: number; readonly position: string } | undefined {
  const joint = /^(near|clos)est$/.test(superlative.low) ? 'to' : 'from';
  const at = tokens.findIndex(({ low }, index) => index >= start && low === joint);
  const from = at > start && tokens[at - 1]?.low === 'away' ? at - 1 : at;
  // "the nearest chair to the left" is one of those on the left.
  if (at < 0 || readPlace(tokens.slice(at), () => false)) return undefined;
  const position = readDistance(superlative, tokens.slice(from), names)?.position;
  return position === undefined ? undefined : { from, position };
}
