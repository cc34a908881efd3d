import { afterAll, describe, expect, test } from 'vitest';
import { openEngine } from '../../../src/workers/host.ts';
import { decodeFile } from '../../../src/workers/decode.ts';
import { encodePng } from '../../../core/pixels/png/encode.ts';
import { fixture } from './fixtures.ts';
import { faultOf, never, pixelsOf } from './pictures.ts';

const engine = openEngine();
afterAll(() => engine.close());

/** The middle of each quarter of `upright.png`, from the top left. */
const quarters = [
  { x: 12, y: 8, colour: [0xd0, 0x20, 0x20, 255] },
  { x: 36, y: 8, colour: [0x20, 0xa0, 0x40, 255] },
  { x: 12, y: 24, colour: [0x20, 0x40, 0xd0, 255] },
  { x: 36, y: 24, colour: [0xe0, 0xc0, 0x20, 255] },
];

describe('every kind of picture, however it is turned, is seen upright', () => {
  test.each([
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(n => [`orientation-${n}.jpg`, 'image/jpeg'] as const),
    ['jpeg-named.png', 'image/jpeg'] as const,
    ['upright.png', 'image/png'] as const,
    ['deep.png', 'image/png'] as const,
    ['lossy.webp', 'image/webp'] as const,
    ['lossless.webp', 'image/webp'] as const,
    ['plain.avif', 'image/avif'] as const,
  ])('%s', async (name, type) => {
    const opened = await engine.open(await fixture(name), never);
    expect(opened).toMatchObject({ width: 48, height: 32, type });
    const whole = { x: 0, y: 0, width: 48, height: 32 };
    const seen = await pixelsOf(await engine.view(opened.picture, whole, 48, 32, never));
    for (const { x, y, colour } of quarters) {
      const at = (y * 48 + x) * 4;
      const worst = Math.max(...colour.map((value, i) => Math.abs(value - (seen[at + i] ?? NaN))));
      expect(worst, `at ${x}, ${y}`).toBeLessThanOrEqual(8);
    }
  });
});

test('the file is kept as it came, with a small picture of it', async () => {
  const file = await fixture('orientation-6.jpg');
  const { picture, thumb } = await engine.open(file, never);
  expect(new Uint8Array(await picture.blob.arrayBuffer())).toEqual(new Uint8Array(await file.arrayBuffer()));
  const seen = await createImageBitmap(thumb.blob);
  expect([seen.width, seen.height]).toEqual([48, 32]);
});

test.each([
  ['orientation-6.jpg', 'image/jpeg'],
  ['straight.png', 'image/webp'],
])('the small picture of %s lets light through if it does: %s', async (name, type) => {
  const { thumb } = await engine.open(await fixture(name), never);
  expect(thumb.blob.type).toBe(type);
});

test('a single pixel', async () => {
  const opened = await engine.open(await fixture('1x1.png'), never);
  expect(opened).toMatchObject({ width: 1, height: 1 });
  const seen = await engine.view(opened.picture, { x: 0, y: 0, width: 1, height: 1 }, 3, 3, never);
  expect([...(await pixelsOf(seen))]).toEqual(
    Array.from({ length: 9 }, () => [0x33, 0x66, 0x99, 255]).flat(),
  );
});

test.each(['straight.png', 'straight.webp'])('%s keeps the colour of what is all but clear', async name => {
  const { pixels } = await decodeFile(new Uint8Array(await (await fixture(name)).arrayBuffer()));
  const expected = new Uint8ClampedArray(await (await fixture('straight.rgba')).arrayBuffer());
  expect(pixels.data).toEqual(expected);
});

test.each([
  [9000, 3],
  [3, 9000],
  [2100, 2060],
])('and so does a picture of %i × %i, larger than a texture', async (width, height) => {
  const data = new Uint8Array(width * height * 4).map((_, i) =>
    i % 4 === 3 ? 1 + ((i >> 2) % 255) : (i * 7) % 256,
  );
  const { pixels } = await decodeFile(encodePng({ width, height, channels: 4, data }));
  const differs = pixels.data.findIndex((value, i) => value !== data[i]);
  expect([pixels.width, pixels.height, differs]).toEqual([width, height, -1]);
});

test('a palette with a clear colour', async () => {
  const { pixels } = await decodeFile(new Uint8Array(await (await fixture('palette.png')).arrayBuffer()));
  expect([...pixels.data.slice((8 * 48 + 12) * 4).slice(3, 4)]).toEqual([0]);
  expect([...pixels.data.slice((24 * 48 + 36) * 4).slice(0, 4)]).toEqual([0xe0, 0xc0, 0x20, 255]);
});

describe('what is not a picture says so in a sentence, and the next picture opens', () => {
  test.each([
    ['empty.jpg', 'bad-request', 'empty'],
    ['text.jpg', 'bad-request', 'not a picture'],
    ['phone.heic', 'bad-request', 'HEIC'],
    ['animation.gif', 'bad-request', 'GIF'],
    ['truncated.jpg', 'bad-request', 'cut short'],
    ['truncated.png', 'bad-request', 'cut short'],
    ['truncated.webp', 'bad-request', 'cut short'],
    ['truncated.avif', 'bad-request', 'cut short'],
    ['huge.png', 'too-big', '30,000 × 30,000'],
  ])('%s', async (name, kind, words) => {
    const fault = await faultOf(engine.open(await fixture(name), never));
    expect(fault.name).toBe(kind);
    expect(fault.message).toContain(words);
    await expect(engine.open(await fixture('1x1.png'), never)).resolves.toMatchObject({ width: 1 });
  });

  test('a PNG that is whole but whose pixels are garbage', async () => {
    const bytes = new Uint8Array(await (await fixture('straight.png')).arrayBuffer());
    bytes.fill(0x55, 60, 100);
    const fault = await faultOf(engine.open(new Blob([bytes]), never));
    expect(fault).toMatchObject({
      name: 'bad-request',
      message: expect.stringContaining('damaged') as string,
    });
  });

  test('a file of more than 256 MB is not read', async () => {
    const block = new Uint8Array(2 ** 20);
    const fault = await faultOf(engine.open(new Blob(Array.from({ length: 257 }, () => block)), never));
    expect(fault).toMatchObject({ name: 'too-big', message: expect.stringContaining('257 MB') as string });
  });
});
