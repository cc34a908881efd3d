/** `npm run bench [name …]`: measures, prints a table, keeps nothing. */
import { Fault } from '../../core/contract/fault.ts';
import { archive } from './archive.ts';
import { cut } from './cut.ts';
import { engine } from './engine.ts';
import type { Bench, Figure } from './figure.ts';
import { fill, rooms } from './fill.ts';
import { firstPaint } from './first-paint.ts';
import { asksForFolder, fillFolder } from './folder.ts';
import { hover } from './hover.ts';
import { kill } from './kill.ts';
import { load } from './load.ts';
import { mainThread } from './main-thread.ts';
import { matte } from './matte.ts';
import { partial } from './partial.ts';
import { parse } from './parse.ts';
import { remove } from './remove.ts';
import { replication } from './replication.ts';
import { secondDevice } from './second-device.ts';
import { sight } from './sight.ts';
import { speech } from './speech.ts';
import { suggestions } from './suggestions.ts';
import { sync } from './sync.ts';
import { twoBrowsers } from './two-browsers.ts';
import { vault } from './vault.ts';
import { views } from './views.ts';
import { whisper } from './whisper.ts';

const benches: readonly Bench[] = [
  firstPaint,
  parse,
  remove,
  engine,
  mainThread,
  speech,
  partial,
  whisper,
  sight,
  cut,
  views,
  matte,
  hover,
  suggestions,
  sync,
  vault,
  archive,
  kill,
  load,
  secondDevice,
  replication,
  twoBrowsers,
  fill,
  rooms,
];

const asked = process.argv.slice(2);
if (asked[0] === 'fill' && asksForFolder(asked)) {
  try {
    await fillFolder(asked.slice(1));
    process.exit();
  } catch (thrown) {
    console.error(Fault.from(thrown).message);
    process.exit(2);
  }
}
const unknown = asked.find(name => !benches.some(bench => bench.name === name));
if (unknown !== undefined) {
  console.error(
    `There is no benchmark “${unknown}”. There are: ${benches.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const figures: Figure[] = [];
for (const bench of benches) {
  if (asked.length > 0 && !asked.includes(bench.name)) continue;
  try {
    figures.push(...(await bench.run()));
  } catch (thrown) {
    figures.push({ name: bench.name, measured: Fault.from(thrown).message, reached: false });
  }
}

const sign = ({ reached }: Figure): string => (reached === undefined ? ' ' : reached ? '✓' : '✗');
const wide = (of: (figure: Figure) => string): number =>
  Math.max(...figures.map(figure => of(figure).length));
const [names, goals] = [wide(figure => figure.name), wide(({ goal = '' }) => goal)];
for (const figure of figures) {
  console.log(
    `${sign(figure)} ${figure.name.padEnd(names)}  ${(figure.goal ?? '').padEnd(goals)}  ${figure.measured}`,
  );
}
// One that broke off may have left something open, which ends with this.
process.exit(figures.some(({ reached }) => reached === false) ? 1 : 0);
