/** Sentences said by voices that our own listener never heard, as `tools/train/speech` has them spoken; `SPOKEN` names its folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, v } from '../../core/contract/schema.ts';
import { RATE } from '../../src/models/speech/activity.ts';

/** As `speak.py` writes them: where it begins, how long it is, what is said, and by whom. */
const Index = v.array(v.looseTuple([v.number(), v.number(), v.string(), v.string(), v.string()]));

export interface Spoken {
  readonly samples: Float32Array;
  readonly text: string;
  readonly voice: string;
}

export function readSpoken(): Spoken[] | undefined {
  const folder = process.env['SPOKEN'];
  if (folder === undefined || !existsSync(join(folder, 'held-out.json'))) return undefined;
  const index = parse(Index, JSON.parse(readFileSync(join(folder, 'held-out.json'), 'utf8')));
  const bytes = readFileSync(join(folder, 'held-out.i16'));
  return index.map(([at, length, text, , voice]) => ({
    // Nobody presses and speaks at once.
    samples: Float32Array.from({ length: length + 0.6 * RATE }, (_, n) => {
      const from = n - 0.3 * RATE;
      return from < 0 || from >= length ? 0 : bytes.readInt16LE(2 * (at + from)) / 32768;
    }),
    text,
    voice,
  }));
}
