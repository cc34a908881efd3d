/**
 * What speaks, a token at a time. One file holds its first step, which also takes in what was heard, and each step after it,
 * which remembers; `use_cache_branch` says which.
 */
import { Graph, type Port } from '../onnx.ts';
import { looksAt, timeKeys, timeQueries } from './alignment.ts';
import type { Embeddings } from './embeddings.ts';
import { Weights, type Attention } from './layers.ts';
import { POSITIONS_A_SECOND, type Shape } from './shapes.ts';
import { kinds, memory, PAST, sources, step, type Decoder } from './step.ts';

export interface Speaks {
  readonly shape: Shape;
  readonly tokens: number;
  readonly embeddings: Embeddings;
  /** How many places come before that of the first word, and how many words. */
  readonly before: number;
  readonly words: number;
  readonly looks: boolean;
}

export function decoder(speaks: Speaks, seed: number): Uint8Array<ArrayBuffer> {
  const { shape, tokens, embeddings, looks } = speaks;
  const { width, longest } = shape;
  const graph = new Graph();
  const weights = new Weights(graph, seed);
  const net: Decoder = {
    shape,
    tokens,
    looks,
    words: graph.constant(embeddings.words, [tokens, width]),
    places: graph.constant(embeddings.places, [longest, width]),
    layers: Array.from({ length: shape.layers }, (_, layer) => ({
      norms: [weights.norm(width), weights.norm(width), weights.norm(width)],
      said: weights.attention(width),
      heard: layer === shape.layers - 1 ? timed(graph, weights, speaks) : weights.attention(width),
      mlp: weights.mlp(width, shape.inner),
    })),
    last: weights.norm(width),
  };
  for (const port of inputs(shape)) graph.input(port.name, port.type, port.dims);
  graph.choose('use_cache_branch', step(net, 'next/', true), step(net, 'first/', false));
  return graph.write();
}

/** An attention whose first head looks at the time of each word. */
function timed(graph: Graph, weights: Weights, { shape, embeddings, before, words }: Speaks): Attention {
  const { width } = shape;
  const { directions } = embeddings;
  const looks = looksAt(directions.length, before, words, shape.seconds * POSITIONS_A_SECOND);
  const near = 1 / Math.sqrt(width);
  const key = weights.random([width, width], near, values => timeKeys(values, shape));
  const query = weights.random([width, width], near, values => timeQueries(values, shape, directions, looks));
  return {
    ...weights.values(width),
    key: { weight: key, bias: '' },
    query: { weight: query, bias: graph.constant(new Float32Array(width), [width]) },
  };
}

/** The names of the sides are those of the real files; the reader makes an empty memory by them. */
function inputs({ width, layers, heads, seconds }: Shape): Port[] {
  const kept = Array.from({ length: layers }, (_, layer) =>
    sources.flatMap(of =>
      kinds.map((kind): Port => {
        const length = of === 'decoder' ? 'past_decoder_sequence_length' : 'encoder_sequence_length_out';
        const dims = ['batch_size', heads, length, width / heads];
        return { name: memory(PAST, layer, of, kind), type: 'float32', dims };
      }),
    ),
  );
  return [
    { name: 'input_ids', type: 'int64', dims: ['batch_size', 'decoder_sequence_length'] },
    {
      name: 'encoder_hidden_states',
      type: 'float32',
      dims: ['batch_size', seconds * POSITIONS_A_SECOND, width],
    },
    ...kept.flat(),
    { name: 'use_cache_branch', type: 'bool', dims: [1] },
  ];
}
