/**
 * `npm run bench fill -- --in DIR --out DIR [--maker NAME] [--ep webgpu|wasm]`: fills every DIR/{name}.png where its
 * {name}.mask.png is white, all in one browser, and writes {name}.png and `timings.json`.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../../core/contract/fault.ts';
import type { Errand } from '../../src/workers/errand.ts';
import { openDarkroom } from '../edit/darkroom.ts';
import { median } from './figure.ts';

const MASK = '.mask.png';

export const asksForFolder = (words: readonly string[]): boolean =>
  words.some(word => /^--in(=|$)/.test(word));

interface Timing {
  /** Of the fill itself, and with reading and writing the files. */
  readonly fill: number;
  readonly all: number;
}

/** Throws `Fault('bad-request')` that says what is wrong with the words. */
export async function fillFolder(words: readonly string[]): Promise<void> {
  const { from, to, maker, processor } = asked(words);
  const names = readdirSync(from)
    .filter(file => file.endsWith(MASK))
    .map(file => file.slice(0, -MASK.length))
    .filter(name => existsSync(join(from, `${name}.png`)))
    .sort();
  if (names.length === 0) throw new Fault('bad-request', `${from} has no NAME.png with a NAME${MASK}.`);
  mkdirSync(to, { recursive: true });
  const seconds: Record<string, Timing> = {};
  const makers = new Set<string>();
  const room = await openDarkroom();
  try {
    for (const name of names) {
      const errand = {
        edits: [{ operation: 'remove', params: { grow: 0 }, mask: 'given' as const }],
        type: 'image/png' as const,
        quality: 1,
        seed: 1,
        said: 'remove it',
        edition: 'bench',
        ...(maker !== undefined && { maker }),
        ...(processor && { processor }),
      };
      const files = { image: join(from, `${name}.png`), mask: join(from, `${name}${MASK}`) };
      const { edits, ms, file } = await room.run(errand, files);
      const [edit] = edits;
      if (edit?.maker !== undefined) makers.add(edit.maker);
      seconds[name] = {
        fill: (edit?.ms['run'] ?? Number.NaN) / 1000,
        all: (ms['total'] ?? Number.NaN) / 1000,
      };
      writeFileSync(join(to, `${name}.png`), Buffer.from(file, 'base64'));
      console.log(`${name}: ${seconds[name].fill.toFixed(2)} s`);
    }
  } finally {
    await room.close();
  }
  const middle = (of: (timing: Timing) => number): number => median(Object.values(seconds).map(of));
  const medians = { fill: middle(({ fill }) => fill), all: middle(({ all }) => all) };
  writeFileSync(
    join(to, 'timings.json'),
    `${JSON.stringify({ makers: [...makers], processor, median: medians, seconds }, undefined, 2)}\n`,
  );
  console.log(`${names.length} by ${[...makers].join(', ')}: median ${medians.fill.toFixed(2)} s, ${medians.all.toFixed(2)} s with files`); // prettier-ignore
}

function asked(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...words], options: { in: text, out: text, maker: text, ep: text } });
  const { in: from, out: to, maker, ep } = values;
  if (from === undefined || to === undefined) throw new Fault('bad-request', 'Say --in DIR and --out DIR.');
  if (!existsSync(from)) throw new Fault('bad-request', `There is no folder ${from}.`);
  if (ep !== undefined && ep !== 'webgpu' && ep !== 'wasm') {
    throw new Fault('bad-request', `--ep is webgpu or wasm, not “${ep}”.`);
  }
  const processor: Errand['processor'] = ep;
  return { from, to, maker, processor };
}
