/** What a job is given and what it makes, as bytes of an account. */
import type { Ask } from '../../core/contract/ask.ts';
import { blobLimits } from '../../core/contract/blob.ts';
import { Fault } from '../../core/contract/fault.ts';
import { AssetHash } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import type { Work } from '../../core/providers/provider.ts';
import type { Blobs } from './blobs.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The largest picture or sound that is sent with a job, in bytes. */
const LARGEST = 32 * 1024 * 1024;

/** How often bytes that are sent lie in memory: as they are kept, as they are sent, and as text of base 64. */
const COPIES = 3;
/** What a provider does with a pixel: the picture, its mask, and both in a size that suits. In bytes. */
const DECODED = 10;
/** More than are taken apart in a Worker's memory. */
const MOST_PIXELS = 8e6;

/** The bytes that an ask names, by what they are in it. */
function namedIn(ask: Ask): [string, AssetHash][] {
  switch (ask.tool) {
    case 'repaint':
      return [['image', ask.image], ['mask', ask.mask]]; // prettier-ignore
    case 'operate':
      return [['image', ask.image], ...(ask.mask === undefined ? [] : [['mask', ask.mask] as [string, AssetHash]])]; // prettier-ignore
    case 'transcribe':
      return [['sound', ask.sound]];
    case 'analyse':
      return [['image', ask.image]];
    case 'generate':
      return [];
  }
}

/** What it takes to send it, in bytes of memory. Throws `conflict`, which names what is not here; `too-big`, and `bad-request`. */
export async function weigh(blobs: Blobs, ask: Ask): Promise<number> {
  let weight = 0;
  for (const [role, hash] of namedIn(ask)) {
    const size = await blobs.sizeOf(hash);
    if (size === undefined)
      throw new Fault('conflict', `The ${role} ${hash} is not in your account yet. Send it, and ask again.`);
    if (size > LARGEST)
      throw new Fault(
        'too-big',
        `The ${role} is larger than ${LARGEST / 2 ** 20} MiB. Make it smaller, and ask again.`,
      );
    weight += size * COPIES;
    if (ask.tool === 'repaint' && role === 'image') weight += (await pixelsOf(blobs, hash, size)) * DECODED;
  }
  return weight;
}

/** Of a PNG, by its first chunk (PNG, third edition, 11.2.1). Throws `bad-request` for what is none, and `too-big`. */
async function pixelsOf(blobs: Blobs, hash: AssetHash, size: number): Promise<number> {
  const start = size < 24 ? undefined : await blobs.read(hash, { from: 0, to: 23 });
  const head = new DataView(await new Response(start ?? new Uint8Array(24)).arrayBuffer());
  if (head.getUint32(0) !== 0x89504e47)
    throw new Fault('bad-request', 'The picture to be painted into is sent as PNG.');
  const pixels = head.getUint32(16) * head.getUint32(20);
  if (pixels <= MOST_PIXELS) return pixels;
  throw new Fault(
    'too-big',
    `The picture has more than ${MOST_PIXELS / 1e6} megapixels. Send the part of it around what is marked.`,
  );
}

/** The ask with the bytes in place of their names. Throws `not-found` where they went meanwhile. */
export async function gather(blobs: Blobs, ask: Ask): Promise<Work> {
  const read = async (hash: AssetHash): Promise<Bytes> =>
    new Uint8Array(await new Response(await blobs.read(hash)).arrayBuffer());
  switch (ask.tool) {
    case 'repaint':
      return { ...ask, image: await read(ask.image), mask: await read(ask.mask) };
    case 'operate': {
      const { mask, ...rest } = ask;
      const marked = mask === undefined ? {} : { mask: await read(mask) };
      return { ...rest, image: await read(ask.image), ...marked };
    }
    case 'transcribe':
      return { ...ask, sound: await read(ask.sound) };
    case 'analyse':
      return { ...ask, image: await read(ask.image) };
    case 'generate':
      return ask;
  }
}

/** Keeps bytes with the account's others, and names them. Throws `no-space`. The same again changes nothing. */
export async function keepBytes(blobs: Blobs, bytes: Bytes): Promise<AssetHash> {
  const hash = await nameOf(bytes);
  if (bytes.length <= blobLimits.whole) {
    await blobs.put(hash, bytes.length, new Blob([bytes]).stream());
    return hash;
  }
  const pieces: AssetHash[] = [];
  for (let at = 0; at < bytes.length; at += blobLimits.piece) {
    const piece = bytes.slice(at, at + blobLimits.piece);
    const name = await nameOf(piece);
    await blobs.put(name, piece.length, new Blob([piece]).stream());
    pieces.push(name);
  }
  await blobs.join(hash, pieces);
  return hash;
}

async function nameOf(bytes: Bytes): Promise<AssetHash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return parse(AssetHash, Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join(''), 'bug');
}
