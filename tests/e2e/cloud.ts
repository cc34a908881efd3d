/** The server with its accounts, on a database and with a mailbox of its own, and browsers that keep passkeys. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  chromium as playwright,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type CDPSession,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';
import { chromium, launchFlags } from '../../tools/browser.ts';
import { startEngine, type Beside } from '../../tools/engine/beside.ts';
import { openMailbox, type Letter, type Mailbox } from '../../tools/mailbox.ts';
import { freePort } from '../../tools/ports.ts';
import { serve, type Served } from '../../tools/serve.ts';
import { makeTables } from '../../tools/tables.ts';

export interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
  /** Every address that the page asked the API for, in order. */
  readonly asked: string[];
}

export class Cloud {
  readonly url: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #letters: readonly Letter[];
  readonly #mailbox: Mailbox;
  readonly #browser: Browser;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #engine: Beside | undefined;
  readonly #secret = randomBytes(32).toString('base64url');
  #server: Served | undefined;

  private constructor(
    folder: string,
    port: number,
    letters: readonly Letter[],
    mailbox: Mailbox,
    browser: Browser,
    settings: Readonly<Record<string, string>>,
    engine: Beside | undefined,
  ) {
    this.url = `http://localhost:${port}`;
    [this.#folder, this.#port, this.#letters] = [folder, port, letters];
    [this.#mailbox, this.#browser, this.#settings] = [mailbox, browser, settings];
    this.#engine = engine;
  }

  /** `settings`: what else is set of `worker-api/env.ts`. `withEngine`: the engine is beside it, as by `npm start`. */
  static async open(settings: Readonly<Record<string, string>> = {}, withEngine = false): Promise<Cloud> {
    const letters: Letter[] = [];
    const mailbox = await openMailbox(letter => letters.push(letter) && 200);
    const [folder, port] = [await mkdtemp(join(tmpdir(), 'brushword-')), await freePort()];
    const { signal } = new AbortController();
    const engine = withEngine
      ? await startEngine(`http://localhost:${port}`, signal, join(folder, 'engine'))
      : undefined;
    await makeTables(join(folder, 'state'));
    const browser = await playwright.launch({ executablePath: await chromium(), args: [...launchFlags] });
    const cloud = new Cloud(folder, port, letters, mailbox, browser, settings, engine);
    await cloud.start();
    return cloud;
  }

  async start(): Promise<void> {
    const mail = { MAIL_URL: this.#mailbox.url, MAIL_KEY: 'of the tests', MAIL_FROM: 'letters@localhost' };
    const settings = { AUTH_SECRET: this.#secret, ...mail, ...this.#engine?.settings, ...this.#settings };
    this.#server = await serve(this.#port, join(this.#folder, 'state'), undefined, settings);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.stop();
    await this.#engine?.stop();
    await this.#mailbox.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** A browser of its own at the settings, or at `address`, with an authenticator. Service workers as in `App.open`. */
  async sit(options: BrowserContextOptions = {}, address?: string): Promise<Seat> {
    const context = await this.#browser.newContext({
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      ...options,
    });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', request => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(`${request.method()} ${pathname}`);
    });
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const authenticatorId = await addAuthenticator(cdp);
    await page.goto(address ?? `${this.url}/settings`);
    if (address === undefined) await page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
    return { context, page, cdp, authenticatorId, asked };
  }

  /** The link of the newest letter to `address` that was sent for `purpose`. */
  async link(address: string, purpose: string): Promise<string> {
    const find = (): string | undefined =>
      this.#letters
        .filter(({ to }) => to[0] === address)
        .map(({ text }) => /\S+\/account#(\w+)=\S+/.exec(text))
        .findLast(found => found?.[1] === purpose)?.[0];
    await expect.poll(find).toBeDefined();
    return find() ?? '';
  }

  /** Has every session begin this many milliseconds earlier. The server is down meanwhile. */
  age(by: number): Promise<void> {
    return this.#change(database => {
      const sessions = database.prepare('SELECT id, createdAt FROM session').all();
      const write = database.prepare('UPDATE session SET createdAt = ? WHERE id = ?');
      for (const { id, createdAt } of sessions) {
        write.run(new Date(Date.parse(String(createdAt)) - by).toISOString(), String(id));
      }
    });
  }

  /** Every account may hold so many bytes. The server is down meanwhile. */
  give(quota: number): Promise<void> {
    return this.#change(database => database.prepare('UPDATE rooms SET quota = ?').run(quota));
  }

  async #change(how: (database: DatabaseSync) => unknown): Promise<void> {
    await this.stop();
    const folder = join(this.#folder, 'state/v3/d1/miniflare-D1DatabaseObject');
    for (const name of await readdir(folder)) {
      if (!/^[0-9a-f]{64}\.sqlite$/.test(name)) continue;
      const database = new DatabaseSync(join(folder, name));
      how(database);
      database.close();
    }
    await this.start();
  }
}

/** One that keeps passkeys, and sees a finger whenever it asks for one. */
export async function addAuthenticator(cdp: CDPSession): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

/** As where passkeys are synced: the one has those of the other as well. */
export async function sharePasskeys(from: Seat, to: Seat): Promise<void> {
  const { credentials } = await from.cdp.send('WebAuthn.getCredentials', {
    authenticatorId: from.authenticatorId,
  });
  for (const credential of credentials) {
    await to.cdp.send('WebAuthn.addCredential', { authenticatorId: to.authenticatorId, credential });
  }
}
