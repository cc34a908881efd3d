/** One measured figure, and what it is held against. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  /** What it is to reach; absent where it only informs. */
  readonly goal?: string;
  readonly reached?: boolean;
}

export interface Bench {
  /** How it is called for alone: `npm run bench -- parse`. */
  readonly name: string;
  /** Throws where it cannot be measured on this machine, with why. */
  run(): Promise<readonly Figure[]>;
}

/** The middle of several runs: the machine does other things too. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const milliseconds = (value: number): string => `${Math.round(value).toLocaleString('en')} ms`;

/** A figure in milliseconds that is to stay below a goal. */
export function within(name: string, value: number, goal: number): Figure {
  return { name, measured: milliseconds(value), goal: `≤ ${milliseconds(goal)}`, reached: value <= goal };
}
