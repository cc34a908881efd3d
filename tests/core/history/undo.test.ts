import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Version } from '../../../core/contract/version.ts';
import { graphOf, lineage } from '../../../core/history/graph.ts';
import { back, forward, land, reset, restore, steps, type Place } from '../../../core/history/undo.ts';
import { anyHistory, history, id, version } from './given.ts';

/** a→b→c→d with a branch x→y out of b, and z out of a. */
const graph = graphOf(history('a→b→c→d', 'b→x→y', 'a→z'));
const at = (head: string, tip: string): Place => ({ head: id(head), tip: id(tip) });

describe('on a branch', () => {
  test.each([
    ['back', back(graph, at('d', 'd')), 'c', 'd'],
    ['back by two', back(graph, at('d', 'd'), 2), 'b', 'd'],
    ['back past the beginning', back(graph, at('b', 'd'), 9), 'a', 'd'],
    ['back at the beginning', back(graph, at('a', 'd')), 'a', 'd'],
    ['forward', forward(graph, at('b', 'd')), 'c', 'd'],
    ['forward, where another branch leads off too', forward(graph, at('b', 'y')), 'x', 'y'],
    ['forward by two', forward(graph, at('b', 'd'), 2), 'd', 'd'],
    ['forward past the end', forward(graph, at('c', 'd'), 9), 'd', 'd'],
    ['forward at the end', forward(graph, at('d', 'd')), 'd', 'd'],
    ['reset', reset(graph, at('d', 'd')), 'a', 'd'],
    ['restore on the branch keeps forward', restore(graph, at('d', 'd'), id('b')), 'b', 'd'],
    ['restore forward on the branch', restore(graph, at('b', 'd'), id('d')), 'd', 'd'],
    ['restore another branch leads to its end', restore(graph, at('d', 'd'), id('x')), 'x', 'y'],
    ['land', land(version('n', ['b'])), 'n', 'n'],
  ])('%s', (_name, place, head, tip) => {
    expect(place).toEqual({ head, tip });
  });

  test.each([
    ['a', 'd', 0, 3],
    ['b', 'd', 1, 2],
    ['d', 'd', 3, 0],
    ['b', 'y', 1, 2],
  ])('at %s of %s: %i back, %i forward', (head, tip, backward, onward) => {
    expect(steps(graph, at(head, tip))).toEqual({ back: backward, forward: onward });
  });

  test('a tip that another device left on another branch: head is right', () => {
    const torn = at('z', 'd');
    expect(steps(graph, torn)).toEqual({ back: 1, forward: 0 });
    expect(back(graph, torn)).toEqual({ head: 'a', tip: 'z' });
    expect(forward(graph, torn)).toEqual({ head: 'z', tip: 'z' });
  });

  test('a version that is not here cannot be gone to', () => {
    expect(() => restore(graph, at('d', 'd'), id('gone'))).toThrow(
      expect.objectContaining({ name: 'not-found' }),
    );
  });
});

type Move =
  | { go: 'back' | 'forward'; count: number }
  | { go: 'reset' }
  | { go: 'restore'; to: number }
  | { go: 'land'; made: number };
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    go: fc.constantFrom('back' as const, 'forward' as const),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ go: fc.constant('reset' as const) }),
  fc.record({ go: fc.constant('restore' as const), to: fc.nat() }),
  fc.record({ go: fc.constant('land' as const), made: fc.integer({ min: 0, max: 40 }) }),
);

/** Walks a history, which grows with every landing; calls `look` at every place. */
function walk(
  begin: Version[],
  moves: readonly Move[],
  look: (versions: readonly Version[], place: Place) => void,
): void {
  const versions = [...begin];
  let place: Place = { head: id(0), tip: id(0) };
  for (const move of moves) {
    const seen = graphOf(versions);
    if (move.go === 'back') place = back(seen, place, move.count);
    if (move.go === 'forward') place = forward(seen, place, move.count);
    if (move.go === 'reset') place = reset(seen, place);
    if (move.go === 'restore') place = restore(seen, place, versions[move.to % versions.length]!.id);
    if (move.go === 'land') {
      const made = version(versions.length, [place.head], move.made);
      versions.push(made);
      place = land(made);
    }
    look(versions, place);
  }
}

const walks = fc.tuple(anyHistory, fc.array(anyMove, { maxLength: 30 }));

test('back then forward is where one was, and forward then back', () => {
  fc.assert(
    fc.property(walks, fc.integer({ min: 1, max: 5 }), ([versions, moves], count) => {
      walk(versions, moves, (now, place) => {
        const seen = graphOf(now);
        const can = steps(seen, place);
        if (can.back >= count) expect(forward(seen, back(seen, place, count), count)).toEqual(place);
        if (can.forward >= count) expect(back(seen, forward(seen, place, count), count)).toEqual(place);
        expect(forward(seen, reset(seen, place), can.back)).toEqual(place);
      });
    }),
  );
});

test('the head is always on the way to the tip, and both are there', () => {
  fc.assert(
    fc.property(walks, ([versions, moves]) => {
      walk(versions, moves, (now, { head, tip }) => {
        expect(lineage(graphOf(now), tip)).toContain(head);
      });
    }),
  );
});

test('from anywhere, every version can be gone to', () => {
  fc.assert(
    fc.property(walks, ([versions, moves]) => {
      walk(versions, moves.slice(0, 8), (now, place) => {
        const seen = graphOf(now);
        for (const { id: to } of now) expect(restore(seen, place, to).head).toBe(to);
      });
    }),
    { numRuns: 50 },
  );
});
