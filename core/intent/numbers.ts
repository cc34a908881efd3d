/** Numbers, as digits or as said. */
const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const scales: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000, grand: 1000, k: 1000 };

export interface Found {
  readonly value: number;
  /** The index of the first word that is no part of it. */
  readonly next: number;
}

function small(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const unit = units.indexOf(word);
  if (unit >= 0) return unit;
  const ten = tens.indexOf(word);
  if (ten > 1) return ten * 10;
  const [left, right] = word.split('-');
  const [head, tail] = [tens.indexOf(left ?? ''), units.indexOf(right ?? '')];
  return right !== undefined && head > 1 && tail > 0 ? head * 10 + tail : undefined;
}

/** "ninety", "twenty five", up to 99. */
function underHundred(words: readonly string[], at: number): Found | undefined {
  const first = small(words[at]);
  if (first === undefined) return undefined;
  const unit = small(words[at + 1]);
  if (first >= 20 && first % 10 === 0 && unit !== undefined && unit > 0 && unit < 10)
    return { value: first + unit, next: at + 2 };
  return { value: first, next: at + 1 };
}

function whole(words: readonly string[], at: number): Found | undefined {
  const article =
    words[at] === 'a' && words[at + 1] !== undefined && Object.hasOwn(scales, words[at + 1] ?? '');
  let found: Found | undefined = article ? { value: 1, next: at + 1 } : underHundred(words, at);
  if (!found) return undefined;
  // Years and heights of screens are said in pairs: "ten eighty", "nineteen twenty".
  const pair = found.value >= 10 ? underHundred(words, found.next) : undefined;
  if (pair && pair.value >= 10) return { value: found.value * 100 + pair.value, next: pair.next };
  let [total, part, next] = [0, found.value, found.next];
  for (;;) {
    const scale = scales[words[next] ?? ''];
    if (scale !== undefined) {
      part *= scale;
      if (scale === 1000) [total, part] = [total + part, 0];
      next++;
      continue;
    }
    const joined = words[next] === 'and' && (part >= 100 || total > 0) ? next + 1 : next;
    found = part >= 100 || total > 0 ? underHundred(words, joined) : undefined;
    if (!found || (part > 0 && part % 100 !== 0)) break;
    [part, next] = [part + found.value, found.next];
  }
  return { value: total + part, next };
}

const fractions: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  tenth: 1 / 10,
  tenths: 1 / 10,
};

/** Every word a number can begin with. */
const begins = new Set([
  ...units,
  ...tens,
  ...Object.keys(fractions),
  'minus',
  'negative',
  'plus',
  'a',
  'an',
  'twice',
  'double',
  'couple',
]);

/** Stands for any number in a set of words. */
export const anyNumber = '0';

/** Whether a number has such a word: digits, "ninety", "half", "hundred". */
export const isOfNumber = (word: string): boolean =>
  /^\d/.test(word) ||
  word.includes('-') ||
  (word.length > 2 && (begins.has(word) || Object.hasOwn(scales, word)));

/** A number at `at`, if one stands there: "1,920", "ten eighty", "one and a half", "three quarters", "half". */
export function numberAt(words: readonly string[], at: number): Found | undefined {
  const word = words[at] ?? '';
  if (!begins.has(word) && !/^\d/.test(word) && !word.includes('-')) return undefined;
  if (word === 'minus' || word === 'negative') {
    const found = numberAt(words, at + 1);
    return found && { value: -found.value, next: found.next };
  }
  if (word === 'plus') return numberAt(words, at + 1);
  const article = word === 'a' || word === 'an' ? 1 : 0;
  const alone = fractions[words[at + article] ?? ''];
  if (alone !== undefined) return { value: round(alone), next: at + article + 1 };
  if (word === 'twice') return { value: 2, next: at + 1 };
  if (word === 'double') return { value: 2, next: at + 1 };
  if ((word === 'a' && words[at + 1] === 'couple') || word === 'couple')
    return { value: 2, next: at + article + 1 + (words[at + article + 1] === 'of' ? 1 : 0) };
  const digits = /^\d+(\.\d+)?(k)?$/.exec(word);
  const found = digits
    ? { value: Number.parseFloat(word) * (digits[2] ? 1000 : 1), next: at + 1 }
    : whole(words, at);
  if (!found) return undefined;
  const { value, next } = found;
  if (words[next] === 'point') {
    const decimals: number[] = [];
    let end = next + 1;
    for (
      let digit = small(words[end]) ?? digitOf(words[end]);
      digit !== undefined && digit < 10;
      digit = small(words[end]) ?? digitOf(words[end])
    ) {
      decimals.push(digit);
      end++;
    }
    if (decimals.length > 0) return { value: Number.parseFloat(`${value}.${decimals.join('')}`), next: end };
  }
  if (words[next] === 'and' && words[next + 1] === 'a' && fractions[words[next + 2] ?? ''] !== undefined) {
    return { value: round(value + (fractions[words[next + 2] ?? ''] ?? 0)), next: next + 3 };
  }
  const part = fractions[words[next] ?? ''];
  if (part !== undefined && words[next]?.endsWith('s')) return { value: round(value * part), next: next + 1 };
  return found;
}

const digitOf = (word: string | undefined): number | undefined =>
  /^\d$/.test(word ?? '') ? Number(word) : undefined;

/** Two decimals: what a person can mean by a third. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** "third", "3rd", "second to last" (−2), "last" (−1). */
export function ordinalAt(words: readonly string[], at: number): Found | undefined {
  const word = words[at] ?? '';
  const value = ordinals.indexOf(word);
  if (/^(second|next)$/.test(word) && words[at + 1] === 'to' && words[at + 2] === 'last')
    return { value: -2, next: at + 3 };
  if (word === 'second-to-last' || word === 'penultimate') return { value: -2, next: at + 1 };
  if (value > 0) return { value, next: at + 1 };
  const digits = /^(\d+)(?:st|nd|rd|th)$/.exec(word)?.[1];
  if (digits !== undefined) return { value: Number(digits), next: at + 1 };
  if (word === 'last' || word === 'final') return { value: -1, next: at + 1 };
  return undefined;
}
