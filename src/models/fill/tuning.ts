/** The numbers that were chosen by measuring (`npm run bench -- fill`), in one place. */
export interface Tuning {
  /** Halve until no hole pixel lies further than this from the edge. */
  readonly coarsest: number;
  readonly rounds: number;
  readonly roundsCoarsest: number;
  readonly sweeps: number;
  readonly reach: number;
  readonly lenience: number;
  readonly stubborn: number;
  readonly textureGain: number;
  /** How much sooner patches near the edge are believed, and those that match. */
  readonly edge: number;
  readonly sharp: number;
}

export const tuned: Tuning = {
  coarsest: 4,
  rounds: 5,
  roundsCoarsest: 12,
  sweeps: 2,
  reach: 16,
  lenience: 0,
  stubborn: 30,
  textureGain: 2,
  edge: 1,
  sharp: 1,
};
