/** Which kind of picture some bytes are by how they begin; whatever a browser might run is none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pictureType, telling } from '../../../core/pixels/headers/picture-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, letter => letter.charCodeAt(0));

test('a photo, by no more than the bytes that tell', () => {
  const photo = readFileSync(join(import.meta.dirname, '../../../public/samples/kitchen.jpg'));
  expect(pictureType(photo.subarray(0, telling))).toBe('image/jpeg');
});

test.each([
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff\xe1', 'image/jpeg'],
  ['RIFF\x04\0\0\0WEBPVP8L', 'image/webp'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf', 'image/avif'],
  ['\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf', 'image/avif'],
  ['\0\0\0\x1cftypavis\0\0\0\0msf1avis', 'image/avif'],
  ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', undefined],
  ['\0\0\0\x18ftypisom\0\0\0\0isomiso2', undefined],
  ['\x89PNG<script>', undefined],
  ['RIFF\x04\0\0\0WAVEfmt ', undefined],
  ['GIF', undefined],
  ['BM\0\0\0\0\0\0', undefined],
  ['%PDF-1.7', undefined],
  ['PK\x03\x04', undefined],
  ['<!doctype html>', undefined],
  ['<svg xmlns="http://www.w3.org/2000/svg">', undefined],
  ['<?xml version="1.0"?><svg>', undefined],
  [' \xff\xd8\xff', undefined],
  ['', undefined],
])('%j is %s', (text, type) => expect(pictureType(bytes(text))).toBe(type));
