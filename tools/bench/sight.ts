/** How soon a picture is seen without a network, and how well what is said of it is understood. */
import { parse } from '../../core/contract/schema.ts';
import { Looked } from '../../src/workers/errand.ts';
import { answersInRooms } from '../../tests/core/sight/rooms.ts';
import { outcomes } from '../../tests/core/sight/outcomes.ts';
import { orThrow } from '../edit/fault.ts';
import { openHeadless } from '../headless.ts';
import { type Bench, type Figure, median, within } from './figure.ts';
import { withPhoto } from './photo.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

async function seeing(megapixels: number): Promise<number> {
  const headless = await openHeadless();
  try {
    const page = await headless.page();
    return await withPhoto(megapixels, 0.02, async ({ image }) => {
      await page.setInputFiles('#image', image);
      const runs: number[] = [];
      // The first is in a worker that has just started.
      for (let run = 0; run < 4; run++)
        runs.push(orThrow(parse(Looked, await page.evaluate(() => window.brushwordSees(false)), 'bug')).ms);
      return median(runs.slice(1));
    });
  } finally {
    await headless.close();
  }
}

function resolved(name: string, right: number, asked: number, wrong: number, count: number): Figure[] {
  return [
    {
      name: `${name}: right, or asked`,
      measured: `${percent((right + asked) / count)} (right ${percent(right / count)}) of ${count}`,
      goal: '≥ 90 %',
      reached: right + asked >= 0.9 * count,
    },
    {
      name: `${name}: wrong, and sure of it`,
      measured: percent(wrong / count),
      goal: '< 3 %',
      reached: wrong < 0.03 * count,
    },
  ];
}

export const sight: Bench = {
  name: 'sight',
  async run() {
    const figures = [within('scene of 12 MP, without a network', await seeing(12), 1500)];
    for (const labelled of [false, true]) {
      const { right, asked, wrong, missed } = outcomes(500, labelled);
      const name = `references to known regions, ${labelled ? 'named' : 'nameless'}`;
      figures.push(...resolved(name, right, asked, wrong + missed, 500));
    }
    const { things, found, count, right, asked, offered, wrong } = answersInRooms();
    figures.push({ name: 'things in our rooms that are one region', measured: `${found} of ${things}` });
    figures.push(...resolved('references in our rooms, as seen', right, asked, wrong.length, count));
    figures.push({
      name: 'of what was asked, numbered with the right one',
      measured: `${offered} of ${asked}`,
    });
    return figures;
  },
};
