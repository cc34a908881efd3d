/** A thing shown click by click, beside what was marked before it. */
import { expect, test, vi } from 'vitest';
import { Marks } from '../../../src/studio/marks.svelte.ts';
import { Showing } from '../../../src/studio/showing.ts';
import type { Shown } from '../../../src/workers/protocol.ts';

/** A hundred pixels in a row, of which a click takes its own, a box all that it holds, and the last word is had by the last click. */
const cut = ({ box, points }: Shown): Promise<Uint8Array<ArrayBuffer>> => {
  const mask = new Uint8Array(100);
  if (box) mask.fill(255, box.x, box.x + box.width);
  for (const { x, adds } of points) mask[x] = adds ? 255 : 0;
  return Promise.resolve(mask);
};

function given(): { marks: Marks; showing: Showing; marked: () => number[] } {
  const marks = new Marks();
  marks.reset({ width: 100, height: 1 });
  const marked = (): number[] => [...marks.mask.data].flatMap((value, i) => (value === 255 ? i : []));
  return { marks, showing: new Showing(marks), marked };
}

test('each click goes on from those before it, and one undo takes one back', async () => {
  const { marks, showing, marked } = given();
  await showing.click(10, 0, true, cut);
  await showing.click(30, 0, true, cut);
  await showing.click(50, 0, false, cut);
  expect(marked()).toEqual([10, 30]);
  marks.undo();
  marks.undo();
  expect(marked()).toEqual([10]);
});

test('a click that came to nothing is no part of what is shown', async () => {
  const { showing, marked } = given();
  await showing.click(10, 0, true, cut);
  const stopped = showing.click(30, 0, true, () => Promise.reject(new Error('stopped')));
  await expect(stopped).rejects.toThrow('stopped');
  await showing.click(50, 0, true, cut);
  expect(marked()).toEqual([10, 50]);
});

test('what was brushed before stays, and brushing begins a new thing', async () => {
  const { marks, showing, marked } = given();
  marks.begin();
  marks.fill({ x: 0, y: 0, width: 3, height: 1 });
  marks.end();
  const asked = vi.fn(cut);
  await showing.click(10, 0, true, asked);
  expect(marked()).toEqual([0, 1, 2, 10]);
  marks.begin();
  marks.fill({ x: 90, y: 0, width: 1, height: 1 });
  marks.end();
  await showing.click(30, 0, true, asked);
  expect(marked()).toEqual([0, 1, 2, 10, 30, 90]);
  expect(asked.mock.lastCall).toEqual([{ points: [{ x: 30, y: 0, adds: true }] }]);
});

test('to take away where something was just added takes the click back', async () => {
  const { showing, marked } = given();
  await showing.click(10, 0, true, cut);
  await showing.click(40, 0, true, cut);
  await showing.click(40.5, 0, false, cut);
  expect(marked()).toEqual([10]);
});

test('to take away where nothing is shown yet takes the thing from the marks', async () => {
  const { marks, showing, marked } = given();
  marks.begin();
  marks.fill({ x: 9, y: 0, width: 3, height: 1 });
  marks.end();
  await showing.click(10, 0, false, cut);
  expect(marked()).toEqual([9, 11]);
});

test('a box begins a new thing, and clicks go on from it', async () => {
  const { showing, marked } = given();
  await showing.click(90, 0, true, cut);
  await showing.within({ x: 20, y: 0, width: 3, height: 1 }, cut);
  await showing.click(21, 0, false, cut);
  expect(marked()).toEqual([20, 22, 90]);
});

test('the last click counts, whichever is answered first', async () => {
  const { showing, marked } = given();
  const late = Promise.withResolvers<undefined>();
  const first = showing.click(10, 0, true, async shown => {
    await late.promise;
    return cut(shown);
  });
  await showing.click(30, 0, true, cut);
  late.resolve(undefined);
  await first;
  expect(marked()).toEqual([10, 30]);
});
