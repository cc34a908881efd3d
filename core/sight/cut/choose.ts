/** Which of a click's proposals is meant: by how each looks, by how it would make the whole look, weighed in a sum. */
import type { Ground } from './ground.ts';
import { lookOf, type Look, type Place } from './looks.ts';
import type { Click, Proposal } from './proposals.ts';

/**
 * Fitted to what most raises the mean overlap (a softmax over each click's proposals) on simulated clicks in the three
 * rooms of tests/fixtures/scenes, and in the same rooms seen from elsewhere in other colours and light. The cues were
 * chosen, and counted, in rooms that were not fitted to: there one click overlaps a thing by 0.71, and three by 0.80.
 * How it is done, and done again, is told in tools/train/clicks.
 */
export const weights = {
  first: { weak: -10.5, edges: 10.7, central: 3.63, tall: 3.38, straddles: -5.45, agrees: 6.76, votes: 13 },
  add: {
    round: 1.46,
    central: 1.92,
    large: -0.826,
    straddles: -2.91,
    blends: -4.46,
    plain: -3.1,
    tall: 1.94,
    reaches: -7.86,
    wholeWeak: -25.5,
    wholeEdges: 9.43,
    wholeCentral: 1.82,
  },
  take: {
    free: 7.77,
    middle: -2.71,
    edges: -7.02,
    blends: -5.39,
    reaches: -8.59,
    wholeCentral: 2.26,
    wholeStraddles: -5.37,
    wholePlain: -7.56,
    wholeWeak: -9.85,
    wholeEdges: 9.76,
    rim: 20,
  },
};

/**
 * A click in the middle of what is missing, or of what is too much, is as far from the outline as that is deep: nothing
 * counts that is so many times deeper.
 */
const deeper = 2;

/** What both are uncertain by, in pixels of the plane: most of a cell. */
const unsure = 3;

/** What the clicks before one selected. */
export interface Before {
  readonly isIn: Uint8Array;
  /** Where the thing is: the first click, or the middle of the box. */
  readonly home: Place;
  /** How far it is from the click to what already is as it asks for, in pixels of the plane. */
  readonly gap: number;
}

/** One of a click's proposals; undefined where none will do. `before`: undefined where nothing is selected yet. */
export type Choosing = (
  ground: Ground,
  click: Click,
  proposals: readonly Proposal[],
  before?: Before,
) => Proposal | undefined;

/** The one whose sum is the greatest; undefined where all reach too deep for where the click is. */
export const choose: Choosing = (ground, click, proposals, before) => {
  const { purpose, cues } = cuesOf(ground, click, proposals, before);
  const weigh = Object.values(weights[purpose]);
  let [best, most]: [Proposal | undefined, number] = [undefined, -Infinity];
  cues.forEach((of, k) => {
    const score = of ? of.reduce((sum, cue, n) => sum + weigh[n]! * cue, 0) : -Infinity;
    if (score > most) [best, most] = [proposals[k], score];
  });
  return best;
};

/** What a click is for: to begin, to add or to take away. Each has weights of its own. */
export type Purpose = keyof typeof weights;

/** Each proposal's cues, in the order of their weights; undefined for what reaches too deep. */
export function cuesOf(
  ground: Ground,
  click: Click,
  proposals: readonly Proposal[],
  before?: Before,
): { readonly purpose: Purpose; readonly cues: readonly (readonly number[] | undefined)[] } {
  const looks = proposals.map(({ cells }) => lookOf(ground, click, cells));
  if (!before) {
    const cues = looks.map((look, k) =>
      pick(weights.first, { ...look, ...company(ground, proposals, looks, k) }),
    );
    return { purpose: 'first', cues };
  }
  const adds = before.isIn[click.cell] === 0;
  const cues = looks.map((look, k) => {
    const later = laterCues(ground, proposals[k]!, look, before, adds);
    return later && (adds ? pick(weights.add, later) : pick(weights.take, later));
  });
  return { purpose: adds ? 'add' : 'take', cues };
}

/** How it looks, and how what it would leave selected does; undefined where it reaches too deep. */
function laterCues(
  ground: Ground,
  { cells }: Proposal,
  look: Look,
  { isIn, home, gap }: Before,
  adds: boolean,
) {
  const reaches = Math.max(0, Math.log((look.depth + unsure) / (gap + unsure)));
  if (reaches > Math.log(deeper)) return undefined;
  const after = isIn.slice();
  for (const cell of cells) after[cell] = +adds;
  const left: number[] = [];
  after.forEach((value, cell) => {
    if (value === 1) left.push(cell);
  });
  const whole = lookOf(ground, home, left);
  return {
    ...look,
    reaches,
    large: Math.log(look.area / ground.surfaces.cells.labels.length),
    wholeCentral: whole.central,
    wholeStraddles: whole.straddles,
    wholePlain: whole.plain,
    wholeWeak: whole.weak,
    wholeEdges: whole.edges,
  };
}

/** `Object.keys` forgets which names it gives. */
const pick = <K extends string>(
  weigh: Readonly<Record<K, number>>,
  cues: Readonly<Record<NoInfer<K>, number>>,
): number[] => (Object.keys(weigh) as K[]).map(cue => cues[cue]);

/** How much a proposal overlaps the most like it of another kind, and all others in the mean. */
function company(
  { sizes }: Ground,
  proposals: readonly Proposal[],
  looks: readonly Look[],
  k: number,
): { agrees: number; votes: number } {
  const { isIn, area } = looks[k]!;
  let [agrees, votes] = [0, 0];
  looks.forEach((other, m) => {
    if (m === k) return;
    let both = 0;
    for (const cell of proposals[m]!.cells) if (isIn[cell] === 1) both += sizes[cell]!;
    const overlap = both / (area + other.area - both);
    votes += overlap / (looks.length - 1);
    if (proposals[m]!.kind !== proposals[k]!.kind) agrees = Math.max(agrees, overlap);
  });
  return { agrees, votes };
}
