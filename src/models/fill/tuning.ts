/** The numbers that were chosen by measuring (`npm run bench -- fill rooms`), in one place. */
export interface Tuning {
  /** Halve until no hole pixel lies further than this from the edge. */
  readonly coarsest: number;
  /** How far the halo is looked for, in pixels of each coarser level. */
  readonly halo: number;
  /** Of two first guesses, the one from further up goes on if its matches' cost times this is less. */
  readonly preferFar: number;
  /** Rounds of searching and voting at a level where a first guess is made. */
  readonly roundsCoarsest: number;
  /** Rounds where a coarser level has been. */
  readonly rounds: number;
  /** Passes of the search in each round. */
  readonly sweeps: number;
  /** How far from the present match chance looks, in pixels, where a coarser level has been. */
  readonly reach: number;
  /** The same at full size after coarser levels, where little is left to find and most of the time goes. */
  readonly finest: Pick<Tuning, 'rounds' | 'sweeps' | 'reach'>;
  /** See `SearchOptions`. */
  readonly lenience: number;
  readonly stubborn: number;
  /** What the texture channel weighs, against a colour. */
  readonly textureGain: number;
  /** What a guide weighs, against a patch's own difference. */
  readonly steer: number;
  /** The power of the distance to the hole's edge by which a patch's say falls. */
  readonly edge: number;
  /** How strongly the tone of the votes holds the finished picture: at 1, a pixel's own vote weighs as a neighbour. */
  readonly screen: number;
  /** Border pixels whose tone differs by more, of 255, do not colour the fill. */
  readonly foreign: number;
}

export const tuned: Tuning = {
  coarsest: 4,
  halo: 2,
  preferFar: 0.85,
  roundsCoarsest: 6,
  rounds: 5,
  sweeps: 2,
  reach: 16,
  finest: { rounds: 3, sweeps: 1, reach: 2 },
  lenience: 10,
  stubborn: 4,
  textureGain: 6,
  steer: 85_000,
  edge: 4,
  screen: 0.01,
  foreign: 14,
};
