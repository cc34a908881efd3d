/** An edit in a few words, for the text bar and the history: a verb, and what it is about. */
import type { Edit } from '../contract/plan.ts';

export interface Chip {
  readonly verb: string;
  /** Empty where the verb says it all. */
  readonly rest: string;
}

/** "remove", "the lamp"; "recolour", "the sofa → navy"; "exposure +0.3", "the face"; "crop", "4:5". */
export function chips(edit: Edit): Chip {
  switch (edit.op) {
    case 'remove':
    case 'select':
      return { verb: edit.op, rest: edit.target?.text ?? '' };
    case 'replace':
      return { verb: 'replace', rest: joined(edit.target?.text, edit.with) };
    case 'add':
      return { verb: 'add', rest: edit.where === undefined ? edit.what : `${edit.what} ${edit.where}` };
    case 'recolor':
      return { verb: 'recolour', rest: joined(edit.target?.text, edit.color) };
    case 'adjust':
      return { verb: `${edit.property} ${signed(edit.amount)}`, rest: edit.target?.text ?? '' };
    case 'auto':
      return {
        verb: `auto ${autoNames[edit.part]}`,
        rest: edit.strength === undefined ? '' : `${Math.round(edit.strength * 100)} %`,
      };
    case 'blur':
      return { verb: edit.kind === 'pixelate' ? 'pixelate' : 'blur', rest: edit.target?.text ?? '' };
    case 'background':
      return { verb: `${edit.action} background`, rest: edit.with ?? '' };
    case 'crop':
      return { verb: 'crop', rest: edit.aspect ?? edit.target?.text ?? '' };
    case 'extend':
      return { verb: 'extend', rest: joined(edit.aspect ?? room(edit), edit.words) };
    case 'rotate':
      return edit.degrees === undefined
        ? { verb: 'straighten', rest: '' }
        : { verb: 'rotate', rest: `${edit.degrees}°` };
    case 'flip':
      return { verb: 'flip', rest: edit.axis };
    case 'resize':
      return { verb: 'resize', rest: size(edit.width, edit.height) };
    case 'upscale':
      return { verb: edit.factor < 1 ? 'shrink' : 'enlarge', rest: `× ${edit.factor}` };
    case 'style':
      return { verb: 'style', rest: joined(edit.target?.text, edit.style) };
    case 'undo':
      return { verb: 'undo', rest: edit.count === undefined ? '' : `× ${edit.count}` };
    case 'export':
      return { verb: 'export', rest: exported(edit.format, edit.quality) };
    case 'redo':
    case 'reset':
    case 'compare':
    case 'suggest':
    case 'help':
      return { verb: edit.op, rest: '' };
    case 'another':
      return { verb: 'another way', rest: '' };
    case 'redeye':
      return { verb: 'fix red eyes', rest: '' };
    case 'keep':
      return { verb: 'keep as a reference', rest: edit.words ?? '' };
    case 'like':
      return { verb: 'match', rest: joined(edit.target?.text, edit.words ?? 'the reference') };
  }
}

const autoNames: Readonly<Record<Extract<Edit, { op: 'auto' }>['part'], string>> = {
  contrast: 'contrast',
  exposure: 'exposure',
  'white-balance': 'white balance',
  vibrance: 'colour',
  straighten: 'straighten',
};

/** With its sign, and U+2212 for the minus. */
function signed(amount: number): string {
  return `${amount < 0 ? '−' : '+'}${Math.abs(amount)}`;
}

function joined(from: string | undefined, to: string | undefined): string {
  if (to === undefined) return from ?? '';
  return from === undefined || from === '' ? to : `${from} → ${to}`;
}

function size(width: number | undefined, height: number | undefined): string {
  if (width !== undefined && height !== undefined) return `${width} × ${height}`;
  if (width !== undefined) return `${width} wide`;
  return height === undefined ? '' : `${height} high`;
}

/** "left, 200 px"; "top"; "20 %". */
function room({
  sides,
  pixels,
  share,
}: {
  sides?: readonly string[];
  pixels?: number;
  share?: number;
}): string {
  const percent = share === undefined ? undefined : `${Math.round(share * 100)} %`;
  const length = pixels === undefined ? percent : `${pixels} px`;
  return [sides?.join(' and '), length].filter(part => part !== undefined).join(', ');
}

function exported(format: string | undefined, quality: number | undefined): string {
  const percent = quality === undefined ? undefined : `${Math.round(quality * 100)} %`;
  return [format, percent].filter(part => part !== undefined).join(' · ');
}
