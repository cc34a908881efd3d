/** The screens of machines elsewhere at phone and desk width, by day and by night: nothing for axe to find, nothing past the edge. */
import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FakeComfy } from '../fakes/providers/comfyui.ts';
import { App } from './app.ts';
import { openPhoto } from './desk.ts';
import { asked, replaceIt, setUp } from './elsewhere.ts';
import { LetsIn } from './lets-in.ts';
import { looks } from './every-look.ts';

const photo = join(import.meta.dirname, '../../public/samples/kitchen.jpg');
/** `SHOTS=folder` keeps a picture of each, to be looked at. */
const shots = process.env['SHOTS'];

const comfy = new FakeComfy();
const door = new LetsIn(() => comfy.url);
beforeAll(async () => {
  await comfy.start();
  await door.start();
});
afterAll(async () => {
  await door.stop();
  await comfy.stop();
});

describe.each(looks)('$width, $light', ({ width, light }) => {
  let app: App;

  beforeAll(async () => {
    app = await App.open({
      viewport: { width, height: width === 390 ? 844 : 800 },
      colorScheme: light,
      hasTouch: width === 390,
      isMobile: width === 390,
      reducedMotion: 'reduce',
    });
  });
  afterAll(() => app.close());

  const check = async (name: string): Promise<void> => {
    const [page] = app.context.pages();
    if (!page) throw new Error('No page is open.');
    if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${light}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
    // The page scrolls by itself, so that what is wider than it is not the document's.
    const beyond = await page.evaluate(() =>
      Math.max(
        ...[document.documentElement, ...document.querySelectorAll('.page')].map(
          ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
        ),
      ),
    );
    expect(beyond).toBeLessThanOrEqual(0);
  };

  test('the settings: none, a form, a machine that answers', async () => {
    const page = await app.goto('/settings#providers');
    await page.getByRole('heading', { name: 'None is set up' }).waitFor();
    await page.getByRole('button', { name: 'Add a provider' }).click();
    await page.getByLabel('What it is').selectOption('comfyui');
    await page.getByText('More settings').click();
    await page.getByRole('heading', { name: 'None is set up' }).scrollIntoViewIfNeeded();
    await check('form');
    await setUp(app, 'comfyui', 'Forge', door.url);
    await page.getByRole('button', { name: 'Test Forge' }).click();
    await page.getByText('It answers: ComfyUI').waitFor();
    await page.getByRole('heading', { name: 'Set up here' }).scrollIntoViewIfNeeded();
    await check('settings');
    await setUp(app, 'comfyui', 'The large machine in the attic', door.url);
  });

  test('where it goes, who else could, and what is asked', async () => {
    const page = await app.goto();
    await openPhotoAt(width);
    await replaceIt(page, 'a fern');
    await asked(page).waitFor();
    await check('asked');
    await asked(page)
      .getByRole('radio', { name: /^The large machine/ })
      .check();
    await check('asked-another');
    await asked(page).getByRole('button', { name: 'Not now' }).click();
    await check('bar');
    await page.getByRole('button', { name: 'Change who does it' }).click();
    await page.getByRole('dialog', { name: 'Replace: who does it?' }).waitFor();
    await check('chooser');
    await page.getByRole('radio', { name: /^The large machine/ }).check();
    await page.getByRole('checkbox', { name: /^Just this one/ }).check();
    await page.getByRole('button', { name: 'Use it' }).click();
    await check('bar-just');
    await page.getByLabel('Say what to change').fill('');
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await page.getByLabel('What should be there instead').fill('a fern');
    await page.getByRole('button', { name: 'Replace · Forge on this computer' }).waitFor();
    await check('actions');
  });

  test('a picture from words', async () => {
    const page = await app.goto('/generate');
    await page.getByLabel('What it should show').fill('a quiet harbour');
    await page.getByRole('button', { name: /^Make it · Forge/ }).waitFor();
    await check('generate');
  });

  /** On a phone the history is not open by itself. */
  async function openPhotoAt(at: number): Promise<void> {
    const [page] = app.context.pages();
    if (!page) throw new Error('No page is open.');
    if (at >= 1024) return openPhoto(page, photo);
    await page.getByLabel('Photos to open').setInputFiles(photo);
    await page.locator('.picture canvas').first().waitFor();
  }
});
