/** People with a known taste, who look at pictures and choose, not always well. */
import { DeviceId } from '../../../core/contract/ids.ts';
import { lookEdition, type Look } from '../../../core/contract/look.ts';
import { basicColours } from '../../../core/contract/scene.ts';
import { parse } from '../../../core/contract/schema.ts';
import type { Taste } from '../../../core/contract/taste.ts';
import { library } from '../../../core/library/cards/index.ts';
import { hashOf } from '../../../core/library/hashing.ts';
import { emptyTaste, learn } from '../../../core/library/profile.ts';
import { suggest, type Asked, type Suggestion } from '../../../core/library/suggest.ts';
import { chance } from '../../../tools/scenes/chance.ts';
import { livingRoom, lunch, portraitScene, productScene, sceneOf, streetScene, thing } from './pictures.ts';

/** By line of a profile, from −1 to 1: what the person knows, and the profile does not. */
export type Hidden = ReadonlyMap<string, number>;

const axes = ['warmth', 'lightness', 'contrast', 'saturation'];
const acts = ['crop', 'recolor', 'remove', 'background', 'extend', 'blur'];

export function personOf(seed: number): Hidden {
  const lines = [
    ...axes,
    ...acts.map(act => `op:${act}`),
    ...basicColours.map(colour => `palette:${colour}`),
  ];
  // Most lines leave most people cold: about one in two is felt at all, and that strongly or weakly.
  return new Map(lines.map((line, i) => [line, chance(seed, i, 1) < 0.5 ? 0 : 2 * chance(seed, i, 2) - 1]));
}

/** Some things are liked or not for reasons that no line tells. */
const whim = 0.5;

export function pleasure(hidden: Hidden, seed: number, { id, directions }: Suggestion): number {
  // An operation weighs as much to a person as a look does; the profile is not told.
  const known = directions.reduce((sum, { line, by }) => sum + Math.sign(by) * (hidden.get(line) ?? 0), 0);
  return known + whim * (2 * chance(seed, hashOf(id), 3) - 1);
}

/** Luce's choice between yes and no, in its logistic form: sure of what pleases much, in two minds about the rest. */
const decided = 3;
const reluctance = 0.5;
export const wouldKeep = (pleased: number): number => 1 / (1 + Math.exp(reluctance - decided * pleased));

/** A picture by seed: one of some scenes under one of many lights. */
export function pictureOf(seed: number): Pick<Asked, 'look' | 'scene' | 'cards'> {
  const spread = (k: number): number => 2 * chance(seed, k, 11) - 1;
  const scenes = [livingRoom, portraitScene, lunch, streetScene, productScene, shapes(seed)];
  const scene = scenes[Math.floor(chance(seed, 1, 12) * scenes.length)]!;
  const middle = 0.56 + 0.24 * spread(1);
  const reach = 0.26 + 0.2 * spread(2);
  const at = (part: number): number => Math.min(1, Math.max(0, middle + part * reach));
  const colourful = Math.max(0, 42 + 40 * spread(3));
  const look: Look = {
    edition: lookEdition,
    aspect: [1.5, 0.667, 1, 1.78, 0.8][Math.floor(chance(seed, 2, 12) * 5)]!,
    lightness: { p2: at(-1.3), p10: at(-1), p25: at(-0.5), p50: middle, p75: at(0.5), p90: at(1), p98: at(1.3) },
    contrast: reach * 0.7,
    clipped: { shadows: Math.max(0, 0.08 * spread(4)), highlights: Math.max(0, 0.05 * spread(5)) },
    warmth: 0.004 + 0.035 * spread(6),
    tint: 0.02 * spread(7),
    neutral: 0.5,
    chroma: colourful / 700,
    colourfulness: colourful,
    palette: Array.from({ length: 4 }, (_, k) => ({ L: 0.5 + 0.4 * spread(20 + k), a: 0.12 * spread(30 + k), b: 0.12 * spread(40 + k), share: 0.25 })), // prettier-ignore
    harmony: { template: (['i', 'V', 'I', 'Y'] as const)[Math.floor(chance(seed, 3, 12) * 4)]!, hue: 60, off: 12 * chance(seed, 4, 12) }, // prettier-ignore
    sharpness: 0.65 + 0.25 * spread(8),
    noise: Math.max(0, 3 + 4 * spread(9)),
    lean: Math.max(-15, 1.2 * spread(10)),
    weight: { x: 0.5 + 0.25 * spread(11), y: 0.55 + 0.2 * spread(12) },
    standing: 0.12,
    space: 0.35 + 0.3 * spread(13),
    skew: 0.7,
  }; // prettier-ignore
  return { look, scene, cards: library };
}

/** Things without names: five of any colours. */
function shapes(seed: number) {
  const hexes = ['#b03030', '#3050b0', '#50804a', '#d0b040', '#8a8a8a', '#e8e4da', '#2a2a2c'];
  return sceneOf(
    ...Array.from({ length: 5 }, (_, k) =>
      thing(k + 1, undefined, hexes[Math.floor(chance(seed, k, 13) * hexes.length)]!, [
        0.1 + 0.2 * k,
        0.3 + 0.5 * chance(seed, k, 14),
        0.1 + 0.1 * chance(seed, k, 15),
        0.15,
      ]),
    ),
  );
}

export const device = parse(DeviceId, 'device-1');

/** So many pictures are looked at: of what is offered each is kept or not; what is kept is sometimes undone, or exported. */
export function learntBy(hidden: Hidden, seed: number, rounds: number): Taste {
  let taste = emptyTaste;
  for (let round = 0; round < rounds; round++) {
    for (const [k, one] of suggest({ ...pictureOf(hash3(seed, round)), taste }).entries()) {
      const throwOne = (what: number): number => chance(hash3(seed, round), k, 50 + what);
      const keeps = throwOne(1) < wouldKeep(pleasure(hidden, seed, one));
      if (!keeps && throwOne(2) < 0.4) taste = learn(taste, device, 'dismissed', one.directions);
      if (!keeps) continue;
      taste = learn(taste, device, 'kept', one.directions);
      const regrets = throwOne(3) < 1 - wouldKeep(pleasure(hidden, seed, one));
      if (regrets) taste = learn(taste, device, 'undone', one.directions);
      else if (throwOne(4) < 0.3) taste = learn(taste, device, 'exported', one.directions);
    }
  }
  return taste;
}

export const hash3 = (seed: number, n: number): number => hashOf(`${seed} ${n}`);
