/** `npm test`: everything. Brings what it needs, and leaves nothing behind but the last line. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, v, type Infer } from '../core/contract/schema.ts';
import { askedToEnd } from './asked.ts';
import { chromium } from './browser.ts';
import { buildIfStale } from './build.ts';
import { checks, runChecks } from './checks.ts';
import { endGroup, startGroup } from './group.ts';
import { tallyFile } from './tally.ts';

const root = join(import.meta.dirname, '..');
const asked = askedToEnd();
/** Where this run, and all that it starts, puts what is not to be kept. */
const folder = mkdtempSync(join(tmpdir(), 'brushword-test-'));

const Count = v.object({ passed: v.number(), failed: v.number() });
type Count = Infer<typeof Count>;

/** Runs every project of `vite.config.ts`. Throws where vitest itself broke. */
async function runTests(): Promise<Count> {
  const file = join(folder, 'tally.json');
  const words = [
    'run',
    '--root',
    root,
    '--reporter',
    'default',
    '--reporter',
    join(import.meta.dirname, 'tally.ts'),
  ];
  const env = { TMPDIR: folder, [tallyFile]: file };
  const child = startGroup(join(root, 'node_modules/vitest/vitest.mjs'), words, env, 'inherit');
  const closed = once(child, 'close');
  asked.addEventListener('abort', () => void endGroup(child));
  const [code, signal] = (await closed) as [number | null, NodeJS.Signals | null];
  await endGroup(child);
  asked.throwIfAborted();
  if (!existsSync(file)) throw new Error(`The tests broke off half-way (${signal ?? code}).`);
  const { passed, failed } = parse(Count, JSON.parse(readFileSync(file, 'utf8')), 'bug');
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** Does a step, and says what is wrong where it breaks; gives how many things failed. */
async function step(task: () => Promise<Count>): Promise<Count> {
  try {
    return await task();
  } catch (thrown) {
    if (!asked.aborted) console.error(thrown instanceof Error ? thrown.message : thrown);
    return { passed: 0, failed: 1 };
  }
}

async function check(): Promise<Count> {
  let failed = 0;
  const each = ({ name, code, said }: { name: string; code: number; said: string }): void => {
    if (code === 0) return;
    failed++;
    console.error(`${name}:\n${said.trim()}`);
  };
  await runChecks(checks, each, asked);
  return { passed: 0, failed };
}

async function prepare(): Promise<Count> {
  await chromium();
  await buildIfStale(asked);
  return { passed: 0, failed: 0 };
}

const counts: Count[] = [];
for (const task of [prepare, check, runTests]) if (!asked.aborted) counts.push(await step(task));
// Browsers and servers of tests that were cut short end when they see that those are gone, and write until then.
if (asked.aborted) await wait(1_000);
rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

const total = (of: keyof Count): number => counts.reduce((sum, count) => sum + count[of], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 && !asked.aborted ? 0 : 1);
