/** One thing in colour, and all the rest in grey. */
import type { Target } from '../../contract/plan.ts';
import { adjusted, type Phrase } from '../reading.ts';

const colour = 'colour|color';

/** All but these, without colour. */
function rest(things: readonly Target[]): ReturnType<Phrase['mean']> {
  if (things.some(({ all, except }) => all === true || except !== undefined)) return undefined;
  const names = things.map(({ text }) => text).join(' and ');
  const target = { text: `everything but ${names}`, all: true, except: names.replace(/^(the|a|an) /, '') };
  return { edits: [adjusted('saturation', -1, target)] };
}

const isRest = ({ all, noun }: Target): boolean => (all === true && noun === undefined) || noun === 'rest';

export const selective: readonly Phrase[] = [
  {
    say: [
      `[keep|leave|have|show] only {things} in ${colour}`,
      `only keep|leave|have|show {things} in ${colour}`,
      `keep|leave only {things} colourful|colorful|coloured|colored`,
      `only {things} should|must|to be|stay|remain in ${colour}`,
      `{things} should|must be|stay|remain the only thing|things|one|ones|part|bit in ${colour}`,
      `[a] [do|make|add] [a] ${colour} pop|splash on|for|with|of {things}`,
      `selective ${colour} on|for|with {things}`,
    ],
    mean: ({ things }) => (things ? rest(things) : undefined),
  },
  {
    // By itself it is no complaint: "the rest grey".
    say: ['{things} [in] grey|gray'],
    mean: ({ things }) =>
      things?.every(isRest) === true
        ? { edits: things.map(thing => adjusted('saturation', -1, thing)) }
        : undefined,
  },
  {
    say: [
      `keep|leave {things} in ${colour}|focus`,
      'keep|leave {things} [as] sharp|crisp|clear|bright|coloured|colored|colourful|colorful|visible',
      'keep|leave {things} {colour}',
    ],
    mean: ({ things }) => (things ? { edits: [], keep: things } : undefined),
  },
];
