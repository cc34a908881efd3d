/** Browsers as devices of an account on this machine's server: each with a profile of its own on the disk, and a script in a page of the site. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Page } from 'playwright-core';
import { build } from 'vite';
import { Authenticator } from '../tests/fakes/authenticator.ts';
import { Account, Ceremony } from '../core/contract/account.ts';
import { apiRoot } from '../core/contract/api.ts';
import { parse } from '../core/contract/schema.ts';
import { chromium, launchFlags } from './browser.ts';

export interface SignedIn {
  readonly account: Account;
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}

/** Makes an account by a passkey, and gives the cookie of its session. */
export async function signUp(url: string): Promise<SignedIn> {
  const authenticator = await Authenticator.open(url);
  const [options, ceremony] = await post(url, '/account/passkey-sign-up/options', { name: 'Ada' }, []);
  const credential = await authenticator.create(parse(Ceremony, options));
  const [account, cookies] = await post(
    url,
    '/account/passkey-sign-up',
    { credential, name: 'Here' },
    ceremony,
  );
  return { account: parse(Account, account), cookies };
}

async function post(
  url: string,
  path: string,
  body: unknown,
  cookies: SignedIn['cookies'],
): Promise<readonly [unknown, SignedIn['cookies']]> {
  const response = await fetch(`${url}${apiRoot}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: url,
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
  const set = response.headers.getSetCookie().map(text => /^([^=]+)=([^;]*)/.exec(text) ?? []);
  return [await response.json(), set.map(([, name = '', value = '']) => ({ name, value }))];
}

/** A script of ours with all that it imports, for a page to run. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'esnext',
      lib: { entry, formats: ['es'] },
      // What is loaded when it is needed is in it as well.
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} could not be bundled.`);
  return chunk.code;
}

export interface Device {
  readonly page: Page;
  close(): Promise<void>;
}

/** A browser at `address`, which is to be a page that starts nothing by itself. */
export async function openDevice(address: string, signedIn?: SignedIn): Promise<Device> {
  const folder = await mkdtemp(join(tmpdir(), 'brushword-'));
  const context = await playwright.launchPersistentContext(folder, {
    executablePath: await chromium(),
    args: [...launchFlags],
  });
  const { origin } = new URL(address);
  await context.addCookies((signedIn?.cookies ?? []).map(cookie => ({ ...cookie, url: origin })));
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address);
  return {
    page,
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Has the page run a script. The debugger runs it, which no policy of the page hinders. */
export const runIn = async (page: Page, script: string): Promise<void> => {
  await page.evaluate(`(async () => {${script}})()`);
};
