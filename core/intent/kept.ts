/** What is left as it is: "remove everything but keep the sofa", "brighten the dog and blur the rest". */
import type { Edit, Target } from '../contract/plan.ts';
import { targetOf, type Memory } from './memory.ts';
import { measureNamed } from './tone.ts';

const joined = (things: readonly Target[]): string => things.map(({ text }) => text).join(' and ');

/** As what is excepted is called: "dog and the cat". Empty where there is nothing. */
export const namesOf = (things: readonly Target[]): string => joined(things).replace(/^(the|a|an) /, '');

/** `edits` without those of what is `kept`; those of everything are of all but that. */
export function sparing(edits: readonly Edit[], kept: readonly Target[]): Edit[] {
  const nouns = new Set(kept.map(({ noun }) => noun));
  const spared = (target?: Target): boolean =>
    target?.all !== true && target?.noun !== undefined && nouns.has(target.noun);
  return edits
    .filter(edit => !spared(targetOf(edit)))
    .map(edit => {
      const target = targetOf(edit) ?? wholeOf(edit, kept);
      if (target?.all !== true || target.except !== undefined) return edit;
      if (!('target' in edit) && edit.op !== 'adjust' && edit.op !== 'blur') return edit;
      const text = `${target.text} but ${joined(kept)}`;
      return { ...edit, target: { ...target, text, except: namesOf(kept) } };
    });
}

/** What an edit of the picture is of, where a thing in it is kept: who keeps the contrast keeps nothing from getting brighter. */
function wholeOf({ op }: Edit, kept: readonly Target[]): Target | undefined {
  const isThing = kept.every(({ noun = '' }) => noun !== '' && !measureNamed(noun) && !looks.test(noun));
  return isThing && (op === 'adjust' || op === 'blur') ? { text: 'everything', all: true } : undefined;
}

const looks =
  /^(look|mood|style|feel|atmosphere|size|shape|ratio|format|quality|original|copy|version|edits?|changes?|picture|photo|image|rest)$/;

/** "everything else" and "the rest" without what was `kept`, or else spoken of. What was taken away is no part of them. */
export function apartFrom(edit: Edit, kept: string | undefined, { things, gone, groups }: Memory): Edit {
  const target = targetOf(edit);
  if (!target || target.except !== undefined || !('target' in edit)) return edit;
  if (target.noun !== 'rest' && !(target.all === true && / else$/.test(target.text))) return edit;
  const { text } = target;
  const spared = kept ?? namesOf(things.filter(({ pronoun }) => pronoun !== true));
  const isBlurred =
    groups.at(-1)?.edits.some(one => one.op === 'background' && one.action === 'blur') === true;
  if (kept === undefined && gone && !isBlurred)
    return { ...edit, target: { text: text.replace(/ else$/, ''), all: true } };
  return spared === '' ? edit : { ...edit, target: { text, all: true, except: spared } };
}
