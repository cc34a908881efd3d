/** The parts that the encoder and the decoder of a Whisper are made of, with weights by chance. */
import { dice } from '../../scenes/chance.ts';
import type { Graph } from '../onnx.ts';
import { spread } from './embeddings.ts';

/** Weights go by their names in the graph that holds them, from where both of its branches take them. */
export interface Linear {
  readonly weight: string;
  readonly bias: string;
}

export interface Norm {
  readonly scale: string;
  readonly shift: string;
}

export interface Attention {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly out: Linear;
}

export interface Mlp {
  readonly wide: Linear;
  readonly narrow: Linear;
}

/** How much a layer adds to what it is given, which is 1. */
const ADDS = 0.2;

/** Lays weights down in a graph. */
export class Weights {
  readonly #graph: Graph;
  readonly #throwDie: () => number;

  constructor(graph: Graph, seed: number) {
    this.#graph = graph;
    this.#throwDie = dice(seed);
  }

  /** Around 0, by chance, unless something is written into it. */
  random(dims: readonly number[], far: number, write: (values: Float32Array) => void = () => {}): string {
    const length = dims.reduce((product, dim) => product * dim, 1);
    const values = Float32Array.from({ length }, () => spread(this.#throwDie) * far);
    write(values);
    return this.#graph.constant(values, dims);
  }

  /** Gives about `gain` for 1. */
  linear(from: number, to: number, gain = 1): Linear {
    return { weight: this.random([from, to], gain / Math.sqrt(from)), bias: this.random([to], 0.02) };
  }

  norm(width: number): Norm {
    const near = (values: Float32Array): void => values.forEach((value, i) => (values[i] = 1 + value));
    return { scale: this.random([width], 0.02, near), shift: this.random([width], 0.02) };
  }

  attention(width: number): Attention {
    return {
      query: this.linear(width, width),
      // As in the real ones, whose keys have no bias.
      key: { weight: this.random([width, width], 1 / Math.sqrt(width)), bias: '' },
      ...this.values(width),
    };
  }

  /** What is taken from where an attention looks. */
  values(width: number): Pick<Attention, 'value' | 'out'> {
    return { value: this.linear(width, width), out: this.linear(width, width, ADDS) };
  }

  mlp(width: number, inner: number): Mlp {
    return { wide: this.linear(width, inner), narrow: this.linear(inner, width, ADDS) };
  }
}

export function linear(graph: Graph, input: string, { weight, bias }: Linear): string {
  const made = graph.op('MatMul', [input, weight]);
  return bias === '' ? made : graph.op('Add', [made, bias]);
}

/** In small steps, which the runtime knows and puts together: the one operator for it came with a later edition. */
export function norm(graph: Graph, input: string, { scale, shift }: Norm): string {
  const mean = (tensor: string): string => graph.op('ReduceMean', [tensor], { axes: [2], keepdims: 1 });
  const off = graph.op('Sub', [input, mean(input)]);
  const variance = mean(graph.op('Pow', [off, graph.constant([2])]));
  const far = graph.op('Sqrt', [graph.op('Add', [variance, graph.constant([1e-5])])]);
  return graph.op('Add', [graph.op('Mul', [graph.op('Div', [off, far]), scale]), shift]);
}

export function gelu(graph: Graph, input: string): string {
  const erf = graph.op('Erf', [graph.op('Div', [input, graph.constant([Math.SQRT2])])]);
  const above = graph.op('Mul', [input, graph.op('Add', [erf, graph.constant([1])])]);
  return graph.op('Mul', [above, graph.constant([0.5])]);
}

export const mlp = (graph: Graph, input: string, { wide, narrow }: Mlp): string =>
  linear(graph, gelu(graph, linear(graph, input, wide)), narrow);

export interface Heads {
  readonly count: number;
  /** Of all together. */
  readonly width: number;
}

/** Where to look and what is found there, in heads. */
export interface Kept {
  readonly key: string;
  readonly value: string;
}

/** From [batch, positions, width] to [batch, heads, positions, width of a head]. */
function inHeads(graph: Graph, input: string, { count, width }: Heads): string {
  const shape = graph.constant([0, -1, count, width / count], [4], 'int64');
  return graph.op('Transpose', [graph.op('Reshape', [input, shape])], { perm: [0, 2, 1, 3] });
}

export const keptOf = (graph: Graph, input: string, { key, value }: Attention, heads: Heads): Kept => ({
  key: inHeads(graph, linear(graph, input, key), heads),
  value: inHeads(graph, linear(graph, input, value), heads),
});

/** What is added to the scores, if anything, hides what is yet to come. */
export function attend(
  graph: Graph,
  input: string,
  kept: Kept,
  { query, out }: Attention,
  heads: Heads,
  hidden?: string,
): { readonly made: string; readonly looked: string } {
  const { count, width } = heads;
  const less = graph.constant([Math.sqrt(count / width)]);
  const asked = inHeads(graph, graph.op('Mul', [linear(graph, input, query), less]), heads);
  const turned = graph.op('Transpose', [kept.key], { perm: [0, 1, 3, 2] });
  const scores = graph.op('MatMul', [asked, turned]);
  const seen = hidden === undefined ? scores : plus(graph, scores, hidden);
  const looked = graph.op('Softmax', [seen], { axis: 3 });
  const mixed = graph.op('Transpose', [graph.op('MatMul', [looked, kept.value])], { perm: [0, 2, 1, 3] });
  const together = graph.op('Reshape', [mixed, graph.constant([0, -1, width], [3], 'int64')]);
  return { made: linear(graph, together, out), looked };
}

export const plus = (graph: Graph, a: string, b: string): string => graph.op('Add', [a, b]);
