/**
 * How a file that is half here is known to be undamaged. Each chunk has a link: the SHA-256 of the link before it and the
 * chunk's own bytes. A chunk that was altered, moved or swapped breaks the chain there, and what lies before it is good.
 */
type Bytes = Uint8Array<ArrayBuffer>;

export const CHUNK = 2 ** 18;
export const LINK = 32;

/** What the first chunk's link is chained to. */
export const START: Bytes = new Uint8Array(LINK);

export async function linkOf(before: Bytes, chunk: Bytes): Promise<Bytes> {
  const both = new Uint8Array(LINK + chunk.length);
  both.set(before);
  both.set(chunk, LINK);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', both));
}

/**
 * Reads what is there, chunk by chunk, for as long as it is what its link says, and hands each good chunk to `each`.
 * Chunks of which the last may be half written, or links of which the last may be torn, are no reason to throw away more.
 */
export async function goodChunks(
  links: Bytes,
  read: (at: number) => Bytes,
  each: (chunk: Bytes) => void | Promise<void>,
): Promise<{ readonly chunks: number; readonly last: Bytes }> {
  let last = START;
  let chunks = 0;
  for (; (chunks + 1) * LINK <= links.length; chunks++) {
    const chunk = read(chunks * CHUNK);
    if (chunk.length < CHUNK) break;
    const link = await linkOf(last, chunk);
    if (link.some((byte, i) => byte !== links[chunks * LINK + i])) break;
    await each(chunk);
    last = link;
  }
  return { chunks, last };
}
