/**
 * Small networks that see, in the layout of the real ones: the names, types and shapes of their tensors are written down from the
 * real files and not from `src/models/sight`. What each answers is simple arithmetic of the picture, so it is known exactly.
 */
import { smallTokenizer } from './clip-words.ts';
import { Graph, type Port } from './onnx.ts';

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** What of a network's tensors is another than it should be: a port of that name takes its place. */
export type Wrong = Readonly<Record<string, Partial<Port>>>;

/** Writes a graph down, with some of its ports other than they should be. */
class Sketch {
  readonly graph = new Graph();
  readonly #wrong: Wrong;

  constructor(wrong: Wrong) {
    this.#wrong = wrong;
  }

  input(name: string, type: Port['type'], dims: Port['dims']): string {
    const port = { name, type, dims, ...this.#wrong[name] };
    return this.graph.input(port.name, port.type, port.dims);
  }

  output(name: string, type: Port['type'], dims: Port['dims'], from: string): void {
    const port = { name, type, dims, ...this.#wrong[name] };
    this.graph.output(port.name, port.type, port.dims, from);
  }

  op(...args: Parameters<Graph['op']>): string {
    return this.graph.op(...args);
  }

  number(value: number): string {
    return this.graph.constant([value]);
  }

  whole(values: readonly number[]): string {
    return this.graph.constant(values, [values.length], 'int64');
  }

  channel(tensor: string, at: number): string {
    return this.op('Gather', [tensor, this.whole([at])], { axis: 1 });
  }
}

/** By `sees`: which colour, in which part of the picture (shares from the left), is which of COCO's names. */
export interface Kind {
  readonly channel: 0 | 1 | 2;
  readonly from: number;
  readonly to: number;
  readonly id: number;
  /** Taken from how sure it is, before the sigmoid. */
  readonly doubt?: number;
}

const SIDE = 640;
const QUERIES = 300;

/** As many as there are in COCO. */
const NAMES = 80;

/** What a query that found nothing says. */
const NOTHING = -12;

/** How sure it is of a thing that takes this share of the picture or more, before the sigmoid; and what it says of nothing. */
export const SURE = { share: 0.01, logit: 6, none: -6 } as const;

/**
 * `onnx-community/dfine_s_coco-ONNX`. Each kind is one query: where there is much more of its channel than of the other two it sees
 * a thing, as wide and as high as a full rectangle of that middle and variance would be.
 */
export function smallDetector(kinds: readonly Kind[], wrong: Wrong = {}, names = NAMES): Files {
  const sketch = new Sketch(wrong);
  const { graph } = sketch;
  const picture = sketch.input('pixel_values', 'float32', ['batch_size', 3, SIDE, SIDE]);
  const along = Array.from({ length: SIDE }, (_, at) => (at + 0.5) / SIDE);
  const places = [graph.constant(along, [1, 1, 1, SIDE]), graph.constant(along, [1, 1, SIDE, 1])];
  const mean = (tensor: string): string => sketch.op('ReduceMean', [tensor], { axes: [2, 3] });
  const rows = kinds.map(({ channel, from, to, id, doubt = 0 }) => {
    const others = [0, 1, 2].filter(other => other !== channel).map(other => sketch.channel(picture, other));
    const more = sketch.op('Sub', [sketch.channel(picture, channel), sketch.op('Max', others)]);
    const isThere = sketch.op('Cast', [sketch.op('Greater', [more, sketch.number(0.4)])], { to: 1 });
    const part = along.map(place => (place >= from && place < to ? 1 : 0));
    const seen = sketch.op('Mul', [isThere, graph.constant(part, [1, 1, 1, SIDE])]);
    const share = mean(seen);
    const most = sketch.op('Max', [share, sketch.number(1e-7)]);
    const moments = places.map(place => {
      const once = sketch.op('Mul', [seen, place]);
      const middle = sketch.op('Div', [mean(once), most]);
      const square = sketch.op('Div', [mean(sketch.op('Mul', [once, place])), most]);
      const variance = sketch.op('Sub', [square, sketch.op('Mul', [middle, middle])]);
      const wide = sketch.op('Sqrt', [sketch.op('Mul', [sketch.op('Relu', [variance]), sketch.number(12)])]);
      return { middle, wide };
    });
    const full = sketch.op('Min', [sketch.op('Div', [share, sketch.number(SURE.share)]), sketch.number(1)]);
    const scaled = sketch.op('Mul', [full, sketch.number(SURE.logit - SURE.none)]);
    const sure = sketch.op('Add', [scaled, sketch.number(SURE.none - doubt - NOTHING)]);
    const logit = sketch.op('Reshape', [sure, sketch.whole([1, 1])]);
    const own = graph.constant(Array.from({ length: names }, (_, name) => (name === id ? 1 : 0)), [1, names]); // prettier-ignore
    return {
      logits: sketch.op('Add', [sketch.op('Mul', [own, logit]), sketch.number(NOTHING)]),
      box: sketch.op('Reshape', [
        sketch.op('Concat', [...moments.map(({ middle }) => middle), ...moments.map(({ wide }) => wide)], {
          axis: 1,
        }),
        sketch.whole([1, 4]),
      ]),
    };
  });
  /** One row above the other, and below them those of the queries that found nothing. */
  const stacked = (given: readonly string[], length: number, value: number): string => {
    const rest = QUERIES - kinds.length;
    const empty = graph.constant(new Float32Array(rest * length).fill(value), [rest, length]);
    return sketch.op('Unsqueeze', [sketch.op('Concat', [...given, empty], { axis: 0 }), sketch.whole([0])]);
  };
  sketch.output('logits', 'float32', ['batch_size', QUERIES, names], stacked(rows.map(({ logits }) => logits), names, NOTHING)); // prettier-ignore
  sketch.output('pred_boxes', 'float32', ['batch_size', QUERIES, 4], stacked(rows.map(({ box }) => box), 4, 0.5)); // prettier-ignore
  return new Map([['onnx/model.onnx', graph.write()]]);
}

/** Of what Segment Anything looks at, one of its cells. */
const CELL = 16;
const CELLS = 64;

/** ImageNet's, which the real one's processor takes away and divides by. */
const means = [0.485, 0.456, 0.406];
const deviations = [0.229, 0.224, 0.225];

/** How unlike, squared, over red, green and blue from 0 to 1, what is one thing may be: of its three answers. */
const alike = [0.0004, 0.02, 4];

/** What it thinks of its three answers. */
export const SCORES = [0.5, 0.9, 0.3] as const;

/**
 * `Xenova/slimsam-77-uniform`. The encoder hands on the mean colour of each cell, and where the cell lies; the decoder marks the
 * cells that have the colour at a place that is asked for, and not that at one that is told to be none of it.
 */
export function smallSegmenter(wrong: Wrong = {}): Files {
  return new Map([
    ['onnx/vision_encoder.onnx', smallEncoder(wrong)],
    ['onnx/prompt_encoder_mask_decoder.onnx', smallDecoder(wrong)],
  ]);
}

const embedding = ['batch_size', 256, CELLS, CELLS] as const;

function smallEncoder(wrong: Wrong): Uint8Array<ArrayBuffer> {
  const sketch = new Sketch(wrong);
  const { graph } = sketch;
  const seen = sketch.input('pixel_values', 'float32', ['batch_size', 3, CELL * CELLS, CELL * CELLS]);
  const pooled = sketch.op('AveragePool', [seen], { kernel_shape: [CELL, CELL], strides: [CELL, CELL] });
  const scaled = sketch.op('Mul', [pooled, graph.constant(deviations, [1, 3, 1, 1])]);
  const cells = sketch.op('Add', [scaled, graph.constant(means, [1, 3, 1, 1])]);
  const along = Array.from({ length: CELLS * CELLS }, (_, at) => (at % CELLS) * CELL + CELL / 2);
  const down = Array.from(along, (_, at) => Math.floor(at / CELLS) * CELL + CELL / 2);
  const places = graph.constant([...along, ...down], [1, 2, CELLS, CELLS]);
  /** In the first of as many channels as the real one has. */
  const widened = (tensor: string, channels: number): string => {
    const kernel = new Float32Array(256 * channels);
    for (let channel = 0; channel < channels; channel++) kernel[channel * channels + channel] = 1;
    return sketch.op('Conv', [tensor, graph.constant(kernel, [256, channels, 1, 1])], { kernel_shape: [1, 1] }); // prettier-ignore
  };
  sketch.output('image_embeddings', 'float32', embedding, widened(cells, 3));
  sketch.output('image_positional_embeddings', 'float32', embedding, widened(places, 2));
  return graph.write();
}

function smallDecoder(wrong: Wrong): Uint8Array<ArrayBuffer> {
  const sketch = new Sketch(wrong);
  const { graph } = sketch;
  const [points, labels] = [
    sketch.input('input_points', 'float32', ['batch_size', 'point_batch_size', 'nb_points_per_image', 2]),
    sketch.input('input_labels', 'int64', ['batch_size', 'point_batch_size', 'nb_points_per_image']),
  ];
  const image = sketch.input('image_embeddings', 'float32', embedding);
  const where = sketch.input('image_positional_embeddings', 'float32', embedding);
  const size = CELLS * CELLS;
  const first = (tensor: string, count: number): string => {
    const taken = sketch.op('Gather', [tensor, sketch.whole(Array.from({ length: count }, (_, at) => at))], { axis: 1 }); // prettier-ignore
    return sketch.op('Reshape', [taken, sketch.whole([count, size])]);
  };
  /** [3, cells] and [2, cells]; then a row for each point. */
  const [colours, places] = [first(image, 3), first(where, 2)];
  const column = (tensor: string): string => sketch.op('Reshape', [tensor, sketch.whole([-1, 1])]);
  const asked = sketch.op('Reshape', [points, sketch.whole([-1, 2])]);
  const isNear = [0, 1].map(axis => {
    const place = sketch.op('Gather', [asked, sketch.whole([axis])], { axis: 1 });
    const row = sketch.op('Gather', [places, sketch.whole([axis])], { axis: 0 });
    // From the middle of a cell it is half of one to either side, and the next begins where it ends.
    const off = sketch.op('Add', [sketch.op('Sub', [place, row]), sketch.number(CELL / 2)]);
    const cell = sketch.op('Floor', [sketch.op('Div', [off, sketch.number(CELL)])]);
    return sketch.op('Cast', [sketch.op('Equal', [cell, sketch.number(0)])], { to: 1 });
  });
  const here = sketch.op('Mul', isNear);
  const wanted = sketch.op('MatMul', [here, sketch.op('Transpose', [colours], { perm: [1, 0] })]);
  const unlike = [0, 1, 2].map(channel => {
    const row = sketch.op('Gather', [colours, sketch.whole([channel])], { axis: 0 });
    const off = sketch.op('Sub', [row, sketch.op('Gather', [wanted, sketch.whole([channel])], { axis: 1 })]);
    return sketch.op('Mul', [off, off]);
  });
  const distance = sketch.op('Add', [sketch.op('Add', [unlike[0]!, unlike[1]!]), unlike[2]!]);
  const adds = column(sketch.op('Cast', [labels], { to: 1 }));
  const takes = sketch.op('Sub', [sketch.number(1), adds]);
  const far = sketch.number(100);
  const masks = alike.map(limit => {
    const fits = sketch.op('Sub', [sketch.number(limit), distance]);
    /** The most of those rows that count. */
    const most = (counts: string, others: string): string => {
      const own = sketch.op('Sub', [sketch.op('Mul', [fits, counts]), sketch.op('Mul', [others, far])]);
      return sketch.op('ReduceMax', [own], { axes: [0] });
    };
    const out = sketch.op('Relu', [most(takes, adds)]);
    const logits = sketch.op('Sub', [most(adds, takes), sketch.op('Mul', [out, far])]);
    return sketch.op('Reshape', [logits, sketch.whole([1, 1, CELLS, CELLS])]);
  });
  const scales = graph.constant([1, 1, 4, 4], [4]);
  const fine = sketch.op('Resize', [sketch.op('Concat', masks, { axis: 1 }), '', scales], { mode: 'nearest' }); // prettier-ignore
  const found = ['batch_size', 'point_batch_size', 3] as const;
  sketch.output('iou_scores', 'float32', found, graph.constant(SCORES, [1, 1, 3]));
  sketch.output('pred_masks', 'float32', [...found, 256, 256], sketch.op('Unsqueeze', [fine, sketch.whole([0])])); // prettier-ignore
  return graph.write();
}

/** `Xenova/modnet`: from -1 to 1 goes in; a pixel is a person by as much as it is more red than blue. */
export function smallMatter(wrong: Wrong = {}): Files {
  const sketch = new Sketch(wrong);
  const seen = sketch.input('input', 'float32', ['batch_size', 3, 'height', 'width']);
  const more = sketch.op('Sub', [sketch.channel(seen, 0), sketch.channel(seen, 2)]);
  const half = sketch.op('Div', [more, sketch.number(2)]);
  const alpha = sketch.op('Clip', [half, sketch.number(0), sketch.number(1)]);
  sketch.output('output', 'float32', ['batch_size', 1, 'height', 'width'], alpha);
  return new Map([['onnx/model.onnx', sketch.graph.write()]]);
}

/** CLIP's, which its processor takes away and divides by. */
const clipMeans = [0.48145466, 0.4578275, 0.40821073];
const clipDeviations = [0.26862954, 0.26130258, 0.27577711];

/** The numbers of words that are each one whole. */
const ids = { red: 736, green: 1901, blue: 1746, dog: 1929, cat: 2368, clock: 6716, beach: 2117 } as const;

/** Things, and the colour by which alone they are known: red, green or blue. */
export type Things = Readonly<Partial<Record<'dog' | 'cat' | 'clock' | 'beach', 0 | 1 | 2>>>;

/** That of the sign that ends each text, and how many there are. */
const END = 49_407;
const WORDS = 49_408;
const ROOM = 512;

/**
 * `Xenova/clip-vit-base-patch32`: of a picture the first three numbers are its mean red, green and blue, of a text how many of its
 * words say these. The others are 0. Where it knows things, their words say their colours; and the fourth is, of a picture, how grey it
 * is, twice the least of those three, and of a text a little that all have: so that what says no colour says grey.
 */
export function smallEmbedder(wrong: Wrong = {}, things?: Things): Files {
  const told = things ? 4 : 3;
  const widened = (sketch: Sketch, few: string): string => {
    const matrix = Array.from({ length: told * ROOM }, (_, at) => at % ROOM === Math.floor(at / ROOM) ? 1 : 0); // prettier-ignore
    return sketch.op('MatMul', [few, sketch.graph.constant(matrix, [told, ROOM])]);
  };
  const sees = new Sketch(wrong);
  const seen = sees.input('pixel_values', 'float32', ['batch_size', 'num_channels', 'height', 'width']);
  const means = sees.op('ReduceMean', [seen], { axes: [2, 3], keepdims: 0 });
  const scaled = sees.op('Mul', [means, sees.graph.constant(clipDeviations, [1, 3])]);
  const colours = sees.op('Add', [scaled, sees.graph.constant(clipMeans, [1, 3])]);
  const least = sees.op(
    'Min',
    [0, 1, 2].map(channel => sees.channel(colours, channel)),
  );
  const grey = sees.op('Mul', [least, sees.number(2)]);
  const shown = things ? sees.op('Concat', [colours, grey], { axis: 1 }) : colours;
  sees.output('image_embeds', 'float32', ['batch_size', ROOM], widened(sees, shown));
  const reads = new Sketch(wrong);
  const words = reads.input('input_ids', 'int64', ['batch_size', 'sequence_length']);
  const table = new Float32Array(told * WORDS);
  const channels = new Map(Object.entries({ red: 0, green: 1, blue: 2, ...things }));
  for (const [word, id] of Object.entries(ids)) {
    const channel = channels.get(word);
    if (channel !== undefined) table[told * id + channel] = 1;
  }
  if (things) table[told * END + 3] = 0.1;
  const said = reads.op('Gather', [reads.graph.constant(table, [WORDS, told]), words], { axis: 0 });
  const mean = reads.op('ReduceMean', [said], { axes: [1], keepdims: 0 });
  reads.output('text_embeds', 'float32', ['batch_size', ROOM], widened(reads, mean));
  return new Map([
    ['tokenizer.json', smallTokenizer()],
    ['onnx/vision_model_quantized.onnx', sees.graph.write()],
    ['onnx/text_model_quantized.onnx', reads.graph.write()],
  ]);
}
