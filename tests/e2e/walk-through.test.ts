/** What the README tells programs to do, done: its very lines, by a shell, against the app with the engine beside it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleEdge } from '../../core/operations/hole.ts';
import type { Box } from '../../core/pixels/box.ts';
import { grow } from '../../core/pixels/mask.ts';
import { installByApt } from '../../tools/apt.ts';
import { objectIn, readScenes, root } from '../fixtures/scenes.ts';
import { Cloud } from './cloud.ts';
import { ask } from './passkeys.ts';

const photo = join(root, 'public/samples/living-room.jpg');

let cloud: Cloud;
let folder: string;
let script: string;

beforeAll(async () => {
  if (spawnSync('curl', ['--version']).status !== 0) installByApt(['curl']);
  cloud = await Cloud.open(
    { ALLOW_PRIVATE: '1', SECRETS_KEY: 'of the tests, and long enough to be one' },
    true,
  );
  folder = await mkdtemp(join(tmpdir(), 'brushword-walk-'));
  for (const name of ['public', 'tests']) await symlink(join(root, name), join(folder, name));
  const readme = await readFile(join(root, 'worker-api/README.md'), 'utf8');
  const block = /## For programs.*?```sh\n(.*?)```/s.exec(readme)?.[1];
  if (block === undefined) throw new Error('The README has no lines for programs.');
  const { page } = await cloud.sit();
  await page.getByLabel('Your name', { exact: true }).fill('Ada');
  await page.getByRole('button', { name: 'Make an account with a passkey', exact: true }).click();
  await page.getByRole('heading', { name: 'Signed in as Ada' }).waitFor();
  const [status, made] = await ask(page, 'POST /account/keys', { name: 'A program', scope: 'write' });
  expect(status).toBe(200);
  script = block
    .replace('API=http://localhost:8787/api/v1', `API=${cloud.url}/api/v1`)
    .replace('KEY=bw_...', `KEY=${String(made['key'])}`);
  for (const put of [cloud.url, String(made['key'])]) expect(script).toContain(put);
});
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

/** By bash, which leaves off at the first line that fails. */
async function run(): Promise<{
  code: number | null;
  said: readonly Record<string, unknown>[];
  errors: string;
}> {
  const child = spawn('bash', ['-eu', '-o', 'pipefail', '-s'], { cwd: folder, timeout: 240_000 });
  let [out, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin.end(script);
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = out.split('\n').filter(line => line.trim() !== '');
  return { code, said: lines.map(line => JSON.parse(line) as Record<string, unknown>), errors };
}

interface Samples {
  readonly width: number;
  readonly height: number;
  /** Three a pixel; of a mask, one. */
  readonly data: Buffer;
}

/** A picture, or a mask, or the part of one. */
async function read(path: string, part?: Box, grey = false): Promise<Samples> {
  const image = part ? sharp(path).extract({ ...part, left: part.x, top: part.y }) : sharp(path);
  const plain = grey ? image.toColourspace('b-w') : image.removeAlpha().toColourspace('srgb');
  const { data, info } = await plain.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** How far two pictures are from each other where `mask` marks, in steps of 255: the mean of all samples. */
function apart({ data: one }: Samples, { data: other }: Samples, { data }: Samples): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < one.length; at++) {
    if (data[Math.floor(at / 3)] === 0) continue;
    sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    count++;
  }
  return sum / count;
}

test('every line ends well, but for the one that nothing here can do, which says so', async () => {
  const { code, said, errors } = await run();
  const [health, scene, heard, knowledge, projects, refused, ...more] = said;
  expect(health).toMatchObject({ ok: true, gpu_available: false });
  expect(scene, errors).toMatchObject({
    tool: 'analyse',
    state: 'done',
    said: { regions: expect.anything() },
  });
  expect(heard, errors).toMatchObject({ tool: 'transcribe', state: 'done' });
  expect(JSON.stringify(heard?.['said'])).toMatch(/lamp/);
  expect(knowledge).toBeDefined();
  expect(projects).toBeDefined();
  expect(refused).toMatchObject({
    kind: 'no-maker',
    message: expect.stringMatching(/Nothing is set up that/),
  });
  expect(more).toEqual([]);
  // What curl gives where the server says no: only the last line ends so.
  expect(code, errors).toBe(22);
}, 300_000);

test('the lamp is gone from the picture that it made, and nothing else is changed', async () => {
  const made = join(folder, 'without-the-lamp.png');
  const { object } = objectIn(readScenes(), 'living-room', 'lamp');
  const [maskFile, withoutFile] = [join(root, object.mask), join(root, object.without)];
  const part = object.withoutBox;
  const hole = await read(maskFile, part, true);
  const [had, has, wants] = [await read(photo, part), await read(made, part), await read(withoutFile)];
  expect(apart(has, wants, hole)).toBeLessThan(apart(had, wants, hole) / 2);

  const [before, after, mask] = [await read(photo), await read(made), await read(maskFile, undefined, true)];
  expect([after.width, after.height]).toEqual([before.width, before.height]);
  const { grow: margin = 0 } = settleEdge({}, before);
  const may = grow({ ...mask, data: new Uint8Array(mask.data) }, margin).data;
  const leaked = after.data.reduce(
    (count, value, at) => count + Number(may[Math.floor(at / 3)] === 0 && value !== before.data[at]),
    0,
  );
  expect(leaked).toBe(0);
});
