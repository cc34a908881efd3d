/** A file that is half here: whatever happens to it, what is kept of it is what had come, and as much of it as can be. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHUNK, goodChunks, LINK, linkOf, START } from '../../../src/models/weights/chain.ts';
import { anyBytes } from '../../fakes/bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const chunks = 6;
const data = anyBytes(chunks * CHUNK, 7);

async function linksOf(bytes: Bytes): Promise<Bytes> {
  const links = new Uint8Array((bytes.length / CHUNK) * LINK);
  let last = START;
  for (let i = 0; i < bytes.length / CHUNK; i++) {
    last = await linkOf(last, bytes.slice(i * CHUNK, (i + 1) * CHUNK));
    links.set(last, i * LINK);
  }
  return links;
}

const links = await linksOf(data);

/** What is found good, and that each chunk found is handed over once, in order. */
async function goodOf(bytes: Bytes, chained: Bytes): Promise<number> {
  const seen: Bytes[] = [];
  const read = (at: number): Bytes => bytes.slice(at, at + CHUNK);
  const found = await goodChunks(chained, read, chunk => void seen.push(chunk));
  expect(seen.length).toBe(found.chunks);
  expect(seen.every((chunk, i) => chunk.every((byte, j) => byte === data[i * CHUNK + j]))).toBe(true);
  expect(found.last).toEqual(
    found.chunks === 0 ? START : links.slice((found.chunks - 1) * LINK, found.chunks * LINK),
  );
  return found.chunks;
}

const at = (length: number) => fc.integer({ min: 0, max: length - 1 });
const few = { numRuns: 40 };

test('undamaged, all of it is good', async () => {
  expect(await goodOf(data, links)).toBe(chunks);
});

test('cut anywhere, every chunk that is whole is good', async () => {
  await fc.assert(
    fc.asyncProperty(at(data.length), async length => {
      expect(await goodOf(data.slice(0, length), links)).toBe(Math.floor(length / CHUNK));
    }),
    few,
  );
});

test('with its links torn anywhere, every chunk that has a whole link is good', async () => {
  await fc.assert(
    fc.asyncProperty(at(links.length), async length => {
      expect(await goodOf(data, links.slice(0, length))).toBe(Math.floor(length / LINK));
    }),
    few,
  );
});

test('with any byte altered, what lies before its chunk is good, and nothing after', async () => {
  await fc.assert(
    fc.asyncProperty(at(data.length), fc.integer({ min: 1, max: 255 }), async (where, change) => {
      const altered = data.slice();
      altered[where]! ^= change;
      expect(await goodOf(altered, links)).toBe(Math.floor(where / CHUNK));
    }),
    few,
  );
});

test('with any byte of a link altered, what lies before it is good', async () => {
  await fc.assert(
    fc.asyncProperty(at(links.length), fc.integer({ min: 1, max: 255 }), async (where, change) => {
      const altered = links.slice();
      altered[where]! ^= change;
      expect(await goodOf(data, altered)).toBe(Math.floor(where / LINK));
    }),
    few,
  );
});

test('with two chunks swapped, links and all, what lies before the first is good', async () => {
  await fc.assert(
    fc.asyncProperty(at(chunks), at(chunks), async (one, two) => {
      fc.pre(one !== two);
      const [bytes, chained] = [data.slice(), links.slice()];
      for (const [of, from, size] of [
        [bytes, data, CHUNK],
        [chained, links, LINK],
      ] as const) {
        of.set(from.subarray(one * size, (one + 1) * size), two * size);
        of.set(from.subarray(two * size, (two + 1) * size), one * size);
      }
      expect(await goodOf(bytes, chained)).toBe(Math.min(one, two));
    }),
    few,
  );
});
