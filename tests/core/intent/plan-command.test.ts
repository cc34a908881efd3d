import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

function plan(...words: string[]): { status: number | null; out: string; err: string } {
  const root = join(import.meta.dirname, '../../..');
  const ran = spawnSync(process.execPath, ['tools/plan.ts', ...words], { cwd: root, encoding: 'utf8' });
  return { status: ran.status, out: ran.stdout, err: ran.stderr };
}

test('prints the plan of a sentence as one line', () => {
  const { status, out } = plan('get rid of the lamp');
  expect(status).toBe(0);
  expect(out).toBe('{"edits":[{"op":"remove","target":{"text":"the lamp","noun":"lamp"}}]}\n');
});

test('says that a sentence is refused, and why', () => {
  const { status, out } = plan('undress her');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toEqual({ refused: expect.stringContaining('does not undress') });
});

test('prints a line for each line of a file; an empty one asks for nothing', () => {
  const file = join(folder, 'sentences.txt');
  writeFileSync(file, 'make it darker\n\nflip it vertically\r\nundo\n');
  const { status, out } = plan('--batch', file);
  expect(status).toBe(0);
  expect(out.split('\n')).toEqual([
    '{"edits":[{"op":"adjust","property":"exposure","amount":-0.3}]}',
    '{"edits":[]}',
    '{"edits":[{"op":"flip","axis":"vertical"}]}',
    '{"edits":[{"op":"undo"}]}',
    '',
  ]);
});

test.each([
  [[], /Say what to plan/],
  [['--batch'], /Say what to plan/],
  [['--batch', join(folder, 'none.txt')], /cannot be read/],
  [['--quickly', 'undo'], /not known/],
])('exits with 2 and a sentence for %j', (words, sentence) => {
  const { status, out, err } = plan(...words);
  expect(status).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(sentence);
});
