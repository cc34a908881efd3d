/** How much: "a bit", "way", "by ten percent". The three steps are the contract's. */
import { setPhrases } from './set-phrases.ts';
import { isOfNumber, numberAt } from './numbers.ts';
import type { Degree } from './template.ts';
import type { Token } from './tokens.ts';

export const plain = 0.3;
export const little = 0.15;
const much = 0.6;

const steps: readonly (readonly [amount: number, phrases: string])[] = [
  [
    little,
    `
    a tiny bit | a little bit | just a bit | a wee bit | a bit | a little | a touch | a tad | a hair | a smidge | a
    smidgen | a fraction | a notch | a shade | slightly | somewhat | ever so slightly | a dash | gently | subtly | a
    pinch | marginally | softly | lightly | mildly | faintly | bit | little | tad | kinda
    `,
  ],
  [
    much,
    `
    a whole lot | a lot | lots | a ton | tons | loads | a great deal | a good deal | way way | way | far | very |
    really | super duper | super | so | extremely | significantly | considerably | drastically | heavily | strongly | massively |
    dramatically | hugely | seriously | incredibly | ridiculously | terribly | awfully | much | heaps | majorly
    `,
  ],
  [
    1,
    'completely | fully | totally | entirely | all the way | to the max | as much as possible | to the maximum | to zero | to nothing',
  ],
];
const phrases = steps
  .flatMap(([amount, list]) => setPhrases(list).map(words => ({ amount, words })))
  .sort((one, other) => other.words.length - one.words.length)
  .map((phrase, order) => ({ ...phrase, order }));
const byFirst = Map.groupBy(phrases, ({ words }) => words[0] ?? '');
/** "very gently" is as little as "gently". */
const intensifier = /^(very|really|quite|rather|fairly|pretty|ever|more)$/;
const weak = /^(bit|much|so|little|way|far|very|really|super|tad)$/;

/** "gently", "heavily": a measure by itself. */
const isAdverb = (word: string): boolean => word.endsWith('ly') && byFirst.has(word);

const stands = (phrase: readonly string[], words: readonly string[], at: number): boolean =>
  phrase.every((word, offset) => words[at + offset] === word);

/** Words that a lone "bit", "much", "so" or "little" must stand before to be a measure. */
const measured =
  /^(more|less|too|over|under|of|up|down|[a-z]+(er|ed|y|ful|ish))$|^(dark|bright|dim|flat|dull|warm|cool|cold|light|vivid|soft|sharp|crisp|strong|harsh|blurry|yellow|blue|green|red|orange|pink|weak|intense|loud|low|high|brighten|darken|sharpen|lighten)$/;

/** The tokens without their degree, and the degree; nothing where none is said. */
export function withoutDegree(tokens: readonly Token[]): { rest: Token[]; degree: Degree } | undefined {
  const words = tokens.map(token => token.low);
  for (let at = 0; at < words.length; at++) {
    const exact = exactAt(words, at);
    // "contrast plus 20, saturation minus 10": each belongs to what it stands beside.
    if (exact && words.some((_, later) => later >= exact.next && exactAt(words, later))) return undefined;
    if (exact) return { rest: without(tokens, at, exact.next), degree: { amount: exact.value, exact: true } };
  }
  const found = words.flatMap((word, at) =>
    (byFirst.get(word) ?? [])
      .filter(({ words: phrase }) => stands(phrase, words, at))
      .map(phrase => ({ ...phrase, at })),
  );
  for (const { amount, words: phrase, at } of found.sort((one, other) => one.order - other.order)) {
    let next = at + phrase.length;
    const intense = (isAdverb(phrase[0] ?? '') ? intensifier : /^quite$/).test(words[at - 1] ?? '');
    const alone = phrase.length === 1 && weak.test(phrase[0] ?? '');
    if (alone && (!measured.test(words[next] ?? '') || isAdverb(words[next] ?? ''))) continue;
    if (/^(too|very|how|so)$/.test(words[at - 1] ?? '') && phrase[0] === 'much') continue;
    if (words[next] === 'of') next++;
    // "brighter and a bit warmer": said of the second only.
    if (next < words.length && /^(and|but|,)$/.test(words[at - 1] ?? '')) return undefined;
    return { rest: without(tokens, intense ? at - 1 : at, next), degree: { amount, exact: false } };
  }
  return undefined;
}

const without = (tokens: readonly Token[], from: number, to: number): Token[] => [
  ...tokens.slice(0, from),
  ...tokens.slice(to),
];

/** "by ten percent", "20 percent", "by half", "by 0.2", "plus 20". */
function exactAt(words: readonly string[], at: number): { value: number; next: number } | undefined {
  const by = words[at] === 'by' || words[at] === 'around' || words[at] === 'about' ? 1 : 0;
  const about = /^(around|about|roughly|like|exactly|say)$/.test(words[at + by] ?? '') ? 1 : 0;
  const found = numberAt(words, at + by + about);
  // "sixteen by nine" is a shape.
  if (!found || (words[at] === 'by' && isOfNumber(words[at - 1] ?? ''))) return undefined;
  const { value, next } = found;
  if (/^(percent|pct)$/.test(words[next] ?? '')) return { value: value / 100, next: next + 1 };
  if (words[next] === 'per' && words[next + 1] === 'cent') return { value: value / 100, next: next + 2 };
  // Exposure is set in stops, and the whole of it is two.
  if (/^stops?$/.test(words[next] ?? '')) return { value: value / 2, next: next + 1 };
  if (words[next] === 'of' && words[next + 1] === 'a' && words[next + 2] === 'stop')
    return { value: value / 2, next: next + 3 };
  if (words[next] === 'a' && words[next + 1] === 'stop') return { value: value / 2, next: next + 2 };
  if (/^(points|point)$/.test(words[next] ?? '')) return { value: value / 100, next: next + 1 };
  if (by === 0 && !/^(minus|plus)$/.test(words[at] ?? '')) return undefined;
  return { value: Math.abs(value) > 1 ? value / 100 : value, next };
}

/** "ninety percent" or "90" as a part of one. */
export function partOf(words: readonly string[]): number | undefined {
  const found = numberAt(words, 0);
  if (!found) return undefined;
  const rest = words.slice(found.next).join(' ');
  if (!/^(percent|per cent|pct)?$/.test(rest)) return undefined;
  if (rest !== '' || Math.abs(found.value) > 1) return found.value / 100;
  // "one" and "a half" stand for things too; "0.8" does not.
  return /^0?\.\d|^\d\.\d/.test(words[0] ?? '') ? found.value : undefined;
}

export const limited = (amount: number): number =>
  Math.round(Math.min(1, Math.max(-1, amount)) * 1000) / 1000;
