import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unadjusted } from '../../../core/colour/adjust.ts';
import { rotate } from '../../../core/operations/edit/rotate.ts';
import { compare } from '../../../core/pixels/compare.ts';
import { crop } from '../../../core/pixels/crop.ts';
import { bounds, grow, invert } from '../../../core/pixels/mask.ts';
import { blankMask, blankPixels, words, type Mask, type Pixels } from '../../../core/pixels/pixels.ts';
import { rectangle, stroke } from '../../../core/pixels/stroke.ts';
import { fakeTools } from '../../fakes/tools.ts';
import { disc } from '../colour/scene.ts';
import { anyPixels } from '../pixels/any-pixels.ts';
import { leaning, sea } from '../pixels/leaning.ts';
import { perform } from './perform.ts';

const plain = (width: number, height: number, grey = 100): Pixels => {
  const image = blankPixels(width, height);
  words(image).fill(0xff000000 | (grey << 16) | (grey << 8) | grey);
  return image;
};

const marked = (width: number, height: number, x: number, y: number, w: number, h: number): Mask => {
  const mask = blankMask(width, height);
  rectangle(mask, { x, y, width: w, height: h }, 255);
  return mask;
};

describe('remove', () => {
  test('hands over the hole with context, never the whole photo', async () => {
    const { tools, calls } = fakeTools();
    await perform('remove', { grow: 4 }, plain(1000, 800), marked(1000, 800, 500, 400, 20, 10), tools);
    const [call] = calls;
    // 64 of context and 4 of margin on each side.
    expect([call?.image?.width, call?.image?.height]).toEqual([20 + 136, 10 + 136]);
    expect(call?.hole?.data.reduce((sum, value) => sum + (value === 255 ? 1 : 0), 0)).toBeGreaterThan(
      20 * 10,
    );
  });

  test('a long hole gets as much context as it is long', async () => {
    const { tools, calls } = fakeTools();
    await perform('remove', { grow: 0 }, plain(1000, 800), marked(1000, 800, 400, 300, 200, 30), tools);
    expect([calls[0]?.image?.width, calls[0]?.image?.height]).toEqual([600, 430]);
  });

  test('all that is marked is new, and the margin fades', async () => {
    const mask = marked(200, 200, 90, 90, 20, 20);
    const { image } = await perform('remove', { grow: 6, soften: 6 }, plain(200, 200), mask);
    const at = (x: number): number => image.data[(100 * 200 + x) * 4]!;
    expect(at(100)).toBe(155);
    for (let x = 110; x < 117; x++) expect(at(x)).toBeLessThanOrEqual(at(x - 1));
    expect(at(115)).toBeGreaterThan(100);
    expect(at(116)).toBe(100);
  });

  test('the margin without being asked for one: 3 pixels on small pictures, 8 on large', async () => {
    for (const [width, height, margin] of [
      [300, 200, 3],
      [4000, 30, 8],
    ] as const) {
      const mask = marked(width, height, 100, 12, 4, 4);
      const image = plain(width, height);
      const { image: changed } = await perform('remove', {}, image, mask);
      expect(compare(image, changed).bounds).toEqual(bounds(grow(mask, margin)));
    }
  });

  test('a full mask is refused, with what to do', async () => {
    const asked = perform('remove', {}, plain(30, 20), marked(30, 20, 0, 0, 30, 20));
    await expect(asked).rejects.toThrow(
      'The whole picture is marked, so nothing is left to work from. Mark only what should change.',
    );
  });

  test('a maker’s answer of another size is not laid into the picture', async () => {
    const tools = { ...fakeTools().tools, inpaint: () => Promise.resolve(blankPixels(3, 3)) };
    const asked = perform('remove', {}, plain(300, 200), marked(300, 200, 100, 100, 4, 4), tools);
    await expect(asked).rejects.toMatchObject({ name: 'bug' });
  });
});

describe('hosted', () => {
  test('what was said reaches the maker', async () => {
    const said: (string | undefined)[] = [];
    for (const [name, params] of [
      ['replace', { with: 'a fern' }],
      ['add', { what: 'a cat', where: 'on the sofa' }],
      ['style', { style: 'watercolour' }],
      ['generate', { words: 'a quiet harbour' }],
    ] as const) {
      const { tools, calls } = fakeTools();
      await perform(
        name,
        params,
        plain(100, 80),
        name === 'generate' ? undefined : marked(100, 80, 10, 10, 5, 5),
        tools,
      );
      said.push(calls[0]?.words);
    }
    expect(said).toEqual(['a fern', 'a cat on the sofa', 'watercolour', 'a quiet harbour']);
  });

  test('a background of words is painted all around the subject, which stays as it was', async () => {
    const image = plain(40, 30);
    const mask = marked(40, 30, 10, 10, 8, 8);
    const { tools, calls } = fakeTools();
    const params = { action: 'replace', with: 'a quiet beach' };
    const { image: changed } = await perform('background', params, image, mask, tools);
    expect(calls).toMatchObject([{ tool: 'repaint', words: 'a quiet beach' }]);
    expect(calls[0]?.hole?.data).toEqual(mask.data.map(value => 255 - value));
    expect(compare(image, changed).count).toBe(1200 - 64);
  });

  test('room with words is painted at once, and the picture in it is as it was', async () => {
    const image = plain(40, 30);
    const { tools, calls } = fakeTools();
    const params = { left: 8, top: 2, words: 'the sea' };
    const { image: wider } = await perform('extend', params, image, undefined, tools);
    expect([wider.width, wider.height]).toEqual([48, 32]);
    expect(calls).toMatchObject([{ tool: 'repaint', words: 'the sea' }]);
    expect(calls[0]?.hole?.data.filter(value => value === 255)).toHaveLength(48 * 32 - 1200);
    expect(crop(wider, { x: 8, y: 2, width: 40, height: 30 }).data).toEqual(image.data);
    expect([...wider.data.slice(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  test('a style with no mask is for the whole picture', async () => {
    const image = plain(40, 30);
    const { image: changed } = await perform('style', { style: 'ink' }, image);
    expect(compare(image, changed).count).toBe(1200);
  });
});

describe('adjust', () => {
  test('by nothing changes nothing, to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(anyPixels(), async image => {
        expect((await perform('adjust', { ...unadjusted }, image)).image).toEqual(image);
        expect((await perform('adjust', {}, image)).image).toEqual(image);
      }),
    );
  });

  test('each by itself changes the picture, and alpha stays', async () => {
    const { image } = disc([190, 60, 40], [40, 120, 160], 0.4);
    image.data[3] = 77;
    for (const property of [
      'exposure',
      'contrast',
      'highlights',
      'shadows',
      'temperature',
      'tint',
      'saturation',
      'vibrance',
      'sharpness',
    ]) {
      for (const amount of [-0.5, 0.5]) {
        const { image: changed } = await perform('adjust', { [property]: amount }, image);
        expect(compare(image, changed).count, `${property} ${amount}`).toBeGreaterThan(100);
        expect(changed.data[3]).toBe(77);
      }
    }
  });
});

describe('blur', () => {
  test('pixelating a marked face leaves at most twelve squares along its shorter side', async () => {
    const { image } = disc([200, 150, 120], [90, 90, 90], 0.3);
    const mask = marked(96, 96, 12, 12, 60, 72);
    for (const amount of [0, 0.5, 1]) {
      const { image: changed } = await perform('blur', { kind: 'pixelate', amount }, image, mask);
      const row = Array.from({ length: 60 }, (_, x) => words(changed)[40 * 96 + 12 + x]);
      const colours = row.filter((colour, x) => x === 0 || colour !== row[x - 1]).length;
      expect(colours).toBeLessThanOrEqual(12 - 8 * amount);
    }
  });

  test('the squares tell nothing but their means: swapping pixels inside them changes nothing', async () => {
    const image = plain(64, 64);
    image.data.forEach((_, i) => (image.data[i] = i % 4 === 3 ? 255 : (i * 37) % 256));
    const shuffled = { ...image, data: image.data.slice() };
    const [was, is] = [words(image), words(shuffled)];
    // The squares are 8 pixels wide: turn each by half a turn.
    for (let y = 0; y < 64; y++) {
      for (let x = 0; x < 64; x++)
        is[y * 64 + x] = was[((y & ~7) + 7 - (y & 7)) * 64 + (x & ~7) + 7 - (x & 7)]!;
    }
    const mask = marked(64, 64, 0, 0, 64, 64);
    const [one, other] = [
      await perform('blur', { kind: 'pixelate' }, image, mask),
      await perform('blur', { kind: 'pixelate' }, shuffled, mask),
    ];
    expect(other.image).toEqual(one.image);
  });

  test('inside a mask no colour comes from outside', async () => {
    const image = plain(60, 60, 255);
    const mask = marked(60, 60, 20, 20, 20, 20);
    mask.data.forEach((value, i) => value && image.data.set([40, 40, 40, 255], i * 4));
    const { image: blurred } = await perform('blur', { kind: 'gaussian' }, image, mask);
    expect(blurred).toEqual(image);
  });
});

describe('background', () => {
  const scene = disc([180, 40, 40], [60, 140, 90], 0);

  test.each([{ action: 'blur' }, { action: 'remove' }, { action: 'replace', with: '#336699' }])(
    '%j keeps the subject to the bit',
    async params => {
      const { image } = await perform('background', params, scene.image, scene.mask);
      const [was, is] = [words(scene.image), words(image)];
      expect(scene.mask.data.every((value, i) => value !== 255 || was[i] === is[i])).toBe(true);
    },
  );

  test('removed, it is clear, and holds no colour', async () => {
    const { image } = await perform('background', { action: 'remove' }, scene.image, scene.mask);
    expect(scene.mask.data.every((value, i) => value > 0 || words(image)[i] === 0)).toBe(true);
  });

  test('replaced, it is that colour, and the soft edge has no fringe of the old one', async () => {
    const { image } = await perform(
      'background',
      { action: 'replace', with: '#202020' },
      scene.image,
      scene.mask,
    );
    scene.mask.data.forEach((value, i) => {
      const [red, green] = [image.data[i * 4]!, image.data[i * 4 + 1]!];
      if (value === 0) expect(words(image)[i]).toBe(0xff202020);
      // The old ground is the only green thing; the disc's own green is at most 55.
      else if (value < 255) expect(green).toBeLessThan(Math.max(70, red));
    });
  });

  test('blurred, it takes no colour from the subject', async () => {
    const { image } = await perform('background', { action: 'blur', amount: 1 }, scene.image, scene.mask);
    scene.mask.data.forEach((value, i) => {
      if (value === 0) expect([...image.data.slice(i * 4, i * 4 + 3)]).toEqual([60, 140, 90]);
    });
  });

  test('replacing with nothing asks with what; a full mask has no background', async () => {
    await expect(perform('background', { action: 'replace' }, scene.image, scene.mask)).rejects.toThrow(
      'Say what the background should be',
    );
    const full = invert(blankMask(96, 96));
    await expect(perform('background', { action: 'blur' }, scene.image, full)).rejects.toThrow(
      'no background',
    );
  });
});

describe('shape', () => {
  test('crop: a shape, a box, a mask, and a mask with a shape', async () => {
    const image = plain(160, 100);
    const size = async (params: Record<string, unknown>, mask?: Mask) => {
      const { image: cropped } = await perform('crop', params, image, mask);
      return [cropped.width, cropped.height];
    };
    const mask = marked(160, 100, 100, 20, 30, 40);
    expect(await size({ aspect: '16:9' })).toEqual([160, 90]);
    expect(await size({ box: { x: 1, y: 2, width: 3, height: 4 } })).toEqual([3, 4]);
    expect(await size({}, mask)).toEqual([30, 40]);
    expect(await size({ aspect: '1:1' }, mask)).toEqual([40, 40]);
    expect(await size({ aspect: '1:1', box: { x: 0, y: 0, width: 60, height: 20 } }, mask)).toEqual([20, 20]);
  });

  test('crop: by nothing, by a box beyond the picture, by no shape', async () => {
    const image = plain(160, 100);
    await expect(perform('crop', {}, image)).rejects.toThrow('Say what to keep');
    await expect(perform('crop', { box: { x: 150, y: 0, width: 20, height: 5 } }, image)).rejects.toThrow(
      '160 × 100',
    );
    await expect(perform('crop', { aspect: 'square' }, image)).rejects.toThrow(
      'aspect: Give a shape such as 16:9.',
    );
  });

  test('rotate: quarters are exact, and four are none', async () => {
    const { image } = disc([180, 40, 40], [60, 140, 90], 0.5);
    const quarter = (await perform('rotate', { degrees: 90 }, image)).image;
    expect(quarter).toEqual((await perform('rotate', { degrees: -270 }, image)).image);
    expect((await perform('rotate', { degrees: 360 }, image)).image).toEqual(image);
    let turned = image;
    for (let i = 0; i < 4; i++) turned = (await perform('rotate', { degrees: 90 }, turned)).image;
    expect(turned).toEqual(image);
    expect((await perform('rotate', { degrees: 100 }, plain(100, 50))).image.height).toBeGreaterThan(60);
  });

  test('rotate: straightens unless told by how much, and the recipe says by how much', async () => {
    const crooked = leaning(sea(), 3.5);
    const settled = rotate.settle?.({}, crooked);
    expect(Math.abs((settled?.degrees ?? NaN) + 3.5)).toBeLessThan(0.2);
    const { image } = await perform('rotate', {}, crooked);
    expect(image).toEqual((await perform('rotate', { ...settled }, crooked)).image);
    expect(rotate.settle?.({ degrees: 90 }, crooked)).toEqual({ degrees: 90 });

    const again = perform('rotate', {}, image);
    await expect(again).rejects.toThrow('This picture is straight already.');
    await expect(again).rejects.toMatchObject({ name: 'bad-request' });
    const blank = perform('rotate', {}, plain(100, 50));
    await expect(blank).rejects.toThrow('No line here says which way is up. Say by how much');
    await expect(blank).rejects.toMatchObject({ name: 'bad-request' });
  });

  test('resize: keeps its shape, and stops at what could not be opened', async () => {
    const image = plain(60, 40);
    expect((await perform('resize', { width: 30 }, image)).image).toMatchObject({ width: 30, height: 20 });
    expect((await perform('resize', { height: 80 }, image)).image).toMatchObject({ width: 120, height: 80 });
    expect((await perform('resize', { width: 10, height: 10 }, image)).image).toMatchObject({
      width: 10,
      height: 10,
    });
    const large = perform('resize', { width: 9000 }, image);
    await expect(large).rejects.toThrow(
      '9000 × 6000 pixels is 54 megapixels, and 24 is the most. Ask for 6000 × 4000 or less.',
    );
    await expect(large).rejects.toMatchObject({ name: 'too-big' });
    await expect(perform('resize', { width: 40_000, height: 100 }, image)).rejects.toThrow(
      '40000 × 100 pixels is too long: 32767 is the most for a side. Ask for 32767 × 81 or less.',
    );
    await expect(perform('resize', {}, image)).rejects.toThrow('Say how wide or how high');
    expect((await perform('upscale', { factor: 3 }, image)).image).toMatchObject({ width: 180, height: 120 });
    await expect(perform('upscale', { factor: 16 }, plain(2000, 100))).rejects.toMatchObject({
      name: 'too-big',
    });
  });
});

describe('parameters', () => {
  test.each([
    ['recolor', { color: 'navy' }, 'color: Give a colour as # and six digits'],
    ['adjust', { exposure: 2 }, 'exposure: Give 1 or less.'],
    ['adjust', { exposure: 'much' }, 'exposure: Give a number from −1 to 1.'],
    ['remove', { grow: -1 }, 'grow: Give 0 pixels or more.'],
    ['blur', { kind: 'motion' }, 'kind: Choose gaussian or pixelate.'],
    ['rotate', { degrees: Infinity }, 'degrees: Give an angle in degrees.'],
    ['flip', { axis: 'diagonal' }, 'axis: Choose horizontal or vertical.'],
    ['upscale', { factor: 0.5 }, 'factor: Give more than 1.'],
    ['resize', { width: 2.5 }, 'width: Give a whole number of pixels.'],
    ['replace', { with: '  ' }, 'with: Say what should be there instead.'],
    ['replace', {}, 'with'],
  ])('%s %j: %s', async (name, params, sentence) => {
    const mask = blankMask(9, 9);
    stroke(mask, { x: 4, y: 4 }, { x: 4, y: 4 }, 2, 255);
    const asked = perform(name, params, plain(9, 9), mask);
    await expect(asked).rejects.toThrow(sentence);
    await expect(asked).rejects.toMatchObject({ name: 'bad-request' });
  });
});
