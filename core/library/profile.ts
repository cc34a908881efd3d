/**
 * What a person likes, learnt on the device from what they keep, undo, dismiss and take away. Each device counts for
 * itself, and merging takes the later count of each: the counters of Shapiro, Preguiça, Baquero and Zawirski,
 * "Conflict-free Replicated Data Types", 2011, so that in which order devices meet, and how often, does not matter.
 */
import type { DeviceId } from '../contract/ids.ts';
import { parse } from '../contract/schema.ts';
import { Taste, TasteKey, type Tally } from '../contract/taste.ts';
import type { Direction } from './taste.ts';

export type Happening = 'kept' | 'undone' | 'dismissed' | 'exported';

/**
 * How much each says for the way an edit went. To undo takes back what keeping said, and a little more; to dismiss is
 * weak, for a chip may be unwelcome for many reasons; to export says once more what was kept.
 */
const says: Readonly<Record<Happening, number>> = { kept: 1, undone: -1.25, dismissed: -0.5, exported: 0.5 };

/** After so many events on a device, what was learnt from one counts half. */
const halfLife = 150;

/** So much evidence, as if seen before, for and against alike: one event is no taste. */
const doubt = 3;

export const emptyTaste: Taste = { edition: 1, devices: {}, forgotten: {}, reset: '', set: {} };

const tasteKey = (line: string): string => parse(TasteKey, line);

const newer = (...stamps: readonly (string | undefined)[]): string =>
  stamps.reduce<string>((latest, stamp = '') => (stamp > latest ? stamp : latest), '');

const sinceOf = ({ forgotten, reset }: Taste, line: string): string => newer(forgotten[line], reset);

const faded = ({ at, ...tally }: Tally, events: number): Pick<Tally, 'for' | 'against'> => {
  const left = 0.5 ** ((events - at) / halfLife);
  return { for: tally.for * left, against: tally.against * left };
};

/** One event, on this device. Throws `Fault('bad-request')` where a direction names no line. */
export function learn(
  taste: Taste,
  device: DeviceId,
  what: Happening,
  directions: readonly Direction[],
): Taste {
  const own = taste.devices[device] ?? { events: 0, tallies: {} };
  const events = own.events + 1;
  const tallies = { ...own.tallies };
  for (const { line, by } of directions) {
    const key = tasteKey(line);
    const since = sinceOf(taste, key);
    const known = tallies[key];
    const before = known && known.since >= since ? faded(known, events) : { for: 0, against: 0 };
    const weight = says[what] * by;
    tallies[key] = {
      since,
      at: events,
      for: before.for + Math.max(0, weight),
      against: before.against + Math.max(0, -weight),
    };
  }
  return { ...taste, devices: { ...taste.devices, [device]: { events, tallies } } };
}

/** How a person leans on a line, from −1, away from it, to 1, towards it; 0 where nothing is known. */
export function leans(taste: Taste, line: string): number {
  const written = taste.set[line];
  if (written) return written.lean;
  const { towards, away } = evidenceOf(taste, line);
  return (towards - away) / (towards + away + doubt);
}

function evidenceOf(taste: Taste, line: string): { readonly towards: number; readonly away: number } {
  let [towards, away] = [0, 0];
  for (const { events, tallies } of Object.values(taste.devices)) {
    const tally = tallies[line];
    if (!tally || tally.since < sinceOf(taste, line)) continue;
    const now = faded(tally, events);
    towards += now.for;
    away += now.against;
  }
  return { towards, away };
}

/** From −1 to 1: how much this is to the person's taste. 0 where nothing is known. */
export function suits(taste: Taste, directions: readonly Direction[]): number {
  const sum = directions.reduce((total, { line, by }) => total + by * leans(taste, line), 0);
  // What says nothing of a taste must not water down what does.
  const heard = directions.reduce(
    (all, { line, by }) => (leans(taste, line) === 0 ? all : all + Math.abs(by)),
    0,
  );
  return heard === 0 ? 0 : sum / Math.max(heard, 1);
}

/** A lean of less is not worth a sentence. */
const worthSaying = 0.15;

const axes: Readonly<Record<string, readonly [more: string, less: string]>> = {
  warmth: ['warm light', 'cool light'],
  lightness: ['light pictures', 'dark pictures'],
  contrast: ['strong contrast', 'soft contrast'],
  saturation: ['strong colours', 'quiet colours'],
};

const acts: Readonly<Record<string, string>> = {
  adjust: 'adjust light and colour',
  recolor: 'change the colour of things',
  remove: 'remove things',
  blur: 'blur things',
  background: 'work on the background',
  crop: 'crop',
  extend: 'extend the picture',
  rotate: 'straighten',
  flip: 'flip the picture',
  resize: 'resize',
  replace: 'replace things',
  add: 'add things',
  style: 'restyle',
  upscale: 'enlarge',
};

/** What a line says of a person who leans this way: “keep warm light”. */
function phraseOf(line: string, lean: number): string {
  const axis = axes[line];
  if (axis) return `keep ${lean > 0 ? axis[0] : axis[1]}`;
  const [kind = '', name = ''] = line.split(':');
  if (kind === 'palette') return lean > 0 ? `keep ${name}` : `avoid ${name}`;
  if (kind === 'subject') return lean > 0 ? `often work on a ${name}` : `seldom work on a ${name}`;
  return `${lean > 0 ? 'often' : 'seldom'} ${acts[name] ?? name}`;
}

/** “Because you keep warm light.” Nothing where taste, all in all, did not speak for it. */
export function explain(taste: Taste, directions: readonly Direction[]): string | undefined {
  if (suits(taste, directions) <= 0) return undefined;
  const best = directions
    .map(({ line, by }) => ({ line, lean: leans(taste, line), speaks: by * leans(taste, line) }))
    .filter(({ lean, speaks }) => speaks > 0 && Math.abs(lean) >= worthSaying)
    .sort((one, other) => other.speaks - one.speaks || (one.line < other.line ? -1 : 1))[0];
  return best && `Because you ${phraseOf(best.line, best.lean)}.`;
}

export interface TasteLine {
  readonly line: string;
  readonly lean: number;
  /** How many events, faded, it rests on. */
  readonly evidence: number;
  /** Whether the person wrote it. */
  readonly written: boolean;
  /** “You keep warm light.” */
  readonly says: string;
}

/** All that is known, the strongest first: what a person is shown. */
export function linesOf(taste: Taste): TasteLine[] {
  const names = new Set([
    ...Object.values(taste.devices).flatMap(({ tallies }) => Object.keys(tallies)),
    ...Object.keys(taste.set),
  ]);
  return [...names]
    .map(line => {
      const { towards, away } = evidenceOf(taste, line);
      const lean = leans(taste, line);
      const written = taste.set[line] !== undefined;
      return { line, lean, evidence: towards + away, written, says: `You ${phraseOf(line, lean)}.` };
    })
    .filter(({ evidence, written }) => written || evidence > 1e-6)
    .sort((one, other) => Math.abs(other.lean) - Math.abs(one.lean) || (one.line < other.line ? -1 : 1));
}

/** Writes a line over what was learnt. Throws `Fault('bad-request')` where it is none, or `lean` is not from −1 to 1. */
export function write(taste: Taste, line: string, lean: number, stamp: string): Taste {
  return parse(Taste, { ...taste, set: { ...taste.set, [tasteKey(line)]: { stamp, lean } } });
}

/** Forgets a line, written or learnt, on every device that this profile comes to. */
export function forget(taste: Taste, line: string, stamp: string): Taste {
  const key = tasteKey(line);
  return kept({ ...taste, forgotten: { ...taste.forgotten, [key]: newer(taste.forgotten[key], stamp) } });
}

/** Forgets everything. */
export const reset = (taste: Taste, stamp: string): Taste =>
  kept({ ...taste, reset: newer(taste.reset, stamp) });

/** Of two devices' profiles. Which comes first, and how often, makes no difference. */
export function mergeTaste(one: Taste, other: Taste): Taste {
  const devices: Taste['devices'] = { ...one.devices };
  for (const id of Object.keys(other.devices)) {
    const [a, b] = [devices[id], other.devices[id]];
    // Only the device itself counts its events, so the one with more of them is the later.
    if (b && (!a || b.events > a.events)) devices[id] = b;
  }
  const forgotten = { ...one.forgotten };
  for (const [line, stamp] of Object.entries(other.forgotten))
    forgotten[line] = newer(forgotten[line], stamp);
  const set = { ...one.set };
  for (const [line, theirs] of Object.entries(other.set)) {
    const ours = set[line];
    const later =
      !ours || theirs.stamp > ours.stamp || (theirs.stamp === ours.stamp && theirs.lean > ours.lean);
    if (later) set[line] = theirs;
  }
  return kept({ edition: 1, devices, forgotten, reset: newer(one.reset, other.reset), set });
}

/** Without what was forgotten since. */
function kept(taste: Taste): Taste {
  const devices: Taste['devices'] = {};
  for (const id of Object.keys(taste.devices)) {
    const own = taste.devices[id];
    if (own)
      devices[id] = {
        ...own,
        tallies: only(own.tallies, (line, { since }) => since >= sinceOf(taste, line)),
      };
  }
  return { ...taste, devices, set: only(taste.set, (line, { stamp }) => stamp > sinceOf(taste, line)) };
}

const only = <T>(record: Record<string, T>, is: (key: string, value: T) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key, value]) => is(key, value)));
