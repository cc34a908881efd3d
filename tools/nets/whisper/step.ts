/** One step of the decoder: the next tokens, after those that are remembered. */
import { Graph } from '../onnx.ts';
import {
  attend,
  keptOf,
  mlp,
  norm,
  plus,
  type Attention,
  type Heads,
  type Kept,
  type Mlp,
  type Norm,
} from './layers.ts';
import type { Shape } from './shapes.ts';

export interface Decoder {
  readonly shape: Shape;
  readonly tokens: number;
  readonly words: string;
  readonly places: string;
  readonly layers: readonly Layer[];
  readonly last: Norm;
  /** Whether it also gives what each head looked at, from which the times of words are read off. */
  readonly looks: boolean;
}

interface Layer {
  readonly norms: readonly [Norm, Norm, Norm];
  readonly said: Attention;
  readonly heard: Attention;
  readonly mlp: Mlp;
}

export const PAST = 'past_key_values';
const PRESENT = 'present';

/** What is remembered is of the tokens or of the sound; the real files call them by who made them. */
export const sources = ['decoder', 'encoder'] as const;
export const kinds = ['key', 'value'] as const;

export const memory = (
  when: string,
  layer: number,
  of: (typeof sources)[number],
  kind: (typeof kinds)[number],
): string => `${when}.${layer}.${of}.${kind}`;

const past = (layer: number, of: (typeof sources)[number]): Kept => ({
  key: memory(PAST, layer, of, 'key'),
  value: memory(PAST, layer, of, 'value'),
});

/** A branch of the file. The first step remembers nothing; it takes in the sound, which those after it remember. */
export function step(net: Decoder, prefix: string, remembers: boolean): Graph {
  const graph = new Graph(prefix);
  const heads = { count: net.shape.heads, width: net.shape.width };
  const from = remembers ? lengthOf(graph, past(0, 'decoder').key, 2) : whole(graph, 0);
  const to = plus(graph, from, lengthOf(graph, 'input_ids', 1));
  const hidden = later(graph, from, to);
  const places = graph.op('Slice', [net.places, from, to, whole(graph, 0)]);
  let text = plus(graph, graph.op('Gather', [net.words, 'input_ids']), places);

  const layers = net.layers.map((layer, at) => {
    const input = norm(graph, text, layer.norms[0]);
    const now = keptOf(graph, input, layer.said, heads);
    const said = remembers ? joined(graph, past(at, 'decoder'), now) : now;
    const heard = remembers
      ? past(at, 'encoder')
      : keptOf(graph, 'encoder_hidden_states', layer.heard, heads);
    text = plus(graph, text, attend(graph, input, said, layer.said, heads, hidden).made);
    const cross = attend(graph, norm(graph, text, layer.norms[1]), heard, layer.heard, heads);
    text = plus(graph, text, cross.made);
    text = plus(graph, text, mlp(graph, norm(graph, text, layer.norms[2]), layer.mlp));
    return { said, heard: remembers ? nothing(graph, heads) : heard, looked: cross.looked };
  });

  const batch = 'batch_size';
  const now = 'decoder_sequence_length';
  const sound = 'encoder_sequence_length_out';
  const likely = graph.op('MatMul', [norm(graph, text, net.last), graph.op('Transpose', [net.words])]);
  graph.output('logits', 'float32', [batch, now, net.tokens], likely);
  for (const [at, { said, heard }] of layers.entries()) {
    for (const of of sources) {
      const [kept, length] = of === 'decoder' ? [said, 'decoder_sequence_length_out'] : [heard, sound];
      const dims = [batch, heads.count, length, heads.width / heads.count];
      for (const kind of kinds) graph.output(memory(PRESENT, at, of, kind), 'float32', dims, kept[kind]);
    }
  }
  for (const [at, { looked }] of net.looks ? layers.entries() : []) {
    graph.output(`cross_attentions.${at}`, 'float32', [batch, heads.count, now, sound], looked);
  }
  return graph;
}

const joined = (graph: Graph, before: Kept, now: Kept): Kept => ({
  key: graph.op('Concat', [before.key, now.key], { axis: 2 }),
  value: graph.op('Concat', [before.value, now.value], { axis: 2 }),
});

/** What was remembered of the sound stays as it is. Whoever calls keeps it, as with the real files, and no copy is made. */
function nothing(graph: Graph, { count, width }: Heads): Kept {
  const none = graph.constant(new Float32Array(width), [1, count, 1, width / count]);
  return { key: none, value: none };
}

const whole = (graph: Graph, value: number): string => graph.constant([value], [1], 'int64');

const lengthOf = (graph: Graph, tensor: string, side: number): string =>
  graph.op('Gather', [graph.op('Shape', [tensor]), whole(graph, side)]);

/** Added to scores: far below 0 where a token would look at one that comes after it. */
function later(graph: Graph, from: string, to: string): string {
  const number = (value: number): string => graph.constant([value], [], 'int64');
  const only = (tensor: string): string => graph.op('Squeeze', [tensor]);
  const columns = graph.op('Range', [number(0), only(to), number(1)]);
  const rows = graph.op('Range', [only(from), only(to), number(1)]);
  const down = graph.op('Unsqueeze', [rows, whole(graph, 1)]);
  const after = graph.op('Greater', [columns, down]);
  return graph.op('Where', [after, graph.constant([-1e9]), graph.constant([0])]);
}
