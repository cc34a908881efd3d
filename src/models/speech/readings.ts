/** Other ways to read what was heard: where a listener was least sure of a token, it is asked to go on from another. */

/** A token that was taken, and those that might have been. Chances are natural logarithms. */
export interface Step {
  readonly id: number;
  readonly chance: number;
  readonly others: readonly { readonly id: number; readonly chance: number }[];
}

/** What is this many times less likely than the best is not looked at: e to the eighth. */
const HOPELESS = 8;

interface Path {
  readonly steps: readonly Step[];
  readonly chance: number;
}

/**
 * The likeliest first, at most one and `more` of them. `goOn` takes the likeliest token after each, from the given ones to the end, and
 * gives those that it took. A best-first search: every path ends where the listener ends it, so none is looked at half.
 */
export async function readings(
  goOn: (from: readonly number[]) => Promise<readonly Step[]>,
  more: number,
): Promise<(readonly Step[])[]> {
  const found: Path[] = [];
  let open: Path[] = [{ steps: [], chance: 0 }];
  while (found.length <= more) {
    const next = open.reduce((best, path) => (path.chance > best.chance ? path : best), hopeless(found));
    if (!open.includes(next)) break;
    const rest = await goOn(next.steps.map(({ id }) => id));
    const branches = rest.flatMap(({ others }, at) =>
      others.map(other => pathOf([...next.steps, ...rest.slice(0, at), { ...other, others: [] }])),
    );
    open = [...open.filter(path => path !== next), ...branches];
    found.push(pathOf([...next.steps, ...rest]));
  }
  return found.toSorted((one, other) => other.chance - one.chance).map(({ steps }) => steps);
}

/** How likely all of them together are, as a natural logarithm. */
export const chanceOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, { chance }) => sum + chance, 0);

const pathOf = (steps: readonly Step[]): Path => ({ steps, chance: chanceOf(steps) });

const hopeless = (found: readonly Path[]): Path => ({
  steps: [],
  chance: found.reduce((best, { chance }) => Math.max(best, chance - HOPELESS), -Infinity),
});
