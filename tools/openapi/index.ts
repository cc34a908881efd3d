/** Writes the API's document and its page into a built site: `openapi.json`, `developers.html` and its style. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { document } from './document.ts';
import { page } from './page.ts';

export function writeReference(site: string): void {
  const told = document();
  writeFileSync(join(site, 'openapi.json'), JSON.stringify(told));
  writeFileSync(join(site, 'developers.html'), page(told));
  copyFileSync(join(import.meta.dirname, 'page.css'), join(site, 'developers.css'));
}
