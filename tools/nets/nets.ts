/**
 * Small networks that take and give what the real ones do, by name, type, shape, range and mask; written down from the real
 * files and not from `src/models/guide`, so that tests find where that is wrong. What each does in the hole is known exactly.
 */
import { Graph } from './onnx.ts';

/** A picture within a graph: planes of red, green and blue, 0 to 1, and 1 where there is a hole. */
interface Seen {
  readonly picture: string;
  readonly hole: string;
}

interface Speech {
  hear(graph: Graph): Seen;
  say(graph: Graph, picture: string): void;
}

const anySize = ['height', 'width'];

/** `andraniksargsyan/migan`, `migan_pipeline_v2.onnx`: bytes, and the mask is 255 where the picture is kept. */
const migan: Speech = {
  hear(graph) {
    const image = asFloat(graph, graph.input('image', 'uint8', ['batch_size', 3, ...anySize]));
    const mask = asFloat(graph, graph.input('mask', 'uint8', ['batch_size', 1, ...anySize]));
    const kept = graph.op('Div', [mask, graph.constant([255])]);
    return {
      picture: graph.op('Div', [image, graph.constant([255])]),
      hole: graph.op('Sub', [graph.constant([1]), kept]),
    };
  },
  say(graph, picture) {
    graph.output('result', 'uint8', ['batch_size', 3, ...anySize], asBytes(graph, picture));
  },
};

/** `Carve/LaMa-ONNX`, `lama_fp32.onnx`: 0 to 1 goes in, 0 to 255 comes out, the mask is 1 where it is to paint. */
const lama: Speech = {
  hear: graph => ({
    picture: graph.input('image', 'float32', [1, 3, 512, 512]),
    hole: graph.input('mask', 'float32', [1, 1, 512, 512]),
  }),
  say(graph, picture) {
    graph.output('output', 'float32', [1, 3, 512, 512], graph.op('Mul', [picture, graph.constant([255])]));
  },
};

/** Nobody's, and all that the two are not: pixels of mask, blue, green and red, -1 to 1, any multiple of 8. */
const odd: Speech = {
  hear(graph) {
    const pixels = graph.input('pixels', 'float32', [1, ...anySize, 4]);
    const planes = graph.op('Transpose', [pixels], { perm: [0, 3, 1, 2] });
    const channels = [0, 1, 2, 3].map(at =>
      graph.op('Gather', [planes, graph.constant([at], [1], 'int64')], { axis: 1 }),
    );
    const [mask = '', blue = '', green = '', red = ''] = channels;
    return {
      picture: halfOf(graph, graph.op('Concat', [red, green, blue], { axis: 1 })),
      hole: halfOf(graph, mask),
    };
  },
  say(graph, picture) {
    const turned = graph.op('Gather', [picture, graph.constant([2, 1, 0], [3], 'int64')], { axis: 1 });
    const wide = graph.op('Sub', [graph.op('Add', [turned, turned]), graph.constant([1])]);
    graph.output(
      'filled',
      'float32',
      [1, ...anySize, 3],
      graph.op('Transpose', [wide], { perm: [0, 2, 3, 1] }),
    );
  },
};

const asFloat = (graph: Graph, tensor: string): string => graph.op('Cast', [tensor], { to: 1 });

const asBytes = (graph: Graph, picture: string): string => {
  const scaled = graph.op('Round', [graph.op('Mul', [picture, graph.constant([255])])]);
  return graph.op('Cast', [graph.op('Clip', [scaled, graph.constant([0]), graph.constant([255])])], {
    to: 2,
  });
};

/** From -1 to 1 to 0 to 1. */
const halfOf = (graph: Graph, tensor: string): string =>
  graph.op('Div', [graph.op('Add', [tensor, graph.constant([1])]), graph.constant([2])]);

/** What `paints` paints: red, green and blue. */
export const PAINT = [51, 102, 153] as const;

/** Cells of so many pixels are what `smooths` thinks in. */
const CELL = 32;

const deeds = {
  /** One colour into the hole. */
  paints: (graph, seen) => into(graph, seen, paint(graph)),
  /** The same, but it takes the mask for its opposite. */
  swaps: (graph, { picture, hole }) => into(graph, { picture, hole: not(graph, hole) }, paint(graph)),
  /** In the hole, the opposite of what it was given there. */
  inverts: (graph, seen) => into(graph, seen, not(graph, seen.picture)),
  /** The mean of red and of green over all it was given, and how much of it is hole: says what the frame is filled with. */
  counts(graph, seen) {
    const mean = (tensor: string): string => graph.op('ReduceMean', [tensor], { axes: [2, 3] });
    const colours = graph.op('Gather', [mean(seen.picture), graph.constant([0, 1], [2], 'int64')], {
      axis: 1,
    });
    return into(graph, seen, graph.op('Concat', [colours, mean(seen.hole)], { axis: 1 }));
  },
  /** What is around, in soft cells, with a convolution over it: as near to a network that paints as so few numbers come. */
  smooths(graph, seen) {
    const known = not(graph, seen.hole);
    const sums = (tensor: string): string => {
      const cells = graph.op('AveragePool', [tensor], { kernel_shape: [CELL, CELL], strides: [CELL, CELL] });
      const all = graph.op('ReduceMean', [cells], { axes: [2, 3] });
      return graph.op('Add', [cells, graph.op('Mul', [all, graph.constant([0.05])])]);
    };
    const means = graph.op('Div', [sums(graph.op('Mul', [seen.picture, known])), sums(known)]);
    const kernel = graph.constant(
      Array.from({ length: 27 }, () => 1 / 9),
      [3, 1, 3, 3],
    );
    const edges = graph.op('Pad', [means, graph.constant([0, 0, 1, 1, 0, 0, 1, 1], [8], 'int64')], {
      mode: 'edge',
    });
    const soft = graph.op('Conv', [edges, kernel], { group: 3, kernel_shape: [3, 3] });
    const scales = graph.constant([1, 1, CELL, CELL], [4]);
    return into(graph, seen, graph.op('Resize', [soft, '', scales], { mode: 'linear' }));
  },
} satisfies Record<string, (graph: Graph, seen: Seen) => string>;

const paint = (graph: Graph): string => graph.constant(PAINT.map(value => value / 255), [1, 3, 1, 1]); // prettier-ignore

const not = (graph: Graph, tensor: string): string => graph.op('Sub', [graph.constant([1]), tensor]);

/** The picture with what was made where there is a hole. */
const into = (graph: Graph, { picture, hole }: Seen, made: string): string =>
  graph.op('Add', [graph.op('Mul', [picture, not(graph, hole)]), graph.op('Mul', [made, hole])]);

const speeches = { migan, lama, odd };

export type SpeaksAs = keyof typeof speeches;
export type Does = keyof typeof deeds;

export const speaksAs: readonly SpeaksAs[] = ['migan', 'lama', 'odd'];
export const does: readonly Does[] = ['paints', 'swaps', 'inverts', 'counts', 'smooths'];

/** An ONNX file of a few kilobytes. */
export function smallNet(speech: SpeaksAs, deed: Does): Uint8Array<ArrayBuffer> {
  const graph = new Graph();
  speeches[speech].say(graph, deeds[deed](graph, speeches[speech].hear(graph)));
  return graph.write();
}
