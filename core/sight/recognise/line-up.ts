/** What is to be looked for by what the regions of a picture show, and in which of them: where labels and looks do not answer. */
import type { Target } from '../../contract/plan.ts';
import type { Region, Scene } from '../../contract/scene.ts';
import { hintIn, namesOf } from '../called.ts';
import { colourFit } from '../colours.ts';
import { phraseOf } from '../phrase.ts';
import { refer, type Read, type Referred } from '../refer.ts';
import { looksLike } from '../typical.ts';
import { distinct, likelihoodOf } from '../unnamed.ts';
import { prominence } from '../weigh.ts';
import { othersThan } from './others.ts';

/** Regions, and the names that each may have. */
export interface LineUp {
  /** At least one: what is looked for, and what that is said to be beside. */
  readonly names: readonly string[];
  /** Whether the first of them is that of what is looked for. */
  readonly isOwn: boolean;
  /** What else they may be. */
  readonly others: readonly string[];
  /** At least one. */
  readonly ids: readonly number[];
}

/** Each is one more run of a large network, and somebody waits. */
const mostLookedAt = 24;

/** “the cup between the lamp and the ottoman”: more names than these are in no sentence. */
const mostNames = 3;

/** Of what is smaller, each way, in pixels, nothing is to be seen. */
const least = 16;

/** What has another name may be that, or of that kind: a poodle is labelled “dog”. */
const called = 0.5;

/** Nothing where `found`, which `refer` gave, need not or cannot be bettered. `read`: as for that. */
export function lineUpFor(target: Target, scene: Scene, found: Referred, read: Read): LineUp | undefined {
  const [own, beside] = unanswered(target, scene, found, read);
  const names = [...new Set([...own, ...beside])].slice(0, mostNames);
  const [first] = names;
  if (first === undefined) return undefined;
  const ids = worthALook(first, scene).map(({ id }) => id);
  if (ids.length === 0) return undefined;
  return { names, isOwn: own.length > 0, others: othersThan(names, scene.regions), ids };
}

/** The names that nothing here answers: that of what is meant, and those of what it is said to be beside. */
function unanswered(
  target: Target,
  scene: Scene,
  found: Referred,
  read: Read,
): readonly [own: readonly string[], beside: readonly string[]] {
  if (target.pronoun === true) return [[], []];
  const { name, colour = '', relation } = phraseOf(target);
  const isKnown = name === '' || namesOf(name, scene.regions).known;
  // What was found by its place alone may be anything that is there.
  const isTold = [isKnown, colourFit(colour), hintIn(name), looksLike(name, scene)].some(Boolean);
  if (found.kind === 'found' && isTold) return [[], []];
  const beside = relation ? read(relation.other) : [];
  return [
    isKnown ? [] : [name],
    beside.flatMap(one => unanswered(one, scene, refer(one, scene), () => [])[0]),
  ];
}

/** Those that may be meant by `name`, the likeliest first, each thing once. */
function worthALook(name: string, scene: Scene): Region[] {
  const likely = likelihoodOf(name, scene);
  const members = scene.regions
    .filter(({ box }) => Math.max(box.width, box.height) >= least)
    .map(region => ({
      region,
      fit: likely(region) * prominence(region) * (region.label === undefined ? 1 : called),
    }));
  return distinct(members)
    .slice(0, mostLookedAt)
    .map(({ region }) => region);
}
