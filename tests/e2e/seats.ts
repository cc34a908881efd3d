/** Browsers that sign in with a passkey, by Chromium's own authenticator. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

export interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
}

/** A browser of its own, with an authenticator that sees a finger whenever it asks for one. */
export async function sit(browser: Browser, url: string): Promise<Seat> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
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
  return { context, page, cdp, authenticatorId };
}

/** Asks a line of the API from the page, as our own scripts will: its status and its reply. */
export const ask = (page: Page, line: string, body?: unknown): Promise<[number, Record<string, unknown>]> =>
  page.evaluate(
    async ([line, body]) => {
      const [method = '', path = ''] = String(line).split(' ');
      const sent = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const reply = await fetch(`/api/v1${path}`, { method, ...(body !== undefined && sent) });
      return [reply.status, (await reply.json()) as Record<string, unknown>] as const;
    },
    [line, body],
  ) as Promise<[number, Record<string, unknown>]>;

/** One half of a ceremony, by `navigator.credentials`. */
export const answer = (page: Page, half: 'create' | 'get', options: unknown): Promise<unknown> =>
  page.evaluate(
    async ([half, options]) => {
      const credential =
        half === 'create'
          ? await navigator.credentials.create({
              publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
                options as PublicKeyCredentialCreationOptionsJSON,
              ),
            })
          : await navigator.credentials.get({
              publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
                options as PublicKeyCredentialRequestOptionsJSON,
              ),
            });
      return (credential as PublicKeyCredential).toJSON() as unknown;
    },
    [half, options] as const,
  );

/** Gives `to` the passkeys of `from`, as a browser does that syncs them. */
export async function copyPasskeys(from: Seat, to: Seat): Promise<void> {
  const { authenticatorId } = to;
  const { credentials } = await from.cdp.send('WebAuthn.getCredentials', {
    authenticatorId: from.authenticatorId,
  });
  for (const credential of credentials) {
    await to.cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
  }
}
