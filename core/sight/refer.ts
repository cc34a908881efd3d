/** Which region of a picture a thing that was said is: "the second red cushion from the left". */
import type { Target } from '../contract/plan.ts';
import type { Region, Scene } from '../contract/scene.ts';
import { colourFit } from './colours.ts';
import { askedAbout, fromLeft, isClear, mostAsked, none, ranking } from './decide.ts';
import { shareWithin } from './labelled.ts';
import { nameFit } from './names.ts';
import { phraseOf, type Phrase } from './phrase.ts';
import { relationFit } from './relations.ts';
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

/** Where others have the label that is said, so likely one without any is such a thing too. */
const unlabelled = 0.2;

/** Unless so much of its box lies in the box of one that has it: then it is a part of that, and so likely what is meant. */
const within = 0.8;
const partOf = 0.02;

/** Of a label that does not say how sure it is. */
const usualConfidence = 0.9;

/** What is left of certainty for each thing said that nothing here could confirm. */
const byLooks = 0.75;

/** The fit of a region that has not the colour in a name, as in “orange cup”: such a hint alone never decides (see `clear`). */
const hinted = 0.45;

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
  if (target.pronoun === true) return spokenOf(target, sorted, last);
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
  const body = { ...target, text: at < 0 ? target.text : target.text.slice(0, at), all: true };
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
  const looked = look(phrase, target.noun ?? '', regions, scene, last, read);
  if (!looked.tells && phrase.name !== '' && regions.length > mostAsked)
    return {
      kind: 'none',
      why: `Nothing here says which is “${target.text}”: say its colour, its size or its place.`,
    };
  const best = looked.members.reduce((most, { fit }) => Math.max(most, fit), 0);
  if (best < faint) return { kind: 'none', why: `Nothing here looks like “${target.text}”.` };
  if (phrase.several && phrase.count === undefined) return set(target, phrase, looked);
  return chosen(target, phrase, looked);
}

function look(
  { name, colour, criteria, relation, others }: Phrase,
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
  const typical = named?.known === false ? looksLike(name, scene) : undefined;
  const isTypical = typical !== undefined && regions.some(region => typical(region) > alike);
  const members = distinct(
    regions.map((region, index) => ({
      region,
      fit:
        (named?.fits[index] ?? 1) *
        (coloured?.(region) ?? hint?.(region) ?? 1) *
        (beside?.(region) ?? 1) *
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
    ...criteria.map(({ reason }) => reason),
    ...(relation && beside ? [relation.said] : []),
  ];
  // "the third lamp" counts what may be no lamps.
  const isBlind = named?.known === false && criteria.some(({ rank }) => rank !== undefined);
  return {
    members,
    reasons: [...checked, ...unchecked],
    tells:
      isTypical ||
      checked.length > 0 ||
      hint !== undefined ||
      (others && regions.length < scene.regions.length),
    certainty: byLooks ** (unchecked.length + (isBlind ? 1 : 0)),
  };
}

/** "orange cup" may be a cup for juice: the colour in a name makes a region likelier, but never so much that none would be asked. */
function hintIn(name: string): ((region: Region) => number) | undefined {
  const hint = name.includes(' ') ? colourFit(name.slice(0, name.lastIndexOf(' '))) : undefined;
  if (!hint) return undefined;
  return region =>
    region.label !== undefined && nameFit(name, region.label) === 1
      ? 1
      : hinted + (1 - hinted) * hint(region);
}

/** How well each is called `name`. Where no label says so, each may be it; one that is surely something else, less. */
function namesOf(name: string, regions: readonly Region[]): { fits: readonly number[]; known: boolean } {
  const sure = ({ confidence = usualConfidence }: Region): number => confidence;
  const matches = regions.map(({ label }) => (label === undefined ? undefined : nameFit(name, label)));
  const known = matches.some(match => match !== undefined && match > 0);
  const such = regions.filter((_, index) => (matches[index] ?? 0) > 0);
  const isPart = ({ box }: Region): boolean => such.some(one => shareWithin(box, one.box) >= within);
  const fits = regions.map((region, index) => {
    const match = matches[index];
    if (match === undefined) return known ? (isPart(region) ? partOf : unlabelled) : 1;
    // A label that is wrong may stand for the right thing; where none is right, some must be wrong.
    const otherwise = known ? (1 - sure(region)) * unlabelled : Math.max(1 - sure(region), unlabelled);
    return match * sure(region) + (1 - match) * otherwise;
  });
  return { fits, known };
}

/** Nothing where the other thing is not found. */
function relatedTo(
  { kind, other }: NonNullable<Phrase['relation']>,
  scene: Scene,
  last: readonly number[],
  read: Read,
): ((region: Region) => number) | undefined {
  const ids = read(other).flatMap(one => {
    const found = refer(one, scene, last);
    return found.kind === 'found' ? found.regions : found.kind === 'ask' ? found.candidates : [];
  });
  const anchors = scene.regions.filter(({ id }) => ids.includes(id));
  if (anchors.length < (kind === 'between' ? 2 : 1)) return undefined;
  return relationFit(kind, anchors, scene);
}

/** One, or as many as were said. */
function chosen({ text }: Target, phrase: Phrase, { members, reasons, certainty }: Looked): Referred {
  const count = phrase.count ?? 1;
  const prominent = phrase.sized
    ? members
    : members.map(({ region, fit }) => ({ region, fit: fit * prominence(region) }));
  const weighed = ranking(weighOne(prominent, phrase.criteria));
  if ((weighed[count - 1]?.weight ?? 0) < nothing)
    return { kind: 'none', why: `Nothing here fits “${text}”.` };
  // Where nobody knows what is counted, the second may be another's first.
  const counts = phrase.criteria.some(({ rank }) => rank !== undefined);
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
function set({ text }: Target, { criteria }: Phrase, { members, reasons, certainty }: Looked): Referred {
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
