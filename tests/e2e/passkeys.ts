/** What a page asks of the API and of its passkeys, as our own scripts will. */
import type { Page } from 'playwright-core';

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
