/** A sentence as it is spoken and written down word by word: small letters, no punctuation, numbers in words, and each word in one spelling. */
const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function numberInWords(n: number): string {
  if (n < 20) return ones[n] ?? '';
  if (n < 100) return `${tens[Math.floor(n / 10)]}${n % 10 > 0 ? ` ${ones[n % 10]}` : ''}`;
  if (n < 1000) {
    const rest = n % 100;
    return `${ones[Math.floor(n / 100)]} hundred${rest > 0 ? ` and ${numberInWords(rest)}` : ''}`;
  }
  const [thousands, rest] = [Math.floor(n / 1000), n % 1000];
  return `${numberInWords(thousands)} thousand${rest > 0 ? ` ${numberInWords(rest)}` : ''}`;
}

/** Spellings that sound alike, of which one is written down. */
const spellings: Readonly<Record<string, string>> = {
  anonymize: 'anonymise',
  cartoonize: 'cartoonise',
  center: 'centre',
  color: 'colour',
  colorful: 'colourful',
  colors: 'colours',
  emphasize: 'emphasise',
  grayscale: 'greyscale',
  lamppost: 'lamp post',
  license: 'licence',
  minimize: 'minimise',
  neutralize: 'neutralise',
  pixellate: 'pixelate',
  pixellated: 'pixelated',
  recolor: 'recolour',
  stylize: 'stylise',
  sundial: 'sun dial',
  tire: 'tyre',
  wallpaper: 'wall paper',
  watercolor: 'watercolour',
  windowsill: 'window sill',
};

/** Nothing where there is no saying it: a colour in hexadecimal, another script. */
export function spoken(sentence: string): string | undefined {
  const text = sentence
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/(\d)\s*[x×:/]\s*(\d)/g, '$1 by $2')
    .replace(/(\d)\.(\d)/g, '$1 point $2')
    .replace(/(\d),(\d{3})/g, '$1$2')
    .replace(/%/g, ' percent')
    .replace(/°/g, ' degrees')
    .replace(/(\d+)\s?px\b/g, '$1 pixels')
    .replace(/(\d)x\b/g, '$1 times')
    .replace(/&/g, ' and ')
    .replace(/\bjpg\b/g, 'jpeg')
    .replace(/\d{1,5}(?![\da-z])/g, digits => ` ${numberInWords(Number(digits))} `)
    .replace(/[.,;:!?()"…—–-]/g, ' ')
    .replace(/(?<![a-z])'|'(?![a-z])/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ')
    .map(word => spellings[word] ?? word)
    .join(' ');
  return /^[a-z' ]+$/.test(text) ? text : undefined;
}
