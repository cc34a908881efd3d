/** Who is next at a desk. */

/** What one desk does at once, and what waits before it. */
export const deskLimits = {
  atOnce: 8,
  /** Jobs that are not over, at most. */
  open: 100,
  /** What is sent at once may weigh, in bytes of memory: a Worker has 128 MB. */
  weight: 48 * 1024 * 1024,
} as const;

export interface Waiting {
  readonly id: string;
  /** Not before this. */
  readonly due: number;
  /** The bytes of memory that it takes to send it. */
  readonly weight: number;
}

/** What is under way: how many jobs, and what those weigh that are being sent. */
export interface Load {
  readonly count: number;
  readonly weight: number;
}

/**
 * Which of those in line begin now, the first first. One that is too heavy beside the others holds up those behind it, so
 * that it has its turn; by itself, any may begin.
 */
export function nextUp<W extends Waiting>(line: readonly W[], load: Load, now: number): W[] {
  const next: W[] = [];
  let { count, weight } = load;
  for (const job of line) {
    if (job.due > now) continue;
    if (count >= deskLimits.atOnce) break;
    if (weight > 0 && weight + job.weight > deskLimits.weight) break;
    next.push(job);
    count++;
    weight += job.weight;
  }
  return next;
}
