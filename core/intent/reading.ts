/** What one clause was found to mean, before it is joined to the others. */
import type { Edit, Property, Target } from '../contract/plan.ts';
import { castOf, measureNamed } from './tone.ts';
import type { Degree, Slots } from './template.ts';
import { isWhole } from './target.ts';

export interface Reading {
  readonly edits: readonly Edit[];
  /** Named, so that "it" may mean it: "the sofa: …", "see the lamp?". */
  readonly topic?: readonly Target[];
  /** Says what is wrong: an order to mend it may follow. */
  readonly complaint?: true;
  /** To be left as it is: "but keep the red one". */
  readonly keep?: readonly Target[];
}

export interface Phrase {
  readonly say: readonly string[];
  /** Nothing where the words fit but the sense does not: another phrase may. */
  readonly mean: (slots: Slots, degree: Degree | undefined) => Reading | undefined;
}

export const one = (edit: Edit | undefined): Reading | undefined => edit && { edits: [edit] };

/** One edit for each thing, or one for none. */
export function each(
  things: readonly Target[] | undefined,
  make: (thing: { target?: Target }) => Edit,
): Reading {
  return { edits: things ? things.map(target => settled(make({ target }))) : [settled(make({}))] };
}

/** Named, not only pointed at: what "it" means is known when the clauses are joined. */
const isPicture = (target: Target): boolean => target.pronoun !== true && isWhole(target);

const backdrop = /^(background|backdrop|backgrounds)$/;
const greys = /^(grey|gray)$/;
const monochrome = new Set(
  'black and white|black & white|grayscale|greyscale|monochrome|mono|b&w|bw|gray scale|grey scale|black-and-white'.split(
    '|',
  ),
);

export const monochromeEnds: ReadonlySet<string> = new Set(
  [...monochrome].map(words => words.split(' ').at(-1) ?? ''),
);

export const isMonochrome = (words: string): boolean => monochrome.has(words);

/** The edit as the contract has it: the background's own edits, the whole picture without a target, greys as desaturation. */
export function settled(edit: Edit): Edit {
  const target = 'target' in edit ? edit.target : undefined;
  if (!target) return edit;
  const behind = backdrop.test(target.noun ?? '') && target.except === undefined;
  switch (edit.op) {
    case 'remove':
      return behind ? { op: 'background', action: 'remove' } : (unwanted(target) ?? edit);
    case 'replace':
      return behind
        ? { op: 'background', action: 'replace', ...(edit.with === undefined ? {} : { with: edit.with }) }
        : edit;
    case 'recolor':
      if (
        edit.color !== undefined &&
        greys.test(edit.color) &&
        ((target.all === true && target.noun === undefined) || isPicture(target))
      ) {
        return adjusted('saturation', -1, target);
      }
      if (!behind) return edit;
      return {
        op: 'background',
        action: 'replace',
        ...(edit.color === undefined ? {} : { with: edit.color }),
      };
    case 'blur':
      if (behind && edit.kind === 'gaussian') return { op: 'background', action: 'blur' };
      return isPicture(target) ? { op: 'blur', kind: edit.kind } : edit;
    case 'style':
      return isPicture(target) ? { op: 'style', style: edit.style } : edit;
    case 'like':
      return isPicture(target)
        ? { op: 'like', ...(edit.words === undefined ? {} : { words: edit.words }) }
        : edit;
    case 'crop':
      return isPicture(target)
        ? { op: 'crop', ...(edit.aspect === undefined ? {} : { aspect: edit.aspect }) }
        : edit;
    default:
      return edit;
  }
}

/** "red eyes", "the red-eye effect": by a flash, not by nature. */
export const isRedEye = ({ noun = '', color }: Target): boolean =>
  color === 'red' ? /^eyes?( effect)?$/.test(noun) : /^red-eyes?( effect)?$/.test(noun);

/** A cast, noise or blur is not a thing in the picture: taking it away is an adjustment. A red eye is to become dark, not to go. */
function unwanted(target: Target): Edit | undefined {
  const { noun, color, position } = target;
  if (position !== undefined) return undefined;
  if (isRedEye(target)) return { op: 'redeye' };
  const cast = color !== undefined && /^(cast|tint|tinge|hue)$/.test(noun ?? '') ? castOf(color) : undefined;
  if (cast) return { op: 'adjust', property: cast.property, amount: -0.3 * cast.sign };
  if (/^(noise|grain)$/.test(noun ?? '')) return { op: 'adjust', property: 'sharpness', amount: -0.3 };
  if (noun === 'blur') return { op: 'adjust', property: 'sharpness', amount: 0.3 };
  if (/^(colours?|colors?|saturation)$/.test(noun ?? '') && color === undefined)
    return { op: 'adjust', property: 'saturation', amount: -1 };
  return undefined;
}

/**
 * `amount` of `property` on `target`; on all of it where the target is the picture. "The shadows are too dark" speaks of a property, and so
 * does "make the colours stronger".
 */
export function adjusted(property: Property, amount: number, target: Target | undefined): Edit {
  const bare =
    target && target.position === undefined && target.ordinal === undefined && target.color === undefined;
  const measure = bare && target.noun !== undefined ? measureNamed(target.noun) : undefined;
  if (
    measure &&
    /^(shadows|blacks|highlights|whites)$/.test(target?.noun ?? '') &&
    /^(exposure|contrast|highlights|shadows)$/.test(property)
  ) {
    return { op: 'adjust', property: measure.property, amount };
  }
  // Soft light is light of little contrast.
  if (measure && property === 'sharpness' && /^light/.test(target?.noun ?? ''))
    return { op: 'adjust', property: 'contrast', amount };
  if (
    measure &&
    /^(colou?rs?|lighting|light|contrast|brightness|exposure|white balance|saturation|temperature|tint|vibrance|sharpness)$/.test(
      target?.noun ?? '',
    )
  )
    return { op: 'adjust', property, amount };
  if (!target || isPicture(target)) return { op: 'adjust', property, amount };
  return { op: 'adjust', property, amount, target };
}
