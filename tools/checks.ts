/** What is checked without running anything of ours: types, lint and format. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runNode, type Ran } from './run.ts';

const root = join(import.meta.dirname, '..');

/** A program of `node_modules`, and what it is asked. */
export interface Check {
  readonly name: string;
  readonly script: string;
  readonly words: readonly string[];
}

/** What did not change since last time is not looked at again. */
const kept = (name: string): string[] => [
  '--cache',
  '--cache-strategy=content',
  `--cache-location=${join(root, 'node_modules/.cache/brushword', name)}`,
];

const types = ['core', 'src/workers', 'worker-api', 'tools', 'tools/bench/vault', 'tests', 'tests/api'].map(
  place => ({
    name: `types of ${place}`,
    script: '@typescript/native/bin/tsc',
    words: ['-p', join(root, place)],
  }),
);

/** The slowest first, so that the quick ones fill the gaps. */
export const checks: readonly Check[] = [
  { name: 'lint', script: 'eslint/bin/eslint.js', words: [...kept('eslint'), root] },
  {
    name: 'format',
    script: 'prettier/bin/prettier.cjs',
    words: ['--check', '--log-level', 'warn', ...kept('prettier'), root],
  },
  {
    name: 'types of src',
    script: 'svelte-check/bin/svelte-check',
    words: [
      '--tsgo-experimental-api',
      '--workspace',
      root,
      '--tsconfig',
      join(root, 'src/tsconfig.json'),
      '--fail-on-warnings',
    ],
  },
  ...types,
];

export interface Checked extends Ran {
  readonly name: string;
  readonly seconds: number;
}

/** Runs checks side by side, as many as there are processors. Tells `each` of every one as it ends. */
export async function runChecks(
  list: readonly Check[],
  each: (checked: Checked) => void,
  signal?: AbortSignal,
): Promise<void> {
  const rest = [...list];
  const work = async (): Promise<void> => {
    for (let check = rest.shift(); check !== undefined; check = rest.shift()) {
      const start = performance.now();
      const ran = await runNode(join(root, 'node_modules', check.script), check.words, { signal });
      each({ ...ran, name: check.name, seconds: (performance.now() - start) / 1000 });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}
