/** What `fit.py` fitted: weights for all rooms, and for each room those fitted without it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../../core/contract/fault.ts';
import { type Infer, parse, v } from '../../../core/contract/schema.ts';
import { cuesOf, type Choosing, type Purpose } from '../../../core/sight/cut/choose.ts';

const weigh = v.record(v.string(), v.number());
const Weights = v.object({ first: weigh, add: weigh, take: weigh });
export type Weights = Infer<typeof Weights>;

/** By room, and `all`. */
const Fitted = v.record(v.string(), Weights);

export function weightsIn(folder: string): (room: string) => Weights {
  const fitted = parse(Fitted, JSON.parse(readFileSync(join(folder, 'weights.json'), 'utf8')));
  return room => {
    const found = fitted[room];
    if (!found) throw new Fault('not-found', `weights.json has none for ${room}. Run fit.py again.`);
    return found;
  };
}

/** As `choose` does, with other weights. They stand in the order of the cues. */
export const by =
  (weights: Weights): Choosing =>
  (ground, click, proposals, before) => {
    const { purpose, cues } = cuesOf(ground, click, proposals, before);
    return proposals[best(weights, purpose, cues)];
  };

/** Which has the greatest sum; -1 where there is none. */
export function best(
  weights: Weights,
  purpose: Purpose,
  cues: readonly (readonly number[] | undefined)[],
): number {
  const weigh = Object.values(weights[purpose]);
  const scores = cues.map(of => of?.reduce((sum, cue, n) => sum + cue * weigh[n]!, 0) ?? -Infinity);
  const most = Math.max(...scores);
  return most === -Infinity ? -1 : scores.indexOf(most);
}
