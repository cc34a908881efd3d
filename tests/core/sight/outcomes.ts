/** How what a speaker says of made-up pictures is answered. */
import type { Target } from '../../../core/contract/plan.ts';
import { readTargets } from '../../../core/intent/target.ts';
import { tokenise } from '../../../core/intent/tokens.ts';
import { understand } from '../../../core/intent/understand.ts';
import { refer } from '../../../core/sight/refer.ts';
import { given, type Given } from './scenes.ts';
import { speak, type Said } from './speaker.ts';

export const read = (words: string): readonly Target[] => readTargets(tokenise(words)) ?? [];

export function targetOf(words: string): Target {
  const plan = understand(`remove ${words}`);
  const [edit, ...more] = 'edits' in plan ? plan.edits : [];
  if (more.length > 0 || edit?.op !== 'remove' || !edit.target)
    throw new Error(`“${words}” is no one thing.`);
  return edit.target;
}

function outcome({ scene }: Given, { words, id }: Said): 'right' | 'asked' | 'wrong' | 'missed' {
  const answer = refer(targetOf(words), scene, [], read);
  if (answer.kind === 'found') return answer.regions.join() === String(id) ? 'right' : 'wrong';
  return answer.kind === 'ask' && answer.candidates.includes(id) ? 'asked' : 'missed';
}

/** Other seeds than those the constants were chosen with (1000 and up). */
export const from = 700_000;

/** Of `count` references, what came of them. */
export function outcomes(count: number, labelled: boolean): Record<ReturnType<typeof outcome>, number> {
  const tally = { right: 0, asked: 0, wrong: 0, missed: 0 };
  for (let seed = from, made = 0; made < count; seed++) {
    const picture = given(seed, labelled);
    const said = speak(picture, labelled, seed);
    if (!said) continue;
    made++;
    tally[outcome(picture, said)]++;
  }
  return tally;
}
