/** A piece of design knowledge that may be offered: when, what, why, and who says so. */
import type { Doing } from './doing.ts';
import type { Fact, Facts } from './facts.ts';
import type { Kind } from './kinds.ts';
import type { SourceId } from './sources.ts';
import { thingFor, type Slot } from './thing.ts';
import type { BasicColour, Region } from '../contract/scene.ts';

export const groups = [
  'colour harmony',
  'light',
  'composition',
  'rooms',
  'product',
  'portrait',
  'food',
  'street',
  'repair',
] as const;
export type Group = (typeof groups)[number];

/** All that is said must hold. */
export interface Needs {
  readonly is?: readonly Fact[];
  readonly not?: readonly Fact[];
  /** Any of these kinds of thing is seen. */
  readonly has?: readonly Kind[];
  /** None of these is. */
  readonly without?: readonly Kind[];
  /** Each of these colours has a part of the picture that one notices. */
  readonly colours?: readonly BasicColour[];
  /** What `{thing}` in the sentence stands for. */
  readonly thing?: Slot;
}

export interface Card {
  /** Kebab-case. Never changes: what was dismissed is remembered by it. */
  readonly id: string;
  readonly group: Group;
  readonly needs: Needs;
  /** A sentence that `understand` takes; `{thing}` is filled with what the scene has. */
  readonly ask: string;
  /** What that sentence comes to. */
  readonly does: readonly Doing[];
  /** One sentence for a person. */
  readonly why: string;
  readonly source: SourceId;
  /** Cannot be done on the device: offered only where there is a provider. */
  readonly hosted?: true;
}

export const cards = (group: Group, list: readonly Omit<Card, 'group'>[]): readonly Card[] =>
  list.map(card => ({ ...card, group }));

/** A colour that has less of the picture than this goes unnoticed. */
const noticed = 0.06;

/** A fact that holds less than this is as good as none; of what must not be, so much is too much. */
const holds = 0.05;
const tooMuch = 0.35;

export interface Applied {
  readonly card: Card;
  /** How well the card fits the picture, from 0 to 1. */
  readonly fit: number;
  readonly ask: string;
  readonly region?: Region;
}

/** The card as it would be said of this picture; nothing where it does not apply. */
export function apply(card: Card, facts: Facts): Applied | undefined {
  const { is = [], not = [], has, without = [], colours = [], thing } = card.needs;
  const held = is.map(name => facts.is.get(name) ?? 0);
  if (held.some(degree => degree < holds)) return undefined;
  if (not.some(name => (facts.is.get(name) ?? 0) > tooMuch)) return undefined;
  if (has && !has.some(kind => facts.kinds.has(kind))) return undefined;
  if (without.some(kind => facts.kinds.has(kind))) return undefined;
  if (colours.some(name => (facts.colours.get(name) ?? 0) < noticed)) return undefined;
  const meant = thing && thingFor(thing, facts.scene, facts.look.lightness.p50);
  if (thing && !meant) return undefined;
  // What is asked for more exactly says more where it fits.
  const precision = is.length + (has ? 1 : 0) + colours.length + (thing ? 1 : 0);
  const degree = held.length === 0 ? 0.6 : held.reduce((sum, one) => sum + one, 0) / held.length;
  const fit = (0.25 + 0.75 * degree * (meant ? 0.5 + 0.5 * meant.fit : 1)) * (1 - 0.5 ** (1 + precision));
  return {
    card,
    fit,
    ask: meant ? card.ask.replaceAll('{thing}', meant.words) : card.ask,
    ...(meant ? { region: meant.region } : {}),
  };
}
