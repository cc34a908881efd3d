/** From what a sentence asks to what must be run: one step for each edit of a plan. */
import { colourNamed } from '../colour/names.ts';
import { sides, type Edit, type Target } from '../contract/plan.ts';
import { chips } from './chips.ts';
import { staysIn } from './stays.ts';
import { wholes } from './words.ts';

/** What a step does with the marks on the picture. `rest` changes everything that is not marked. */
export type MaskUse = 'needed' | 'optional' | 'none' | 'rest';

export type Command = Extract<
  Edit,
  {
    op:
      | 'select'
      | 'undo'
      | 'redo'
      | 'reset'
      | 'compare'
      | 'another'
      | 'export'
      | 'suggest'
      | 'keep'
      | 'like'
      | 'help';
  }
>;

/** Where something is done. */
export interface Place {
  mask: MaskUse;
  /** What to ask where `mask` is `needed` or `rest` and nothing is marked. */
  where: string;
  /** The thing it was asked of, as it was said. */
  target?: Target;
}

export type Step =
  | (Place & {
      kind: 'order';
      operation: string;
      params: Record<string, unknown>;
      title: string;
      /** There may be nothing to do. Then nothing is kept, and what was asked for besides goes on. */
      spare?: true;
    })
  /** `place`: where it is asked of a thing. */
  | { kind: 'command'; command: Command; title: string; place?: Place }
  | { kind: 'question'; ask: string };

type Order = Extract<Step, { kind: 'order' }>;

export function orderFor(edit: Edit): Step {
  const { verb, rest } = chips(edit);
  const title = rest === '' ? verb : `${verb} · ${rest}`;
  const place = (mask: MaskUse, target?: Target): Place => ({
    mask,
    where: whereIs(target, mask),
    ...(target ? { target } : {}),
  });
  const order = (
    operation: string,
    params: Record<string, unknown>,
    mask: MaskUse,
    target?: Target,
  ): Order => ({ kind: 'order', operation, params, title, ...place(mask, target) });
  /** An edit of the whole picture, unless a thing in it was named. */
  const part = (target?: Target): MaskUse => {
    if (!target) return 'optional';
    const use = thing(target);
    return use === 'needed' && isEverything(target) ? 'none' : use;
  };
  /** "all the cups but the red one" are cups, and looked for as such. */
  const thing = (target?: Target): MaskUse =>
    target && (target.except !== undefined || isRest(target)) && isEverything(target) ? 'rest' : 'needed';

  switch (edit.op) {
    case 'remove':
      return order('remove', {}, thing(edit.target), edit.target);
    case 'recolor': {
      const colour = wanted(edit.color, 'Which colour?');
      return typeof colour === 'string'
        ? order('recolor', { color: colour }, thing(edit.target), edit.target)
        : colour;
    }
    case 'adjust':
      return order('adjust', { [edit.property]: edit.amount }, part(edit.target), edit.target);
    case 'auto': {
      const strength = edit.strength === undefined ? {} : { strength: edit.strength };
      return { ...order('auto', { part: edit.part, ...strength }, 'none'), spare: true };
    }
    case 'blur':
      return order('blur', { kind: edit.kind }, part(edit.target), edit.target);
    case 'background': {
      const stays = staysIn(edit);
      const kept = stays?.pronoun === true ? undefined : stays;
      if (edit.action !== 'replace') return order('background', { action: edit.action }, 'needed', kept);
      if (edit.with !== undefined && colourNamed(edit.with) === undefined) {
        return order('background', { action: 'replace', with: edit.with }, 'needed', kept);
      }
      const colour = wanted(edit.with, 'Which colour should the background be?');
      return typeof colour === 'string'
        ? order('background', { action: 'replace', with: colour }, 'needed', kept)
        : colour;
    }
    case 'crop':
      if (edit.target)
        return order('crop', edit.aspect === undefined ? {} : { aspect: edit.aspect }, 'needed', edit.target);
      if (edit.aspect !== undefined) return order('crop', { aspect: edit.aspect }, 'none');
      return {
        ...order('crop', {}, 'needed'),
        where: 'Crop to what? Mark what should stay, or say a shape such as “4:5”.',
      };
    case 'extend':
      return order('extend', room(edit), 'none');
    case 'rotate':
      return order('rotate', edit.degrees === undefined ? {} : { degrees: edit.degrees }, 'none');
    case 'flip':
      return order('flip', { axis: edit.axis }, 'none');
    case 'resize':
      if (edit.width === undefined && edit.height === undefined) {
        return { kind: 'question', ask: 'To what size? Say “resize to 1200 by 800”, or one side of it.' };
      }
      return order('resize', sizes(edit), 'none');
    case 'upscale':
      return order(edit.factor < 1 ? 'resize' : 'upscale', { factor: edit.factor }, 'none');
    case 'replace':
      if (edit.with === undefined) return { kind: 'question', ask: 'Replace it with what?' };
      return order('replace', { with: edit.with }, thing(edit.target), edit.target);
    case 'add': {
      const params = edit.where === undefined ? { what: edit.what } : { what: edit.what, where: edit.where };
      const where = `Where should the ${edit.what} go? Brush over the place.`;
      return { ...order('add', params, 'needed'), where };
    }
    case 'style':
      return order('style', { style: edit.style }, part(edit.target), edit.target);
    case 'redeye':
      return order('redeye', {}, 'optional');
    case 'like': {
      const { target } = edit;
      const on = target && place(part(target), target);
      return { kind: 'command', command: edit, title, ...(on ? { place: on } : {}) };
    }
    case 'select':
    case 'undo':
    case 'redo':
    case 'reset':
    case 'compare':
    case 'another':
    case 'export':
    case 'suggest':
    case 'keep':
    case 'help':
      return { kind: 'command', command: edit, title };
  }
}

/** What is to be kept was not said: it is marked, or asked for. */
const isRest = ({ text, noun }: Target): boolean => noun === 'rest' || / else$/.test(text);

/** The picture, as far as no more is said: neither "everything on the left" nor "everyone". */
const isEverything = ({ text, noun, color, position, size, ordinal, all, pronoun }: Target): boolean =>
  (all === true || noun === 'rest') &&
  color === undefined &&
  position === undefined &&
  size === undefined &&
  ordinal === undefined &&
  (noun === undefined || noun === 'rest' || wholes.has(noun)) &&
  (pronoun !== true || /\bit\b/.test(text)) &&
  !/^(every|each|any)(one|body)?\b/.test(text.toLowerCase());

function room({
  sides: on,
  pixels,
  share,
  aspect,
  words,
}: Extract<Edit, { op: 'extend' }>): Record<string, unknown> {
  const seen = words === undefined ? {} : { words };
  if (aspect !== undefined) return { aspect, ...seen };
  if (pixels !== undefined)
    return { ...Object.fromEntries((on ?? sides).map(side => [side, pixels])), ...seen };
  return { ...(share === undefined ? {} : { share }), ...(on ? { sides: on } : {}), ...seen };
}

function sizes(edit: { width?: number; height?: number }): Record<string, number> {
  return {
    ...(edit.width === undefined ? {} : { width: edit.width }),
    ...(edit.height === undefined ? {} : { height: edit.height }),
  };
}

function wanted(colour: string | undefined, ask: string): string | Step {
  if (colour === undefined) return { kind: 'question', ask };
  return (
    colourNamed(colour) ?? {
      kind: 'question',
      ask: `Which colour is “${colour}”? Say one such as sage green, or a code such as #88aa77.`,
    }
  );
}

function whereIs(target: Target | undefined, mask: MaskUse): string {
  if (mask === 'rest')
    return `Where is the ${target?.except ?? 'part to keep'}? Mark it, and the rest will change.`;
  if (!target || target.pronoun === true) return 'Where? Brush it, or tap it.';
  const many = (target.all === true && !/^every/.test(target.text)) || /[^s]s$/.test(target.noun ?? '');
  return many
    ? `Where are ${target.text}? Brush them, or tap them.`
    : `Where is ${target.text}? Brush it, or tap it.`;
}
