/** What a suggestion would do, without its amounts: what is compared with what was understood, and learnt from. */
import { properties, sides, type Edit, type Property } from '../contract/plan.ts';
import { v } from '../contract/schema.ts';

export type Doing =
  | { readonly op: 'adjust'; readonly property: Property; readonly sign: 1 | -1 }
  | { readonly op: 'recolor'; readonly color: string }
  | { readonly op: 'remove' }
  | { readonly op: 'blur'; readonly kind: 'gaussian' | 'pixelate' }
  | { readonly op: 'background'; readonly action: 'blur' | 'remove' }
  | { readonly op: 'background'; readonly action: 'replace'; readonly with: string }
  | { readonly op: 'crop' | 'extend'; readonly aspect: string }
  | { readonly op: 'extend'; readonly side: 'top' | 'right' | 'bottom' | 'left' }
  | { readonly op: 'crop' | 'rotate' | 'resize' | 'upscale' }
  | { readonly op: 'flip'; readonly axis: 'horizontal' | 'vertical' }
  /** What a hosted provider does. */
  | { readonly op: 'replace' | 'add' | 'style' };

export const up = (property: Property): Doing => ({ op: 'adjust', property, sign: 1 });
export const down = (property: Property): Doing => ({ op: 'adjust', property, sign: -1 });
export const paint = (color: string): Doing => ({ op: 'recolor', color });
export const cropTo = (aspect: string): Doing => ({ op: 'crop', aspect });
export const extendTo = (aspect: string): Doing => ({ op: 'extend', aspect });
export const roomAt = (side: 'top' | 'right' | 'bottom' | 'left'): Doing => ({ op: 'extend', side });
export const backdrop = (color: string): Doing => ({ op: 'background', action: 'replace', with: color });
export const remove: Doing = { op: 'remove' };
export const blur: Doing = { op: 'blur', kind: 'gaussian' };
export const pixelate: Doing = { op: 'blur', kind: 'pixelate' };
export const blurBehind: Doing = { op: 'background', action: 'blur' };
export const cutOut: Doing = { op: 'background', action: 'remove' };
export const crop: Doing = { op: 'crop' };
export const straighten: Doing = { op: 'rotate' };
export const mirror: Doing = { op: 'flip', axis: 'horizontal' };
export const resize: Doing = { op: 'resize' };

/** One text for all that do the same: “adjust temperature up”, “recolor navy”. */
export function doingText(doing: Doing): string {
  if (doing.op === 'adjust') return `adjust ${doing.property} ${doing.sign > 0 ? 'up' : 'down'}`;
  return Object.values(doing).join(' ');
}

/** Nothing for what changes no picture: selecting, undoing, saving. */
export function doingOf(edit: Edit): Doing | undefined {
  switch (edit.op) {
    case 'adjust':
      return edit.amount === 0
        ? undefined
        : { op: 'adjust', property: edit.property, sign: edit.amount > 0 ? 1 : -1 };
    case 'recolor':
      return edit.color === undefined ? undefined : { op: 'recolor', color: edit.color };
    case 'remove':
      return remove;
    case 'blur':
      return { op: 'blur', kind: edit.kind };
    case 'background':
      if (edit.action !== 'replace') return { op: 'background', action: edit.action };
      return edit.with === undefined ? undefined : backdrop(edit.with);
    case 'crop':
      return edit.aspect === undefined ? crop : cropTo(edit.aspect);
    case 'extend':
      if (edit.aspect !== undefined) return extendTo(edit.aspect);
      return roomAt(edit.sides?.[0] ?? 'left');
    case 'rotate':
      return straighten;
    case 'flip':
      return { op: 'flip', axis: edit.axis };
    case 'resize':
      return resize;
    case 'replace':
    case 'add':
    case 'style':
    case 'upscale':
      return { op: edit.op };
    default:
      return undefined;
  }
}

const amounts = v.fallback(v.record(v.picklist(properties), v.number()), {});
const text = v.fallback(v.optional(v.string()), undefined);
const Params = v.object({
  amounts,
  color: text,
  kind: text,
  action: text,
  with: text,
  aspect: text,
  axis: text,
});

/** What was done, as a recipe has it: `params` are those that the operation ran with. Nothing for what is not known. */
export function doneBy(operation: string, params: Readonly<Record<string, unknown>>): readonly Doing[] {
  const { color, kind, action, with: paint, aspect, axis, amounts: auto } = v.parse(Params, params);
  const adjusted = (all: Readonly<Record<string, unknown>>): readonly Doing[] =>
    properties.flatMap(property => {
      const amount = all[property];
      return typeof amount !== 'number' || amount === 0 ? [] : amount > 0 ? up(property) : down(property);
    });
  switch (operation) {
    case 'adjust':
      return adjusted(params);
    case 'auto':
      return adjusted(auto);
    case 'recolor':
      return color === undefined ? [] : [{ op: 'recolor', color }];
    case 'blur':
      return [kind === 'pixelate' ? pixelate : blur];
    case 'background':
      if (action === 'replace') return paint === undefined ? [] : [backdrop(paint)];
      return [action === 'blur' ? blurBehind : cutOut];
    case 'crop':
      return [aspect === undefined ? crop : cropTo(aspect)];
    case 'extend':
      return aspect === undefined
        ? sides.filter(side => typeof params[side] === 'number' && params[side] > 0).map(roomAt)
        : [extendTo(aspect)];
    case 'flip':
      return [axis === 'vertical' ? { op: 'flip', axis } : mirror];
    case 'remove':
      return [remove];
    case 'rotate':
      return [straighten];
    case 'resize':
    case 'replace':
    case 'add':
    case 'style':
    case 'upscale':
      return [{ op: operation }];
    default:
      return [];
  }
}
