/** A sentence as its plain words: what is spelled to slip past a reader is spelled out. */

/** Digits and signs that stand for letters, and letters of other scripts that look like ours. */
const alike: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  ո: 'n',
  υ: 'u',
  ν: 'v',
  ο: 'o',
  α: 'a',
  ε: 'e',
};

/** "1920x1080", "3rd", "4k", "90s": numbers, not letters in disguise. */
const number = /^\d+([.,:x×]\d+)*(st|nd|rd|th|k|p|x|s|px|mm|cm|mp|kb|mb)?$/;

function unmasked(word: string): string {
  if (number.test(word) || !/\p{L}/u.test(word)) return word;
  return word.replace(/(?<=.)[!|](?=.)|[^!|]/gu, sign => alike[sign] ?? sign);
}

/**
 * Lower case; accents, invisible signs and look-alikes undone; letters that stand apart ("n u d e", "n.u.d.e") and words torn in two ("un dress")
 * joined; drawn-out letters ("nuuude") shortened; hyphens opened; an owner's "'s" apart. A "." stands between clauses.
 */
export function plainWords(sentence: string): string[] {
  const flat = sentence
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'");
  const spelled = flat.split(/(\s+)/).map(unmasked).join('');
  return spelled
    .replace(/(?<![a-z])(?:[a-z][\s._*~/-]+){2,}[a-z](?![a-z'])/g, letters => letters.replace(/[^a-z]/g, ''))
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/(?<=[a-z])[*_~](?=[a-z])/g, '')
    .replace(/\b(she|he|it|that|what|who|there|they|everyone)'s\b/g, '$1 is')
    .replace(/\b(she|he|they|i|we|you)'(re|ve|d|ll|m)\b/g, '$1')
    .replace(/n't\b/g, ' not')
    .replace(/'s\b|(?<=s)'(?=\s)/g, " 's")
    .replace(/\b(mrs?|ms|dr|st)\./g, '$1')
    .replace(/[.,;:!?…\n]+/g, ' . ')
    .replace(/[^a-z0-9'. ]+/g, ' ')
    .split(' ')
    .filter((word, at, words) => word !== '' && !(word === '.' && words[at - 1] === '.'));
}
