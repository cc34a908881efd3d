import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ancestors,
  childrenOf,
  descendants,
  graphOf,
  heads,
  lineage,
  newestEnd,
} from '../../../core/history/graph.ts';
import { anyHistory, history, id, version } from './given.ts';

/** a→b→c, a branch d→e out of b, and f that brings e into c. */
const graph = graphOf(history('a→b→c', 'b→d→e', 'c→f', 'e→f'));

describe('a graph with a branch that comes back', () => {
  test.each([
    ['a', [], ['b', 'c', 'd', 'e', 'f'], ['a']],
    ['c', ['a', 'b'], ['f'], ['a', 'b', 'c']],
    ['e', ['a', 'b', 'd'], ['f'], ['a', 'b', 'd', 'e']],
    ['f', ['a', 'b', 'c', 'd', 'e'], [], ['a', 'b', 'c', 'f']],
  ])('%s', (at, before, after, way) => {
    expect([...ancestors(graph, id(at))].sort()).toEqual(before);
    expect([...descendants(graph, id(at))].sort()).toEqual(after);
    expect(lineage(graph, id(at))).toEqual(way);
  });

  test('children come oldest first', () => {
    expect(childrenOf(graph, id('b'))).toEqual(['c', 'd']);
  });
});

test('the ends of the branches, newest first', () => {
  const forked = graphOf(history('a→b→c', 'b→d', 'a→e'));
  expect(heads(forked)).toEqual(['e', 'd', 'c']);
  expect(newestEnd(forked, id('b'))).toBe('d');
  expect(newestEnd(forked, id('c'))).toBe('c');
});

test('a parent that is not here counts as none', () => {
  const part = graphOf([version('7', ['gone']), version('8', ['7', 'gone'])]);
  expect(lineage(part, id('8'))).toEqual(['7', '8']);
  expect([...ancestors(part, id('8'))]).toEqual(['7']);
});

test('versions that claim to be made of each other end the walk', () => {
  const ring = graphOf([version('1', ['2']), version('2', ['1'])]);
  expect(lineage(ring, id('1'))).toEqual(['2', '1']);
  expect([...ancestors(ring, id('1'))]).toEqual(['2']);
});

test('nothing is out of reach: every version is on the way to some end, or an ancestor of one', () => {
  fc.assert(
    fc.property(anyHistory, versions => {
      const any = graphOf(versions);
      const reached = new Set(heads(any).flatMap(head => [head, ...ancestors(any, head)]));
      expect(reached.size).toBe(versions.length);
    }),
  );
});
