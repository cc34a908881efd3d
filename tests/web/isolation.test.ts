/** What the browser must give the app before anything else here means something. */
import { expect, test } from 'vitest';

test('the page is isolated, so threads may share memory', () => {
  expect(crossOriginIsolated).toBe(true);
  expect(new SharedArrayBuffer(8).byteLength).toBe(8);
});

test('a file of the origin keeps what it was given', async () => {
  const folder = await navigator.storage.getDirectory();
  const file = await folder.getFileHandle('isolation.test', { create: true });
  const writer = await file.createWritable();
  await writer.write(new Uint8Array([1, 2, 3]));
  await writer.close();
  expect((await file.getFile()).size).toBe(3);
  await folder.removeEntry('isolation.test');
});
