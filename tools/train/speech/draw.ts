/** A sentence drawn from a template of the parser's: `[…]` left out or not, one of `a|b`, and words for each `{slot}`. */

/** Gives numbers from 0 up to, not including, 1. */
export type Dice = () => number;

export const pick = <T>(from: readonly T[], dice: Dice): T => {
  const picked = from[Math.floor(dice() * from.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
};

/** What is optional is said less often than not. */
const OPTIONAL = 0.35;

export function draw(template: string, fill: (slot: string) => string, dice: Dice): string {
  const parts = template.match(/\[|\]|\{\w+\}|[^\s[\]]+/g) ?? [];
  const words: string[] = [];
  let [depth, silent] = [0, 0];
  for (const part of parts) {
    if (part === '[') {
      depth++;
      if (silent === 0 && dice() > OPTIONAL) silent = depth;
    } else if (part === ']') {
      if (silent === depth) silent = 0;
      depth--;
    } else if (silent === 0) {
      const slot = /^\{(\w+)\}$/.exec(part)?.[1];
      words.push(slot === undefined ? pick(part.split('|'), dice) : fill(slot));
    }
  }
  return words.join(' ');
}
