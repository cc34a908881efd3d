/** The thing that a card is about: which region of the picture, and how to call it so that it is known from the others. */
import type { BasicColour, Region, Scene } from '../contract/scene.ts';
import { kindsOf, type Kind } from './kinds.ts';

/** What a card asks of the thing that it is about. All that is said must hold. */
export interface Slot {
  /** Any of these. Without, any region will do that has the rest. */
  readonly kind?: readonly Kind[];
  readonly colour?: readonly BasicColour[];
  readonly size?: 'small' | 'large';
  /** At the picture's edge, or in its middle. */
  readonly place?: 'edge' | 'middle';
  /** Against the mean of the whole picture. */
  readonly light?: 'lighter' | 'darker';
  readonly chroma?: 'vivid' | 'dull';
  readonly focus?: 'sharp' | 'soft';
}

/** Shares of the picture: what is smaller is a spot, and what is between is neither small nor large. */
const spot = 0.0008;
const small = 0.04;
const large = 0.1;

const vivid = 0.1;
const dull = 0.05;
const step = 0.12;

/** How well a region fits a slot, from 0. A person never does: what is asked of people is asked of the whole picture. */
export function fitOf(slot: Slot, region: Region, meanLightness: number): number {
  const kinds = kindsOf(region.label ?? '');
  if (kinds.includes('person')) return 0;
  // Without a name, what fills the picture is its ground, not a thing in it.
  if (
    slot.kind
      ? !slot.kind.some(kind => kinds.includes(kind))
      : region.label === undefined && touchesAll(region)
  )
    return 0;
  const [L, a, b] = region.mean;
  const chroma = Math.hypot(a, b);
  const ownColour = colourOf(region);
  const fits =
    region.area >= spot &&
    (slot.colour === undefined || (ownColour !== undefined && slot.colour.includes(ownColour))) &&
    (slot.size !== 'small' || region.area <= small) &&
    (slot.size !== 'large' || region.area >= large) &&
    (slot.place !== 'edge' || region.edges.length > 0) &&
    (slot.place !== 'middle' || Math.hypot(region.centre.x - 0.5, region.centre.y - 0.5) < 0.25) &&
    (slot.light !== 'lighter' || L > meanLightness + step) &&
    (slot.light !== 'darker' || L < meanLightness - step) &&
    (slot.chroma !== 'vivid' || chroma > vivid) &&
    (slot.chroma !== 'dull' || chroma < dull) &&
    (slot.focus !== 'sharp' || region.focus > 0.6) &&
    (slot.focus !== 'soft' || region.focus < 0.4);
  return fits ? (region.confidence ?? 0.8) * Math.min(1, 0.4 + 3 * region.area) : 0;
}

/** The ground of the picture, not a thing in it. */
const touchesAll = ({ edges, area }: Region): boolean => edges.length >= 3 || area > 0.5;

/** The region that fits best, and what it is called; nothing where none fits that can be told from the others. */
export function thingFor(
  slot: Slot,
  scene: Scene | undefined,
  meanLightness: number,
): { readonly region: Region; readonly words: string; readonly fit: number } | undefined {
  if (!scene) return undefined;
  const found = scene.regions
    .map(region => ({ region, fit: fitOf(slot, region, meanLightness) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit || one.region.id - other.region.id);
  for (const { region, fit } of found) {
    const words = callOf(region, scene);
    if (words !== undefined) return { region, words, fit };
  }
  return undefined;
}

/** The basic name that most of it has. */
export const colourOf = ({ colours }: Region): BasicColour | undefined => {
  const [first] = colours;
  return first && first.share >= 0.5 ? first.name : undefined;
};

type Place = 'left' | 'right' | 'top' | 'bottom';
const along: Readonly<Record<Place, (region: Region) => number>> = {
  left: ({ centre }) => centre.x,
  right: ({ centre }) => 1 - centre.x,
  top: ({ centre }) => centre.y,
  bottom: ({ centre }) => 1 - centre.y,
};
const places = ['left', 'right', 'top', 'bottom'] as const;

/** So much further to a side than any other of its name is plain to see. */
const plainly = 0.12;

/**
 * "the sofa", "the red thing on the left": the fewest words by which no other region is meant as well. Nothing where
 * colour and side do not tell it apart.
 */
export function callOf(region: Region, { regions }: Scene): string | undefined {
  const label = region.label?.toLowerCase().trim();
  const noun = label !== undefined && label !== '' ? label : 'thing';
  const others = regions.filter(({ id }) => id !== region.id);
  const rivals = others.filter(other => noun === 'thing' || sharesName(noun, other));
  if (rivals.length === 0 && noun !== 'thing') return `the ${noun}`;
  const colour = colourOf(region);
  const alike = colour === undefined ? rivals : rivals.filter(other => mayBe(other, colour));
  const named = colour === undefined ? noun : `${colour} ${noun}`;
  if (colour !== undefined && alike.length === 0) return `the ${named}`;
  const side = places.find(
    place =>
      along[place](region) < 0.42 &&
      alike.every(other => along[place](other) - along[place](region) > plainly),
  );
  if (side === undefined) return undefined;
  return `the ${named} ${side === 'left' || side === 'right' ? 'on' : 'at'} the ${side}`;
}

function sharesName(noun: string, other: Region): boolean {
  const label = other.label?.toLowerCase().trim();
  // What nobody has named may be one too.
  if (label === undefined || label === '') return true;
  if (label === noun || label.endsWith(` ${noun}`) || noun.endsWith(` ${label}`)) return true;
  const kinds = kindsOf(label);
  return kindsOf(noun).some(kind => kinds.includes(kind));
}

/** Whether somebody might call a good part of it so. */
const mayBe = ({ colours }: Region, colour: BasicColour): boolean =>
  colours.length === 0 || colours.some(({ name, share }) => name === colour && share >= 0.2);
