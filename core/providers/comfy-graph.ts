/**
 * Graphs as ComfyUI runs them ("API format"), with the places where something is filled in. A place is named by its node and
 * its input, never by a text in the graph: words may hold anything.
 */
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';

/** A node's inputs: values, or where one comes from: a node's name and the number of its output. */
export const Graph = v.record(
  v.string(),
  v.object({
    class_type: v.string(),
    inputs: v.record(v.string(), v.unknown()),
    _meta: v.optional(v.object({ title: v.optional(v.string()) })),
  }),
);
export type Graph = Infer<typeof Graph>;

/** What can be filled in, and what kind of thing it is. */
export const slots = {
  words: 'text',
  negative: 'text',
  image: 'file',
  mask: 'file',
  width: 'whole',
  height: 'whole',
  seed: 'whole',
  steps: 'whole',
  guidance: 'number',
  strength: 'number',
  model: 'text',
  sampler: 'text',
  scheduler: 'text',
  /** What the file is to be called. */
  name: 'text',
} as const;
export type SlotName = keyof typeof slots;

const slot = v.object({
  node: v.string(),
  input: v.string(),
  /** What the input takes, where that is less than its kind. */
  least: v.optional(v.number()),
  most: v.optional(v.number()),
});
const names = Object.keys(slots) as SlotName[]; // which `Object.keys` gives as strings
export const Template = v.object({
  graph: Graph,
  slots: v.partial(v.object(v.entriesFromList(names, slot))),
});
export type Template = Infer<typeof Template>;

export type Values = Partial<Record<SlotName, string | number>>;

/**
 * The graph with `values` in its places. A value without a place is left out: the graph has its own. Throws `bad-request`
 * where a place is not in the graph, or takes no such value.
 */
export function fill({ graph, slots: places }: Template, values: Values): Graph {
  const filled = structuredCopy(graph);
  for (const name of names) {
    const place = places[name];
    const value = values[name];
    if (!place || value === undefined) continue;
    const node = filled[place.node];
    if (!node || !(place.input in node.inputs)) {
      throw new Fault(
        'bad-request',
        `The workflow has no input “${place.input}” at a node “${place.node}”, where “${name}” should go. ` +
          'Correct the place, or save the workflow again.',
      );
    }
    checkValue(name, value, place);
    node.inputs[place.input] = value;
  }
  return filled;
}

/** One node deep: values are texts, numbers or links, and only the first two are ever replaced. */
const structuredCopy = (graph: Graph): Graph =>
  Object.fromEntries(
    Object.entries(graph).map(([id, node]) => [id, { ...node, inputs: { ...node.inputs } }]),
  );

function checkValue(name: SlotName, value: string | number, { least, most }: Infer<typeof slot>): void {
  const kind = slots[name];
  const isNumber = kind === 'whole' || kind === 'number';
  const fits =
    isNumber === (typeof value === 'number') &&
    (kind !== 'whole' || Number.isSafeInteger(value)) &&
    (typeof value !== 'number' || (value >= (least ?? -Infinity) && value <= (most ?? Infinity)));
  if (fits) return;
  const range = least === undefined && most === undefined ? '' : ` from ${least ?? '…'} to ${most ?? '…'}`;
  const wanted = isNumber ? `a ${kind === 'whole' ? 'whole ' : ''}number${range}` : 'a text';
  throw new Fault('bad-request', `“${name}” is ${String(value)}, but the workflow takes ${wanted}.`);
}

/** A workflow that a person gave, as text. Throws `bad-request` where it cannot serve; `needed` must all have places. */
export function readTemplate(text: string, needed: readonly SlotName[]): Template {
  const json = parseJson(text);
  const known = v.safeParse(Template, json);
  if (!known.success) {
    throw new Fault(
      'bad-request',
      'This is no workflow with places. In ComfyUI choose Workflow, Export (API), and write it as ' +
        '{"graph": …, "slots": {"words": {"node": "6", "input": "text"}, …}}.',
    );
  }
  const missing = needed.find(name => known.output.slots[name] === undefined);
  if (missing !== undefined) {
    throw new Fault('bad-request', `The workflow says no place for “${missing}”. Add it to its slots.`);
  }
  return known.output;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new Fault('bad-request', 'The workflow is no JSON. Copy the whole file.', { cause: thrown });
  }
}
