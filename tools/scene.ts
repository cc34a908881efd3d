/** `npm run --silent scene -- photo.jpg`: what is in a picture, seen by the app's own engine. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../core/contract/fault.ts';
import type { Region, Scene } from '../core/contract/scene.ts';
import { parse } from '../core/contract/schema.ts';
import { Looked } from '../src/workers/errand.ts';
import { orThrow } from './edit/fault.ts';
import { openHeadless } from './headless.ts';

const usage = `npm run --silent scene -- photo.jpg […] [--overlay out.png]

One line of JSON for each picture: {file, width, height, regions: [{id, box: [x, y, w, h], area, place, colors, label?, confidence?}], ms}.
--overlay draws the regions' outlines over the (one) picture.`;

/** npm runs scripts in the package's folder, and says where it was called. */
const from = process.env['INIT_CWD'] ?? process.cwd();

interface Asked {
  readonly files: readonly string[];
  readonly overlay: string | undefined;
}

function asked(words: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { overlay: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length === 0 || (values.overlay !== undefined && positionals.length > 1))
    throw new Fault('bad-request', usage);
  return {
    files: positionals.map(file => resolve(from, file)),
    overlay: values.overlay === undefined ? undefined : resolve(from, values.overlay),
  };
}

/** "top left", "bottom", "centre": by thirds of the picture, where the middle of the region is. */
function placeOf({ centre }: Region): string {
  const third = (share: number, names: readonly [string, string, string]): string =>
    names[Math.min(2, Math.floor(share * 3))] ?? '';
  const place = `${third(centre.y, ['top', '', 'bottom'])} ${third(centre.x, ['left', '', 'right'])}`.trim();
  return place === '' ? 'centre' : place;
}

const rounded = (value: number): number => Number(value.toFixed(4));

const shown = ({ width, height, regions }: Scene): object => ({
  width,
  height,
  regions: regions.map(region => ({
    id: region.id,
    box: [region.box.x, region.box.y, region.box.width, region.box.height],
    area: rounded(region.area),
    place: placeOf(region),
    colors: region.colours.map(({ name, share }) => ({ name, share: rounded(share) })),
    ...(region.label === undefined ? {} : { label: region.label, confidence: region.confidence }),
  })),
});

async function look({ files, overlay }: Asked): Promise<void> {
  const headless = await openHeadless();
  try {
    const page = await headless.page();
    for (const file of files) {
      if (!existsSync(file)) throw new Fault('bad-request', `There is no file ${file}.`);
      await page.setInputFiles('#image', file);
      const told = await page.evaluate(drawn => window.brushwordSees(drawn), overlay !== undefined);
      const { scene, drawn, ms } = orThrow(parse(Looked, told, 'bug'));
      if (overlay !== undefined && drawn !== undefined) {
        mkdirSync(dirname(overlay), { recursive: true });
        writeFileSync(overlay, Buffer.from(drawn, 'base64'));
      }
      console.log(JSON.stringify({ file, ...shown(scene), ms: Math.round(ms) }));
    }
  } finally {
    await headless.close();
  }
}

try {
  await look(asked(process.argv.slice(2)));
} catch (thrown) {
  const { name, message } = Fault.from(thrown);
  console.error(message);
  process.exitCode = name === 'bad-request' ? 2 : 4;
}
