/** Our migrations against what better-auth looks for. */
import { getMigrations } from 'better-auth/db/migration';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { optionsOf } from '../../worker-api/store/auth.ts';

test('every table and column that better-auth wants is there, and one that is missing would be told', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(optionsOf(env));
  expect([toBeCreated, toBeAdded]).toEqual([[], []]);

  await env.DB.exec('ALTER TABLE passkey DROP COLUMN aaguid; DROP TABLE verification;');
  const without = await getMigrations(optionsOf(env));
  expect(without.toBeCreated.map(({ table }) => table)).toEqual(['verification']);
  expect(without.toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([
    ['passkey', ['aaguid']],
  ]);
});
