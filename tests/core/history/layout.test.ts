import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphOf, lineage } from '../../../core/history/graph.ts';
import { layout } from '../../../core/history/layout.ts';
import type { Place } from '../../../core/history/undo.ts';
import { anyHistory, history, id, version } from './given.ts';

const at = (head: string, tip: string): Place => ({ head: id(head), tip: id(tip) });

test('a present branch, one that left it, and one that left that', () => {
  const graph = graphOf(history('a→b→c→d', 'b→x→y', 'x→z'));
  const { rows, lanes } = layout(graph, at('c', 'd'));
  expect(rows.map(({ version, lane, standing }) => [version.id, lane, standing])).toEqual([
    ['z', 1, 'aside'],
    ['y', 2, 'aside'],
    ['x', 1, 'aside'],
    ['d', 0, 'ahead'],
    ['c', 0, 'head'],
    ['b', 0, 'done'],
    ['a', 0, 'done'],
  ]);
  expect(lanes).toBe(3);
  expect(rows[1]?.from).toEqual([{ id: 'x', row: 2, lane: 1 }]);
});

test('two branches that are not there at one height share a lane', () => {
  const graph = graphOf(history('a→b', 'a→p→q', 'b→c→d', 'c→s'));
  const { rows } = layout(graph, at('d', 'd'));
  const lane = new Map<string, number>(rows.map(row => [row.version.id, row.lane]));
  expect([lane.get('d'), lane.get('s'), lane.get('q'), lane.get('p')]).toEqual([0, 1, 1, 1]);
});

test('branches that grew in turn are told in the order of time', () => {
  const made = [
    version(1),
    version(2, [1]),
    version(3, [1]),
    version(4, [3]),
    version(5, [2]),
    version(6, [4]),
  ];
  const { rows } = layout(graphOf(made), at('6', '6'));
  expect(rows.map(row => row.version.id)).toEqual(['6', '5', '4', '3', '2', '1']);
});

test('a clock set wrong never puts a version below what it was made of', () => {
  fc.assert(
    fc.property(anyHistory, versions => {
      const { rows } = layout(graphOf(versions), { head: id(0), tip: id(0) });
      for (const { row, from } of rows) for (const parent of from) expect(parent.row).toBeGreaterThan(row);
    }),
  );
});

test('every version has a row; the present branch is lane 0; no line runs through a version of another branch', () => {
  fc.assert(
    fc.property(anyHistory, fc.nat(), fc.nat(), (versions, pick, further) => {
      const graph = graphOf(versions);
      const tip = versions[pick % versions.length]!.id;
      const way = lineage(graph, tip);
      const head = way[further % way.length]!;
      const { rows, lanes } = layout(graph, { head, tip });
      expect(rows.map(row => row.row)).toEqual(versions.map((_, i) => i));
      expect(new Set(rows.map(row => row.version.id)).size).toBe(versions.length);
      for (const { version, lane, standing } of rows) {
        expect(lane).toBeLessThan(lanes);
        expect(lane === 0, version.id).toBe(way.includes(version.id));
        expect(standing !== 'aside', version.id).toBe(way.includes(version.id));
      }
      // A version's line goes down its own lane to the height of its first parent.
      for (const { version, row, lane, from } of rows) {
        const [parent] = from;
        if (!parent) continue;
        const crossed = rows.filter(
          other => other.lane === lane && other.row > row && other.row < parent.row,
        );
        expect(
          crossed.map(other => other.version.id),
          `below ${version.id}`,
        ).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});
