/** Bodies of requests, read whole: never longer than is allowed, and never more of them at once than there is memory for. */
import type { IncomingMessage } from 'node:http';
import { Fault } from '../../core/contract/fault.ts';

/** More than a picture of 50 megapixels and its mask need. In base 64, as A1111 has it, the same is a third longer. */
export const MOST_BYTES = 300 * 2 ** 20;

/** Bytes of all bodies that are being read or looked at: a body is here up to three times while its form is taken apart. */
const ROOM = 320 * 2 ** 20;

export class Bodies {
  #taken = 0;

  /**
   * Has `work` look at a request's body. Throws `Fault('too-big')` before reading what says that it is too long, and `too-often` where
   * others are being read that leave no room.
   */
  async read<T>(
    request: IncomingMessage,
    most: number,
    work: (body: Uint8Array<ArrayBuffer>) => Promise<T>,
  ): Promise<T> {
    const said = Number(request.headers['content-length'] ?? most);
    if (!(said <= most)) throw tooBig(most);
    if (this.#taken + said > ROOM) {
      throw new Fault('too-often', 'The engine is taking in other pictures. Try again in a moment.');
    }
    this.#taken += said;
    try {
      return await work(await whole(request, said));
    } finally {
      this.#taken -= said;
    }
  }
}

async function whole(request: IncomingMessage, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > most) throw tooBig(most);
      parts.push(part);
    }
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown;
    throw new Fault('stopped', 'The request broke off.', { cause: thrown });
  }
  const body = new Uint8Array(length);
  parts.reduce((at, part) => (body.set(part, at), at + part.length), 0);
  return body;
}

const tooBig = (most: number): Fault =>
  new Fault(
    'too-big',
    `That is more than ${Math.floor(most / 2 ** 20)} MB. Send a smaller copy of the picture.`,
  );
