/** The cheapest cut, against cuts that were all tried. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minCut } from '../../../core/sight/cut/max-flow.ts';

interface Graph {
  readonly toSource: readonly number[];
  readonly toSink: readonly number[];
  readonly links: readonly (readonly [one: number, other: number, capacity: number])[];
}

const cutOf = ({ toSource, toSink, links }: Graph): ReturnType<typeof minCut> =>
  minCut(
    {
      one: links.map(([one]) => one),
      other: links.map(link => link[1]),
      capacity: links.map(link => link[2]),
    },
    toSource,
    toSink,
  );

function costOf({ toSource, toSink, links }: Graph, isIn: (node: number) => boolean): number {
  const nodes = toSource.map((cost, node) => (isIn(node) ? toSink[node]! : cost));
  const between = links.map(([one, other, capacity]) => (isIn(one) === isIn(other) ? 0 : capacity));
  return [...nodes, ...between].reduce((sum, cost) => sum + cost, 0);
}

const price = fc.nat(9);
const graphs = fc.integer({ min: 1, max: 8 }).chain(nodes =>
  fc.record({
    toSource: fc.array(price, { minLength: nodes, maxLength: nodes }),
    toSink: fc.array(price, { minLength: nodes, maxLength: nodes }),
    links: fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), price), { maxLength: 20 }),
  }),
);

describe('the cheapest cut', () => {
  // prettier-ignore
  test.each<[name: string, graph: Graph, cost: number, isIn: readonly number[]]>([
    ['a lone node goes where it is drawn more', { toSource: [3], toSink: [2], links: [] }, 2, [1]],
    ['a chain breaks at its weakest link', { toSource: [9, 0, 0], toSink: [0, 0, 9], links: [[0, 1, 5], [1, 2, 2]] }, 2, [1, 1, 0]],
    ['two ways are both cut', { toSource: [9, 0, 0, 0], toSink: [0, 0, 0, 9], links: [[0, 1, 1], [0, 2, 4], [1, 3, 4], [2, 3, 2]] }, 3, [1, 0, 1, 0]],
    ['what cannot be cut is not', { toSource: [9, 0], toSink: [0, 4], links: [[0, 1, Infinity]] }, 4, [1, 1]],
  ])('%s', (_, graph, cost, isIn) => {
    const cut = cutOf(graph);
    expect(cut.cost).toBe(cost);
    expect([...cut.isIn]).toEqual(isIn);
  });

  test('none that can be tried is cheaper', () => {
    fc.assert(
      fc.property(graphs, graph => {
        const cut = cutOf(graph);
        const all = Array.from({ length: 2 ** graph.toSource.length }, (_, bits) =>
          costOf(graph, node => ((bits >> node) & 1) === 1),
        );
        expect(cut.cost).toBe(Math.min(...all));
        expect(costOf(graph, node => cut.isIn[node] === 1)).toBe(cut.cost);
      }),
      { numRuns: 500 },
    );
  });
});
