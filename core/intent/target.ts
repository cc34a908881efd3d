/** A thing in the picture, from the words for it. */
import type { Target } from '../contract/plan.ts';
import { colourBefore, isPaint } from './colour-words.ts';
import { endsHead, headEnd, nounOf, ownerAt } from './name.ts';
import { numberAt, ordinalAt } from './numbers.ts';
import { isComparison } from './tone.ts';
import { readReach, readTail, type Names } from './tail.ts';
import { lows, said, trimmed, type Token } from './tokens.ts';
import {
  adjectives,
  exceptions,
  determiners,
  distances,
  orderly,
  pairs,
  sideNamed,
  sides,
  sizes,
  wholes,
} from './words.ts';

/** No thing takes more words than this to say. */
const longest = 24;

const personal =
  /^(it|that|this|them|those|these|him|her|both|all|that one|this one|those ones|these ones|that thing|this thing|the one|all of (it|them|these|those|that|this)|both of (them|these|those)|it all|them all|them both|the lot)$/;

/** No thing ends in these: more was to come. */
const unfinished = new Set(
  'the a an my your his our their its and or of to with without from on in at by for is are was be not than as into onto very too so more less make i you we out off'.split(
    ' ',
  ),
);

/** Reads each stretch of a sentence once. Its ends and its length tell it from any other that is asked about. */
function once<T>(read: (tokens: readonly Token[]) => T): (tokens: readonly Token[]) => T | undefined {
  const known = new WeakMap<Token, Map<Token, Map<number, T>>>();
  return tokens => {
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (!first || !last || tokens.some(({ low }) => orderly.has(low))) return undefined;
    const byLast = known.get(first) ?? new Map<Token, Map<number, T>>();
    const byLength = byLast.get(last) ?? new Map<number, T>();
    if (byLength.size === 0) known.set(first, byLast.set(last, byLength));
    if (!byLength.has(tokens.length)) byLength.set(tokens.length, read(tokens));
    return byLength.get(tokens.length);
  };
}

/** All of the words as one thing, or nothing where they are no thing. */
export const readTarget = once(readOne);

function readOne(given: readonly Token[]): Target | undefined {
  const tokens = trimmed(given);
  if (tokens.length === 0 || tokens.length > longest || unfinished.has(tokens.at(-1)?.low ?? ''))
    return undefined;
  const low = lows(tokens);
  if (tokens.length <= 4 && personal.test(low)) {
    return /^(all|both|it all|them all|them both|the lot)\b/.test(low)
      ? { text: said(tokens), all: true, pronoun: true }
      : { text: said(tokens), pronoun: true };
  }
  return withException(tokens, low) ?? readPlain(tokens);
}

/** "all the cups except the red one". */
function withException(tokens: readonly Token[], low: string): Target | undefined {
  if (
    !/^(all|both|every|each|everything|everyone|everybody|anything|anyone|any|the (whole|entire|rest))\b/.test(
      low,
    )
  )
    return undefined;
  for (const mark of exceptions) {
    const at = tokens.findIndex((_, index) =>
      mark.every((word, offset) => tokens[index + offset]?.low === word),
    );
    if (at < 1) continue;
    const kept = trimmed(tokens.slice(at + mark.length));
    const body = readPlain(trimmed(tokens.slice(0, at)));
    const left = readTargets(kept);
    if (!body || !left) return undefined;
    const text = said([...trimmed(tokens.slice(0, at)), ...tokens.slice(at, at + mark.length), ...kept]);
    return {
      ...body,
      text,
      all: true,
      except: said(/^(the|a|an)$/.test(kept[0]?.low ?? '') ? kept.slice(1) : kept),
    };
  }
  return undefined;
}

function readPlain(tokens: readonly Token[]): Target | undefined {
  let at = 0;
  const words = tokens.map(token => token.low);
  const low = (index: number): string => words[index] ?? '';
  let all = false;
  const target: Omit<Target, 'text'> = {};

  // It may be all the others, or each second.
  if (low(at) === 'every' && low(at + 1) === 'other') return undefined;
  if (/^(all|both|every|each|any)$/.test(low(at))) {
    all = low(at) !== 'any';
    at++;
    if (low(at) === 'single' || low(at) === 'last') at++;
    if (low(at) === 'one') at++;
    if (low(at) === 'of') at++;
  }
  if (/^(everything|everyone|everybody|anything|anyone)$/.test(low(at))) {
    const rest = tokens.slice(low(at + 1) === 'else' ? at + 2 : at + 1);
    const place = rest.length === 0 ? {} : readTail(rest, names);
    return place && finish(tokens, { ...place, all: true });
  }
  const start = at;
  const owner = ownerAt(tokens, at);
  if (owner > at) at = owner;
  else if (determiners.has(low(at))) at++;
  const determined = at > 0;
  if (low(at) === 'of' && at > start) return undefined;

  let adjective = false;
  let counted = false;
  const size: string[] = [];
  /** "nearest", where what follows the name may say to what. */
  let superlative: Token | undefined;
  const isDistance = (index: number): boolean =>
    distances.has(low(index)) && /^(to|from|the|my|his|her|our)$/.test(low(index + 1));
  for (; at < tokens.length && !isDistance(at); at++) {
    const last =
      at === tokens.length - 1 || endsHead(low(at + 1)) || (low(at + 1) === 'out' && low(at + 2) === 'of');
    const ordinal = target.ordinal === undefined ? ordinalAt(words, at) : undefined;
    if (ordinal && !(last && !determined)) {
      target.ordinal = ordinal.value;
      at = ordinal.next - 1;
      continue;
    }
    const count = numberAt(words, at);
    if (
      count &&
      !/^(one|half|third|quarter)$/.test(low(at)) &&
      low(at) !== 'a' &&
      count.next < tokens.length &&
      !/^\d+\.\d/.test(low(at))
    ) {
      at = count.next - 1;
      counted = true;
      continue;
    }
    const coloured = target.color === undefined ? colourBefore(tokens, at, headEnd(tokens, at)) : 0;
    if (coloured > 0) {
      target.color = lows(tokens.slice(at, at + coloured));
      at += coloured - 1;
      continue;
    }
    if (last && !(low(at + 1) === '' && sizes.has(low(at)) && determined && size.length === 0)) break;
    if (low(at) === ',') continue;
    if (sizes.has(low(at))) size.push(low(at));
    else if (sideNamed.test(`${low(at)} ${low(at + 1)}`)) break;
    else if (sides.has(low(at)) && determined) {
      target.position = sideWord(target.position, low(at));
      if (distances.has(low(at))) superlative = tokens[at];
    } else if (
      adjectives.has(low(at)) ||
      /-(ass|looking|shaped|sized|like)$/.test(low(at)) ||
      /^(most|very|really|so|super)$/.test(low(at))
    )
      adjective = true;
    else break;
  }
  if (size.length > 0) target.size = size.join(' ');

  // "the second from the left", "the two on the right", "the nearest to the door"
  const bare = isDistance(at) || (endsHead(low(at)) && (target.ordinal !== undefined || counted));
  const reach = superlative && !bare ? readReach(tokens, at + 1, superlative, names) : undefined;
  const end = bare ? at : (reach?.from ?? headEnd(tokens, at));
  const head = tokens.slice(at, end);
  const tail = reach ? {} : end === tokens.length ? {} : readTail(tokens.slice(end), names);
  if (!tail) return undefined;
  if (reach) target.position = reach.position;
  const noun = nounOf(head, determined, words => readTarget(words) !== undefined);
  if (noun === undefined) return undefined;
  // "the pumpkin blue" is a thing and its new colour; "the violet violets" are flowers.
  if (target.color !== undefined && head.length === 1 && isPaint(head)) return undefined;
  // So are "the avocado greener" and "the background lighter"; but a red lighter is a thing.
  const [only] = head.length === 1 ? head : [];
  if (only && isComparison(only.low) && (target.color ?? target.position) !== undefined) {
    if (only.low !== 'lighter' || /^(back|fore)ground$/.test(target.position ?? '')) return undefined;
  }
  const named = noun !== '' && !/^(one|ones)$/.test(noun);
  if (!named && head.length === 0 && !determined) return undefined;
  if (!named && !adjective && Object.keys(target).length === 0 && Object.keys(tail).length === 0)
    return undefined;
  return finish(tokens, { ...(named ? { noun } : {}), ...tail, ...target, ...(all ? { all: true } : {}) });
}

/** Keys in the order of the contract. */
function finish(
  tokens: readonly Token[],
  { noun, color, position, size, ordinal, all }: Omit<Target, 'text'>,
): Target {
  return {
    text: said(tokens),
    ...(noun === undefined ? {} : { noun }),
    ...(color === undefined ? {} : { color }),
    ...(position === undefined ? {} : { position }),
    ...(size === undefined ? {} : { size }),
    ...(ordinal === undefined ? {} : { ordinal }),
    ...(all === true ? { all } : {}),
  };
}

const names: Names = {
  one: words => readTarget(words) !== undefined,
  several: words => readTargets(words) !== undefined,
};

const sideWord = (before: string | undefined, word: string): string => {
  const plain = word.replace(/most$|-hand$/, '');
  return before === undefined ? plain : `${before} ${plain}`;
};

const joints = new Set(['and', 'or', 'nor', 'plus', ',', '/']);

/** All of `tokens` as a list of things: "the chair, the table and both lamps". */
export const readTargets = once(readList);

function readList(given: readonly Token[]): Target[] | undefined {
  const tokens = trimmed(given);
  if (tokens.length === 0 || tokens.length > 40) return undefined;
  const one = readTarget(tokens);
  if (one) return [one];
  const list = tokens[0]?.low === 'both' || tokens[0]?.low === 'either' ? tokens.slice(1) : tokens;
  for (let at = 1; at < list.length - 1; at++) {
    const low = list[at]?.low ?? '';
    const wide =
      low === 'as' && lows(list.slice(at, at + 3)) === 'as well as'
        ? 3
        : low === 'along' && list[at + 1]?.low === 'with'
          ? 2
          : joints.has(low)
            ? 1
            : 0;
    if (wide === 0 || pairs.has(lows(list.slice(at - 1, at + 2)))) continue;
    const left = readTarget(list.slice(0, at));
    if (!left) continue;
    // "both lamps and the rug" are three things, "both the lamp and the rug" two.
    const couple = list !== tokens && /[^s]s$/.test(left.text) && !determiners.has(list[0]?.low ?? '');
    let next = at + wide;
    while (joints.has(list[next]?.low ?? '') || list[next]?.low === 'also') next++;
    const right = readTargets(list.slice(next));
    // "the big lamp, the one behind the chair" says which, not what else.
    if (
      right &&
      low === ',' &&
      /^the one\b/.test(lows(list.slice(next))) &&
      right[0] &&
      left.noun !== undefined
    )
      return [{ ...right[0], ...left, text: said(tokens) }, ...right.slice(1)];
    if (right) return [(couple ? readTarget(tokens.slice(0, at + 1)) : undefined) ?? left, ...right];
  }
  return undefined;
}

/** Whether it is the picture that is meant, not a thing in it. */
export function isWhole(target: Target): boolean {
  if (target.pronoun === true) return /^(it|this|it all|all of it|this one)$/.test(target.text.toLowerCase());
  if (target.position !== undefined || target.ordinal !== undefined || target.except !== undefined)
    return false;
  return (
    wholes.has(target.noun ?? '') &&
    target.color === undefined &&
    target.size === undefined &&
    /^(the|this|that|my|our|whole|entire|all)?( (the|this|whole|entire|of))*( \w+)?$/.test(
      target.text.toLowerCase(),
    )
  );
}
