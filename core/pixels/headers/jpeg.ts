import { orientationIn } from './exif.ts';
import { Reader, type Header } from './header.ts';

const START_OF_SCAN = 0xda;
const APP1 = 0xe1;

/** ITU-T T.81, annex B. Nothing where the frame's header is not there. */
export function readJpeg(bytes: Uint8Array): Header | undefined {
  const reader = new Reader(bytes);
  let size: { width: number; height: number } | undefined;
  let orientation = 1;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (reader.byte(at) !== 0xff) return undefined;
    const marker = reader.byte(at + 1);
    if (marker === 0xff) {
      at++; // any number of fill bytes may come before a marker
      continue;
    }
    const length = reader.u16(at + 2);
    if (marker === APP1 && reader.text(at + 4, 6) === 'Exif\0\0') {
      orientation = orientationIn(bytes.subarray(at + 10, at + 2 + length));
    }
    if (isFrame(marker)) size = { height: reader.u16(at + 5), width: reader.u16(at + 7) };
    at += 2 + length;
    if (marker === START_OF_SCAN) break;
  }
  return size && { type: 'image/jpeg', ...size, orientation, alpha: false, whole: endsAfter(bytes, at) };
}

/** C0 to CF hold a frame, but for the tables DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Whether an end-of-image marker follows the scans. Cameras add data of their own behind it. */
function endsAfter(bytes: Uint8Array, start: number): boolean {
  for (let at = bytes.length - 2; at >= start; at--) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  }
  return false;
}
