import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Of, basic, bytesOfBase64, textOf } from '../../../core/providers/text.ts';

const anyBytes = fc.uint8Array({ maxLength: 300 });

test('UTF-8 is read as Node reads it', () => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
      const bytes = new TextEncoder().encode(text);
      expect(textOf(bytes)).toBe(decoder.decode(bytes));
    }),
  );
  const long = new TextEncoder().encode('naïve 🚣 '.repeat(5000));
  expect(textOf(long)).toBe(decoder.decode(long));
});

test('what is no UTF-8 is marked, and does not throw', () => {
  for (const bytes of [[0xff], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc0, 0xaf]]) {
    expect(textOf(new Uint8Array([65, ...bytes, 66]))).toMatch(/^A�+B$/);
  }
});

test('base64 is what Node makes of it, both ways', () => {
  fc.assert(
    fc.property(anyBytes, bytes => {
      const text = Buffer.from(bytes).toString('base64');
      expect(base64Of(bytes)).toBe(text);
      expect(bytesOfBase64(text)).toEqual(Uint8Array.from(bytes));
      expect(bytesOfBase64(`data:image/png;base64,${text}`)).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test.each(['a b', 'ab-_', '%%%', 'ab\u00e9='])('%s is no base64', text => {
  expect(bytesOfBase64(text)).toBeUndefined();
});

test('a name and a password in any writing', () => {
  for (const [name, password] of [
    ['me', 'a:b'],
    ['Zoë', 'pässwörd 🔑 100%'],
  ] as const) {
    expect(basic(name, password)).toBe(`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`);
  }
});
