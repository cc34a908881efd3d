/** Before and after on the page of a link: what the slider shows, and what becomes of two that do not lie on each other. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/ui/theme.css';
import '../../../src/share/share.css';
import { compare } from '../../../src/share/compare.ts';

/** A picture of one colour. */
async function picture(colour: string, width: number, height: number): Promise<HTMLImageElement> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Nothing can be drawn.');
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  const image = new Image();
  image.alt = colour;
  image.src = URL.createObjectURL(await canvas.convertToBlob());
  return image;
}

async function shown(before: readonly [number, number]): Promise<HTMLElement> {
  const element = compare(await picture('red', 300, 200), await picture('blue', ...before));
  document.body.append(element);
  await expect.poll(() => element.hidden).toBe(false);
  return element;
}

beforeAll(() => document.body.replaceChildren());
afterEach(() => document.body.replaceChildren());

test('the arrow keys, Home and End move the line, and say where it is', async () => {
  const both = await shown([300, 200]);
  const slider = both.querySelector('input');
  if (!slider) throw new Error('There is no slider.');
  const cut = (): string => {
    const over = both.querySelector('.before');
    return over ? getComputedStyle(over).clipPath : 'nothing';
  };
  expect([slider.ariaLabel, slider.getAttribute('aria-valuetext')]).toEqual([
    'Before and after',
    '50 % before',
  ]);
  slider.focus();
  for (const [key, value, right] of [
    ['{ArrowRight}', '51 % before', '49%'],
    ['{Home}', '0 % before', '100%'],
    ['{End}', '100 % before', '0%'],
    ['{ArrowLeft}', '99 % before', '1%'],
  ] as const) {
    await userEvent.keyboard(key);
    expect([key, slider.getAttribute('aria-valuetext')]).toEqual([key, value]);
    expect(
      cut().replace(/calc\(100% - ([\d.]+)%\)/, (_, part: string) => `${100 - Number(part)}%`),
    ).toContain(right);
  }
});

test('a pixel more or less makes no other shape', async () => {
  expect((await shown([150, 101])).querySelectorAll('input, img')).toHaveLength(3);
});

test('what was turned or cropped is shown alone', async () => {
  const both = await shown([200, 300]);
  expect(both.querySelector('input')).toBeNull();
  expect(Array.from(both.querySelectorAll('img'), ({ alt }) => alt)).toEqual(['red']);
});
