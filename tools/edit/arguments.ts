/** What was typed, or written in a jobs file → jobs. */
import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { engineAt, type EngineAt } from './engine.ts';

export const usage = `npm run --silent edit -- photo.jpg "remove the lamp" --mask mask.png -o out.png

  --mask file     what to change: white in a picture of the photo's size
  --box x,y,w,h   or a rectangle, in pixels from the top left
  --point x,y     or the thing at a point, by colour and edge
  -o, --out file  where to write it: .png, .jpg or .webp
  --batch file    many in one browser: [{"image", "sentence", "mask"?, "box"?, "point"?, "out"}, …]
  --engine URL    have an engine on a larger machine do it (npm run engine); its key is read from ENGINE_KEY
  --json          one JSON object for each job

Exit codes: 0 done, 2 bad arguments or not understood, 3 refused by policy, 4 failed.`;

export interface Job {
  readonly image: string;
  readonly sentence: string;
  readonly out: string;
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly mask?: string;
  readonly box?: { x: number; y: number; width: number; height: number };
  readonly point?: { x: number; y: number };
}

export interface Asked {
  readonly help: boolean;
  readonly json: boolean;
  readonly batch: boolean;
  /** Where the work is done, if not in a browser here. */
  readonly engine?: EngineAt | undefined;
  /** A job, or what is wrong with it: the others are done all the same. */
  readonly jobs: readonly (Job | Fault)[];
}

const types: Readonly<Record<string, Job['type']>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

const coordinates = v.union([v.string(), v.array(v.number())]);
const text = v.pipe(v.string(), v.nonEmpty());
const Written = v.strictObject({
  image: text,
  sentence: text,
  out: text,
  mask: v.optional(v.nullable(text)),
  box: v.optional(v.nullable(coordinates)),
  point: v.optional(v.nullable(coordinates)),
});
type Written = v.InferOutput<typeof Written>;

/** Paths are read from `from`. Throws `Fault('bad-request')` where nothing can be done at all. */
export function readArguments(words: readonly string[], from: string): Asked {
  const { values, positionals } = parsed(words);
  const { help, json, batch } = values;
  if (help) return { help, json, batch: false, jobs: [] };
  const engine = values.engine === undefined ? undefined : engineAt(values.engine);
  if (batch !== undefined) {
    const alone = positionals.length === 0 && !values.mask && !values.box && !values.point && !values.out;
    if (!alone) throw bad('With --batch, the pictures and masks go into the jobs file.');
    return {
      help,
      json,
      batch: true,
      engine,
      jobs: jobsIn(resolve(from, batch)).map(job => jobFrom(job, from)),
    };
  }
  const [image, sentence, ...rest] = positionals;
  if (image === undefined || sentence === undefined) {
    throw bad(
      'Give a picture and a sentence, such as: photo.jpg "remove the lamp" --mask mask.png -o out.png',
    );
  }
  if (rest.length > 0) throw bad(`Put the sentence in quotes: “${[sentence, ...rest].join(' ')}”.`);
  if (values.out === undefined) throw bad('Say where to write the result: -o out.png');
  const { mask, box, point, out } = values;
  const job = jobFrom({ image, sentence, out, mask, box, point }, from);
  return { help, json, batch: false, engine, jobs: [job] };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        mask: { type: 'string' },
        box: { type: 'string' },
        point: { type: 'string' },
        out: { type: 'string', short: 'o' },
        batch: { type: 'string' },
        engine: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (thrown) {
    throw bad(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function jobsIn(path: string): unknown[] {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (thrown) {
    throw bad(
      `The jobs file ${path} could not be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    );
  }
  if (!Array.isArray(read) || read.length === 0) throw bad('The jobs file must hold a list of jobs.');
  return read;
}

function jobFrom(written: unknown, from: string): Job | Fault {
  try {
    return checked(parse(Written, written), from);
  } catch (thrown) {
    return Fault.from(thrown);
  }
}

function checked({ image, sentence, out, mask, box, point }: Written, from: string): Job {
  const given = [mask, box, point].filter(place => place !== undefined && place !== null);
  if (given.length > 1) throw bad('Give one of --mask, --box and --point, not several.');
  const type = types[extname(out).toLowerCase()];
  if (!type) throw bad(`“${out}” says no kind of picture this writes: end it in .png, .jpg or .webp.`);
  const base = { image: resolve(from, image), sentence, out: resolve(from, out), type };
  if (mask) return { ...base, mask: resolve(from, mask) };
  if (box) {
    const [x, y, width, height] = numbers(box, 4, '--box x,y,width,height');
    if (width === 0 || height === 0) throw bad('The box is empty: give it a width and a height.');
    return { ...base, box: { x: x!, y: y!, width: width!, height: height! } };
  }
  if (point) {
    const [x, y] = numbers(point, 2, '--point x,y');
    return { ...base, point: { x: x!, y: y! } };
  }
  return base;
}

function numbers(given: string | number[], count: number, form: string): number[] {
  const all =
    typeof given === 'string'
      ? given.split(',').map(part => (part.trim() === '' ? NaN : Number(part)))
      : given;
  if (all.length !== count || !all.every(value => Number.isInteger(value) && value >= 0)) {
    throw bad(`“${String(given)}” is not ${form}: whole pixels from the top left, 0 or more.`);
  }
  return all;
}

const bad = (sentence: string): Fault => new Fault('bad-request', sentence);
