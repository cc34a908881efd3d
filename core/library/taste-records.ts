/** A profile as the records that are kept and sent, and back: each device writes its own counts, and no other's. */
import type { DeviceId } from '../contract/ids.ts';
import { TasteKey, type Taste, type TasteCount, type TasteWord } from '../contract/taste.ts';
import { parse } from '../contract/schema.ts';
import { emptyTaste, mergeTaste } from './profile.ts';

export interface TasteRecords {
  readonly counts: readonly TasteCount[];
  readonly words: readonly TasteWord[];
}

/** In any order. What was forgotten since is left out. */
export function tasteFrom({ counts, words }: TasteRecords): Taste {
  const taste: Taste = { edition: 1, devices: {}, forgotten: {}, reset: '', set: {} };
  for (const { id, events, tallies } of counts) taste.devices[id] = { events, tallies };
  for (const { id, forgotten, written } of words) {
    if (id === 'all') taste.reset = forgotten ?? '';
    else {
      if (forgotten !== undefined) taste.forgotten[id] = forgotten;
      if (written) taste.set[id] = written;
    }
  }
  return mergeTaste(emptyTaste, taste);
}

/** What `device` may write of it. */
export function recordsOf(
  { devices, forgotten, reset, set }: Taste,
  device: DeviceId,
): { readonly counts: TasteCount[]; readonly words: TasteSetting[] } {
  const own = devices[device];
  const lines = [...new Set([...Object.keys(forgotten), ...Object.keys(set)])].sort();
  return {
    counts: own ? [{ id: device, ...own }] : [],
    words: [
      ...(reset === '' ? [] : [{ id: 'all' as const, forgotten: reset }]),
      ...lines.map(line => ({
        id: parse(TasteKey, line),
        forgotten: forgotten[line],
        written: set[line],
      })),
    ],
  };
}

/** With undefined, a field is taken away. */
type TasteSetting = Pick<TasteWord, 'id'> & {
  readonly [F in keyof TasteWord]?: TasteWord[F] | undefined;
};
