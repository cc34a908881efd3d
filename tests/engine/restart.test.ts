/** The engine as a process: what it does with its words, and what becomes of its jobs when it is killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, expect, test } from 'vitest';
import { EngineJob } from '../../core/contract/engine.ts';
import { parse } from '../../core/contract/schema.ts';
import { freePort } from '../../tools/ports.ts';
import { Asker, folderUntil, marked, maskPng, pngOf, remove, wall } from './asking.ts';

const folder = folderUntil(afterAll);
const script = join(import.meta.dirname, '../../tools/engine/index.ts');
const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach(child => child.kill('SIGKILL')));

function start(words: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [script, ...words], { env: { ...process.env, ...env } });
  running.push(child);
  return child;
}

async function ready(port: number): Promise<ChildProcess> {
  const child = start(['--port', String(port), '--folder', folder, '--threads', '2']);
  const said = await once(child.stdout ?? child, 'data');
  expect(String(said[0])).toMatch(`The engine is ready at http://127.0.0.1:${port}, on 2 processors`);
  return child;
}

test('a job whose process was killed half-way is done by the next', async () => {
  const port = await freePort();
  const asker = new Asker(`http://127.0.0.1:${port}`);
  const first = await ready(port);
  const files = { image: pngOf(wall(1600, 1200)), mask: maskPng(marked(1600, 1200)) };
  const { id } = parse(EngineJob, await (await asker.submit(remove, files)).json());
  await asker.until(id, ({ progress = 0 }) => progress > 0.1);
  const gone = once(first, 'close');
  first.kill('SIGKILL');
  await gone;
  await ready(port);
  expect(await asker.ended(id)).toMatchObject({ state: 'done', made: [{ width: 1600, height: 1200 }] });
  // Whoever lost the answer sends it again.
  const again = parse(EngineJob, await (await asker.submit(remove, files, id)).json());
  expect(again.state).toBe('done');
}, 120_000);

test.each([
  [['--port', 'many'], {}, /port: must be a number/],
  [['--host', '0.0.0.0'], {}, /needs a key/],
  [['--sing'], {}, /npm run engine/],
  [[], { ENGINE_KEY: 'short' }, /16 characters/],
  [['--origin', 'brushword.example'], {}, /https:\/\//],
])('says what is wrong with %o', async (words, env, sentence) => {
  const child = start([...words, '--folder', folder], env as Record<string, string>);
  const said = child.stderr ? text(child.stderr) : Promise.resolve('');
  const [code] = (await once(child, 'close')) as [number];
  expect([code, await said]).toEqual([2, expect.stringMatching(sentence)]);
});
