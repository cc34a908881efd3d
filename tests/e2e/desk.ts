/** What a person does at the desk, and what is found to be kept, for the journeys. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Shown {
  readonly id: string;
  readonly title: string;
}

/** What lies in the database, read without the app: every record, and whether its bytes are what their names say. */
export interface Stored {
  readonly projects: readonly { id: string; head: string; tip: string }[];
  readonly versions: readonly { id: string; parents: readonly string[]; picture: string; thumb: string }[];
  readonly jobs: readonly { id: string; state: string }[];
  /** The names of the bytes that are there and hash to their name. */
  readonly whole: readonly string[];
  /** The names of bytes that are there and do not. */
  readonly damaged: readonly string[];
}

export async function openPhoto(page: Page, path: string): Promise<void> {
  await page.getByLabel('Photos to open').setInputFiles(path);
  await expect.poll(() => shown(page), { timeout: 30_000 }).toHaveLength(1);
}

/** The versions of the open project as the history shows them, newest first. */
export function shown(page: Page): Promise<Shown[]> {
  return page.locator('[data-version]').evaluateAll(rows =>
    rows.map(row => ({
      id: row.getAttribute('data-version') ?? '',
      title: row.querySelector('strong')?.textContent ?? '',
    })),
  );
}

/** Says a sentence and waits until as many versions as `count` are shown. */
export async function say(page: Page, sentence: string, count: number): Promise<void> {
  await page.getByLabel('Say what to change').fill(sentence);
  await page.getByLabel('Say what to change').press('Enter');
  await expect.poll(() => shown(page), { timeout: 60_000 }).toHaveLength(count);
  await expect.poll(() => page.getByLabel('Say what to change').inputValue()).toBe('');
}

/** Brushes over a part of the picture: a box in shares of its width and height. */
export async function brush(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
): Promise<void> {
  const picture = await page.locator('.picture').boundingBox();
  if (!picture) throw new Error('No picture is shown.');
  const at = (x: number, y: number): [number, number] => [
    picture.x + x * picture.width,
    picture.y + y * picture.height,
  ];
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Brush (B)' }).click();
  const rows = 6;
  await page.mouse.move(...at(box.x, box.y));
  await page.mouse.down();
  for (let row = 0; row <= rows; row++) {
    const y = box.y + (box.height * row) / rows;
    await page.mouse.move(...at(box.x, y), { steps: 2 });
    await page.mouse.move(...at(box.x + box.width, y), { steps: 4 });
  }
  await page.mouse.up();
}

/** The whole picture as it is drawn on the screen, as a PNG, once the drawing is the head's. */
export async function pictureOf(page: Page): Promise<Buffer> {
  await page.mouse.move(2, 2);
  const head = await page.locator('[aria-current]').getAttribute('data-version');
  await page.locator(`.picture[data-drawn="${head}"]`).waitFor();
  return page.locator('.picture canvas').first().screenshot();
}

/** Byte for byte, as both screens draw it. Ideas beside the picture come when they are ready, so they are put away until it is. */
export async function expectSamePicture(one: Page, other: Page): Promise<void> {
  const alike = async (): Promise<boolean> => {
    for (const page of [one, other])
      await page.getByRole('button', { name: 'Dismiss' }).evaluateAll(all => {
        for (const button of all) if (button instanceof HTMLElement) button.click();
      });
    // Buffers that differ are not shown: to write them out takes minutes.
    return (await pictureOf(one)).equals(await pictureOf(other));
  };
  await expect.poll(alike, { timeout: 60_000 }).toBe(true);
}

export function stored(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('brushword');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = <T>(table: string) =>
      new Promise<T[]>((resolve, reject) => {
        const request = database.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const bytes = await rows<{ hash: string; blob: Blob }>('bytes');
    const projects = await rows<Stored['projects'][number]>('projects');
    const versions = await rows<Stored['versions'][number]>('versions');
    const jobs = await rows<Stored['jobs'][number]>('jobs');
    database.close();
    const whole: string[] = [];
    const damaged: string[] = [];
    for (const { hash, blob } of bytes) {
      const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
      const name = Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
      (name === hash ? whole : damaged).push(hash);
    }
    return { projects, versions, jobs, whole: whole.sort(), damaged };
  });
}

/** Who made each version, the oldest first, as the database has it. */
export const makers = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(async () => {
    const open = indexedDB.open('brushword');
    await new Promise(resolve => (open.onsuccess = resolve));
    const all = open.result.transaction('versions').objectStore('versions').getAll();
    await new Promise(resolve => (all.onsuccess = resolve));
    open.result.close();
    const versions = all.result as { made: number; recipe?: { maker?: string } }[];
    return versions.sort((a, b) => a.made - b.made).map(({ recipe }) => recipe?.maker);
  });
