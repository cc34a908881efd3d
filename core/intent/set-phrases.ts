/** Set phrases, written one after the other with bars between them. */
export type SetPhrase = readonly string[];

/** Each phrase as its words; the longest come first, so that they are found first. */
export const setPhrases = (list: string): SetPhrase[] =>
  list
    .split('|')
    .map(text => text.trim().split(/\s+/))
    .sort((one, other) => other.length - one.length);
