/** What time and a flash do to a picture, found by its name: what "remove the scratches" is about. */
import { redEyes } from '../colour/red-eyes.ts';
import { unite } from '../pixels/mask.ts';
import type { Mask, Pixels } from '../pixels/pixels.ts';
import { dustIn } from './damage/dust.ts';
import { damageIn, type Damage } from './damage/names.ts';
import { scratchesIn } from './damage/scratches.ts';

/** Is told often how far it is, from 0 to 1. */
type Report = (done: number) => void;

const finders: Readonly<Record<Damage, (image: Pixels, report: Report) => Mask>> = {
  'red eyes': redEyes,
  dust: dustIn,
  scratches: scratchesIn,
};

/**
 * Where in the picture the damage is that `noun` names ("dust", "scratches", "dust and scratches", "red eyes"): a mask of the
 * picture's size, empty where none is found. Undefined where the noun names no damage. `report` is told how far it is, from
 * 0 to 1.
 */
export function findDamage(noun: string, image: Pixels, report: Report = () => {}): Mask | undefined {
  const kinds = damageIn(noun);
  const masks = kinds.map((kind, k) => finders[kind](image, done => report((k + done) / kinds.length)));
  return masks.length === 0 ? undefined : masks.reduce(unite);
}
