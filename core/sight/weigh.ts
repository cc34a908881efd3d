/** How well each region of a scene fits what was said. */
import type { Region } from '../contract/scene.ts';
import { rising, type Axis, type Criterion } from './criterion.ts';
import type { Weighed } from './decide.ts';
import { inTheMiddle, ranked } from './order.ts';

/** What a region is by itself, apart from where it stands among the others. */
export interface Member {
  readonly region: Region;
  /** How well its name, its colour and what it is beside fit, from 0 to 1. */
  readonly fit: number;
}

/** A region that fits so much less well than the best is as likely one of those that are counted as not. */
const halfway = { at: 0.4, soft: 0.08 };

/** Larger ones are meant a little more often, up to so large a share of the picture; nobody means a speck, save who says so. */
const large = 0.02;
const speck = 0.7;

/** "the middle one" stands between others; so much less is it the one in the middle of the picture. */
const ofPicture = 0.25;

export const prominence = ({ area }: Region): number =>
  speck + (1 - speck) * Math.min(1, Math.sqrt(area / large));

/** How likely each is one of those that fit about as well as the best. */
function counted(fits: readonly number[]): number[] {
  const best = fits.reduce((most, fit) => Math.max(most, fit), 0);
  return fits.map(fit => (best <= 0 ? 0 : rising(fit / best, halfway.at, halfway.soft)));
}

const fitOf = (criterion: Criterion, region: Region): number => criterion.fits?.(region) ?? 1;

/** How likely each is the one that is meant. */
export function weighOne(members: readonly Member[], criteria: readonly Criterion[]): Weighed[] {
  const compared = criteria.filter(({ rank }) => rank === undefined);
  const ordered = criteria.filter(({ rank }) => rank !== undefined);
  const fits = members.map(({ region, fit }) =>
    compared.reduce((product, criterion) => product * fitOf(criterion, region), fit),
  );
  const factors =
    ordered.length > 0
      ? // "the biggest on the left" is the biggest of those on the left.
        ordered.map(criterion => inOrder(members, counted(fits), criterion))
      : // "the left one" of two is the one further left, wherever both are.
        compared.flatMap(({ axis }) =>
          axis ? [behind(members, counted(members.map(({ fit }) => fit)), axis)] : [],
        );
  return members.map(({ region }, index) => ({
    region,
    weight: factors.reduce((product, factor) => product * (factor[index] ?? 0), fits[index] ?? 0),
  }));
}

/** How far each is behind the first of those that count. */
function behind(members: readonly Member[], counts: readonly number[], { at, reach }: Axis): number[] {
  const first = extremes(members, counts, at).least;
  return members.map(({ region }) => Math.exp(-Math.max(0, at(region) - first) / reach));
}

function inOrder(members: readonly Member[], counts: readonly number[], criterion: Criterion): number[] {
  const { rank, fits } = criterion;
  const axis = axisAmong(members, counts, criterion);
  if (!axis || rank === undefined) return members.map(() => 1);
  const standing = members.map(({ region }, index) => ({ counts: counts[index] ?? 0, at: axis.at(region) }));
  if (rank !== 'middle') return ranked(standing, rank.first, rank.last, axis.tie);
  const between = inTheMiddle(standing, axis.tie);
  return members.map(({ region }, index) => (between[index] ?? 0) + ofPicture * (fits?.(region) ?? 1));
}

/** The one of the two axes along which those that count lie further apart. */
function axisAmong(
  members: readonly Member[],
  counts: readonly number[],
  { axis, crossing }: Criterion,
): Axis | undefined {
  if (!axis || !crossing) return axis;
  const spread = ({ at }: Axis): number => {
    const { least, most } = extremes(members, counts, at);
    return most - least;
  };
  return spread(crossing) > spread(axis) ? crossing : axis;
}

/** Of those that are likelier to count than not. */
function extremes(
  members: readonly Member[],
  counts: readonly number[],
  at: Axis['at'],
): { least: number; most: number } {
  const places = members.filter((_, index) => (counts[index] ?? 0) >= 0.5).map(({ region }) => at(region));
  return { least: Math.min(...places), most: Math.max(...places) };
}

/** Where several are meant: how likely each is one of them. By itself where that can be told, else against the middle between the extremes. */
export function weighSeveral(members: readonly Member[], criteria: readonly Criterion[]): Weighed[] {
  const counts = counted(members.map(({ fit }) => fit));
  const factors = criteria.map(criterion => {
    const { axis, fits, rank } = criterion;
    if (rank !== undefined) return inOrder(members, counts, criterion);
    if (axis && !fits) return moreThanHalf(members, counts, axis);
    return members.map(({ region }) => fitOf(criterion, region));
  });
  return members.map(({ region }, index) => ({
    region,
    weight: factors.reduce((product, factor) => product * (factor[index] ?? 0), counts[index] ?? 0),
  }));
}

function moreThanHalf(members: readonly Member[], counts: readonly number[], { at, tie }: Axis): number[] {
  const { least, most } = extremes(members, counts, at);
  const middle = (least + most) / 2;
  return members.map(({ region }) => rising(-at(region), -middle, tie));
}
