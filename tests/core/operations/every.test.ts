/** What holds for every operation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, v } from '../../../core/contract/schema.ts';
import { operations } from '../../../core/operations/index.ts';
import { crop, cropMask } from '../../../core/pixels/crop.ts';
import { grow } from '../../../core/pixels/mask.ts';
import { blankMask, blankPixels, words, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { maskOf } from '../pixels/any-mask.ts';
import { perform } from './perform.ts';

/** Parameters for each that change the picture. A new operation adds its row. */
const examples: Record<string, readonly Record<string, unknown>[]> = {
  remove: [{}, { grow: 0 }, { grow: 6, soften: 6 }],
  recolor: [{ color: '#1f3a5f' }, { color: '#ffffff' }],
  adjust: [
    { exposure: 0.4 },
    { highlights: -0.5, shadows: 0.5 },
    { sharpness: 1 },
    { saturation: -1, temperature: 0.3 },
  ],
  auto: [
    { part: 'exposure', amounts: { exposure: 0.4, highlights: 0.2 } },
    { part: 'white-balance', strength: 0.5, amounts: { temperature: -0.4, tint: 0.1 } },
    { part: 'contrast' },
    { part: 'straighten', degrees: 3 },
  ],
  redeye: [{}, { amount: 0.5 }],
  blur: [{ kind: 'gaussian' }, { kind: 'pixelate' }],
  background: [
    { action: 'blur' },
    { action: 'remove' },
    { action: 'replace', with: '#336699' },
    { action: 'replace', with: 'a beach' },
  ],
  replace: [{ with: 'a fern' }],
  add: [{ what: 'a fern' }],
  style: [{ style: 'ink' }],
  crop: [{ aspect: '1:1' }],
  extend: [{ left: 3 }, { share: 0.5 }, { top: 1, right: 0, bottom: 2 }, { left: 3, words: 'the sea' }],
  rotate: [{ degrees: 90 }, { degrees: 7 }],
  flip: [{}, { axis: 'vertical' }],
  resize: [{ width: 5 }],
  upscale: [{}],
  generate: [{ words: 'a fern', width: 80, height: 64 }],
};

const rows = operations.flatMap(operation =>
  (examples[operation.name] ?? []).map(params => [operation.name, params, operation] as const),
);

/** Pictures with something marked and something not. */
const scene = fc
  .record({ width: fc.integer({ min: 2, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain(size =>
    fc.record({
      image: fc
        .uint8Array({ minLength: size.width * size.height * 4, maxLength: size.width * size.height * 4 })
        .map(data => ({ ...size, data: new Uint8ClampedArray(data) })),
      mask: maskOf(size).map(mask => {
        mask.data[0] = 0;
        mask.data[mask.data.length - 1] ||= 200;
        return mask;
      }),
    }),
  );

const Params = v.record(v.string(), v.unknown());

/** A picture and its mask with so many pixels more on every side. */
function within(image: Pixels, mask: Mask, by: number): [Pixels, Mask] {
  const size = [image.width + 2 * by, image.height + 2 * by] as const;
  const [wide, marked] = [blankPixels(...size), blankMask(...size)];
  for (let i = 0; i < wide.data.length; i++) wide.data[i] = (i * 7) % 251;
  for (let y = 0; y < image.height; y++) {
    const at = (y + by) * wide.width + by;
    wide.data.set(image.data.subarray(y * image.width * 4, (y + 1) * image.width * 4), at * 4);
    marked.data.set(mask.data.subarray(y * image.width, (y + 1) * image.width), at);
  }
  return [wide, marked];
}

test('names and titles are unique, and each has an example here', () => {
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  expect(new Set(operations.map(({ title }) => title)).size).toBe(operations.length);
  expect(Object.keys(examples).sort()).toEqual(operations.map(({ name }) => name).sort());
});

describe.each(rows)('%s %j', (name, params, operation) => {
  test('gives the same each time, changes nothing it was given, and reports from 0 to 1', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ image, mask }) => {
        const before = { image: image.data.slice(), mask: mask.data.slice() };
        const given = operation.needs.includes('mask') || operation.masked ? mask : undefined;
        const margin = 'grow' in params ? Number(params['grow']) : 8;
        if (operation.needs.includes('mask') && grow(mask, margin).data.every(value => value > 0)) return;
        const [one, other] = [
          await perform(name, params, image, given),
          await perform(name, params, image, given),
        ];
        expect(other.image).toEqual(one.image);
        expect({ image: image.data, mask: mask.data }).toEqual(before);
        expect(one.reports.every(done => done >= 0 && done <= 1)).toBe(true);
        expect(one.image.data.length).toBe(one.image.width * one.image.height * 4);
      }),
      { numRuns: 25 },
    );
  });

  if (operation.masked) {
    test('outside the mask, grown by the margin, not a bit changes', async () => {
      await fc.assert(
        fc.asyncProperty(scene, async ({ image, mask }) => {
          const fills = operation.uses.length > 0 && name !== 'style';
          const reach = grow(mask, !fills ? 0 : 'grow' in params ? Number(params['grow']) : 3);
          if (fills && reach.data.every(value => value > 0)) return;
          const { image: changed } = await perform(name, params, image, mask);
          const [was, is] = [words(image), words(changed)];
          expect(reach.data.every((value, i) => value > 0 || was[i] === is[i])).toBe(true);
        }),
        { numRuns: 60 },
      );
    });
  }

  const { part } = operation;
  if (part) {
    test('the part that it looks at is all it needs: made of that alone it is the same, to the bit', async () => {
      await fc.assert(
        fc.asyncProperty(scene, async ({ image, mask }) => {
          const settled = parse(Params, operation.settle?.(params, image) ?? params);
          if (grow(mask, Number(settled['grow'])).data.every(value => value > 0)) return;
          // Room around it, so that the part is less than the picture.
          const [wide, marked] = within(image, mask, 150);
          const box = part(settled, marked);
          expect(box.width * box.height).toBeLessThan(wide.width * wide.height);
          const whole = await perform(name, settled, wide, marked);
          const alone = await perform(name, settled, crop(wide, box), cropMask(marked, box));
          expect(words(crop(whole.image, box))).toEqual(words(alone.image));
        }),
        { numRuns: 10 },
      );
    });
  }

  if (operation.masked || operation.needs.includes('mask')) {
    test('a mask of another size is refused, with both sizes', async () => {
      const asked = perform(name, params, blankPixels(7, 5), blankMask(5, 7));
      await expect(asked).rejects.toThrow('The mask is 5 × 7 pixels and the picture is 7 × 5.');
      await expect(asked).rejects.toMatchObject({ name: 'bad-request' });
    });

    test('an empty mask is refused, with what to do', async () => {
      const asked = perform(name, params, blankPixels(7, 5), blankMask(7, 5));
      await expect(asked).rejects.toThrow(/^Nothing is marked\. Brush over/);
    });
  }
});
