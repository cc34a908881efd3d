/** What the Worker must have and nobody may know: on this machine, drawn once and kept out of git. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../worker-api/.dev.vars');

/** Draws the secrets, unless they are there. */
export function drawSecrets(): void {
  const text = `AUTH_SECRET=${randomBytes(32).toString('base64url')}\n`;
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
}
