/** From a sentence to its words: numbers apart from their units, contractions opened, hesitation left out. */

import { verbs } from './words.ts';

export interface Token {
  /** As said, for what is shown. */
  readonly text: string;
  /** In lower case, for what is compared. Punctuation is a token of its own. */
  readonly low: string;
}

const shape =
  /#[\da-f]{3,8}(?![\p{L}\d])|[+−-]?\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|k|p|s)?(?![\p{L}\d])|[+−-]?\d+(?:,\d{3})*(?:\.\d+)?|[\p{L}\p{M}]+(?:['-][\p{L}\p{M}\d]+)*'?|[.,;:!?%°×/&—–…()"]/giu;

const spoken: Readonly<Record<string, string>> = {
  '%': 'percent',
  '°': 'degrees',
  deg: 'degrees',
  '×': 'by',
  '&': 'and',
  '—': ',',
  '–': ',',
  '…': ',',
  '(': ',',
  ')': ',',
  '"': '',
  cannot: 'can not',
  gonna: 'going to',
  wanna: 'want to',
  gimme: 'give me',
  lemme: 'let me',
  dont: 'do not',
  cant: 'can not',
  doesnt: 'does not',
  isnt: 'is not',
  shouldnt: 'should not',
  thats: 'that is',
  whats: 'what is',
  theres: 'there is',
  lets: 'let us',
  im: 'i am',
  "won't": 'will not',
  "can't": 'can not',
  "let's": 'let us',
  pls: 'please',
  plz: 'please',
  teh: 'the',
  hte: 'the',
  adn: 'and',
  nad: 'and',
  u: 'you',
  ur: 'your',
  wich: 'which',
  backround: 'background',
  backgroud: 'background',
  bakground: 'background',
  bg: 'background',
  pic: 'picture',
  brigther: 'brighter',
  colur: 'colour',
  colro: 'color',
  contrats: 'contrast',
  satuation: 'saturation',
  saturaton: 'saturation',
  jpg: 'jpeg',
  pictur: 'picture',
  abit: 'a bit',
  alot: 'a lot',
  thier: 'their',
  blury: 'blurry',
  evrything: 'everything',
  px: 'pixels',
};

/** Said while thinking, or out of manners: it asks for nothing wherever it stands. */
const filler = new Set(
  'um umm uh uhh uhm er erm ah eh hm hmm hmmm mm mmm ugh argh yikes eww whoa wow aww phew lol haha lmao xd thx tbh btw omg please kindly just only basically simply maybe perhaps possibly oh ooh ok okay'.split(
    ' ',
  ),
);

const opened: readonly (readonly [RegExp, string])[] = [
  [/^(do|does|did|is|are|was|were|should|would|could|has|have|had|need|must)n't$/, '$1 not'],
  [/^(i|you|we|they|he|she|it|that|there)'d$/, '$1 would'],
  [/^(\w+)'ll$/, '$1 will'],
  [/^(\w+)'re$/, '$1 are'],
  [/^(\w+)'ve$/, '$1 have'],
  [/^i'm$/, 'i am'],
  [
    /^(it|that|this|there|here|what|whatever|he|she|who|where|how|everything|something|someone|somebody)'s$/,
    '$1 is',
  ],
];

/** After these, "'s" on a noun and "its" are "is". */
const predicate = new Set(
  'too way so a not very really crooked tilted blurry upside slightly far'.split(' '),
);

/** Words that are written in one, and often heard as two. */
const split = new Set([
  ...verbs,
  'background',
  'foreground',
  'horizontally',
  'vertically',
  'clockwise',
  'sunglasses',
]);

/** What is heard for another word that sounds like it: the words it stands before tell which. */
const misheard: readonly (readonly [heard: RegExp, next: RegExp, meant: string])[] = [
  [/^(for|fore)$/, /^by$/, 'four'],
  [/^(to|too)$/, /^by$/, 'two'],
  [/^ate$/, /^by$/, 'eight'],
  [
    /^(buy|bye)$/,
    /^(\d.*|a|half|one|two|three|five|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/,
    'by',
  ],
  [/^write$/, /^(\d.*|ninety|by|side|corner|half)$/, 'right'],
  [/^hole$/, /^(picture|photo|image|thing|shot|scene)$/, 'whole'],
];

/** Said twice when one starts again. */
const stuttered = new Set(
  'the a an to and it my your his her this that of on in i make remove can could change'.split(' '),
);

/** After these, "can" is made of tin. */
const tinned = new Set(
  'trash garbage tin watering soda beer paint spray coke cola oil rubbish recycling gas petrol milk aluminium metal drinks litter waste'.split(
    ' ',
  ),
);
/** What "can" becomes where it is a thing: no phrase has it. */
const tin = 'can-of-tin';

const definite = /^(the|my|his|her|their|our|your|that|those)$/;

/** No comma is meant after these: one hesitated. */
const article = /^(the|a|an|my|his|her|their|your|our|to)$/;

/** Said to oneself, between two commas. */
const hesitation =
  /,\s*(?:let me (?:see|think)|let's see|you know|what else|what's it called|how do you say)\s*,/gi;

/** At most this many words are read: more is no order. */
const limit = 400;

export function tokenise(sentence: string): Token[] {
  const plain = sentence
    .slice(0, 10_000)
    .normalize('NFKC')
    .replace(/[’‘`´]/g, "'")
    .replace(/\.{2,}/g, ',');
  const raw =
    plain
      .replace(hesitation, ',')
      .replace(/\b(hang|hold) on (?:a|one|just a) (?:sec|second|minute|moment|mo|tick)\b/gi, '$1 on')
      .replace(/(\d)\s?(?:[x×:/])\s?(?=\d)/gi, '$1 by ')
      .replace(/(\d)x(?![\p{L}\d])/giu, '$1 x')
      .match(shape) ?? [];
  const shouted = plain === plain.toUpperCase() && plain.length > 8;
  const words = raw.slice(0, limit).flatMap(word => parts(shouted ? word.toLowerCase() : word));
  return settle(words);
}

function parts(word: string): Token[] {
  const low = word.toLowerCase().replace(/(?<!s)'$/, '');
  const signed = /^([+−-])(\d.*)$/.exec(low);
  if (signed?.[2] !== undefined) return [same(signed[1] === '+' ? 'plus' : 'minus'), same(signed[2])];
  const plainer = Object.hasOwn(spoken, low) ? spoken[low] : undefined;
  if (plainer !== undefined)
    return plainer
      .split(' ')
      .filter(part => part !== '')
      .map(same);
  if (/^[a-z]+$/.test(low)) return [{ text: word, low }];
  for (const [pattern, open] of opened) {
    if (pattern.test(low)) return low.replace(pattern, open).split(' ').map(same);
  }
  return [
    {
      text: /^\d/.test(low) ? low.replaceAll(',', '') : word,
      low: /^\d/.test(low) ? low.replaceAll(',', '') : low,
    },
  ];
}

const same = (word: string): Token => ({ text: word, low: word });

/** What stands after the "only" that is no filler. */
const alone =
  /^(?:the|my|his|her|its|our|their|your|that|this|keep|leave|thing|one|part|bit)\b[^.,;:!?]* in colou?r\b/;

function settle(words: readonly Token[]): Token[] {
  const kept: Token[] = [];
  words.forEach((heard, at) => {
    const after = words[at + 1]?.low ?? '';
    const meant = misheard.find(([word, next]) => word.test(heard.low) && next.test(after))?.[2];
    const token = meant === undefined ? heard : same(meant);
    if (token.low === 'pretty' && after === 'please') return;
    const whole = `${kept.at(-1)?.low ?? ''}${token.low}`;
    if (split.has(whole) && !verbs.has(kept.at(-1)?.low ?? '') && kept.pop()) {
      kept.push(same(whole));
      return;
    }
    // "not the cat, just the leash": the other one.
    if (/^(just|only)$/.test(token.low) && kept.at(-1)?.low === ',' && definite.test(after)) {
      kept.push(same('but'));
      return;
    }
    // "only the dress in colour": the rest is to lose it.
    if (/^(just|only)$/.test(token.low) && alone.test(lows(words.slice(at + 1, at + 12)))) {
      kept.push(same('only'));
      return;
    }
    if (filler.has(token.low)) {
      // "the, uh, the lamp": the commas belong to the hesitation.
      if (kept.at(-1)?.low === ',' && words[at + 1]?.low === ',') kept.pop();
      return;
    }
    const [before, next] = [kept.at(-1), words[at + 1]];
    if (token.low === ',' && (before?.low === ',' || (before && article.test(before.low)))) return;
    if (before?.low === ',' && stuttered.has(token.low) && kept.at(-2)?.low === token.low) {
      kept.pop();
      return;
    }
    if (before?.low === token.low && stuttered.has(token.low)) return;
    if (
      /^cans?$/.test(token.low) &&
      before &&
      (tinned.has(before.low) ||
        (/^(the|a|that|this)$/.test(before.low) &&
          (!next || /^[.,;:!?]$|^(on|in|next|by|at|and|from|near|under)$/.test(next.low))))
    ) {
      kept.push({ text: token.text, low: tin });
      return;
    }
    if (token.low === 'its' && next && predicate.has(next.low)) kept.push(same('it'), same('is'));
    else if (/[^s]'s$/.test(token.low) && next && predicate.has(next.low)) {
      kept.push({ text: token.text.slice(0, -2), low: token.low.slice(0, -2) }, same('is'));
    } else kept.push(token);
  });
  return kept;
}

/** '' beyond the ends. */
export const lowAt = (tokens: readonly Token[], at: number): string => tokens[at]?.low ?? '';

export const lows = (tokens: readonly Token[]): string => tokens.map(token => token.low).join(' ');

/** The words as said, for showing. The first letter of an article is small, wherever it stood. */
export const said = (tokens: readonly Token[]): string =>
  tokens
    .map(token =>
      /^(the|a|an|this|that|these|those|all|both|every|each|my|his|her|their|our|your|everything|everyone|it)$/.test(
        token.low,
      )
        ? token.low
        : token.text,
    )
    .join(' ')
    .replace(/ ([,.;:!?])/g, '$1');

export const isPunctuation = (low: string): boolean => /^[.,;:!?/]$/.test(low);

/** Without the punctuation at its ends. */
export const trimmed = (tokens: readonly Token[]): readonly Token[] => {
  let [start, end] = [0, tokens.length];
  while (start < end && isPunctuation(tokens[start]?.low ?? '')) start++;
  while (end > start && isPunctuation(tokens[end - 1]?.low ?? '')) end--;
  return start === 0 && end === tokens.length ? tokens : tokens.slice(start, end);
};
