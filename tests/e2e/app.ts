/** The built app under workerd, in a browser whose profile outlives it: what every journey without an account starts from. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { chromium, launchFlags } from '../../tools/browser.ts';
import { freePort } from '../../tools/ports.ts';
import { Cable } from './cable.ts';

type LaunchOptions = NonNullable<Parameters<typeof playwright.launchPersistentContext>[1]>;

export class App {
  /** Where everything of this app lies on the disk until it is closed. */
  readonly folder: string;
  readonly url: string;
  /** Every address that a page or a worker asked for, in order. */
  readonly requests: string[] = [];
  /** What broke: errors nobody caught, and what the content security policy stopped. */
  readonly broken: string[] = [];
  readonly #options: LaunchOptions;
  readonly #cable: Cable;
  #context: BrowserContext | undefined;

  private constructor(folder: string, port: number, options: LaunchOptions) {
    this.folder = folder;
    this.#options = options;
    this.#cable = new Cable(port, inject('site'));
    this.url = `http://localhost:${port}`;
  }

  /**
   * Opens a browser with the app at a port of its own; no page is open yet. `serviceWorkers: 'allow'` for what goes on without a
   * network: it keeps the shell, and every new profile would do so at the cost of some seconds.
   */
  static async open(options: LaunchOptions = {}): Promise<App> {
    const app = new App(await mkdtemp(join(tmpdir(), 'brushword-')), await freePort(), options);
    await Promise.all([app.reconnect(), app.openBrowser()]);
    return app;
  }

  get context(): BrowserContext {
    if (this.#context === undefined) throw new Error('The browser is not open.');
    return this.#context;
  }

  /** Goes to a path of the app in a page: the one given, or the browser's first. */
  async goto(path = '/', page?: Page): Promise<Page> {
    const at = page ?? this.context.pages()[0] ?? (await this.context.newPage());
    await at.goto(this.url + path);
    return at;
  }

  async openBrowser(): Promise<void> {
    const context = await playwright.launchPersistentContext(join(this.folder, 'profile'), {
      executablePath: await chromium(),
      args: [...launchFlags],
      serviceWorkers: 'block',
      ...this.#options,
    });
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', event => {
        console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    context.on('request', request => this.requests.push(request.url()));
    context.on('weberror', thrown => void this.broken.push(String(thrown.error())));
    context.on('console', message => {
      if (/Content Security Policy/.test(message.text())) this.broken.push(message.text());
    });
    this.#context = context;
  }

  /** Ends the browser in the middle of whatever it does, as a crash or a power cut would. */
  async killBrowser(): Promise<void> {
    const { context } = this;
    const closed = new Promise(resolve => context.once('close', resolve));
    const session = await context.browser()?.newBrowserCDPSession();
    const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
    const pid = processInfo.find(({ type }) => type === 'browser')?.id;
    if (pid === undefined) throw new Error('The browser did not tell its process.');
    process.kill(pid, 'SIGKILL');
    await closed;
    this.#context = undefined;
  }

  /** From here on there is no network for the app. */
  disconnect(): Promise<void> {
    return this.#cable.cut();
  }

  reconnect(): Promise<void> {
    return this.#cable.mend();
  }

  /** Ends everything and leaves nothing on the disk. */
  async close(): Promise<void> {
    await this.#context?.close();
    await this.disconnect();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Waits until the page's service worker looks after it, with all of its shell kept. */
export async function readyOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise(resolve =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
}
