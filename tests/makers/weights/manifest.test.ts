import { describe, expect, test } from 'vitest';
import { Fault } from '../../../core/contract/fault.ts';
import { addressOf, HUB, serverAt } from '../../../src/models/weights/address.ts';
import { defineWeights } from '../../../src/models/weights/entry.ts';
import { manifest } from '../../../src/models/weights/manifest.ts';
import { readPointer } from '../../../src/models/weights/pointer.ts';

test('no two models have the same name', () => {
  const names = manifest.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(manifest.flatMap(entry => entry.files.map(file => ({ ...entry, ...file }))))(
  '$name, $path: its size and hash are written down, and it is asked for at a commit',
  entry => {
    expect(entry.bytes).toBeGreaterThan(/\.onnx$/.test(entry.path) ? 1e6 : 100);
    expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(addressOf(HUB, entry, 'resolve', entry.path)).toBe(
      `https://huggingface.co/${entry.repository}/resolve/${entry.commit}/${entry.path}`,
    );
  },
);

test.each([
  ['a branch for a commit', { commit: 'main' }],
  ['a path that leads out', { files: [{ path: '../model.onnx' }] }],
  ['a path from the root', { files: [{ path: '/model.onnx' }] }],
  ['a name that is a folder', { name: 'a/b' }],
  ['a page that is a script', { source: 'javascript:alert(1)' }],
  ['nothing it runs on', { runsOn: [] }],
])('%s is no entry', (_, wrong) => {
  const [first] = manifest;
  expect(() => defineWeights({ ...first!, ...wrong } as never)).toThrow(Fault);
});

describe('a server’s address', () => {
  test.each([
    ['https://models.example.org', 'https://models.example.org'],
    [' models.example.org/hub/ ', 'https://models.example.org/hub'],
    ['http://localhost:9000/', 'http://localhost:9000'],
    ['http://127.0.0.1:9000/a//', 'http://127.0.0.1:9000/a'],
    ['HTTPS://Models.Example.org:443', 'https://models.example.org'],
  ])('%s', (typed, address) => {
    expect(serverAt(typed)).toBe(address);
  });

  test.each([
    ['', /not an address/],
    ['https://', /not an address/],
    ['two words', /not an address/],
    ['http://models.example.org', /https/],
    ['http://localhost.example.org', /https/],
    ['http://192.168.0.7:9000', /https/],
    ['ftp://models.example.org', /https/],
    ['file:///models', /address|https/],
    ['https://me:secret@models.example.org', /nothing else/],
    ['https://models.example.org/?key=1', /nothing else/],
    ['https://models.example.org/#here', /nothing else/],
  ])('“%s” is refused', (typed, sentence) => {
    expect(() => serverAt(typed)).toThrow(sentence);
  });
});

describe('a pointer', () => {
  const sha256 = 'a'.repeat(64);
  const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize 12345\n`;
  test('is read', () => {
    expect(readPointer(text)).toEqual({ sha256, bytes: 12345 });
  });
  test.each([
    ['a page', '<!doctype html>'],
    ['one without a size', text.replace(/size.*\n/, '')],
    ['one of another hash', text.replace('sha256', 'md5')],
    ['a file that begins otherwise', ` ${text}`],
  ])('%s is none', (_, wrong) => {
    expect(readPointer(wrong)).toBeUndefined();
  });
});
