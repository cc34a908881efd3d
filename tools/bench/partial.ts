/** How far behind what is shown of a sentence is while it is still said. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { RATE } from '../../src/models/speech/activity.ts';
import { joined } from '../../src/models/speech/utterances.ts';
import { wavFrom } from '../../src/models/speech/wav.ts';
import { chromium, launchFlags } from '../browser.ts';
import { buildIfStale } from '../build.ts';
import { serveFiles } from '../edit/files.ts';
import { fakeMicrophone } from '../fake-microphone.ts';
import { silence } from '../sounds.ts';
import { within, type Bench } from './figure.ts';
import { readSpoken } from './spoken.ts';

const GOAL = 1000;

/** So many of the longest sentences, with seconds between them. */
const [SENTENCES, BETWEEN] = [4, 3];

export const partial: Bench = {
  name: 'partial',
  async run() {
    const long = readSpoken()
      ?.toSorted((one, other) => other.samples.length - one.samples.length)
      .slice(0, SENTENCES);
    if (!long)
      return [{ name: 'text while it is said', measured: 'SPOKEN names no folder of tools/train/speech' }];
    const sound = joined(long.flatMap(({ samples }) => [silence(BETWEEN), samples]));
    const path = join(mkdtempSync(join(tmpdir(), 'brushword-')), 'long.wav');
    writeFileSync(path, wavFrom(sound, RATE));
    await buildIfStale();
    const files = await serveFiles(join(import.meta.dirname, '../../dist'));
    const browser = await playwright.launch({
      executablePath: await chromium(),
      args: [...launchFlags, ...fakeMicrophone(path)],
    });
    try {
      const page = await browser.newPage();
      await page.goto(files.url);
      await page.getByLabel('Photos to open').setInputFiles(join(import.meta.dirname, '../../public/samples/living-room.jpg')); // prettier-ignore
      await page.locator('[data-version]').first().waitFor();
      await page.keyboard.press('v');
      const waits = await page.evaluate(longestWaits, (1000 * sound.length) / RATE);
      return [within(`text while ${waits.length} sentences are said: longest wait for more of it`, Math.max(...waits), GOAL)]; // prettier-ignore
    } finally {
      await browser.close();
      files.close();
    }
  },
};

/** Runs in the page for so many milliseconds. Of each utterance, how long nothing new was shown while it was said. */
function longestWaits(duration: number): Promise<number[]> {
  const waits: number[] = [];
  let last: number | undefined;
  const look = (): void => {
    const button = document.querySelector('button.hearing');
    if (button && last === undefined) {
      last = performance.now();
      waits.push(0);
    } else if (button && last !== undefined) {
      waits.push(Math.max(waits.pop() ?? 0, performance.now() - last));
      last = performance.now();
    } else last = undefined;
  };
  const observer = new MutationObserver(look);
  observer.observe(document.querySelector('.heard')!, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  observer.observe(document.querySelector('button[aria-pressed]')!, {
    attributes: true,
    attributeFilter: ['class'],
  });
  return new Promise(resolve => setTimeout(() => resolve(waits), duration + 3000));
}
