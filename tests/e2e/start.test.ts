/** `npm start`, as it is typed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../tools/ports.ts';

const root = join(import.meta.dirname, '../..');
/** In the environment of every process that a test here starts, and so of all that those start. */
const mark = `BRUSHWORD_START=${randomUUID()}`;

interface Started {
  readonly npm: ChildProcess;
  readonly said: () => string;
  /** The exit status, once everything that npm started has let go of its output. */
  readonly ended: Promise<number | null>;
}

function start(port: number | string): Started {
  const [name = '', value] = mark.split('=');
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: root,
    detached: true,
    env: { ...process.env, PORT: String(port), [name]: value },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { npm, said: () => said, ended: once(npm, 'close').then(([code]) => code as number | null) };
}

const ready = async (started: Started): Promise<void> =>
  expect.poll(started.said, { timeout: 60_000 }).toMatch(/\n/);

const answers = (port: number): Promise<boolean> =>
  fetch(`http://localhost:${port}/api/v1/health`).then(({ ok }) => ok, () => false); // prettier-ignore

/** The processes, of all on this machine, that a test here started. */
function left(): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => read(`/proc/${pid}/environ`).split('\0').includes(mark))
    .map(pid => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}

/** Empty for a process that has gone meanwhile, or is not ours to look at. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

// Only Linux lets us look at every process's environment.
describe.skipIf(process.platform !== 'linux')('npm start', () => {
  afterEach(async () => expect.poll(left).toEqual([]));

  test('says where it is in one line, answers, and ends at Ctrl-C', async () => {
    const port = await freePort();
    const started = start(port);
    await ready(started);
    expect(started.said()).toBe(`Brushword is ready at http://localhost:${port} (Ctrl-C stops it).\n`);
    expect(await answers(port)).toBe(true);
    expect(left().length).toBeGreaterThan(2);
    process.kill(-started.npm.pid!, 'SIGINT');
    await started.ended;
    expect([await answers(port), started.said().trim().split('\n').length]).toEqual([false, 1]);
  });

  test('two run side by side; when npm is told to end, or just killed, its own ends and the other goes on', async () => {
    const [one, two] = [await freePort(), await freePort()];
    const [first, second] = [start(one), start(two)];
    await Promise.all([ready(first), ready(second)]);
    expect([await answers(one), await answers(two)]).toEqual([true, true]);
    first.npm.kill('SIGTERM');
    await first.ended;
    expect([await answers(one), await answers(two)]).toEqual([false, true]);
    second.npm.kill('SIGKILL');
    await second.ended;
    await expect.poll(() => answers(two)).toBe(false);
  });

  test('killed itself, it takes its server along', async () => {
    const port = await freePort();
    const started = start(port);
    await ready(started);
    const own = left().find(line => line.endsWith('node tools/start.ts '));
    process.kill(Number(own?.split(' ')[0]), 'SIGKILL');
    await started.ended;
    await expect.poll(() => answers(port)).toBe(false);
  });

  test('a port that is taken is one sentence', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const started = start(port);
    expect(await started.ended).toBe(1);
    expect(started.said()).toMatch(new RegExp(`^Port ${port} is taken\\. .*PORT=\\d+ npm start\\n$`));
    other.close();
  });

  test.each(['none', '0', '70000', '80.5'])('PORT=%s is one sentence', async port => {
    const started = start(port);
    expect(await started.ended).toBe(1);
    expect(started.said()).toBe('PORT must be a number from 1 to 65535.\n');
  });
});
