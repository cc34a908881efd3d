/** Archives, read by another's reader, and the checksum that they share with PNG. */
import { crc32 as reference } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { Zip } from '../../../core/library/zip.ts';
import { crc32 } from '../../../core/pixels/crc32.ts';

const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);
const MADE = Date.UTC(2026, 10, 23, 2, 30, 58);

interface File {
  readonly name: string;
  readonly parts: readonly Uint8Array[];
  readonly large?: boolean;
}

function written(files: readonly File[], start = 0): Uint8Array {
  const zip = new Zip(MADE, utf8, start);
  const out: Uint8Array[] = [];
  for (const { name, parts, large } of files) {
    out.push(zip.begin(name, large));
    for (const part of parts) {
      zip.add(part);
      out.push(part);
    }
    out.push(zip.close());
  }
  return Buffer.concat([...out, ...zip.end()]);
}

// An object has one name that its reader's could not: it would be the object's prototype.
const file = fc.record({
  name: fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter(name => !name.endsWith('/') && name !== '__proto__'),
  parts: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
  large: fc.boolean(),
});

test('what is written is read again, whatever it is called and however it came', () => {
  fc.assert(
    fc.property(fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 8 }), files => {
      const read = unzipSync(written(files));
      expect(Object.keys(read).sort()).toEqual(files.map(({ name }) => name).sort());
      for (const { name, parts } of files) expect(Buffer.from(read[name]!)).toEqual(Buffer.concat(parts));
    }),
  );
});

test('more files than 16 bits count', () => {
  const files = Array.from({ length: 70_000 }, (_, i) => ({ name: `${i}`, parts: [utf8(`${i % 10}`)] }));
  const read = unzipSync(written(files));
  expect(Object.keys(read)).toHaveLength(70_000);
  expect(read['69999']).toEqual(utf8('9'));
});

test('places that 32 bits do not hold stand in the ZIP64 fields', () => {
  const start = 2 ** 32 + 5;
  const bytes = written([{ name: 'a', parts: [utf8('x')] }], start);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const directory = bytes.length - 22 - 20 - 56 - (46 + 1 + 12);
  expect(view.getUint32(directory, true)).toBe(0x02014b50);
  // The place of the file's own header, and then its extra field.
  expect(view.getUint32(directory + 42, true)).toBe(0xffffffff);
  expect([view.getUint16(directory + 47, true), view.getUint16(directory + 49, true)]).toEqual([1, 8]);
  expect(view.getBigUint64(directory + 51, true)).toBe(BigInt(start));
  const end = bytes.length - 22 - 20 - 56;
  expect(view.getUint32(end, true)).toBe(0x06064b50);
  expect(view.getBigUint64(end + 48, true)).toBe(BigInt(start + directory));
  expect(view.getUint32(bytes.length - 22 + 16, true)).toBe(0xffffffff);
});

test('every file says when it was made, to two seconds', () => {
  const view = new DataView(Uint8Array.from(written([{ name: 'a', parts: [] }])).buffer);
  const [time, date] = [view.getUint16(10, true), view.getUint16(12, true)];
  expect([
    (date >> 9) + 1980,
    (date >> 5) & 15,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  ]).toEqual([2026, 11, 23, 2, 30, 58]);
});

test('what is not opened, or opened twice, is a bug', () => {
  const zip = new Zip(MADE, utf8);
  expect(() => zip.add(utf8('x'))).toThrow('No file');
  zip.begin('a');
  expect(() => zip.begin('b')).toThrow('still open');
});

test('the checksum is the one of zlib, in one part or in many', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (one, other) => {
      expect(crc32(one)).toBe(reference(one));
      expect(crc32(other, crc32(one))).toBe(reference(Buffer.concat([one, other])));
    }),
  );
});
