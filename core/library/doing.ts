/** What a suggestion would do, without its amounts: what is compared with what was understood, and learnt from. */
import type { Edit, Property } from '../contract/plan.ts';

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
