/** `npm run edit`: a photo and a sentence in, the edited photo out, through the app's own engine. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Fault, type FaultKind } from '../core/contract/fault.ts';
import { readArguments, usage, type Asked, type Job } from './edit/arguments.ts';
import type { Darkroom } from './edit/darkroom.ts';
import type { EngineAt } from './edit/engine.ts';
import { planFor } from './edit/plan.ts';

const root = join(import.meta.dirname, '..');

/** npm runs scripts in the package's folder, and says where it was called. */
const from = process.cwd() === root ? (process.env['INIT_CWD'] ?? root) : process.cwd();

/** JPEG and WebP: no loss that is seen at full size. */
const QUALITY = 0.92;
/** Every run of the same command gives the same file. */
const SEED = 1;

/** What is the asker's to mend, what is refused, and all else. */
const codes: Partial<Record<FaultKind, number>> = { 'bad-request': 2, 'too-big': 2, policy: 3 };
const codeOf = (fault: Fault): number => codes[fault.name] ?? 4;

interface Result {
  readonly code: number;
  readonly json: object;
  readonly line: string;
}

async function edit(job: Job, away: boolean, darkroom: () => Promise<Darkroom>): Promise<Result> {
  const start = performance.now();
  const { image, mask, box, point, sentence, out, type } = job;
  const { plan, edits } = planFor(sentence, (mask ?? box ?? point) !== undefined);
  for (const file of [image, mask]) {
    if (file !== undefined && !existsSync(file)) throw new Fault('bad-request', `There is no file ${file}.`);
  }
  const understood = performance.now();
  const room = await darkroom();
  const opened = performance.now();
  const place = { ...(box && { box }), ...(point && { point }) };
  const how = { type, quality: QUALITY, seed: SEED, said: sentence, edition: edition(), away };
  const errand = { edits, ...place, ...how };
  const done = await room.run(errand, { image, mask });
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, Buffer.from(done.file, 'base64'));
  const total = performance.now() - start;
  const ms = { ...done.ms, total, understand: understood - start, start: opened - understood };
  const { width, height } = done;
  const idle = done.edits.every(one => one.changed === 0) ? ' Nothing changed.' : '';
  return {
    code: 0,
    json: { out, plan, edits: done.edits, width, height, ms },
    line: `${shown(out)}: ${width} × ${height}, ${done.edits.map(one => one.operation).join(', ')}, ${(total / 1000).toFixed(1)} s.${idle}`,
  };
}

function failed(thrown: unknown, job?: Job): Result {
  const fault = Fault.from(thrown);
  const about = job && { image: job.image, out: job.out };
  return {
    code: codeOf(fault),
    json: { ...about, error: { kind: fault.name, message: fault.message } },
    line: `${job ? `${shown(job.out)}: ` : ''}${fault.message}`,
  };
}

function say({ code, json, line }: Result, asked: { json: boolean }): void {
  if (asked.json) console.log(JSON.stringify(json));
  if (code !== 0) console.error(line);
  else if (!asked.json) console.log(line);
}

async function all({ jobs, json, batch, engine }: Asked): Promise<number> {
  let room: Promise<Darkroom> | undefined;
  let worst = 0;
  try {
    for (const job of jobs) {
      const result =
        job instanceof Fault
          ? failed(job)
          : await edit(job, engine !== undefined, () => (room ??= openRoom(engine))).catch(
              (thrown: unknown) => failed(thrown, batch ? job : undefined),
            );
      say(result, { json });
      worst = Math.max(worst, result.code);
    }
  } finally {
    await room?.then(open => open.close()).catch(() => {}); // why it did not open was said above
  }
  return worst;
}

/** Loaded when it is needed: an order that cannot be done says so at once. */
const openRoom = async (engine?: EngineAt): Promise<Darkroom> =>
  (await import('./edit/darkroom.ts')).openDarkroom(engine);

const edition = (): string => {
  const packed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof packed === 'object' && packed !== null && 'version' in packed ? String(packed.version) : '';
};

const shown = (path: string): string => relative(from, path) || path;

async function main(words: readonly string[]): Promise<number> {
  try {
    const asked = readArguments(words, from);
    if (!asked.help) return await all(asked);
    console.log(usage);
    return 0;
  } catch (thrown) {
    const result = failed(thrown);
    say(result, { json: words.includes('--json') });
    return result.code;
  }
}

process.exitCode = await main(process.argv.slice(2));
