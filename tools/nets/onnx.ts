/**
 * Writes ONNX, as much of it as small networks need: a graph in the wire format of Protocol Buffers, by the field numbers of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export type Kind = 'float32' | 'uint8' | 'int64';

export interface Port {
  readonly name: string;
  readonly type: Kind;
  /** A word is a side of any length. */
  readonly dims: readonly (number | string)[];
}

type Attribute = number | string | readonly number[];

/** The oldest edition whose operators do what is asked of them here; MI-GAN's own is older, LaMa's newer. */
const OPSET = 16;
const IR = 8;

const kinds: Record<Kind, number> = { float32: 1, uint8: 2, int64: 7 };

/** A graph under way. A tensor goes by its name. */
export class Graph {
  readonly #inputs: Port[] = [];
  readonly #outputs: Port[] = [];
  readonly #nodes: number[][] = [];
  readonly #constants: number[][] = [];

  input(name: string, type: Kind, dims: readonly (number | string)[]): string {
    this.#inputs.push({ name, type, dims });
    return name;
  }

  /** What `from` holds goes out under this name. */
  output(name: string, type: Kind, dims: readonly (number | string)[], from: string): void {
    this.#outputs.push({ name, type, dims });
    this.#node('Identity', [from], name, {});
  }

  /** Numbers that do not change, of this shape: one number's is none. */
  constant(values: readonly number[], dims: readonly number[] = [], type: Kind = 'float32'): string {
    const name = `constant${this.#constants.length}`;
    const raw =
      type === 'float32'
        ? new Float32Array(values)
        : type === 'uint8'
          ? new Uint8Array(values)
          : new BigInt64Array(values.map(BigInt));
    this.#constants.push([
      ...dims.flatMap(dim => whole(1, dim)),
      ...whole(2, kinds[type]),
      ...text(8, name),
      ...bytes(9, [...new Uint8Array(raw.buffer)]),
    ]);
    return name;
  }

  /** What the operator makes of these. An input that is left out is ''. */
  op(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    return this.#node(operator, inputs, `made${this.#nodes.length}`, attributes);
  }

  write(): Uint8Array<ArrayBuffer> {
    const graph = [
      ...this.#nodes.flatMap(node => bytes(1, node)),
      ...text(2, 'graph'),
      ...this.#constants.flatMap(constant => bytes(5, constant)),
      ...this.#inputs.flatMap(port => bytes(11, about(port))),
      ...this.#outputs.flatMap(port => bytes(12, about(port))),
    ];
    return Uint8Array.from([
      ...whole(1, IR),
      ...bytes(7, graph),
      ...bytes(8, [...text(1, ''), ...whole(2, OPSET)]),
    ]);
  }

  #node(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>>,
  ): string {
    this.#nodes.push([
      ...inputs.flatMap(input => text(1, input)),
      ...text(2, output),
      ...text(4, operator),
      ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
    ]);
    return output;
  }
}

function about({ name, type, dims }: Port): number[] {
  const shape = dims.flatMap(dim => bytes(1, typeof dim === 'number' ? whole(1, dim) : text(2, dim)));
  return [...text(1, name), ...bytes(2, bytes(1, [...whole(1, kinds[type]), ...bytes(2, shape)]))];
}

/** Whole numbers, lists of them, and words: no operator here asks for a fraction. */
function attribute(name: string, value: Attribute): number[] {
  if (typeof value === 'number') return [...text(1, name), ...whole(3, value), ...whole(20, 2)];
  if (typeof value === 'string') return [...text(1, name), ...text(4, value), ...whole(20, 3)];
  return [...text(1, name), ...value.flatMap(one => whole(8, one)), ...whole(20, 7)];
}

const whole = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];

const bytes = (field: number, content: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
];

const text = (field: number, value: string): number[] => bytes(field, [...new TextEncoder().encode(value)]);

/** Seven bits at a time, the lowest first. Nothing here is below 0. */
function varint(value: number): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...out, rest];
    out.push((rest % 128) + 128);
  }
}
