/** The browsers that are signed in to an account. */
import type { Device } from '../../core/contract/account.ts';
import { Fault } from '../../core/contract/fault.ts';
import { parse, v } from '../../core/contract/schema.ts';
import type { Env } from '../env.ts';
import { Moment } from './accounts.ts';

const Row = v.object({
  id: v.string(),
  createdAt: Moment,
  updatedAt: Moment,
  userAgent: v.nullable(v.string()),
});

export async function listDevices(env: Env, person: string, current: string): Promise<Device[]> {
  const { results } = await env.DB.prepare(
    `SELECT id, createdAt, updatedAt, userAgent FROM session
     WHERE userId = ? AND expiresAt > ? ORDER BY updatedAt DESC, id`,
  )
    .bind(person, new Date().toISOString())
    .all();
  return results
    .map(row => parse(Row, row, 'bug'))
    .map(({ id, createdAt, updatedAt, userAgent }) => ({
      id,
      name: deviceName(userAgent ?? ''),
      current: id === current,
      signedIn: createdAt,
      lastSeen: updatedAt,
    }));
}

/** Signs one of the account's own devices out. */
export async function dropDevice(env: Env, person: string, id: string): Promise<void> {
  const gone = await env.DB.prepare('DELETE FROM session WHERE id = ? AND userId = ? RETURNING id')
    .bind(id, person)
    .first();
  if (gone === null) throw new Fault('not-found', 'No such device is signed in. Look at the list again.');
}

/** Signs every device out. */
export async function dropDevices(env: Env, person: string): Promise<void> {
  await env.DB.prepare('DELETE FROM session WHERE userId = ?').bind(person).run();
}

// Each names itself after those it descends from, so the first that is found here is who it is.
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** What a person would call the browser that says this of itself. */
export function deviceName(userAgent: string): string {
  const find = (list: readonly [RegExp, string][]): string | undefined =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [find(browsers), find(systems)];
  if (browser === undefined) return system ?? 'Another program';
  return system === undefined ? browser : `${browser} on ${system}`;
}
