/** What a file is, by its bytes: the name and the type it came with are not asked. No pixel is decoded. */
import { Fault } from '../contract/fault.ts';
import type { Size } from './box.ts';
import { familyOf, readAvif } from './headers/avif.ts';
import { Reader, type Header } from './headers/header.ts';
import { readJpeg } from './headers/jpeg.ts';
import { readPng } from './headers/png.ts';
import { readWebp } from './headers/webp.ts';
import { fitting, longestSide, ordinary, type Limit } from './limit.ts';

export interface Sniffed {
  readonly type: Header['type'];
  /** As it will be seen: turned as `orientation` says. */
  readonly width: number;
  readonly height: number;
  /** EXIF, 1 to 8. */
  readonly orientation: number;
  /** Whether it may hold pixels that let light through. */
  readonly alpha: boolean;
}

const WELCOME = 'Brushword opens JPEG, PNG, WebP and AVIF pictures.';

/**
 * Throws `Fault('bad-request')` for what is no picture, is of another kind or is cut short, and `Fault('too-big')` for
 * what is larger than the limit.
 */
export function sniff(bytes: Uint8Array, limit: Limit = ordinary): Sniffed {
  if (bytes.length === 0) {
    throw new Fault('bad-request', 'This file is empty. Choose the picture again, or another copy of it.');
  }
  const { kind, read } = kindOf(bytes);
  const header = read(bytes);
  if (!header || header.width === 0 || header.height === 0) throw cutShort(kind);
  const sideways = header.orientation >= 5;
  const width = sideways ? header.height : header.width;
  const height = sideways ? header.width : header.height;
  checkSize({ width, height }, limit);
  if (!header.whole) throw cutShort(kind);
  return { type: header.type, width, height, orientation: header.orientation, alpha: header.alpha };
}

/** Throws `Fault('too-big')` where a picture of this size is more than is worked on here. */
function checkSize(size: Size, limit: Limit): void {
  const fits = fitting(size, limit);
  if (!fits) return;
  const { width, height } = size;
  const tooMuch =
    Math.max(width, height) > longestSide
      ? `, and ${count(longestSide)} is the most for a side`
      : ` (${count(Math.round((width * height) / 1e6))} megapixels), and the limit is ${limit.megapixels} megapixels`;
  throw new Fault(
    'too-big',
    `This picture is ${count(width)} × ${count(height)} pixels${tooMuch}. ` +
      `Make it ${count(fits.width)} × ${count(fits.height)} or smaller in another program, and open that.`,
  );
}

const count = (value: number): string => value.toLocaleString('en');

interface Kind {
  readonly kind: string;
  read(bytes: Uint8Array): Header | undefined;
}

function kindOf(bytes: Uint8Array): Kind {
  const reader = new Reader(bytes);
  if (reader.u24(0) === 0xffd8ff) return { kind: 'JPEG', read: readJpeg };
  if (reader.u32(0) === 0x89504e47) return { kind: 'PNG', read: readPng };
  if (reader.text(0, 4) === 'RIFF' && reader.text(8, 4) === 'WEBP') return { kind: 'WebP', read: readWebp };
  const family = familyOf(bytes);
  if (family === 'avif') return { kind: 'AVIF', read: readAvif };
  if (family === 'heic') {
    throw new Fault(
      'bad-request',
      'This is a HEIC picture, which this browser cannot open. Save it as JPEG, and open that.',
    );
  }
  const other = others.find(([, is]) => is(reader))?.[0];
  throw new Fault(
    'bad-request',
    other
      ? `This is a ${other} file. ${WELCOME} Save it as one of these, and open that.`
      : `This file is not a picture. ${WELCOME}`,
  );
}

const others: readonly (readonly [string, (reader: Reader) => boolean])[] = [
  ['GIF', reader => reader.text(0, 4) === 'GIF8'],
  ['TIFF', reader => ['II*\0', 'MM\0*'].includes(reader.text(0, 4))],
  ['PDF', reader => reader.text(0, 5) === '%PDF-'],
  ['SVG', reader => reader.text(0, 1024).includes('<svg')],
  ['BMP', reader => reader.text(0, 2) === 'BM' && reader.u32(6) === 0],
  ['JPEG XL', reader => reader.u16(0) === 0xff0a || reader.text(4, 4) === 'JXL '],
];

const cutShort = (kind: string): Fault =>
  new Fault(
    'bad-request',
    `This ${kind} is cut short: a part of it is missing. Download or copy it again, and open that.`,
  );
