/** Whose work goes out with the app. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licences, licencesFile } from '../../tools/licences.ts';

test('the list of licences is the one of what is built now', async () => {
  const kept = readFileSync(licencesFile, 'utf8');
  expect(kept === (await licences()), 'public/licences.txt is out of date. Run npm run licences.').toBe(true);
});
