import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { around, aspectOf, inside } from '../../../core/pixels/aspect.ts';
import { blend } from '../../../core/pixels/blend.ts';
import { compare } from '../../../core/pixels/compare.ts';
import { crop } from '../../../core/pixels/crop.ts';
import { blankMask, blankPixels, type Pixels } from '../../../core/pixels/pixels.ts';
import { resize } from '../../../core/pixels/resize.ts';
import { inscribed, tilt } from '../../../core/pixels/tilt.ts';
import { flip, turn } from '../../../core/pixels/turn.ts';
import { anySize, maskOf } from './any-mask.ts';
import { anyPixels, faultOf } from './any-pixels.ts';

const pixelAt = ({ width, data }: Pixels, x: number, y: number): number[] => [
  ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4),
];

function picture(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Pixels {
  const image = blankPixels(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set(colour(x, y), (y * width + x) * 4);
  return image;
}

describe('turn and flip', () => {
  test('four quarters, two mirrors and a quarter back are where they began', () => {
    fc.assert(
      fc.property(anyPixels(), fc.integer({ min: -9, max: 9 }), (image, quarters) => {
        expect(turn(turn(turn(turn(image, 1), 1), 1), 1)).toEqual(image);
        expect(turn(turn(image, quarters), -quarters)).toEqual(image);
        for (const axis of ['horizontal', 'vertical'] as const)
          expect(flip(flip(image, axis), axis)).toEqual(image);
        expect(flip(flip(image, 'horizontal'), 'vertical')).toEqual(turn(image, 2));
      }),
    );
  });

  test('a quarter clockwise brings the bottom left corner to the top left', () => {
    const image = picture(50, 40, (x, y) => [x, y, 0, 255]);
    const turned = turn(image, 1);
    expect([turned.width, turned.height]).toEqual([40, 50]);
    expect(pixelAt(turned, 0, 0)).toEqual([0, 39, 0, 255]);
    expect(pixelAt(turned, 39, 0)).toEqual([0, 0, 0, 255]);
    expect(pixelAt(flip(image, 'horizontal'), 0, 3)).toEqual([49, 3, 0, 255]);
  });
});

describe('tilt', () => {
  test('shows nothing from beyond the picture: every corner of the cut lies inside it', () => {
    fc.assert(
      fc.property(anySize(4000), fc.double({ min: -45, max: 45, noNaN: true }), (size, degrees) => {
        const cut = inscribed(size, degrees);
        const angle = (degrees * Math.PI) / 180;
        for (const [x, y] of [
          [cut.width / 2, cut.height / 2],
          [-cut.width / 2, cut.height / 2],
        ] as const) {
          const across = Math.abs(x * Math.cos(angle) + y * Math.sin(angle));
          const down = Math.abs(y * Math.cos(angle) - x * Math.sin(angle));
          // A cut is never less than a pixel wide, even where less fits.
          if (cut.width > 1 && cut.height > 1) {
            expect(across).toBeLessThanOrEqual(size.width / 2 + 1e-6);
            expect(down).toBeLessThanOrEqual(size.height / 2 + 1e-6);
          }
        }
      }),
    );
  });

  test('the cut of a 400 × 300 picture at 10° touches it with all four corners', () => {
    // width: (400 cos 10° − 300 sin 10°) / cos 20°; height: (300 cos 10° − 400 sin 10°) / cos 20°.
    expect(inscribed({ width: 400, height: 300 }, 10)).toEqual({ width: 363, height: 240 });
  });

  test('turns clockwise, and brings a slope with it', () => {
    const image = picture(200, 200, (x, y) => [x, y, 0, 255]);
    const tilted = tilt(image, 30, () => undefined);
    const [x, y] = [tilted.width - 20, Math.floor(tilted.height / 2)];
    const across = x + 0.5 - tilted.width / 2;
    const down = y + 0.5 - tilted.height / 2;
    const [cosine, sine] = [Math.cos(Math.PI / 6), 0.5];
    const [red = 0, green = 0] = pixelAt(tilted, x, y);
    expect(Math.abs(red - (99.5 + cosine * across + sine * down))).toBeLessThan(1);
    expect(Math.abs(green - (99.5 + cosine * down - sine * across))).toBeLessThan(1);
  });
});

describe('resize', () => {
  test('to its own size changes nothing', () => {
    fc.assert(
      fc.property(anyPixels(), image => {
        expect(resize(image, image.width, image.height)).toEqual(image);
      }),
    );
  });

  test('a plain colour stays what it is at every size', () => {
    fc.assert(
      fc.property(
        anySize(20),
        anySize(20),
        fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
        (from, to, colour) => {
          const plain = picture(from.width, from.height, () => [...colour, 255]);
          expect(resize(plain, to.width, to.height)).toEqual(
            picture(to.width, to.height, () => [...colour, 255]),
          );
        },
      ),
    );
  });

  test('black and white average to half the light, byte 188', () => {
    const checks = picture(8, 8, (x, y) => [...Array<number>(3).fill((x + y) % 2 === 0 ? 255 : 0), 255]);
    expect(pixelAt(resize(checks, 4, 4), 1, 1)).toEqual([188, 188, 188, 255]);
  });

  test('a see-through pixel gives no colour', () => {
    const half = picture(2, 1, x => (x === 0 ? [200, 10, 10, 255] : [0, 255, 0, 0]));
    expect(pixelAt(resize(half, 1, 1), 0, 0)).toEqual([200, 10, 10, 128]);
  });

  test('a slope twice as large is half as steep', () => {
    const slope = picture(64, 4, x => [x * 3, x * 3, x * 3, 255]);
    const large = resize(slope, 128, 8);
    for (let x = 12; x < 116; x++)
      expect(Math.abs(pixelAt(large, x, 4)[0]! - (x - 0.5) * 1.5)).toBeLessThan(1.01);
  });
});

describe('blend', () => {
  const images = anySize(10).chain(size => {
    const pixels = fc.uint8Array({
      minLength: size.width * size.height * 4,
      maxLength: size.width * size.height * 4,
    });
    const image = pixels.map(data => ({ ...size, data: new Uint8ClampedArray(data) }));
    return fc.tuple(image, image, maskOf(size));
  });

  test('is one picture to the bit where the mask is 0, the other where it is 255, and between them elsewhere', () => {
    fc.assert(
      fc.property(images, ([image, changed, mask]) => {
        const blended = blend(image, changed, mask);
        mask.data.forEach((value, i) => {
          const [x, y] = [i % mask.width, Math.floor(i / mask.width)];
          const [before, after, now] = [image, changed, blended].map(of => pixelAt(of, x, y));
          if (value === 0) expect(now).toEqual(before);
          else if (value === 255) expect(now).toEqual(after);
          else
            now!.forEach((byte, c) => {
              expect(byte).toBeGreaterThanOrEqual(Math.min(before![c]!, after![c]!));
              expect(byte).toBeLessThanOrEqual(Math.max(before![c]!, after![c]!));
            });
        });
      }),
    );
  });

  test('lays a part in its place', () => {
    const image = picture(4, 3, () => [0, 0, 0, 255]);
    const part = picture(2, 1, x => [100 + x, 0, 0, 255]);
    const mask = { ...blankMask(2, 1), data: Uint8Array.of(255, 255) };
    const blended = blend(image, part, mask, 1, 2);
    expect(compare(image, blended)).toEqual({ count: 2, bounds: { x: 1, y: 2, width: 2, height: 1 } });
    expect(pixelAt(blended, 2, 2)).toEqual([101, 0, 0, 255]);
  });
});

describe('compare', () => {
  test('counts what was changed, and boxes it', () => {
    fc.assert(
      fc.property(anyPixels(), fc.nat(), fc.nat(3), (image, at, channel) => {
        const i = at % (image.width * image.height);
        const other = { ...image, data: image.data.slice() };
        other.data[i * 4 + channel] = image.data[i * 4 + channel]! ^ 1;
        const bounds = { x: i % image.width, y: Math.floor(i / image.width), width: 1, height: 1 };
        expect(compare(image, other)).toEqual({ count: 1, bounds });
        expect(compare(image, image).count).toBe(0);
      }),
    );
  });

  test('pictures of different sizes are not compared', () => {
    expect(faultOf(() => compare(blankPixels(2, 2), blankPixels(2, 3)))).toBe('bad-request');
  });
});

describe('aspect', () => {
  const rows = [
    ['16:9', 1600, 1200, { x: 0, y: 150, width: 1600, height: 900 }],
    ['1:1', 1600, 1200, { x: 200, y: 0, width: 1200, height: 1200 }],
    ['4:5', 1000, 1000, { x: 100, y: 0, width: 800, height: 1000 }],
  ] as const;
  test.each(rows)('%s inside %i × %i', (text, width, height, expected) => {
    expect(inside({ x: 0, y: 0, width, height }, aspectOf(text))).toEqual(expected);
  });

  test('around a box: inside the picture, of the shape, and holding all of it where that can be', () => {
    const boxes = anySize(300).chain(size =>
      fc.record({
        size: fc.constant(size),
        x: fc.nat(size.width - 1),
        y: fc.nat(size.height - 1),
        width: fc.integer({ min: 1, max: size.width }),
        height: fc.integer({ min: 1, max: size.height }),
        aspect: fc.double({ min: 0.2, max: 5, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(boxes, ({ size, aspect, ...wish }) => {
        const box = {
          ...wish,
          width: Math.min(wish.width, size.width - wish.x),
          height: Math.min(wish.height, size.height - wish.y),
        };
        const found = around(box, aspect, size);
        expect(found.x >= 0 && found.y >= 0).toBe(true);
        expect(found.x + found.width <= size.width && found.y + found.height <= size.height).toBe(true);
        if (found.width < size.width && found.height < size.height) {
          expect(found.x <= box.x && found.x + found.width >= box.x + box.width).toBe(true);
          expect(found.y <= box.y && found.y + found.height >= box.y + box.height).toBe(true);
        }
        expect(Math.abs(found.width - found.height * aspect)).toBeLessThanOrEqual(Math.max(1, aspect));
      }),
    );
  });

  test('no picture is 0 wide', () => {
    expect(faultOf(() => aspectOf('0:9'))).toBe('bad-request');
  });
});

test('a crop is the picture seen through a window', () => {
  const image = picture(9, 7, (x, y) => [x, y, 0, 255]);
  expect(crop(image, { x: 2, y: 3, width: 4, height: 2 })).toEqual(
    picture(4, 2, (x, y) => [x + 2, y + 3, 0, 255]),
  );
});
