/** What time and a flash do to a picture, found by its name: what "remove the scratches" is about. */
import type { Property } from '../contract/plan.ts';
import { unite } from '../pixels/mask.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';
import { dustIn } from './damage/dust.ts';
import { damageIn, type Damage } from './damage/names.ts';
import { redEyes } from './damage/red-eyes.ts';
import { scratchesIn } from './damage/scratches.ts';

const finders: Readonly<Record<Damage, (image: Pixels) => Mask>> = {
  'red eyes': redEyes,
  dust: dustIn,
  scratches: scratchesIn,
};

/**
 * Where in the picture the damage is that `noun` names ("dust", "scratches", "dust and scratches", "red eyes"): a mask of the
 * picture's size, empty where none is found. Undefined where the noun names no damage.
 */
export function findDamage(noun: string, image: Pixels): Mask | undefined {
  const masks = damageIn(noun).map(kind => finders[kind](image));
  return masks.length === 0 ? undefined : masks.reduce(unite);
}

/** What `adjust` does to red pupils: no colour, and half the light, so that they are dark and keep their glint. */
export const redEyeRepair = { saturation: -1, exposure: -0.5 } as const satisfies Partial<
  Record<Property, number>
>;
