/**
 * Words marked with the lists they are in, so that a rule can ask for "a garment" in two letters. Spelled out, the lists would make regular
 * expressions that take tens of milliseconds each to compile.
 *
 * A mark is a capital before the word; the rest of the text is in lower case. A phrase of two or three words has its mark before the first.
 */
import { lists } from './vocabulary.ts';

type List = keyof typeof lists;

const longest = 3;

/** "take_off" is said and written in three ways. */
const spellings = (entry: string): string[] =>
  entry.includes('_') ? [' ', '-', ''].map(joint => entry.replaceAll('_', joint)) : [entry];

const marks = new Map<string, string>();
/** For each list, the capital of its phrases of each length. There are at most 26 in all. */
const capitals = new Map<string, Map<number, string>>();
let given = 0;
for (const [list, entries] of Object.entries(lists)) {
  for (const phrase of entries.trim().split(/\s+/).flatMap(spellings)) {
    const length = phrase.split(' ').length;
    const own = capitals.get(list) ?? new Map<number, string>();
    const capital = own.get(length) ?? String.fromCharCode(65 + given++);
    capitals.set(list, own.set(length, capital));
    marks.set(phrase, (marks.get(phrase) ?? '') + capital);
  }
}
if (given > 26) throw new Error('There are more lists in the policy than capitals to mark them with.');
const firstWords = new Set([...marks.keys()].map(phrase => phrase.split(' ')[0] ?? ''));
/** The words that also begin a phrase: their marks depend on what follows. */
const openWords = new Set(
  [...marks.keys()].flatMap(phrase => (phrase.includes(' ') ? [phrase.split(' ')[0] ?? ''] : [])),
);

/** `text`, of plain words, with their marks. */
export function marked(text: string): string {
  const words = text.split(' ');
  return words
    .map((word, at) => {
      if (!firstWords.has(word)) return word;
      let mark = '';
      for (let length = 1; length <= Math.min(longest, words.length - at); length++)
        mark += marks.get(words.slice(at, at + length).join(' ')) ?? '';
      return mark + word;
    })
    .join(' ');
}

/** The part of a pattern that stands for any entry of `list`. */
export function anyOf(list: List): string {
  const next = ' [A-Z]*[a-z-]+';
  const forms = [...(capitals.get(list) ?? [])].map(
    ([length, capital]) => `[A-Z]*${capital}[A-Z]*[a-z-]+${next.repeat(length - 1)}`,
  );
  return `(?:${forms.join('|')})`;
}

/** `pattern`, written for plain words, as it finds them in a marked text. */
export function onMarked(pattern: RegExp): RegExp {
  const parts = pattern.source.match(/\\.|\[[^\]]*\]|[a-z]+(?:-[a-z]+)*|[^]/g) ?? [];
  const source = parts.map((part, at) => {
    const [before = '', earlier = '', after = ''] = [parts[at - 1], parts[at - 2], parts[at + 1]];
    if (part.startsWith('[')) {
      // Capitals that were matched already must not be matched again: two ways for each word are too many for many words.
      const done = before === '*' && earlier === '[A-Z]';
      return done || part.includes('A-Z') ? part : part.replace('a-z', 'A-Za-z');
    }
    const goesOn =
      before === ']' || before.startsWith('[') || (/^[+*?]$/.test(before) && earlier.startsWith('['));
    if (!/^[a-z]/.test(part) || goesOn) return part;
    const open = /^[?([]/.test(after);
    if (open && (firstWords.has(part) || firstWords.has(part.slice(0, -1)) || after !== '?'))
      return `[A-Z]*${part}`;
    return openWords.has(part) ? `[A-Z]*${part}` : (marks.get(part) ?? '') + part;
  });
  return new RegExp(source.join(''));
}
