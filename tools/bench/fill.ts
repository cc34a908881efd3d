/**
 * How near our fill comes to what was there, beside other programs' fills of the same holes in the same run: on photos
 * (`fill`) and on the rendered rooms, of which we have a picture without each thing (`rooms`).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, v } from '../../core/contract/schema.ts';
import { Fault } from '../../core/contract/fault.ts';
import { openDarkroom } from '../edit/darkroom.ts';
import { median, milliseconds, within, type Bench, type Figure } from './figure.ts';

const OURS = 'brushword';

const Seconds = v.record(v.string(), v.record(v.string(), v.number()));
const Scores = v.record(v.string(), v.record(v.string(), v.tuple([v.number(), v.number(), v.number()])));

interface Measured {
  /** PSNR in decibels, SSIM, and texture distance (less is better), by case and method. */
  readonly scores: Record<string, Record<string, readonly [number, number, number]>>;
  /**
   * By method and case, files read and written included. `fill` is the engine's run alone, `files` what G'MIC takes to
   * read and write alone.
   */
  readonly seconds: Record<string, Record<string, number>>;
}

export const fill: Bench = {
  name: 'fill',
  async run() {
    const { scores, seconds } = await measure('photos');
    const cases = Object.keys(seconds['gmic'] ?? {});
    const spent = (of: (name: string) => number): number => 1000 * median(cases.map(of));
    const by = (method: string, name: string): number => seconds[method]?.[name] ?? Number.NaN;
    const alone = [
      spent(name => by('fill', name)),
      spent(name => by('gmic', name) - by('files', name)),
    ] as const;
    const all = [spent(name => by(OURS, name)), spent(name => by('gmic', name))] as const;
    const time: Figure[] = [
      {
        name: 'fill, 512-pixel photos, beside G’MIC, files read and written',
        measured: all.map(milliseconds).join(', '),
      },
      { name: 'fill, the same without files', measured: alone.map(milliseconds).join(', ') },
      within('fill, 512-pixel photos, the engine alone', alone[0], 500),
    ];
    return [...time, ...['object', 'large', 'scratch'].flatMap(kind => beside(scores, kind))];
  },
};

/** Our means and G'MIC's over one kind of hole. Object holes are to be no worse; the others inform. */
function beside(scores: Measured['scores'], kind: string): Figure[] {
  const cases = Object.entries(scores).filter(([name]) => name.endsWith(`-${kind}`));
  return ['PSNR', 'SSIM', 'texture distance'].map((metric, n) => {
    const mean = (method: string): number =>
      cases.reduce((sum, [, by]) => sum + (by[method]?.[n] ?? Number.NaN), 0) / cases.length;
    const [our, theirs] = [mean(OURS), mean('gmic')];
    const name = `fill, ${kind} holes, ${metric} beside G’MIC`;
    const measured = `${our.toFixed(3)}, ${theirs.toFixed(3)}`;
    if (kind !== 'object') return { name, measured };
    const more = metric !== 'texture distance';
    return { name, measured, goal: more ? '≥' : '≤', reached: more ? our >= theirs : our <= theirs };
  });
}

export const rooms: Bench = {
  name: 'rooms',
  async run() {
    const { scores } = await measure('rooms');
    const things = Object.values(scores);
    const nearer = things.filter(by =>
      ['telea', 'ns', 'gmic'].every(peer => (by[OURS]?.[0] ?? 0) >= (by[peer]?.[0] ?? Infinity)),
    );
    const mean = (method: string, n: number): string =>
      (things.reduce((sum, by) => sum + (by[method]?.[n] ?? Number.NaN), 0) / things.length).toFixed(2);
    return [
      {
        name: 'rooms, nearer to the truth than Telea, NS and G’MIC each',
        measured: `${nearer.length} of ${things.length}`,
        goal: '≥ 8 of 10',
        reached: nearer.length >= 0.8 * things.length,
      },
      ...[OURS, 'telea', 'ns', 'gmic'].map(method => ({
        name: `rooms, ${method}: PSNR, SSIM`,
        measured: `${mean(method, 0)} dB, ${mean(method, 1)}`,
      })),
    ];
  },
};

async function measure(which: 'photos' | 'rooms'): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'brushword-fill-'));
  try {
    python(which, folder);
    const theirs = parse(Seconds, JSON.parse(python('peers', folder)));
    const names = Object.keys(theirs['gmic'] ?? {});
    const ours = await fillAll(folder, names, which === 'photos' ? { grow: 0 } : {});
    return {
      scores: parse(Scores, JSON.parse(python('score', folder))),
      seconds: { ...theirs, ...ours },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `params`: the hole is to be the one the others get, which in a room has the recipe's margin already. */
async function fillAll(
  folder: string,
  names: readonly string[],
  params: { readonly grow?: number },
): Promise<Record<string, Record<string, number>>> {
  mkdirSync(join(folder, OURS));
  const whole: Record<string, number> = {};
  const alone: Record<string, number> = {};
  const room = await openDarkroom();
  try {
    for (const name of names) {
      const errand = {
        edits: [{ operation: 'remove', params, mask: 'given' as const }],
        type: 'image/png' as const,
        quality: 1,
        seed: 1,
        said: 'remove it',
        edition: 'bench',
      };
      const files = { image: join(folder, `${name}.png`), mask: join(folder, `${name}.mask.png`) };
      const done = await room.run(errand, files);
      whole[name] = (done.ms['total'] ?? Number.NaN) / 1000;
      alone[name] = (done.edits[0]?.ms['run'] ?? Number.NaN) / 1000;
      writeFileSync(join(folder, OURS, `${name}.png`), Buffer.from(done.file, 'base64'));
    }
  } finally {
    await room.close();
  }
  return { [OURS]: whole, fill: alone };
}

/** What `fill.py` printed. Throws where it, or what it needs, is missing. */
function python(...words: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(
    '/usr/bin/python3',
    [join(import.meta.dirname, 'fill.py'), ...words],
    { encoding: 'utf8' },
  );
  if (status === 0) return stdout;
  const said = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  throw new Fault(
    'bad-request',
    `Needs other programs: apt-get install gmic python3-opencv python3-skimage. (${said})`,
  );
}
