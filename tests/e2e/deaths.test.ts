/**
 * The server dies by SIGKILL at random moments under load; whatever it had acknowledged is there when it is back.
 * `DEATHS=20 SEED=7 npx vitest run --project e2e tests/e2e/deaths.test.ts` for longer, or elsewhere.
 */
import { expect, test } from 'vitest';
import { survive } from '../../tools/deaths.ts';

const DEATHS = Number(process.env['DEATHS'] ?? 3);
const SEED = Number(process.env['SEED'] ?? 1);

test(
  `${DEATHS} deaths of the server (seed ${SEED}) lose no change and no blob that was acknowledged`,
  { timeout: 60_000 + DEATHS * 30_000 },
  async () => {
    const { changes, blobs, unanswered } = await survive({ rounds: DEATHS, seed: SEED });
    // In each round everybody was answered, so that there was something to lose; and somebody was cut off.
    expect(Math.min(changes, blobs)).toBeGreaterThanOrEqual(DEATHS * 6);
    expect(unanswered).toBeGreaterThan(0);
  },
);
