/** Which kind of picture some bytes are, by how they begin. */
import { familyOf } from './avif.ts';
import { Reader } from './header.ts';

/** How many of the first bytes tell. */
export const telling = 64;

/** What a browser shows as a picture and never runs; nothing for all else, SVG among it, which may hold scripts. */
export function pictureType(
  bytes: Uint8Array,
): 'image/png' | 'image/jpeg' | 'image/webp' | 'image/avif' | 'image/gif' | undefined {
  const reader = new Reader(bytes);
  if (reader.u24(0) === 0xffd8ff) return 'image/jpeg';
  if (reader.u32(0) === 0x89504e47 && reader.u32(4) === 0x0d0a1a0a) return 'image/png';
  if (reader.text(0, 4) === 'RIFF' && reader.text(8, 4) === 'WEBP') return 'image/webp';
  if (['GIF87a', 'GIF89a'].includes(reader.text(0, 6))) return 'image/gif';
  return familyOf(bytes) === 'avif' ? 'image/avif' : undefined;
}
