/** How the words in each slot of a template are read. */
import { sides, type Side } from '../contract/plan.ts';
import { readColour } from './colour-words.ts';
import { partOf } from './degree.ts';
import { anyNumber, numberAt } from './numbers.ts';
import { exportFormats } from './phrases/session.ts';
import { readPlace } from './place.ts';
import { isMonochrome, monochromeEnds } from './reading.ts';
import { readTarget, readTargets } from './target.ts';
import type { Endings, Readers } from './template.ts';
import { measureEnds, qualityEnds, readChange, readFaults, readMeasures, readWish } from './tone.ts';
import { isPunctuation, lows, said, type Token } from './tokens.ts';
import { determiners, placings, sizes, verbs } from './words.ts';

const spans = (tokens: readonly Token[]): string[] => tokens.map(token => token.low);

function numberIn(tokens: readonly Token[]): number | undefined {
  if (tokens.length > 9) return undefined;
  const words = spans(tokens);
  const found = numberAt(words, 0);
  return found?.next === words.length ? found.value : undefined;
}

/** Widths of screens, all of them 16 by 9. */
const screens: Readonly<Record<string, number>> = {
  '720p': 1280,
  hd: 1280,
  '1080p': 1920,
  fhd: 1920,
  '1440p': 2560,
  '2k': 2560,
  '2160p': 3840,
  '4k': 3840,
  uhd: 3840,
  '8k': 7680,
};

const shapes: Readonly<Record<string, string>> = {
  square: '1:1',
  'a square': '1:1',
  widescreen: '16:9',
  'wide screen': '16:9',
  panoramic: '21:9',
  panorama: '21:9',
  portrait: '4:5',
  landscape: '3:2',
  cinema: '21:9',
  cinematic: '21:9',
  story: '9:16',
  vertical: '9:16',
};

/** "sixteen by nine", "four to five", "sixteen nine", "square". */
function aspectIn(tokens: readonly Token[]): string | undefined {
  const words = spans(tokens);
  if (numberAt(words, 0) === undefined || words[0] === 'a') return shapes[words.join(' ')];
  for (let at = 1; at < words.length; at++) {
    const joint = /^(by|to|x|over|:|and)$/.test(words[at] ?? '') ? 1 : 0;
    const [left, right] = [numberIn(tokens.slice(0, at)), numberIn(tokens.slice(at + joint))];
    if (left === undefined || right === undefined || left <= 0 || right <= 0) continue;
    // "twenty one" is one number, not a shape; and what is larger is meant in pixels.
    if ((joint === 0 && left >= 20) || left > 100 || right > 100) continue;
    return `${left}:${right}`;
  }
  return undefined;
}

/** "to the left", "counter-clockwise", "in a clockwise direction". */
function wayIn(tokens: readonly Token[]): 1 | -1 | undefined {
  const plainly = lows(tokens)
    .replace(/^(?:to|towards?|in) (?:the |an? |my |your )?(?=.)/, '')
    .replace(/ (?:direction|side)$/, '');
  if (/^(?:clockwise|cw|right(?:wards?)?(?: clockwise)?|clockwise to the right)$/.test(plainly)) return 1;
  return /^(?:(?:anti|counter)[ -]?clockwise|ccw|left(?:wards?)?|other way|backwards?)$/.test(plainly) ||
    lows(tokens) === 'the other way'
    ? -1
    : undefined;
}

const across: readonly Side[] = ['left', 'right'];
const along: readonly Side[] = ['top', 'bottom'];

/** What is said of where, without the words around it → the sides. */
const sidesNamed: readonly (readonly [RegExp, readonly Side[]])[] = [
  [/^(?:left|leftwards?|left[ -]hand)$/, ['left']],
  [/^(?:right|rightwards?|right[ -]hand)$/, ['right']],
  [/^(?:top|upper|upwards?|up|above|above it)$/, ['top']],
  [/^(?:bottom|lower|downwards?|down|below|below it|underneath)$/, ['bottom']],
  [/^(?:both|either|sides|horizontally|sideways|width)$/, across],
  [/^(?:vertically|height)$/, along],
  [/^(?:all|every|each|all four|four|all of its|all of the|around|all around|all round|around it|all around it|outwards?)$/, sides],
]; // prettier-ignore

/** "to the left", "on both sides", "at the top and the bottom", "in every direction". */
function sidesIn(tokens: readonly Token[]): Side[] | undefined {
  const plainly = lows(tokens)
    .replace(/ (?:of|in) (?:it|(?:the|this|my) (?:picture|image|photo|shot|frame|canvas))$/, '')
    .replace(/^(?:to|towards?|on|onto|at|in|along|over|from) (?=.)/, '');
  const found = plainly.split(/ and | , /).flatMap((part): readonly (Side | undefined)[] => {
    const bare = part
      .replace(/^(?:to|on|at|in) (?=.)/, '')
      .replace(/^(?:the|its|my) (?=.)/, '')
      .replace(/ (?:side|edge|border|direction|end)s?$/, '');
    return sidesNamed.find(([named]) => named.test(bare))?.[1] ?? [undefined];
  });
  const named = found.filter(side => side !== undefined);
  return named.length === found.length ? sides.filter(side => named.includes(side)) : undefined;
}

/** "twice", "double", "3x", "four times". */
function timesIn(tokens: readonly Token[]): number | undefined {
  const [first = '', last = ''] = [tokens[0]?.low, tokens.at(-1)?.low];
  if (tokens.length === 1) return multiples[first];
  if (/^(times|x|fold)$/.test(last)) return numberIn(tokens.slice(0, -1));
  return first === 'x' ? numberIn(tokens.slice(1)) : undefined;
}

const multiples: Readonly<Record<string, number>> = {
  twice: 2,
  double: 2,
  twofold: 2,
  thrice: 3,
  triple: 3,
  treble: 3,
  quadruple: 4,
};

/** "half", "a third", "40 percent", "two thirds". */
function shareIn(tokens: readonly Token[]): number | undefined {
  const words = spans(tokens);
  if (/^(half|third|thirds|quarters?|fifths?|tenths?)$/.test(words.at(-1) ?? '')) return numberIn(tokens);
  return /^(percent|cent|pct)$/.test(words.at(-1) ?? '') ? partOf(words) : undefined;
}

const breaks =
  /^(as|make|remove|erase|delete|then|is|are|was|i|you|we|it|please|but|not|no|with|for|into|instead|because|too|so|that|if|he|she|they|do|does|can|could|should|would|sure|sense|more|less)$/;

/** Something new: "a vase of tulips" → "vase of tulips". Not what is already in the picture, nor what runs on into another order. */
function whatIn(tokens: readonly Token[]): string | undefined {
  const words = spans(tokens);
  if (words.length === 0 || words.some(isPunctuation)) return undefined;
  if (/^(it|that|this|them|those|these|there|here|me|us)$/.test(words.join(' '))) return undefined;
  if (/\bfor (me|us)$/.test(words.join(' '))) return undefined;
  // It is another thing's, and none to be put in.
  if (/^(the )?(colou?rs?|look|mood|style|tones?|palette) (of|from) /.test(words.join(' '))) return undefined;
  // "I'd like to select the cyclist", "throw away all my edits": an order, or the rest of one.
  if (/^(away|out|off|up|down|back|to)$/.test(words[0] ?? '')) return undefined;
  if (verbs.has(words[0] ?? '') && determiners.has(words[1] ?? '')) return undefined;
  if (
    /^(my|your|his|her|its|our|their|this|that|these|those|all|every|each|both|let|have|there)$/.test(
      words[0] ?? '',
    ) ||
    /'s$/.test(words[0] ?? '')
  )
    return undefined;
  const inner = words.slice(1);
  const pair = words.includes('between')
    ? -1
    : inner.findIndex(
        (word, at) =>
          word === 'and' &&
          /^(the|a|an|some|my|his|her|their|this|that|make|remove|paint|crop|blur|turn|save|put|add)$/.test(
            inner[at + 1] ?? '',
          ),
      );
  if (/^(and|or|the|a|an)$/.test(words.at(-1) ?? '')) return undefined;
  if (pair >= 0 || words.some((word, at) => breaks.test(word) && !(at > 0 && /^(with|for)$/.test(word))))
    return undefined;
  const start = /^(a|an|some|the)$/.test(words[0] ?? '') && words.length > 1 ? 1 : 0;
  return said(tokens.slice(start));
}

/** "on the counter", "to the vase". */
function whereIn(tokens: readonly Token[]): string | undefined {
  const first = tokens[0]?.low ?? '';
  // "to the puppy and a banner above the cake": another thing is named, with a place of its own.
  const and = tokens.findIndex(({ low }) => low === 'and');
  if (first !== 'between' && and > 0 && /^(a|an|some|another)$/.test(tokens[and + 1]?.low ?? ''))
    return undefined;
  if (!(placings.has(first) || /^(to|from|onto|into|right|up|over)$/.test(first))) return undefined;
  const place = readPlace(
    tokens,
    words =>
      (first === 'between' || lows(tokens).startsWith('in between')
        ? readTargets(words)
        : readTarget(words)) !== undefined,
  );
  if (place)
    return place.text === '' && !/\b(picture|photo|image|scene|frame|shot)$/.test(lows(tokens))
      ? undefined
      : said(tokens);
  return /^(to|onto|into|from|right|up|over)$/.test(first) &&
    (readTargets(tokens.slice(1)) || whereIn(tokens.slice(1)))
    ? said(tokens)
    : undefined;
}

function wordsIn(tokens: readonly Token[]): string | undefined {
  const words = spans(tokens);
  if (words.some(isPunctuation)) return undefined;
  return said(words[0] === 'a' || words[0] === 'an' ? tokens.slice(1) : tokens);
}

/** "golden hour", without its quotes. A name may hold "and", but no order begins in it. */
function nameIn(tokens: readonly Token[]): string | undefined {
  const words = spans(tokens);
  const runsOn = words.some(
    (word, at) =>
      isPunctuation(word) ||
      /^(then|references?|called|named|as|same)$/.test(word) ||
      (word === 'and' && (verbs.has(words[at + 1] ?? '') || determiners.has(words[at + 1] ?? ''))),
  );
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (runsOn || /^(a|an|this|that|it|of|to|in|on|for|as|and|or|one)$/.test(first)) return undefined;
  if (/^(thanks|me|us|too|again|now|later|of|and|or|to|the|my|our|with|from)$/.test(last)) return undefined;
  return said(tokens).replace(/^'|'$/g, '');
}

/** No order begins in it. */
const remarkIn = (tokens: readonly Token[]): string | undefined =>
  tokens.length <= 7 &&
  tokens.every(({ low }) => !isPunctuation(low) && !verbs.has(low) && !/^(but|not|no|and|is|are)$/.test(low))
    ? said(tokens)
    : undefined;

function styleIn(tokens: readonly Token[]): string | undefined {
  const words = spans(tokens);
  if (
    words.some(
      (word, at) =>
        isPunctuation(word) ||
        (at > 0 &&
          /^(make|remove|then|and|but|no|not|wait|sorry|actually|is|was|please|instead|too|also|again|now|though|for|except|apart)$/.test(
            word,
          )),
    )
  )
    return undefined;
  const start = /^(a|an|the|some|like|more)$/.test(words[0] ?? '')
    ? /^(a|an|the)$/.test(words[1] ?? '')
      ? 2
      : 1
    : 0;
  const text = said(tokens.slice(start)).toLowerCase();
  return text === '' ||
    / into |\bones?$|^(other|right|wrong) way\b|^(fit|fits|suit|ready)\b/.test(text) ||
    (sizes.has(text) && text.endsWith('er')) ||
    /^(it|that|this|they|different|keep|save|remember|better|nice|nicer|good|great|new|normal|natural|more|less|bigger|smaller|there|what|how|look|looks|feel|like|be|to|in|on)\b/.test(
      text,
    )
    ? undefined
    : said(tokens.slice(start));
}

/** The words one of which each slot of these kinds holds. */
export const endings: Endings = {
  number: new Set([anyNumber]),
  height: new Set([anyNumber]),
  part: new Set([anyNumber]),
  share: new Set([anyNumber]),
  times: new Set([anyNumber, ...Object.keys(multiples)]),
  aspect: new Set([anyNumber, ...Object.keys(shapes).map(shape => shape.split(' ').at(-1) ?? '')]),
  side: new Set(
    'left leftward leftwards left-hand right rightward rightwards right-hand top upper up upward upwards above bottom lower down downward downwards below underneath side sides edge edges border borders direction directions horizontally sideways width vertically height around round outward outwards'.split(
      ' ',
    ),
  ),
  screen: new Set(Object.keys(screens)),
  format: exportFormats,
  mono: monochromeEnds,
  change: qualityEnds,
  wish: qualityEnds,
  faults: qualityEnds,
  measures: measureEnds,
};

export const readers: Readers = {
  thing: readTarget,
  things: readTargets,
  others: readTargets,
  colour: readColour,
  what: whatIn,
  where: whereIn,
  words: wordsIn,
  name: nameIn,
  remark: remarkIn,
  style: styleIn,
  format: tokens => (exportFormats.has(tokens[0]?.low ?? '') ? tokens[0]?.low : undefined),
  mono: tokens => (isMonochrome(lows(tokens)) ? true : undefined),
  number: numberIn,
  height: numberIn,
  screen: tokens => screens[tokens[0]?.low ?? ''],
  share: shareIn,
  times: timesIn,
  way: wayIn,
  part: tokens => partOf(spans(tokens)),
  aspect: aspectIn,
  side: sidesIn,
  change: readChange,
  wish: readWish,
  faults: readFaults,
  measures: readMeasures,
};
