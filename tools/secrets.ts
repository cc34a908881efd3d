/** What the Worker must have and nobody may know: on this machine, drawn once and kept out of git. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../worker-api/.dev.vars');
const names = ['AUTH_SECRET', 'SECRETS_KEY'];

/** Draws the secrets that are not there yet. */
export function drawSecrets(): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const missing = names.filter(name => !new RegExp(`^${name}=`, 'm').test(text));
  if (missing.length === 0) return;
  const start = text === '' || text.endsWith('\n') ? '' : '\n';
  const drawn = missing.map(name => `${name}=${randomBytes(32).toString('base64url')}\n`);
  appendFileSync(file, start + drawn.join(''), { mode: 0o600 });
}
