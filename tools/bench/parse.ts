/** How long a thousand sentences take to be understood: from a standing start, and once the machine knows the code. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse as check, v } from '../../core/contract/schema.ts';
import { understand } from '../../core/intent/understand.ts';
import { type Bench, median, within } from './figure.ts';

const tables = join(import.meta.dirname, '../../tests/core/intent/sentences');
const Rows = v.array(v.looseTuple([v.string()]));

export const parse: Bench = {
  name: 'parse',
  run() {
    const sentences = readdirSync(tables).flatMap(file =>
      check(Rows, JSON.parse(readFileSync(join(tables, file), 'utf8'))).map(([sentence]) => sentence),
    );
    // Every table has its share.
    const thousand = Array.from(
      { length: 1000 },
      (_, i) => sentences[Math.floor((i * sentences.length) / 1000)] ?? '',
    );
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now();
      for (const sentence of thousand) understand(sentence);
      return performance.now() - start;
    });
    const [first = Number.NaN, ...later] = times;
    return Promise.resolve([
      within('1,000 sentences parsed, the first time', first, 300),
      within('1,000 sentences parsed, again', median(later), 300),
    ]);
  },
};
