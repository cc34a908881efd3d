/** Networks that are declared: what each is fed and what is read from it, number by number, and what is refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../core/contract/fault.ts';
import type { Pixels } from '../../core/pixels/pixels.ts';
import { chanceFrom } from '../../src/models/fill/chance.ts';
import { exemplarFill } from '../../src/models/fill/fill.ts';
import { plainKernel } from '../../src/models/fill/plain.ts';
import { tuned } from '../../src/models/fill/tuning.ts';
import { busyness } from '../../src/models/guide/busy.ts';
import { coloursFrom, feedsFor } from '../../src/models/guide/convert.ts';
import { declaredPainter } from '../../src/models/guide/declared.ts';
import { defineNetwork, type Declaration } from '../../src/models/guide/declaration.ts';
import { framed } from '../../src/models/guide/frame.ts';
import { lama } from '../../src/models/guide/lama.ts';
import { migan } from '../../src/models/guide/migan.ts';
import type { Planes } from '../../src/models/guide/planes.ts';
import { checkPorts } from '../../src/models/guide/ports.ts';
import type { Feed, Net, Port, Tensor } from '../../src/models/net.ts';
import { odd } from './declarations.ts';
import { box, furthest, hole as marked, picture as solid, quiet } from './inpaint.ts';

/** Black, a colour, and a hole with white in it. */
const three: Planes = {
  width: 3,
  height: 1,
  values: Float32Array.from([0, 51, 255, 0, 102, 255, 0, 204, 255], byte => byte / 255),
  hole: Float32Array.from([0, 0, 1]),
};

const numbers = (tensors: Record<string, Tensor>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { data, dims }]) => [
      name,
      [data.constructor.name, [...dims], Array.from(data, value => Math.round(value * 1e6) / 1e6)],
    ]),
  );

describe('what it is fed', () => {
  test.each<[string, Declaration, Record<string, unknown>]>([
    ['MI-GAN: bytes, and 255 is kept', migan, {
      image: ['Uint8Array', [1, 3, 1, 3], [0, 51, 255, 0, 102, 255, 0, 204, 255]],
      mask: ['Uint8Array', [1, 1, 1, 3], [255, 255, 0]],
    }],
    ['LaMa: 0 to 1, and 1 is to be painted', lama, {
      image: ['Float32Array', [1, 3, 1, 3], [0, 0.2, 1, 0, 0.4, 1, 0, 0.8, 1]],
      mask: ['Float32Array', [1, 1, 1, 3], [0, 0, 1]],
    }],
    ['pixels of mask, blue, green and red, -1 to 1, blank in the hole', odd, {
      pixels: ['Float32Array', [1, 1, 3, 4], [-1, -1, -1, -1, -1, 0.6, -0.2, -0.6, 1, 0, 0, 0]],
    }],
    ['the mask as the last channel', { ...odd, mask: { ...odd.mask, as: 'channel', at: 'last' } }, {
      pixels: ['Float32Array', [1, 1, 3, 4], [-1, -1, -1, -1, 0.6, -0.2, -0.6, -1, 0, 0, 0, 1]],
    }],
    ['a mask of pixels beside planes of bytes', {
      ...migan,
      image: { ...migan.image, hole: 7 },
      mask: { as: 'input', name: 'mask', type: 'float32', layout: 'pixels', hole: -1, known: 1 },
    }, {
      image: ['Uint8Array', [1, 3, 1, 3], [0, 51, 7, 0, 102, 7, 0, 204, 7]],
      mask: ['Float32Array', [1, 1, 3, 1], [1, 1, -1]],
    }],
  ])('%s', (_, declaration, feeds) => {
    expect(numbers(feedsFor(declaration, three))).toEqual(feeds);
  }); // prettier-ignore
});

describe('what is read from it', () => {
  const bytes = { data: Uint8Array.from([0, 51, 255, 0, 102, 255, 0, 204, 255]), dims: [1, 3, 1, 3] };
  const read = (declaration: Declaration, results: Record<string, Tensor>): number[] =>
    Array.from(coloursFrom(declaration, results, three), value => Math.round(255 * value));
  const same = [0, 51, 255, 0, 102, 255, 0, 204, 255];

  test.each<[string, Declaration, Record<string, Tensor>, number[]]>([
    ['MI-GAN: bytes', migan, { result: bytes }, same],
    ['LaMa: 0 to 255', lama, { output: { ...bytes, data: Float32Array.from(bytes.data) } }, same],
    ['pixels of blue, green and red, -1 to 1', odd, { filled: { data: Float32Array.from([-1, -1, -1, 0.6, -0.2, -0.6, 1, 1, 1]), dims: [1, 1, 3, 3] } }, same],
    ['what is over and under is black and white', lama, { output: { ...bytes, data: Float32Array.from([-9, 300, 51, 0, 0, 0, 0, 0, 256]) } }, [0, 255, 51, 0, 0, 0, 0, 0, 255]],
  ])('%s', (_, declaration, results, expected) => {
    expect(read(declaration, results)).toEqual(expected);
  }); // prettier-ignore

  test.each<[string, Record<string, Tensor>, string]>([
    ['nothing of that name', { other: bytes }, 'nothing'],
    ['another type', { result: { ...bytes, data: new Float32Array(9) } }, 'float32 [1, 3, 1, 3]'],
    ['another shape', { result: { ...bytes, dims: [1, 1, 3, 3] } }, 'uint8 [1, 1, 3, 3]'],
  ])('%s is refused', (_, results, was) => {
    expect(faultOf(() => read(migan, results))).toMatchObject({
      name: 'no-maker',
      message: `MI-GAN was to give “result” as uint8 [1, 3, 1, 3] and gave ${was}.`,
    });
  });

  test('and so is what is no number', () => {
    const output = { data: new Float32Array(9).fill(NaN), dims: [1, 3, 1, 3] };
    expect(faultOf(() => read(lama, { output })).message).toBe('LaMa gave something that is no number.');
  });
});

describe('the frame', () => {
  test('mirrors picture and hole at the right and at the bottom, over and over', () => {
    const picture: Planes = {
      width: 3,
      height: 2,
      values: Float32Array.from([1, 2, 3, 4, 5, 6]),
      hole: Float32Array.from([0, 0, 1, 0, 0, 0]),
    };
    const { values, hole, ...size } = framed(picture, 8, 4);
    expect(size).toEqual({ width: 8, height: 4 });
    const [upper, lower] = [[1, 2, 3, 3, 2, 1, 1, 2], [4, 5, 6, 6, 5, 4, 4, 5]]; // prettier-ignore
    expect([...values]).toEqual([upper, lower, lower, upper].flat());
    const [marked, none] = [[0, 0, 1, 1, 0, 0, 0, 0], new Array<number>(8).fill(0)];
    expect([...hole]).toEqual([marked, none, none, marked].flat());
  });

  test('leaves what fits as it is', () => {
    expect(framed(three, 3, 1)).toBe(three);
  });
});

/** Without whole numbers, which none of these is given. */
const floatsIn = (feeds: Readonly<Record<string, Feed>>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(feeds).flatMap(([name, { data, dims }]) =>
      data instanceof BigInt64Array ? [] : [[name, { data, dims }]],
    ),
  );

/** A network that answers with what `answer` makes of its first input, in floats, and tells what it was fed. */
function fake(declaration: Declaration, seen: Record<string, Tensor>[] = [], value = 0.5): Net {
  return {
    on: 'wasm',
    ...portsOf(declaration),
    run(feeds) {
      seen.push(floatsIn(feeds));
      const [, height = 0, width = 0] = feeds['pixels']?.dims ?? [];
      const data = new Float32Array(3 * width * height).fill(value);
      return Promise.resolve({ filled: { data, dims: [1, height, width, 3] } });
    },
    close: () => Promise.resolve(),
  };
}

const grey = (width: number, height: number, hole: (x: number, y: number) => boolean): Planes => ({
  width,
  height,
  values: new Float32Array(3 * width * height).fill(0.25),
  hole: Float32Array.from({ length: width * height }, (_, at) =>
    hole(at % width, Math.floor(at / width)) ? 1 : 0,
  ),
});

describe('the painter', () => {
  test('fits a picture to the next size that is allowed, and takes it back out', async () => {
    const seen: Record<string, Tensor>[] = [];
    const picture = grey(13, 5, (x, y) => x > 10 && y > 2);
    const painted = await declaredPainter(fake(odd, seen), odd).paint(picture);
    expect(seen.map(feeds => feeds['pixels']?.dims)).toEqual([[1, 8, 16, 4]]);
    expect([painted.width, painted.height, painted.colour.length]).toEqual([13, 5, 195]);
    const expected = Array.from(picture.values, (value, at) => (picture.hole[at % 65] === 1 ? 0.75 : value));
    expect([...painted.colour]).toEqual(expected);
  });

  test('shows nothing of what is to go', async () => {
    const seen: Record<string, Tensor>[] = [];
    const picture = grey(8, 8, (x, y) => x > 2 && x < 6 && y > 2 && y < 6);
    for (let at = 0; at < picture.values.length; at++)
      if (picture.hole[at % 64] === 1) picture.values[at] = 1;
    const before = picture.values.slice();
    const open: Declaration = { ...odd, image: { ...odd.image, hole: 'spread' } };
    await declaredPainter(fake(open, seen), open).paint(picture);
    const given = Array.from(seen[0]?.['pixels']?.data ?? []).filter((_, at) => at % 4 !== 0);
    expect(new Set(given)).toEqual(new Set([-0.5]));
    expect(picture.values).toEqual(before);
  });

  test('halves what is too large, and draws what was painted at full size', async () => {
    const seen: Record<string, Tensor>[] = [];
    const picture = grey(100, 40, (x, y) => x >= 30 && x < 70 && y >= 10 && y < 30);
    const { colour, texture, doubt } = await declaredPainter(fake(odd, seen), odd).paint(picture);
    expect(seen.map(feeds => feeds['pixels']?.dims)).toEqual([[1, 16, 32, 4]]);
    expect([colour[20 * 100 + 50], colour[5 * 100 + 50], colour[20 * 100 + 20]]).toEqual([0.75, 0.25, 0.25]);
    expect([texture.length, doubt.length]).toEqual([4000, 4000]);
    expect(doubt[20 * 100 + 50]).toBeGreaterThan(doubt[11 * 100 + 50]!);
    expect(doubt[5 * 100 + 50]).toBe(0);
  });

  test('asks the network nothing where nothing is missing', async () => {
    const seen: Record<string, Tensor>[] = [];
    const picture = grey(9, 9, () => false);
    expect((await declaredPainter(fake(odd, seen), odd).paint(picture)).colour).toEqual(picture.values);
    expect(seen).toEqual([]);
  });

  test('doubts more the deeper it is, and is busy where its painting is', async () => {
    const picture = grey(32, 32, (x, y) => x > 3 && x < 28 && y > 3 && y < 28);
    const { doubt, texture } = await declaredPainter(fake(odd), odd).paint(picture);
    const along = [3, 4, 6, 10, 15].map(x => doubt[16 * 32 + x]!);
    expect(along).toEqual([...along].sort((a, b) => a - b));
    expect(along[0]).toBe(0);
    expect(along[1]).toBeCloseTo(0.01 / 50, 6);
    expect(along[4]).toBeCloseTo((0.01 * 144) / 193, 6);
    // Its edge, from 0.25 to 0.75, is one step among five; its middle is flat.
    expect(texture[16 * 32 + 4]).toBeCloseTo(0.1, 6);
    expect(texture[16 * 32 + 16]).toBe(0);
  });
});

test('what is painted sharp leads the fill, and is not mixed into it', async () => {
  // Grain: what goes on by itself exactly is not led at all.
  const chance = chanceFrom(4);
  const image = solid(60, 50, () => [90, 100, 110].map(tone => tone + Math.floor(24 * chance())));
  const mask = marked(60, 50, box(20, 15, 16, 16));
  const filledBy = (isSharp: boolean): Promise<Pixels> =>
    exemplarFill(async () => plainKernel(), tuned, {
      paint: ({ width, height, values, hole }) =>
        Promise.resolve({
          width,
          height,
          colour: values.map((value, at) => (hole[at % hole.length] === 1 ? 0.8 : value)),
          texture: new Float32Array(hole.length),
          doubt: new Float32Array(hole.length),
          isSharp,
        }),
    }).inpaint(image, mask, quiet());
  const sharp = await filledBy(true);
  expect(furthest(sharp, image, mask)).toBeLessThan(40);
  expect(furthest(await filledBy(false), sharp, mask)).toBeGreaterThan(10);
});

test('busyness is the mean size of the gradients of grey', () => {
  const ramp = Float32Array.from({ length: 3 * 100 }, (_, at) => (at % 10) * 0.01);
  const busy = busyness(ramp, 10, 10);
  expect(busy[55]).toBeCloseTo(0.01, 6);
  // Red is two eighths of grey.
  const red = ramp.map((value, at) => (at < 100 ? value : 0));
  expect(busyness(red, 10, 10)[55]).toBeCloseTo(0.0025, 6);
});

/** What the real files say of themselves. */
function portsOf({ image, mask, result }: Declaration, sides: readonly (number | string)[] = ['h', 'w']) {
  const port = (of: { name: string; type: string; layout: string }, channels: number): Port => ({
    name: of.name,
    type: of.type,
    dims: of.layout === 'planes' ? ['batch', channels, ...sides] : [1, ...sides, channels],
  });
  const inputs = mask.as === 'input' ? [port(image, 3), port(mask, 1)] : [port(image, 4)];
  return { inputs, outputs: [port(result, 3)] };
}

describe('a file that is not as declared', () => {
  const [image, mask] = [
    { name: 'image', type: 'uint8', dims: ['batch_size', 3, 'height', 'width'] },
    { name: 'mask', type: 'uint8', dims: ['batch_size', 1, 'height', 'width'] },
  ] as const;
  const result = { name: 'result', type: 'uint8', dims: [] };
  const refused = (inputs: readonly Port[], outputs: readonly Port[], declaration = migan): string => {
    const fault = faultOf(() => checkPorts({ inputs, outputs }, declaration));
    expect(fault.name).toBe('no-maker');
    return fault.message;
  };

  test('the real ones are as declared', () => {
    checkPorts({ inputs: [image, mask], outputs: [result] }, migan);
    checkPorts(portsOf(lama, [512, 512]), lama);
    checkPorts(portsOf(odd), odd);
  });

  test.each<[string, Port[], Port[], string]>([
    ['another name', [{ ...image, name: 'img' }, mask], [result], 'expected the input “image” uint8 [1, 3, 512, 512]; found no such input, but “img”, “mask”.'],
    ['another type', [image, { ...mask, type: 'float32' }], [result], 'expected the input “mask” uint8 [1, 1, 512, 512]; found “mask” float32 [batch_size, 1, height, width].'],
    ['another size', [{ ...image, dims: [1, 3, 256, 256] }, mask], [result], 'expected the input “image” uint8 [1, 3, 512, 512]; found “image” uint8 [1, 3, 256, 256].'],
    ['another layout', [{ ...image, dims: [1, 512, 512, 3] }, mask], [result], 'expected the input “image” uint8 [1, 3, 512, 512]; found “image” uint8 [1, 512, 512, 3].'],
    ['more inputs', [image, mask, { name: 'noise', type: 'float32', dims: [1, 8] }], [result], 'expected only “image” and “mask” as input; found also “noise” float32 [1, 8].'],
    ['no output of that name', [image, mask], [{ ...result, name: 'output' }], 'expected the output “result” uint8 [1, 3, 512, 512]; found no such output, but “output”.'],
  ])('%s', (_, inputs, outputs, words) => {
    expect(refused(inputs, outputs)).toBe(`migan_pipeline_v2.onnx is not as it was declared for MI-GAN: ${words}`);
  }); // prettier-ignore

  test('one size, where any is declared', () => {
    const { inputs, outputs } = portsOf(odd, [64, 64]);
    expect(refused(inputs, outputs, odd)).toMatch(
      /expected .*\[1, 8 to 32 by 8, 8 to 32 by 8, 4\]; found .*\[1, 64, 64, 4\]/,
    );
  });
});

test('the example that people are given is a declaration', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../src/models/README.md'), 'utf8');
  const [, example = ''] = /```json\n([^]*?)```/.exec(readme) ?? [];
  expect(defineNetwork(JSON.parse(example) as Declaration)).toMatchObject({
    name: 'mine',
    file: 'mine.onnx',
  });
});

describe('a declaration that cannot be', () => {
  test.each<[string, Declaration, RegExp]>([
    ['bytes from 0 to 1', { ...migan, image: { ...migan.image, range: '0 to 1' } }, /uint8 runs from 0 to 255/],
    ['half a byte in the hole', { ...migan, image: { ...migan.image, hole: 127.5 } }, /whole numbers/],
    ['a byte of 256 in the mask', { ...migan, mask: { ...migan.mask, known: 256 } }, /whole numbers/],
    ['a mask without a difference', { ...lama, mask: { ...lama.mask, hole: 0 } }, /the same of hole and surroundings/],
    ['no size at all', { ...odd, size: { multiple: 64, least: 1, most: 63 } }, /no size that fits/],
    ['nowhere to run', { ...odd, runsOn: [] }, /runsOn/],
  ])('%s', (_, declaration, words) => {
    expect(faultOf(() => defineNetwork(declaration)).message).toMatch(words);
  }); // prettier-ignore
});

function faultOf(work: () => unknown): Fault {
  try {
    work();
  } catch (thrown) {
    return thrown as Fault;
  }
  throw new Error('It was not refused.');
}
