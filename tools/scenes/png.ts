/** PNG (ISO/IEC 15948): 8 bits, grey or RGB, every row filtered by `up`, which suits masks. */
import { crc32, deflateSync } from 'node:zlib';

function chunk(name: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

/** `data`: one byte (grey) or three (RGB) a pixel, rows from the top. */
export function encodePng(data: Uint8Array, width: number, height: number): Buffer {
  const stride = data.length / height;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = stride === width ? 0 : 2;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    rows[y * (stride + 1)] = 2;
    for (let i = 0; i < stride; i++) {
      const above = y > 0 ? data[(y - 1) * stride + i]! : 0;
      rows[y * (stride + 1) + 1 + i] = (data[y * stride + i]! - above) & 255;
    }
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
