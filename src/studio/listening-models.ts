/** The models on this device that may listen, and which of them is taken where nobody chose. */

/** What listens where nothing better is on this device. It is always there. */
export const OWN = 'micro';

/** From the smallest to the largest: gigabytes of memory that a device is to have, as the runtime and the picture want theirs, too. */
const MEMORY: ReadonlyMap<string, number> = new Map([
  [OWN, 0],
  ['whisper-tiny', 4],
  ['whisper-base', 8],
  ['whisper-base-gpu', 8],
]);

/** A model that takes more milliseconds to write down a sentence is not taken unless it was chosen. */
export const SLOW = 2500;

/** How long models took here to write down a sentence, in milliseconds, by their names. */
export type Took = Readonly<Record<string, number>>;

export const isSlow = (name: string, took: Took = {}): boolean => (took[name] ?? 0) > SLOW;

/** Those of `here` that may be taken, the smallest first. */
export const listed = (here: readonly string[]): string[] =>
  [...MEMORY.keys()].filter(name => here.includes(name));

export const fitsMemory = (name: string): boolean => (MEMORY.get(name) ?? 0) <= memoryHere();

/** The largest of `here` that this device has the memory for, and is quick enough with. */
export const bestOf = (here: readonly string[], took?: Took): string =>
  listed(here)
    .filter(name => fitsMemory(name) && !isSlow(name, took))
    .at(-1) ?? OWN;

/** The largest of `here` that is smaller than `name`. */
export function smallerThan(name: string, here: readonly string[]): string {
  const size = MEMORY.get(name) ?? Infinity;
  return (
    listed(here)
      .filter(other => (MEMORY.get(other) ?? 0) < size)
      .at(-1) ?? OWN
  );
}

/** In gigabytes. */
const memoryHere = (): number => Number(Reflect.get(navigator, 'deviceMemory') ?? 4); // only Chromium tells
