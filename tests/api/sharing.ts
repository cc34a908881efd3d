/** What the tests of links share: pictures of a few bytes, kept in an account, and a link to them. */
import { AssetHash } from '../../core/contract/ids.ts';
import { MadeShare, type Lent, type NewShare } from '../../core/contract/share.ts';
import { hashOf } from './hash.ts';
import type { Visitor } from './visitor.ts';

const ascii = (text: string): number[] => Array.from(text, letter => letter.charCodeAt(0));

/** The beginnings of files, as their formats have them, and a few bytes more. */
export const files = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3],
  jpeg: [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3],
  webp: [...ascii('RIFF'), 4, 0, 0, 0, ...ascii('WEBPVP8 ')],
  gif: ascii('GIF89a, and more'),
  avif: [0, 0, 0, 24, ...ascii('ftypavif'), 0, 0, 0, 0, ...ascii('avifmif1')],
  heic: [0, 0, 0, 24, ...ascii('ftypheic'), 0, 0, 0, 0, ...ascii('heicmif1')],
  html: ascii('<!doctype html><script>alert(1)</script>'),
  svg: ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  half: [0x89, 0x50, 0x4e, 0x47, ...ascii('<script>alert(1)</script>')],
} as const;

/** Keeps bytes in the account; gives their name. */
export async function keep(visitor: Visitor, bytes: readonly number[]): Promise<AssetHash> {
  const sent = Uint8Array.from(bytes);
  const hash = await hashOf(sent);
  const reply = await visitor.ask(`PUT /blobs/${hash}`, sent);
  if (reply.status !== 204) throw new Error(`The bytes were not kept: ${reply.status}.`);
  return hash;
}

/** A link to a picture, or to what is said. */
export async function share(visitor: Visitor, more: Partial<NewShare> = {}, what?: Lent): Promise<MadeShare> {
  const lent = what ?? { kind: 'version', title: 'The kitchen', after: await keep(visitor, files.jpeg) };
  return visitor.get(MadeShare, 'POST /shares', { what: lent, ...more });
}
