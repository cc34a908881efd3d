/**
 * Small networks that speak as the real ones do, run in earnest. Each does one thing that is known exactly, so that a mask
 * taken for its opposite, a range, a channel or a frame that is another shows.
 */
import { describe, expect, test } from 'vitest';
import { declaredPainter } from '../../../src/models/guide/declared.ts';
import type { Declaration } from '../../../src/models/guide/declaration.ts';
import type { Planes } from '../../../src/models/guide/planes.ts';
import type { Processor } from '../../../src/models/net.ts';
import { openNet } from '../../../src/models/runtime.ts';
import { PAINT, smallNet, speaksAs, type Does, type SpeaksAs } from '../../../tools/nets/nets.ts';
import { declarations } from './given.ts';

/** First on the graphics processor: a runtime that was started without it never has it. */
const places: readonly (readonly [SpeaksAs, Processor])[] = [
  ['migan', 'webgpu'],
  ['odd', 'webgpu'],
  ['migan', 'wasm'],
  ['odd', 'wasm'],
  ['lama', 'wasm'],
];

/** Of bytes, `colour` giving red, green and blue. */
function picture(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
  hole: (x: number, y: number) => boolean,
): Planes {
  const size = width * height;
  const values = new Float32Array(3 * size);
  for (let at = 0; at < size; at++) {
    colour(at % width, Math.floor(at / width)).forEach(
      (byte, plane) => (values[plane * size + at] = byte / 255),
    );
  }
  return {
    width,
    height,
    values,
    hole: Float32Array.from({ length: size }, (_, at) => +hole(at % width, Math.floor(at / width))),
  };
}

/** What the painter makes of it, in bytes. */
async function painted(
  speech: SpeaksAs,
  deed: Does,
  on: Processor,
  given: Planes,
  declaration: Declaration = declarations[speech],
): Promise<number[]> {
  const net = await openNet(smallNet(speech, deed), on);
  try {
    const { colour } = await declaredPainter(net, declaration).paint(given);
    return Array.from(colour, value => Math.round(255 * value));
  } finally {
    await net.close();
  }
}

/** Odd in both sides, another byte in every channel of every pixel, and a hole in two corners and inside. */
const uneven = picture(
  11,
  7,
  (x, y) => [x * 20, y * 30 + 7, 255 - x * 11 - y],
  (x, y) => (x > 7 && y > 4) || (x === 0 && y === 0) || (x === 4 && y === 3),
);

/** The picture, with red, green and blue where there is a hole. */
const filled = ({ values, hole }: Planes, colour: readonly number[], holes = 1): number[] =>
  Array.from(values, (value, at) =>
    hole[at % hole.length] === holes ? colour[Math.floor(at / hole.length)]! : Math.round(255 * value),
  );

const plain = picture(9, 5, () => [200, 100, 50], (x, y) => x > 5 && y > 2); // prettier-ignore

describe.each(places)('%s on %s', (speech, on) => {
  test('paints its colour into the hole, whatever lies there, and nowhere else', async () => {
    expect(await painted(speech, 'paints', on, uneven)).toEqual(filled(uneven, PAINT));
  });

  test('is shown what lies around in place of what is to go, or what it wants there', async () => {
    const spoiled = {
      ...plain,
      values: plain.values.map((value, at) => (plain.hole[at % 45] === 1 ? 1 : value)),
    };
    // `odd` has its hole blank, which is grey: half of it is 127 or 128.
    const opposite = speech === 'odd' ? [128, 128, 128] : [55, 155, 205];
    expect(await painted(speech, 'inverts', on, spoiled)).toEqual(filled(plain, opposite));
  });

  test('is shown the picture mirrored to the size it takes, and its hole with it', async () => {
    const strip = picture(3, 2, () => [60, 90, 30], (x, y) => x === 2 && y === 0); // prettier-ignore
    // To 512 x 512: 170 of 512 columns are the third, half of the rows the first. To 8 x 8: 2 of 8, and half.
    const share = speech === 'odd' ? 1 / 8 : 170 / 1024;
    const seen = speech === 'odd' ? [60, 90].map(byte => byte + (127.5 - byte) * share) : [60, 90];
    const expected = filled(strip, [...seen, 255 * share].map(Math.round));
    expect(await painted(speech, 'counts', on, strip)).toEqual(expected);
  });

  test('a network that takes the mask for its opposite is told apart', async () => {
    const given = await painted(speech, 'swaps', on, uneven);
    expect(given).not.toEqual(filled(uneven, PAINT));
  });
});

describe.each(speaksAs)('%s, declared as it is not', speech => {
  const right = declarations[speech];
  const { mask, image, result } = right;
  const ranges = ['0 to 1', '-1 to 1', '0 to 255'] as const;
  const others: [string, Declaration][] = [
    ['the mask the other way round', { ...right, mask: { ...mask, hole: mask.known, known: mask.hole } }],
    ['the order of what it is given', { ...right, image: { ...image, order: image.order === 'rgb' ? 'bgr' : 'rgb' } }],
    ['the order of what it gives', { ...right, result: { ...result, order: result.order === 'rgb' ? 'bgr' : 'rgb' } }],
    ...ranges.filter(range => range !== image.range).map((range): [string, Declaration] => [`it is given ${range}`, { ...right, image: { ...image, range } }]),
    ...ranges.filter(range => range !== result.range).map((range): [string, Declaration] => [`it gives ${range}`, { ...right, result: { ...result, range } }]),
  ]; // prettier-ignore

  /** What both deeds make of the two pictures: together they tell every mistake from none. */
  const seen = async (declaration: Declaration): Promise<unknown> => [
    await painted(speech, 'paints', 'wasm', uneven, declaration),
    await painted(speech, 'inverts', 'wasm', plain, declaration),
    await painted(speech, 'counts', 'wasm', plain, declaration),
  ];

  test.each(others)('%s: it shows', async (_, wrong) => {
    expect(await seen(wrong)).not.toEqual(await seen(right));
  });
});

/** A room, as far as a few sines go. */
const scene = picture(
  150,
  110,
  (x, y) => [130 + 60 * Math.sin(x / 19), 110 + 50 * Math.sin(y / 13 + x / 40), 40 + y].map(Math.round),
  (x, y) => (x - 80) ** 2 + (y - 60) ** 2 < 900 || (x < 12 && y < 9),
);

test.each<SpeaksAs>(['migan', 'odd'])(
  '%s: graphics processor and processor agree within 2 of 255',
  async speech => {
    // A cell of `smooths` is 32 wide: no smaller picture has one.
    const right: Declaration = { ...declarations[speech] };
    const declaration = speech === 'odd' ? { ...right, size: { multiple: 32, least: 32, most: 256 } } : right;
    const [gpu, cpu] = [
      await painted(speech, 'smooths', 'webgpu', scene, declaration),
      await painted(speech, 'smooths', 'wasm', scene, declaration),
    ];
    expect(Math.max(...gpu.map((value, at) => Math.abs(value - cpu[at]!)))).toBeLessThanOrEqual(2);
    // And it has painted something that is like what is around, not one colour.
    const inside = cpu.slice(0, 150 * 110).filter((_, at) => scene.hole[at] === 1);
    expect(Math.max(...inside) - Math.min(...inside)).toBeGreaterThan(30);
  },
);
