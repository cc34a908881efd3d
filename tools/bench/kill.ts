/** The server killed at random under load, twenty times: what it had acknowledged is there. `SEED=7 npm run bench kill` dies elsewhere. */
import { survive } from '../deaths.ts';
import type { Bench } from './figure.ts';

const ROUNDS = 20;
const SEED = Number(process.env['SEED'] ?? 1);

export const kill: Bench = {
  name: 'kill',
  async run() {
    const { pushes, changes, blobs, bytes, unanswered } = await survive({ rounds: ROUNDS, seed: SEED });
    const told = (count: number): string => count.toLocaleString('en');
    return [
      {
        name: `${ROUNDS} deaths of workerd by SIGKILL under load, seed ${SEED}: acknowledged and lost`,
        measured:
          `0 of ${told(changes)} changes (${told(pushes)} pushes) and of ${told(blobs)} blobs ` +
          `(${told(Math.round(bytes / 1e6))} MB); ${told(unanswered)} requests had no answer, and were sent again`,
        goal: '0',
        // Anything lost would have thrown.
        reached: true,
      },
    ];
  },
};
