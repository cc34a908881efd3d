/** The server killed at random under load, twenty times: what it had acknowledged is there. `DEATHS=5 SEED=7 npm run bench kill` for less, or elsewhere. */
import { survive } from '../deaths.ts';
import type { Bench } from './figure.ts';

const ROUNDS = Number(process.env['DEATHS'] ?? 20);
const SEED = Number(process.env['SEED'] ?? 1);

export const kill: Bench = {
  name: 'kill',
  async run() {
    const { pushes, changes, blobs, bytes, unanswered, again } = await survive({
      rounds: ROUNDS,
      seed: SEED,
    });
    const told = (count: number): string => count.toLocaleString('en');
    return [
      {
        name: `${ROUNDS} deaths of workerd by SIGKILL under load, seed ${SEED}: acknowledged and lost`,
        measured:
          `0 of ${told(changes)} changes (${told(pushes)} pushes) and of ${told(blobs)} blobs ` +
          `(${told(Math.round(bytes / 1e6))} MB); ${told(unanswered)} requests had no answer, and were sent again; ${again} broke off by themselves`,
        goal: '0',
        // Anything lost would have thrown.
        reached: true,
      },
    ];
  },
};
