import { orientationIn } from './exif.ts';
import { Reader, type Header } from './header.ts';

/** PNG, third edition, §5.3: eight bytes, then chunks of length, name, data and CRC. */
export function readPng(bytes: Uint8Array): Header | undefined {
  const reader = new Reader(bytes);
  if (reader.text(12, 4) !== 'IHDR' || bytes.length < 33) return undefined;
  const [width, height, colour] = [reader.u32(16), reader.u32(20), reader.byte(25)];
  let [alpha, orientation, whole] = [(colour & 4) !== 0, 1, false];
  for (let at = 33; at + 12 <= bytes.length;) {
    const [length, name] = [reader.u32(at), reader.text(at + 4, 4)];
    const end = at + 12 + length;
    if (end > bytes.length) break;
    if (name === 'tRNS') alpha = true;
    if (name === 'eXIf') orientation = orientationIn(bytes.subarray(at + 8, at + 8 + length));
    if (name === 'IEND') whole = true;
    at = end;
  }
  return { type: 'image/png', width, height, orientation, alpha, whole };
}
