/**
 * Words as CLIP knows them: with its own numbers for them, which OpenAI's list of merges and the code of open_clip 3.3.0 give. (“a
 * photo of a cat” stands in the tests of most who read it.)
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokensIn } from '../../../src/models/sight/byte-pairs.ts';
import { smallTokenizer } from '../../../tools/nets/clip-words.ts';

const { idsOf } = tokensIn(smallTokenizer());

// prettier-ignore
test.each<[string, readonly number[]]>([
  ['a photo of a cat', [49406, 320, 1125, 539, 320, 2368, 49407]],
  ['a photo of a dog', [49406, 320, 1125, 539, 320, 1929, 49407]],
  ['Hello, world!', [49406, 3306, 267, 1002, 256, 49407]],
  ['A PHOTO of  a Cat!', [49406, 320, 1125, 539, 320, 2368, 256, 49407]],
  ['a photo of a beach at sunset', [49406, 320, 1125, 539, 320, 2117, 536, 3424, 49407]],
  ["it's 42 o'clock", [49406, 585, 568, 275, 273, 334, 262, 6716, 49407]],
  ['Café Zürich', [49406, 15304, 89, 6522, 4021, 49407]],
  ['a photo of ein roter Stuhl', [49406, 320, 1125, 539, 24524, 532, 652, 858, 5956, 49407]],
  ['夕焼けの海', [49406, 23170, 243, 163, 226, 120, 4813, 239, 21575, 162, 113, 371, 49407]],
  ['🌅 sunrise', [49406, 27547, 5610, 49407]],
  ["don't we'll", [49406, 847, 713, 649, 1342, 49407]],
  ['antidisestablishmentarianism', [49406, 3120, 4262, 7726, 12658, 1585, 44351, 49407]],
  ['a photo of red', [49406, 320, 1125, 539, 736, 49407]],
  ['a photo of green', [49406, 320, 1125, 539, 1901, 49407]],
  ['a photo of blue', [49406, 320, 1125, 539, 1746, 49407]],
])('“%s”', (text, ids) => {
  expect(idsOf(text)).toEqual(ids);
});

test('white space and the way that accents are written make no difference', () => {
  expect(idsOf('  a\tphoto \n of a cat ')).toEqual(idsOf('a photo of a cat'));
  expect(idsOf('cafe\u0301 zu\u0308rich')).toEqual(idsOf('café zürich'));
  expect(idsOf('')).toEqual([49_406, 49_407]);
});

test('what is too long is cut, and still ends', () => {
  const ids = idsOf('cat '.repeat(500));
  expect(ids).toHaveLength(77);
  expect([ids[0], ids[1], ids[75], ids[76]]).toEqual([49_406, 2368, 2368, 49_407]);
  expect(idsOf('q'.repeat(1e6))).toHaveLength(77);
});

test('whatever is typed has numbers, the signs around a text only around it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      const [first, ...rest] = idsOf(text);
      expect([first, rest.pop()]).toEqual([49_406, 49_407]);
      expect(rest.every(id => id >= 0 && id < 49_406)).toBe(true);
    }),
  );
  expect(idsOf('<|endoftext|>').indexOf(49_407)).toBeGreaterThan(2);
});

describe('a file that is none of CLIP’s is refused', () => {
  const written = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const known = JSON.parse(new TextDecoder().decode(smallTokenizer())) as {
    model: { vocab: Record<string, number> };
  };
  const without = (part: string): Uint8Array => {
    const vocab = Object.fromEntries(Object.entries(known.model.vocab).filter(([name]) => name !== part));
    return written({ ...known, model: { ...known.model, vocab } });
  };

  test.each<[string, Uint8Array, RegExp]>([
    ['no JSON', new TextEncoder().encode('<html>'), /cannot be read/],
    ['no merges', written({ model: { vocab: {} } }), /merges/],
    ['another’s signs', without('<|startoftext|>'), /it has no “<\|startoftext\|>”/],
    ['a byte too few', without('q</w>'), /it has no “q<\/w>”/],
  ])('%s', (_, file, sentence) => {
    expect(() => tokensIn(file)).toThrow(sentence);
    expect(() => tokensIn(file)).toThrow(expect.objectContaining({ name: 'no-maker' }) as Error);
  });
});
