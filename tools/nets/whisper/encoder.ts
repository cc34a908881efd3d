/** What hears: two convolutions over the sound, the place in time, and layers that look at all of it. */
import { Graph } from '../onnx.ts';
import { attend, gelu, keptOf, mlp, norm, plus, Weights } from './layers.ts';
import { FRAMES_A_SECOND, POSITIONS_A_SECOND, type Shape } from './shapes.ts';

export function encoder(shape: Shape, seed: number): Uint8Array<ArrayBuffer> {
  const { width, layers, heads, inner, mels, seconds } = shape;
  const graph = new Graph();
  const weights = new Weights(graph, seed);
  const all = { count: heads, width };
  const positions = seconds * POSITIONS_A_SECOND;
  const frames = graph.input('input_features', 'float32', ['batch_size', mels, seconds * FRAMES_A_SECOND]);
  const hear = (input: string, from: number, stride: number): string => {
    const kernel = weights.random([width, from, 3], 0.5 / Math.sqrt(from * 3));
    return gelu(
      graph,
      graph.op('Conv', [input, kernel, weights.random([width], 0.02)], {
        kernel_shape: [3],
        pads: [1, 1],
        strides: [stride],
      }),
    );
  };
  const heard = graph.op('Transpose', [hear(hear(frames, mels, 1), width, 2)], { perm: [0, 2, 1] });
  let sound = plus(graph, heard, graph.constant(times(positions, width), [positions, width]));
  for (let layer = 0; layer < layers; layer++) {
    const input = norm(graph, sound, weights.norm(width));
    const attention = weights.attention(width);
    const kept = keptOf(graph, input, attention, all);
    sound = plus(graph, sound, attend(graph, input, kept, attention, all).made);
    const between = norm(graph, sound, weights.norm(width));
    sound = plus(graph, sound, mlp(graph, between, weights.mlp(width, inner)));
  }
  const last = norm(graph, sound, weights.norm(width));
  graph.output('last_hidden_state', 'float32', ['batch_size', positions, width], last);
  return graph.write();
}

/** How quick each wave is by which the encoder tells time. */
export const waves = (width: number): number[] =>
  Array.from({ length: width / 2 }, (_, i) => 10_000 ** (-i / Math.max(1, width / 2 - 1)));

/** At each position the sines of the waves, then the cosines. */
function times(positions: number, width: number): Float32Array {
  const quick = waves(width);
  const at = Array.from({ length: positions }, (_, position) => position);
  return Float32Array.from(
    at.flatMap(one => [
      ...quick.map(wave => Math.sin(one * wave)),
      ...quick.map(wave => Math.cos(one * wave)),
    ]),
  );
}
