/** Before on the left, after on the right, and the line between them, which a finger, a mouse or the arrow keys move. */
import { make } from './make.ts';

/** The two under a slider; `after` alone where `before` turns out to have another shape. */
export function compare(after: HTMLImageElement, before: HTMLImageElement): HTMLElement {
  const over = make('div', { class: 'before' }, before);
  const line = make(
    'div',
    { class: 'line', ariaHidden: 'true' },
    make('span', {}, 'Before'),
    make('span', {}, 'After'),
  );
  const slider = make('input', { type: 'range', min: '0', max: '100', step: '1', value: '50' });
  slider.ariaLabel = 'Before and after';
  const both = make('div', { class: 'both', hidden: true }, after, over, line, slider);

  function move(): void {
    both.style.setProperty('--share', `${slider.value}%`);
    slider.setAttribute('aria-valuetext', `${slider.value} % before`);
  }
  slider.addEventListener('input', move);
  move();

  function loaded(): void {
    const pictures = [after, before];
    if (pictures.some(({ naturalWidth }) => naturalWidth === 0)) return;
    if (!isAlike(after, before)) both.replaceChildren(after);
    both.hidden = false;
  }
  for (const picture of [after, before]) picture.addEventListener('load', loaded, { once: true });
  return both;
}

/** Whether one lies on the other, but for what rounding to whole pixels may do. */
const isAlike = (one: HTMLImageElement, other: HTMLImageElement): boolean =>
  Math.abs(one.naturalWidth * other.naturalHeight - other.naturalWidth * one.naturalHeight) <=
  Math.max(one.naturalWidth, one.naturalHeight, other.naturalWidth, other.naturalHeight);
