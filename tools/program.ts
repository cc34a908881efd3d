/** A program that bears a key of an account, and asks the API over HTTP as a device does. */
import { FaultReply, api, apiRoot } from '../core/contract/api.ts';
import { BlobAnswer, type BlobOffer, type BlobPieces } from '../core/contract/blob.ts';
import type { AssetHash, DeviceId } from '../core/contract/ids.ts';
import { parse, v, type Infer, type Schema } from '../core/contract/schema.ts';
import {
  Poke,
  Pulled,
  Pushed,
  vaultEdition,
  type Pull,
  type Push,
  type Sent,
} from '../core/contract/vault.ts';
import { nextPull } from '../core/sync/cursor.ts';

/** What a line refused, by its status. */
export class Refused extends Error {
  readonly status: number;

  constructor(line: string, status: number, text: string) {
    super(`${line} was answered ${status}: ${text.slice(0, 300)}`);
    this.status = status;
  }
}

export class Program {
  readonly #url: string;
  readonly #bearer: Readonly<Record<string, string>>;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#bearer = { authorization: `Bearer ${key}` };
  }

  account(): Promise<Infer<(typeof api)['GET /account']['reply']>> {
    return this.#json('GET /account', api['GET /account'].reply);
  }

  push(push: Push): Promise<Pushed> {
    return this.#json('POST /vault/push', Pushed, push);
  }

  pull(pull: Pull): Promise<Pulled> {
    return this.#json('POST /vault/pull', Pulled, pull);
  }

  /** All that came after `since`, page by page, and where to go on. */
  async pullAll(device: DeviceId, since = 0): Promise<{ changes: readonly Sent[]; read: number }> {
    const changes: Sent[] = [];
    for (let [read, more] = [since, true]; ;) {
      if (!more) return { changes, read };
      const page = await this.pull(nextPull(device, read));
      changes.push(...page.changes);
      [read, more] = [page.cursor, page.more];
    }
  }

  missing(blobs: BlobOffer['blobs']): Promise<BlobAnswer> {
    return this.#json('POST /blobs/missing', BlobAnswer, { blobs });
  }

  async put(hash: AssetHash, body: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#ask(`PUT /blobs/${hash}`, { body });
  }

  async join(hash: AssetHash, pieces: BlobPieces['pieces']): Promise<void> {
    await this.#json('POST /blobs/join', v.unknown(), { hash, pieces });
  }

  async get(hash: AssetHash): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await this.#ask(`GET /blobs/${hash}`)).arrayBuffer());
  }

  /** A socket that has said where the vault is; `heard` is told that, and whatever it says later. */
  listen(device: DeviceId, heard: (head: number) => void): Promise<WebSocket> {
    const address = new URL(`${apiRoot}/vault/socket?device=${device}&edition=${vaultEdition}`, this.#url);
    address.protocol = 'ws:';
    // Node's own sockets send headers, which those of the standard do not.
    const init = { headers: this.#bearer } as unknown as string[];
    const socket = new WebSocket(address, init);
    return new Promise((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('A socket did not open.')));
      socket.addEventListener('message', ({ data }) => {
        heard(parse(Poke, JSON.parse(String(data))).head);
        resolve(socket);
      });
    });
  }

  async #json<S extends Schema>(line: string, schema: S, body?: unknown): Promise<Infer<S>> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
    return parse(schema, await (await this.#ask(line, sent)).json(), 'bug');
  }

  async #ask(
    line: string,
    { body, type }: { body?: string | Uint8Array<ArrayBuffer>; type?: string } = {},
  ): Promise<Response> {
    const [method = '', path = ''] = line.split(' ');
    const response = await fetch(`${this.#url}${apiRoot}${path}`, {
      method,
      headers: { ...this.#bearer, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    if (response.ok) return response;
    const text = await response.text();
    const said = v.safeParse(
      FaultReply,
      await Promise.resolve(text)
        .then(JSON.parse)
        .catch(() => undefined),
    );
    throw new Refused(line, response.status, said.success ? said.output.message : text);
  }
}
