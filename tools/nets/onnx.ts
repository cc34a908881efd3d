/**
 * Writes ONNX, as much of it as small networks need: a graph in the wire format of Protocol Buffers, by the field numbers of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export type Kind = 'float32' | 'uint8' | 'int64' | 'bool';

export interface Port {
  readonly name: string;
  readonly type: Kind;
  /** A word is a side of any length. */
  readonly dims: readonly (number | string)[];
}

type Attribute = number | string | readonly number[] | Graph;

/** A message in pieces, in their order. They are put together once, at the end: weights are large. */
type Pieces = readonly Uint8Array[];

/** The oldest edition whose operators do what is asked of them here; MI-GAN's own is older, LaMa's newer. */
const OPSET = 16;
const IR = 8;

const kinds: Record<Kind, number> = { float32: 1, uint8: 2, int64: 7, bool: 9 };

/** A graph under way. A tensor goes by its name. */
export class Graph {
  readonly #inputs: Port[] = [];
  readonly #outputs: Port[] = [];
  readonly #nodes: Pieces[] = [];
  readonly #constants: Pieces[] = [];
  readonly #prefix: string;

  /** A graph within another sees the tensors of that one; its own are told from them by a prefix. */
  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  input(name: string, type: Kind, dims: readonly (number | string)[]): string {
    this.#inputs.push({ name, type, dims });
    return name;
  }

  /** What `from` holds goes out under this name. */
  output(name: string, type: Kind, dims: readonly (number | string)[], from: string): void {
    this.#outputs.push({ name, type, dims });
    this.#node('Identity', [from], [this.#prefix + name], {});
  }

  /** One of two graphs, as the condition says. What they give, the same from both, is what this one gives. */
  choose(condition: string, yes: Graph, no: Graph): void {
    this.#outputs.push(...yes.#outputs);
    const names = yes.#outputs.map(port => port.name);
    this.#node('If', [condition], names, { then_branch: yes, else_branch: no });
  }

  /** Numbers that do not change, of this shape: one number's is none. */
  constant(
    values: readonly number[] | Float32Array,
    dims: readonly number[] = [],
    type: Kind = 'float32',
  ): string {
    const name = `${this.#prefix}constant${this.#constants.length}`;
    const raw =
      type === 'float32'
        ? new Float32Array(values)
        : type === 'int64'
          ? new BigInt64Array(Array.from(values, BigInt))
          : new Uint8Array(values);
    this.#constants.push([
      ...dims.flatMap(dim => whole(1, dim)),
      ...whole(2, kinds[type]),
      ...text(8, name),
      ...bytes(9, [new Uint8Array(raw.buffer)]),
    ]);
    return name;
  }

  /** What the operator makes of these. An input that is left out is ''. */
  op(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const name = `${this.#prefix}made${this.#nodes.length}`;
    this.#node(operator, inputs, [name], attributes);
    return name;
  }

  write(): Uint8Array<ArrayBuffer> {
    return joined([
      ...whole(1, IR),
      ...bytes(7, this.pieces()),
      ...bytes(8, [...text(1, ''), ...whole(2, OPSET)]),
    ]);
  }

  /** The graph alone, without what it takes to make a file of it. */
  pieces(): Pieces {
    return [
      ...this.#nodes.flatMap(node => bytes(1, node)),
      ...text(2, 'graph'),
      ...this.#constants.flatMap(constant => bytes(5, constant)),
      ...this.#inputs.flatMap(port => bytes(11, about(port))),
      ...this.#outputs.flatMap(port => bytes(12, about({ ...port, name: this.#prefix + port.name }))),
    ];
  }

  #node(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>>,
  ): void {
    this.#nodes.push([
      ...inputs.flatMap(input => text(1, input)),
      ...outputs.flatMap(output => text(2, output)),
      ...text(4, operator),
      ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
    ]);
  }
}

function about({ name, type, dims }: Port): Pieces {
  const shape = dims.flatMap(dim => bytes(1, typeof dim === 'number' ? whole(1, dim) : text(2, dim)));
  return [...text(1, name), ...bytes(2, bytes(1, [...whole(1, kinds[type]), ...bytes(2, shape)]))];
}

/** Whole numbers, lists of them, words, and graphs: no operator here asks for a fraction. */
function attribute(name: string, value: Attribute): Pieces {
  if (typeof value === 'number') return [...text(1, name), ...whole(3, value), ...whole(20, 2)];
  if (typeof value === 'string') return [...text(1, name), ...text(4, value), ...whole(20, 3)];
  if (value instanceof Graph) return [...text(1, name), ...bytes(6, value.pieces()), ...whole(20, 5)];
  return [...text(1, name), ...value.flatMap(one => whole(8, one)), ...whole(20, 7)];
}

const whole = (field: number, value: number): Pieces => [
  Uint8Array.from([...varint(field * 8), ...varint(value)]),
];

const bytes = (field: number, content: Pieces): Pieces => [
  Uint8Array.from([...varint(field * 8 + 2), ...varint(lengthOf(content))]),
  ...content,
];

const text = (field: number, value: string): Pieces => bytes(field, [new TextEncoder().encode(value)]);

const lengthOf = (pieces: Pieces): number => pieces.reduce((sum, piece) => sum + piece.length, 0);

function joined(pieces: Pieces): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Seven bits at a time, the lowest first. Nothing here is below 0. */
function varint(value: number): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...out, rest];
    out.push((rest % 128) + 128);
  }
}
