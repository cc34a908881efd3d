/** What a click would take, outlined: the last place counts, and nothing waits in a row. */
import { expect, test } from 'vitest';
import { AssetHash, ProjectId, VersionId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { Version } from '../../../core/contract/version.ts';
import { Hover } from '../../../src/studio/hover.svelte.ts';
import { Marks } from '../../../src/studio/marks.svelte.ts';
import { Showing } from '../../../src/studio/showing.ts';
import type { Hovered, Shown } from '../../../src/workers/protocol.ts';

const version = (number: number): Version =>
  parse(Version, {
    id: parse(VersionId, `00000000-0000-4000-8000-00000000000${number}`),
    project: parse(ProjectId, '00000000-0000-4000-8000-000000000000'),
    parents: [],
    picture: parse(AssetHash, 'a'.repeat(64)),
    thumb: parse(AssetHash, 'b'.repeat(64)),
    title: 'Opened',
    width: 100,
    height: 1,
    made: 1,
  });

/** A hundred pixels in a row, of which each ten are one thing. Answers are given when the test says so. */
function given() {
  const marks = new Marks();
  marks.reset({ width: 100, height: 1 });
  const showing = new Showing(marks);
  const asked: { now: Shown; then: Shown; answer: () => Promise<void> }[] = [];
  const room = { marks, head: version(1) };
  const look = (_on: Version, now: Shown, then: Shown): Promise<Hovered> => {
    const { promise, resolve } = Promise.withResolvers<Hovered>();
    const more = then.points.length > now.points.length ? then : now;
    const from = Math.floor((more.points.at(-1)?.x ?? 0) / 10) * 10;
    const answer = async (): Promise<void> => {
      resolve({ copy: { width: 100, height: 1 }, runs: Uint32Array.of(from, 10, 90 - from) });
      await new Promise(later => setTimeout(later));
    };
    asked.push({ now, then, answer });
    return promise;
  };
  const hover = new Hover(room, { next: ({ x, y }, adds) => showing.next(x, y, adds), hover: look });
  const outlined = (): number[] =>
    [...(hover.outlined?.mask.data ?? [])].flatMap((value, i) => (value === 255 ? i : []));
  const cut = ({ points }: Shown): Promise<Uint8Array<ArrayBuffer>> => {
    const mask = new Uint8Array(100);
    for (const { x, adds } of points) mask.fill(adds ? 255 : 0, x - (x % 10), x - (x % 10) + 10);
    return Promise.resolve(mask);
  };
  return { marks, showing, hover, asked, outlined, cut, room };
}

const ten = (from: number): number[] => Array.from({ length: 10 }, (_, i) => from + i);

test('what a click would take is outlined, and nothing is marked', async () => {
  const { marks, hover, asked, outlined } = given();
  hover.follow({ x: 14, y: 0 });
  await asked[0]!.answer();
  expect(asked[0]).toMatchObject({ now: { points: [] }, then: { points: [{ x: 14, y: 0, adds: true }] } });
  expect([outlined(), marks.any]).toEqual([ten(10), false]);
});

test('of all places passed meanwhile only the last is asked for, and what was left behind is not shown', async () => {
  const { hover, asked, outlined } = given();
  for (const x of [14, 24, 34, 44, 54]) hover.follow({ x, y: 0 });
  expect(asked.length).toBe(1);
  await asked[0]!.answer();
  expect([outlined(), asked.length, asked[1]!.then.points[0]!.x]).toEqual([[], 2, 54]);
  await asked[1]!.answer();
  expect([outlined(), asked.length]).toEqual([ten(50), 2]);
});

test('an outline stays while the pointer stays on it, and goes as soon as it leaves', async () => {
  const { hover, asked, outlined } = given();
  hover.follow({ x: 14, y: 0 });
  await asked[0]!.answer();
  hover.follow({ x: 16, y: 0 });
  expect(outlined()).toEqual(ten(10));
  hover.follow({ x: 21, y: 0 });
  expect(outlined()).toEqual([]);
});

test.each([
  ['the pointer is gone', undefined],
  ['it is beside the picture', { x: 100, y: 0 }],
  ['it is above it', { x: 5, y: -1 }],
])('where %s nothing is outlined, nor what is answered late', async (_, at) => {
  const { hover, asked, outlined } = given();
  hover.follow({ x: 14, y: 0 });
  hover.follow(at);
  await asked[0]!.answer();
  expect([outlined(), asked.length]).toEqual([[], 1]);
});

test('after a click it is of what that marked: what another would add, or take back', async () => {
  const { hover, showing, asked, cut, outlined } = given();
  await showing.click(14, 0, true, cut);
  hover.follow({ x: 34, y: 0 });
  expect(asked[0]!.now).toEqual({ points: [{ x: 14, y: 0, adds: true }] });
  await asked[0]!.answer();
  hover.follow({ x: 14, y: 0 }, false);
  expect(outlined()).toEqual([]);
  expect(asked[1]!.then).toEqual({ points: [] });
  await asked[1]!.answer();
  expect(outlined()).toEqual(ten(10));
});

test('with Alt only what is marked would go, and where nothing is, nothing', async () => {
  const { marks, hover, asked, outlined } = given();
  hover.follow({ x: 14, y: 0 }, false);
  await new Promise(later => setTimeout(later));
  expect([asked.length, outlined()]).toEqual([0, []]);
  marks.begin();
  marks.fill({ x: 12, y: 0, width: 3, height: 1 });
  marks.end();
  hover.follow({ x: 14, y: 0 }, false);
  await asked[0]!.answer();
  expect(outlined()).toEqual([12, 13, 14]);
});

test('what is answered of a picture that is no longer shown is not', async () => {
  const { hover, asked, outlined, room } = given();
  hover.follow({ x: 14, y: 0 });
  room.head = version(2);
  hover.follow({ x: 14, y: 0 });
  await asked[0]!.answer();
  expect([outlined(), asked.length]).toEqual([[], 2]);
  await asked[1]!.answer();
  expect([outlined(), hover.outlined?.of]).toEqual([ten(10), room.head.id]);
});
