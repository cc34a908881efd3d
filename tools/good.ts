/** `npm run good`: types, lint, format, and the tests that need no browser; before a push. */
import { askedToEnd } from './asked.ts';
import { checks, runChecks } from './checks.ts';
import { buildWasm } from './wasm.ts';

const vitest = 'vitest/vitest.mjs';
const tests = {
  name: 'tests of core',
  script: vitest,
  words: ['run', '--project', 'core', '--reporter', 'dot'],
};

await buildWasm();
const failed: string[] = [];
await runChecks(
  [tests, ...checks],
  ({ name, code, said, seconds }) => {
    console.log(`${code === 0 ? 'good' : 'BAD '}  ${name}, ${seconds.toFixed(1)} s`);
    if (code === 0) return;
    failed.push(name);
    console.log(said.trim());
  },
  askedToEnd(),
);
console.log(failed.length === 0 ? 'All good.' : `Not good: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);
