import { orientationIn } from './exif.ts';
import { Reader, type Header } from './header.ts';

/** The WebP container specification and RFC 9649: RIFF chunks; VP8 is lossy, VP8L lossless, VP8X has more to come. */
export function readWebp(bytes: Uint8Array): Header | undefined {
  const reader = new Reader(bytes);
  const whole = reader.u32(4, true) + 8 <= bytes.length;
  let size: { width: number; height: number } | undefined;
  let [alpha, orientation] = [false, 1];
  for (let at = 12; at + 8 <= bytes.length;) {
    const [name, length, data] = [reader.text(at, 4), reader.u32(at + 4, true), at + 8];
    if (name === 'VP8X') {
      alpha = (reader.byte(data) & 0x10) !== 0;
      size = { width: reader.u24(data + 4, true) + 1, height: reader.u24(data + 7, true) + 1 };
    } else if (name === 'VP8 ') {
      size ??= { width: reader.u16(data + 6, true) & 0x3fff, height: reader.u16(data + 8, true) & 0x3fff };
    } else if (name === 'VP8L') {
      const bits = reader.u32(data + 1, true);
      alpha ||= ((bits >>> 28) & 1) === 1;
      size ??= { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    } else if (name === 'EXIF') {
      orientation = orientationIn(bytes.subarray(data, data + length));
    }
    at = data + length + (length & 1);
  }
  return size && { type: 'image/webp', ...size, orientation, alpha, whole };
}
