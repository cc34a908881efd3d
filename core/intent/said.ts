/** Set phrases, written one after the other with bars between them. */
export type Said = readonly string[];

/** Each phrase as its words; the longest come first, so that they are found first. */
export const said = (list: string): Said[] =>
  list
    .split('|')
    .map(text => text.trim().split(/\s+/))
    .sort((one, other) => other.length - one.length);
