/** What regions most likely show becomes their label, for one question: so that “the lamp on the left” is one of the lamps. */
import type { Target } from '../../contract/plan.ts';
import type { Region, Scene } from '../../contract/scene.ts';
import { colourFit } from '../colours.ts';
import { clear, fromLeft, mostAsked } from '../decide.ts';
import { labelled, overlap, shareWithin } from '../labelled.ts';
import { phraseOf } from '../phrase.ts';
import { refer, type Read, type Referred } from '../refer.ts';
import { likelihoodOf } from '../unnamed.ts';
import type { LineUp } from './line-up.ts';

/**
 * What is less likely is asked about. Neither this nor the next was fitted to what a real network says: they go by what a softmax means.
 * A thing is taken where it is so many times as likely as all its other names together as one of two must be of the other (`decide`).
 */
const sure = clear / (1 + clear);

/** What is less likely is none. A tenth is five times what each of fifty names has by chance, and only 0.02 of a cosine below nine tenths. */
const maybe = 0.1;

/** Girshick et al., "Rich Feature Hierarchies …" (R-CNN), 2014: of regions that overlap more than this, the likeliest alone is the thing. */
const same = 0.5;

/** So is the likeliest of two of which one has this share of its box within the other's: a part, or what holds it. */
const within = 0.8;

/** A region that was looked at, what it may be, and how likely that is. */
interface Guess {
  readonly region: Region;
  readonly name: number;
  readonly likely: number;
}

/**
 * Which regions are meant, where each of `ids` shows each of `names` as likely as `likely` has it, in their order. `before`: what is
 * meant without that, which stands where nothing shows it. `read`: as for `refer`.
 */
export function recognised(
  target: Target,
  scene: Scene,
  { names, isOwn, ids }: LineUp,
  likely: readonly (readonly number[])[],
  before: Referred,
  read: Read,
): Referred {
  const rows = new Map(ids.map((id, at) => [id, likely[at] ?? []] as const));
  const guesses = scene.regions.flatMap(region => guessOf(region, rows.get(region.id)) ?? []);
  const coloured = colourFit(phraseOf(target).colour ?? '');
  const things = names.flatMap((name, at) => {
    const usual = likelihoodOf(name, scene);
    const colour = at === 0 && isOwn ? coloured : undefined;
    const weight = ({ region, likely }: Guess): number => likely * usual(region) * (colour?.(region) ?? 1);
    return eachOnce(guesses.filter(guess => guess.name === at).sort((a, b) => weight(b) - weight(a)));
  });
  const own = things.filter(({ name }) => isOwn && name === 0);
  if (things.length === 0 || (isOwn && own.length === 0)) return before;
  const named = things.map(({ region, name, likely }) => ({
    region,
    label: names[name] ?? '',
    confidence: likely,
  }));
  const regions = labelled(scene.regions, named);
  if (!isOwn) return orElse(refer(target, { ...scene, regions }, [], read), before);
  const told = regions.map(region => lessLikely(region, names[0] ?? '', rows.get(region.id)?.[0], own));
  const after = refer(target, { ...scene, regions: told }, [], read);
  return orElse(doubted(after, told, names[0] ?? '', own), before);
}

/** Whoever was asked before is asked still where what else was said of it fits none of them: a colour may be called otherwise. */
const orElse = (after: Referred, before: Referred): Referred =>
  after.kind === 'none' && before.kind === 'ask' ? before : after;

/** What it likeliest is of what is looked for. Its label was among what else it may be: what goes against that has to be sure. */
function guessOf(region: Region, row: readonly number[] = []): Guess | undefined {
  const likely = row.reduce((most, one) => Math.max(most, one), 0);
  const enough = region.label === undefined ? maybe : sure;
  return likely >= enough ? { region, name: row.indexOf(likely), likely } : undefined;
}

/** Without those that are a likelier one, or a part of it, or hold it. */
function eachOnce(guesses: readonly Guess[]): Guess[] {
  const kept: Guess[] = [];
  for (const guess of guesses) if (!kept.some(({ region }) => isSame(region, guess.region))) kept.push(guess);
  return kept;
}

const isSame = ({ box: one }: Region, { box: other }: Region): boolean =>
  overlap(one, other) > same || shareWithin(one, other) > within || shareWithin(other, one) > within;

/** What has no name and is not one of these things is so, as little as it shows it, or not at all where it is the same as one of them. */
function lessLikely(region: Region, name: string, likely: number | undefined, own: readonly Guess[]): Region {
  if (region.label !== undefined) return region;
  const confidence = own.some(({ region: one }) => isSame(one, region)) ? 0 : likely;
  return confidence === undefined ? region : { ...region, label: name, confidence };
}

/** What is found and is not sure to be such a thing is asked about, beside what else may be. */
function doubted(found: Referred, regions: readonly Region[], name: string, own: readonly Guess[]): Referred {
  // Of more than can be numbered nobody could take all.
  if (found.kind !== 'found' || found.regions.length > mostAsked) return found;
  const isSure = (id: number): boolean =>
    own.some(({ region, likely }) => region.id === id && likely >= sure);
  if (found.regions.every(isSure)) return found;
  const weight = ({ id, confidence = 0 }: Region): number =>
    (found.regions.includes(id) ? 1 : 0) + confidence;
  const asked = regions
    .filter(({ id, label }) => label === name || found.regions.includes(id))
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, Math.min(mostAsked, Math.max(2, own.length)));
  return asked.length < 2 ? found : { kind: 'ask', candidates: fromLeft(asked), reasons: [...found.reasons] };
}
