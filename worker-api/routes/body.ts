/** What was sent, read whole into memory. */
import { Fault } from '../../core/contract/fault.ts';

/** Throws `too-big` as soon as there are more than `most`, whatever `Content-Length` says. */
export async function readAtMost(
  { body }: Pick<Request, 'body'>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? new Blob([]).stream()) {
    size += part.length;
    if (size > most)
      throw new Fault('too-big', `That is more than ${most / 1024 / 1024} MiB. Send less at once.`);
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
