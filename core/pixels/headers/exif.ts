import { Reader } from './header.ts';

const ORIENTATION = 0x0112;

/** The orientation in an EXIF block (a TIFF file, EXIF 2.32 §4.5), 1 to 8; 1 where it says none. */
export function orientationIn(tiff: Uint8Array): number {
  const reader = new Reader(tiff);
  const order = reader.text(0, 2);
  if (order !== 'II' && order !== 'MM') return 1;
  const little = order === 'II';
  const directory = reader.u32(4, little);
  const entries = reader.u16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > reader.length) return 1;
    if (reader.u16(entry, little) !== ORIENTATION) continue;
    const value = reader.u16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
