/** Which region of a picture a thing that was said is: "the second red cushion from the left". */
import type { Target } from '../contract/plan.ts';
import type { Region, Scene } from '../contract/scene.ts';
import { hintIn, namesOf } from './called.ts';
import { colourFit } from './colours.ts';
import type { Criterion, Rank } from './criterion.ts';
import { askedAbout, fromLeft, isClear, mostAsked, none, ranking } from './decide.ts';
import { nameFit } from './names.ts';
import { phraseOf, type Phrase } from './phrase.ts';
import { compares, relationFit, relationOrder } from './relations.ts';
import { looksLike } from './typical.ts';
import { distinct, likelihoodOf } from './unnamed.ts';
import { prominence, weighOne, weighSeveral, type Member } from './weigh.ts';

export type Referred =
  | {
      kind: 'found';
      /** One, or several where several were meant; from the left. */
      regions: number[];
      /** What speaks for them, and what could not be checked. */
      reasons: string[];
      /** From 0 to 1. */
      confidence: number;
    }
  | {
      kind: 'ask';
      /** Two to five, from the left. */
      candidates: number[];
      reasons: string[];
    }
  | {
      kind: 'none';
      /** One sentence for a person. */
      why: string;
    };

/** Reads the things that words name, as the parser does: "the plate and the fork". Nothing where they name none. */
export type Read = (words: string) => readonly Target[];

const readsNothing: Read = () => [];

/** What is left of certainty for each thing said that nothing here could confirm. */
const byLooks = 0.75;

/** Nothing that fits its name and colour less is meant. */
const faint = 0.12;

/** Nor is what fits the place and the order less than this, out of all. */
const nothing = 0.01;

/** What looks more like what a name says than this may be it. */
const alike = 0.6;

/** In a set is what is rather more likely in it than not. */
const member = 0.6;

/**
 * Which regions of `scene` are meant by `target`. `last` is what was spoken of before: "it", and what "the other one" is not. `read` is asked for
 * other things that are named in passing: "except the red one", "next to the sofa".
 */
export function refer(
  target: Target,
  scene: Scene,
  last: readonly number[] = [],
  read: Read = readsNothing,
): Referred {
  // The same answer, to the last bit, whichever region was found first.
  const sorted = { ...scene, regions: scene.regions.toSorted((one, other) => one.id - other.id) };
  if (sorted.regions.length === 0) return { kind: 'none', why: 'No part of this picture is known yet.' };
  // "all but the middle" is said of the picture, where nothing was spoken of before.
  if (target.pronoun === true && (target.except === undefined || last.length > 0))
    return spokenOf(target, sorted, last);
  if (target.except !== undefined) return allBut(target, target.except, sorted, last, read);
  return described(target, sorted, last, read);
}

/** "it", "them both", "that one". */
function spokenOf({ text }: Target, { regions }: Scene, last: readonly number[]): Referred {
  const known = regions.filter(({ id }) => last.includes(id));
  if (known.length > 0) {
    const isOne = /\bone$/.test(text.toLowerCase());
    if (isOne && known.length > 1 && known.length <= mostAsked)
      return ask(known, [`“${text}” may be any of these`]);
    return { kind: 'found', regions: fromLeft(known), reasons: ['spoken of before'], confidence: 1 };
  }
  if (regions.length > 1 && regions.length <= mostAsked)
    return ask(regions, [`nothing was spoken of before that “${text}” could be`]);
  return { kind: 'none', why: `Nothing was spoken of before: say which part “${text}” is.` };
}

/** "all the cups except the red one": the red one is looked for among the cups. */
function allBut(target: Target, except: string, scene: Scene, last: readonly number[], read: Read): Referred {
  const at = target.text.toLowerCase().lastIndexOf(except.toLowerCase());
  const said = at < 0 ? target.text : target.text.slice(0, at);
  const body = { ...target, text: said.replace(/ else\b/, ''), all: true };
  const all = described(body, scene, last, read);
  if (all.kind !== 'found') return all;
  const among = { ...scene, regions: scene.regions.filter(({ id }) => all.regions.includes(id)) };
  const named = read(`the ${except}`);
  const spared = (named.length > 0 ? named : read(except)).map(one => refer(one, among, last));
  if (spared.length === 0 || !spared.every(one => one.kind === 'found'))
    return { kind: 'none', why: `It is not clear which is “${except}”: say its colour or its place.` };
  const ids = new Set(spared.flatMap(({ regions }) => regions));
  const left = all.regions.filter(id => !ids.has(id));
  if (left.length === 0) return { kind: 'none', why: `Nothing is left but “${except}”.` };
  return {
    kind: 'found',
    regions: left,
    reasons: [...all.reasons, `not “${except}”`],
    confidence: Math.min(all.confidence, ...spared.map(({ confidence }) => confidence)),
  };
}

/** What of a phrase tells regions apart, and what could not be looked at. */
interface Looked {
  readonly members: readonly Member[];
  /** How they are compared with each other. */
  readonly criteria: readonly Criterion[];
  readonly reasons: readonly string[];
  /** Whether anything that was said tells one region from another. */
  readonly tells: boolean;
  /** What is left of certainty where something could not be checked. */
  readonly certainty: number;
}

function described(target: Target, scene: Scene, last: readonly number[], read: Read): Referred {
  const phrase = phraseOf(target);
  const others = scene.regions.filter(({ id }) => !last.includes(id));
  const regions = phrase.others ? others : scene.regions;
  if (phrase.others && phrase.several && last.length === 0)
    return {
      kind: 'none',
      why: `Nothing was spoken of before: say who or what is no part of “${target.text}”.`,
    };
  const looked = look(phrase, target.noun ?? '', regions, scene, last, read);
  if (!looked.tells && phrase.name !== '' && regions.length > mostAsked)
    return {
      kind: 'none',
      why: `Nothing here says which is “${target.text}”: say its colour, its size or its place.`,
    };
  const best = looked.members.reduce((most, { fit }) => Math.max(most, fit), 0);
  if (best < faint) return { kind: 'none', why: `Nothing here looks like “${target.text}”.` };
  // Of surfaces within surfaces, nobody means all.
  const isPart = phrase.isPart && looked.members.some(({ region }) => region.stands === undefined);
  if ((phrase.several || isPart) && phrase.count === undefined) return set(target, looked);
  return chosen(target, phrase, looked);
}

function look(
  { name, colour, criteria: said, relation, nearest, others }: Phrase,
  noun: string,
  regions: readonly Region[],
  scene: Scene,
  last: readonly number[],
  read: Read,
): Looked {
  const named = name === '' ? undefined : namesOf(name, regions);
  const coloured = colour === undefined ? undefined : colourFit(colour);
  const hint = colour === undefined ? hintIn(name) : undefined;
  const beside = relation && relatedTo(relation, scene, last, read);
  const likely = likelihoodOf(noun, scene);
  const order = beside?.order(nearest);
  const criteria = order ? [...said, order] : said;
  const typical = named?.known === false ? looksLike(name, scene) : undefined;
  const isTypical = typical !== undefined && regions.some(region => typical(region) > alike);
  const members = distinct(
    regions.map((region, index) => ({
      region,
      fit:
        (named?.fits[index] ?? 1) *
        (coloured?.(region) ?? hint?.(region) ?? 1) *
        (beside?.fit(region) ?? 1) *
        (region.stands === undefined ? 1 : (typical?.(region) ?? 1)) *
        likely(region),
    })),
  );
  const unchecked = [
    ...(named?.known === false ? [`nothing here says what is “${name}”`] : []),
    ...(colour !== undefined && !coloured ? [`“${colour}” is no colour that is known`] : []),
    ...(relation && !beside ? [`“${relation.other}” was not found`] : []),
  ];
  const checked = [
    ...(named?.known === true ? [name] : []),
    ...(colour !== undefined && coloured ? [colour] : []),
    ...said.map(({ reason }) => reason),
    ...(relation && beside ? [relation.said] : []),
  ];
  // "the third lamp" counts what may be no lamps.
  const isBlind = named?.known === false && criteria.some(({ rank }) => rank !== undefined);
  return {
    members,
    criteria,
    reasons: [...checked, ...unchecked],
    tells:
      isTypical ||
      checked.length > 0 ||
      hint !== undefined ||
      (others && regions.length < scene.regions.length),
    certainty: byLooks ** (unchecked.length + (isBlind ? 1 : 0)),
  };
}

interface Related {
  readonly fit: (region: Region) => number;
  readonly order: (rank: Rank | undefined) => Criterion | undefined;
}

/** Nothing where the other thing is not found. */
function relatedTo(
  relation: NonNullable<Phrase['relation']>,
  scene: Scene,
  last: readonly number[],
  read: Read,
): Related | undefined {
  const { kind, other } = relation;
  const ids = read(other).flatMap(one => {
    const found = refer(one, scene, last);
    if (found.kind === 'none') return [];
    if (found.kind === 'found') return found.regions;
    // Nearest to what may be anything is nearest to nothing.
    const isNamed = scene.regions.some(
      ({ id, label = '' }) => found.candidates.includes(id) && nameFit(one.noun ?? '', label) > 0,
    );
    return isNamed || !compares(kind) ? found.candidates : [];
  });
  const anchors = scene.regions.filter(({ id }) => ids.includes(id));
  if (anchors.length < (kind === 'between' ? 2 : 1)) return undefined;
  return {
    fit: relationFit(kind, anchors, scene),
    order: rank => relationOrder(relation, anchors, scene, rank),
  };
}

/** One, or as many as were said. */
function chosen(
  { text }: Target,
  phrase: Phrase,
  { members, criteria, reasons, certainty }: Looked,
): Referred {
  const count = phrase.count ?? 1;
  const prominent = phrase.sized
    ? members
    : members.map(({ region, fit }) => ({ region, fit: fit * prominence(region) }));
  const weighed = ranking(weighOne(prominent, criteria));
  if ((weighed[count - 1]?.weight ?? 0) < nothing)
    return { kind: 'none', why: `Nothing here fits “${text}”.` };
  // Where nobody knows what is counted, the second may be another's first.
  const counts = criteria.some(({ rank }) => rank !== undefined);
  const isSeen = weighed.every(({ region }) => region.stands !== undefined);
  if (isClear(weighed, count) && !(counts && isSeen && phrase.name !== '')) {
    const sum = weighed.reduce((total, { weight }) => total + weight, none);
    const taken = weighed.slice(0, count);
    return {
      kind: 'found',
      regions: fromLeft(taken.map(({ region }) => region)),
      reasons: [...reasons],
      confidence: (certainty * taken.reduce((total, { weight }) => total + weight, 0)) / sum,
    };
  }
  return ask(askedAbout(weighed), [`“${text}” may be any of these`, ...reasons]);
}

/** All that fit. */
function set({ text }: Target, { members, criteria, reasons, certainty }: Looked): Referred {
  const weighed = weighSeveral(members, criteria);
  const taken = weighed.filter(({ weight }) => weight >= member);
  if (taken.length === 0) return { kind: 'none', why: `Nothing here fits “${text}”.` };
  // Nobody knows what these are: there may be more of them, or fewer.
  if (taken.every(({ region }) => region.stands !== undefined)) {
    if (taken.length === 1 || taken.length > mostAsked)
      return { kind: 'none', why: `It cannot be seen which are “${text}”: take one at a time.` };
    return ask(
      taken.map(({ region }) => region),
      [`“${text}” may be any of these`, ...reasons],
    );
  }
  return {
    kind: 'found',
    regions: fromLeft(taken.map(({ region }) => region)),
    reasons: [...reasons],
    confidence: certainty * Math.min(...weighed.map(({ weight }) => Math.max(weight, 1 - weight))),
  };
}

function ask(regions: readonly Region[], reasons: readonly string[]): Referred {
  return { kind: 'ask', candidates: fromLeft(regions), reasons: [...reasons] };
}
