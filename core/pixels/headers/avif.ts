import { Reader, type Header } from './header.ts';

interface Part {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Which family an ISO base media file belongs to, by its brands; nothing where it is no such file. */
export function familyOf(bytes: Uint8Array): 'avif' | 'heic' | 'other' | undefined {
  const reader = new Reader(bytes);
  if (reader.text(4, 4) !== 'ftyp') return undefined;
  const brands = reader.text(8, Math.min(reader.u32(0), 256) - 8);
  if (/avi[fs]/.test(brands)) return 'avif';
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands) ? 'heic' : 'other';
}

/** AV1 Image File Format 1.1 over ISO/IEC 23008-12: the properties of the primary item. */
export function readAvif(bytes: Uint8Array): Header | undefined {
  const reader = new Reader(bytes);
  const files = parts(reader, 0, bytes.length);
  const meta = files.find(part => part.name === 'meta');
  if (!meta) return undefined;
  const inside = parts(reader, meta.start + 4, meta.end);
  const properties = inside.find(part => part.name === 'iprp');
  if (!properties) return undefined;
  const [list, links] = ['ipco', 'ipma'].map(name =>
    parts(reader, properties.start, properties.end).find(part => part.name === name),
  );
  if (!list) return undefined;
  const all = parts(reader, list.start, list.end);
  const own = links ? linked(reader, links, primary(reader, inside)).flatMap(nth => all[nth - 1] ?? []) : [];
  const size = own.find(part => part.name === 'ispe');
  if (!size) return undefined;
  return {
    type: 'image/avif',
    width: reader.u32(size.start + 4),
    height: reader.u32(size.start + 8),
    orientation: turned(reader, own),
    alpha: all.some(part => part.name === 'auxC' && /auxid:1|:alpha/.test(reader.text(part.start + 4, 44))),
    whole: (files.at(-1)?.end ?? 0) <= bytes.length,
  };
}

/** Boxes: length, name, data; a length of 1 is followed by a 64-bit one, 0 reaches to the end. */
function parts(reader: Reader, start: number, end: number): Part[] {
  const found: Part[] = [];
  for (let at = start; at + 8 <= Math.min(end, reader.length);) {
    const short = reader.u32(at);
    const head = short === 1 ? 16 : 8;
    const length =
      short === 1 ? reader.u32(at + 8) * 2 ** 32 + reader.u32(at + 12) : short === 0 ? end - at : short;
    if (length < head) break;
    found.push({ name: reader.text(at + 4, 4), start: at + head, end: at + length });
    at += length;
  }
  return found;
}

function primary(reader: Reader, inside: readonly Part[]): number {
  const item = inside.find(part => part.name === 'pitm');
  if (!item) return 1;
  return reader.byte(item.start) === 0 ? reader.u16(item.start + 4) : reader.u32(item.start + 4);
}

/** The properties of an item, counted from 1, in the order they apply. */
function linked(reader: Reader, { start, end }: Part, item: number): number[] {
  const wideItems = reader.byte(start) > 0;
  const wideLinks = (reader.byte(start + 3) & 1) === 1;
  let at = start + 8;
  for (let left = reader.u32(start + 4); left > 0 && at < end; left--) {
    const id = wideItems ? reader.u32(at) : reader.u16(at);
    at += wideItems ? 4 : 2;
    const count = reader.byte(at++);
    if (id === item) {
      return Array.from({ length: count }, (_, i) =>
        wideLinks ? reader.u16(at + i * 2) & 0x7fff : reader.byte(at + i) & 0x7f,
      );
    }
    at += count * (wideLinks ? 2 : 1);
  }
  return [];
}

/** Quarter turns (irot, anticlockwise) and then a mirror (imir), as one EXIF orientation. */
function turned(reader: Reader, own: readonly Part[]): number {
  const turn = own.find(part => part.name === 'irot');
  const mirror = own.find(part => part.name === 'imir');
  const quarters = turn ? reader.byte(turn.start) & 3 : 0;
  const plain = [1, 8, 3, 6];
  const leftToRight = [2, 7, 4, 5];
  const topToBottom = [4, 5, 2, 7];
  const row = mirror ? ((reader.byte(mirror.start) & 1) === 1 ? leftToRight : topToBottom) : plain;
  return row[quarters] ?? 1;
}
