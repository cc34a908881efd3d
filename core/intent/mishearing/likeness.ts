/** How unlike two sounds are: what it costs to take one for the other, by a weighted edit distance. */
import { lazily } from './lazily.ts';
import { saidInARow } from './spelling.ts';

/** Places of the vowels in the mouth, front to back and high to low; a diphthong lies apart. */
const vowelAt: Readonly<Record<string, readonly [back: number, low: number, glide: number]>> = {
  I: [0, 0, 0],
  i: [0.4, 0.5, 0],
  e: [0.3, 1.4, 0],
  E: [0.2, 1, 0.6],
  a: [0.6, 2.5, 0],
  A: [1.5, 3, 0],
  o: [2, 2.6, 0],
  O: [2.1, 1.3, 0.5],
  X: [2.2, 2, 0],
  u: [1.6, 1.4, 0],
  U: [2, 0, 0],
  Y: [0.8, 2.2, 1.5],
  W: [1.6, 2.2, 1.5],
  Q: [2, 1.6, 1.5],
  V: [1.2, 1.5, 0],
  '@': [1.2, 1.5, 0],
};

/** Consonants that are taken for each other. All others cost a whole consonant, which is 1. */
const closeConsonants: readonly (readonly [cost: number, pairs: string])[] = [
  [0.1, 'pP bP tD dD kK gK rR'],
  [0.15, 'sz'],
  [0.2, 'pb td kg fv SZ CJ nN ZJ PD PK DK'],
  [0.3, 'zZ SC mn Tf'],
  [0.4, 'Tt Td Ts Tv sS mN zJ rw'],
  [0.5, 'nd vb tC dJ sC hf'],
  [0.6, 'pt tk pk bd dg bg lr mb nl wl ln kC hk ST fp wv yJ pf'],
];

const alphabet = 'pbtdkgfvTszSZCJmnNlrRwyhPDKIieEaAoOXuUYWQV@';
const size = alphabet.length;

/** The sounds that are easily missed. */
const faint: readonly (readonly [sounds: string, cost: number])[] = [
  ['R', 0.25],
  ['PDK', 0.3],
  ['@', 0.4],
  ['hyw', 0.6],
];

/** What it costs to leave a sound out, or to hear it where none was. */
const weightOf = (sound: string): number =>
  faint.find(([sounds]) => sounds.includes(sound))?.[1] ?? (Object.hasOwn(vowelAt, sound) ? 0.6 : 1);

function substitution(one: string, other: string): number {
  if (one === other) return 0;
  const [here, there] = [vowelAt[one], vowelAt[other]];
  if (here && there) {
    const far = Math.hypot(here[0] - there[0], here[1] - there[1], here[2] - there[2]);
    return Math.min(one === '@' || other === '@' ? 0.2 : 0.7, 0.1 + 0.3 * far);
  }
  if (/^(yI|Iy|wU|Uw|@R|R@|yi|iy)$/.test(one + other)) return 0.3;
  if (here || there) return 1.2;
  const close = closeConsonants.find(
    ([, pairs]) => pairs.includes(one + other) || pairs.includes(other + one),
  );
  return close?.[0] ?? 1;
}

interface Costs {
  readonly weights: Float64Array;
  /** Row by row. */
  readonly substitutions: Float64Array;
}

const costs = lazily((): Costs => {
  const sounds = [...alphabet];
  return {
    weights: Float64Array.from(sounds, weightOf),
    substitutions: Float64Array.from(sounds.flatMap(one => sounds.map(other => substitution(one, other)))),
  };
});

/** One way to say some words, ready to be compared. */
export interface Sound {
  readonly codes: Uint8Array;
  readonly weight: number;
  /** Which groups of consonants it has: two that differ much need not be compared sound by sound. */
  readonly groups: number;
  /** The group of what it begins with, -1 for a vowel: what is heard first is seldom misheard. */
  readonly first: number;
}

const groups = ['pbPB', 'tdD', 'kgK', 'fvT', 'szSZCJ', 'mnN', 'l', 'r', 'wyh'];

const groupOf = (sound: string): number => groups.findIndex(group => group.includes(sound));

export const soundsOf = (words: string): readonly Sound[] =>
  saidInARow(words).map(said => {
    const codes = Uint8Array.from(said, sound => alphabet.indexOf(sound));
    const inGroups = new Set([...said].map(groupOf).filter(group => group >= 0));
    return {
      codes,
      weight: codes.reduce((sum, code) => sum + (costs().weights[code] ?? 0), 0),
      groups: [...inGroups].reduce((sum, group) => sum | (1 << group), 0),
      first: said === '' ? -1 : groupOf(said.slice(0, 1)),
    };
  });

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** A sound may be taken for one that weighs so much less, and cost hardly anything. */
const slack = 0.4;

/** The least that a sound of another group costs. */
const otherGroup = 0.3;

/** How unlike two sounds are: 0 for the same, 1 for nothing in common; `limit` where it is that or more. */
function unlikeness(one: Sound, other: Sound, limit: number): number {
  const weight = Math.max(one.weight, other.weight, 1);
  if (Math.abs(one.weight - other.weight) - slack >= limit * weight) return limit;
  const missing = Math.max(bits(one.groups & ~other.groups), bits(other.groups & ~one.groups));
  if (missing * otherGroup >= limit * weight) return limit;
  return Math.min(limit, distance(one.codes, other.codes) / weight);
}

/** Wagner and Fischer's, with weights. */
function distance(one: Uint8Array, other: Uint8Array): number {
  const { weights, substitutions } = costs();
  const row = new Float64Array(other.length + 1);
  for (let at = 0; at < other.length; at++) row[at + 1] = (row[at] ?? 0) + (weights[other[at] ?? 0] ?? 0);
  for (const code of one) {
    const gone = weights[code] ?? 0;
    let before = row[0] ?? 0;
    row[0] = before + gone;
    for (let at = 0; at < other.length; at++) {
      const meant = other[at] ?? 0;
      const changed = before + (substitutions[code * size + meant] ?? 0);
      before = row[at + 1] ?? 0;
      row[at + 1] = Math.min(changed, before + gone, (row[at] ?? 0) + (weights[meant] ?? 0));
    }
  }
  return row[other.length] ?? 0;
}

/** How unlike the nearest of them are; `limit` where that is as much or more. */
export function nearest(sounds: readonly Sound[], others: readonly Sound[], limit: number): number {
  let least = limit;
  for (const one of sounds) for (const other of others) least = unlikeness(one, other, least);
  return least;
}
