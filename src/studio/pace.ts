/** How long edits take on this device, as far as they were done here: of this browser, and kept beside the database. */
import { v } from '../../core/contract/schema.ts';
import type { Size } from '../../core/pixels/box.ts';

const KEY = 'brushword/pace';
const Paces = v.record(v.string(), v.number());

/** What an edit of a picture this large took, in milliseconds. */
export function notePace(operation: string, milliseconds: number, { width, height }: Size): void {
  const paces = { ...kept(), [operation]: milliseconds / (width * height) };
  localStorage.setItem(KEY, JSON.stringify(paces));
}

/** What it will take, by what it took the last time; nothing where it was never done here. */
export function paceOf(operation: string, { width, height }: Size): number | undefined {
  const pace = kept()[operation];
  return pace === undefined ? undefined : pace * width * height;
}

function kept(): Record<string, number> {
  try {
    const known = v.safeParse(Paces, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
    return known.success ? known.output : {};
  } catch {
    // Changed by hand: it is measured anew.
    return {};
  }
}
