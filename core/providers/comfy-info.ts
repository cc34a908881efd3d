/** What a ComfyUI has (`/object_info`), and whether a graph can run there. */
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';
import type { Graph, Template } from './comfy-graph.ts';
import { sendForJson, type Server } from './server.ts';

/** An input: a list of choices or the name of a type, and what more is said of it. */
const input = v.looseTuple([v.union([v.array(v.unknown()), v.string()])]);
const NodeInfo = v.object({
  input: v.object({
    required: v.optional(v.record(v.string(), input)),
    optional: v.optional(v.record(v.string(), input)),
  }),
});
export type NodeInfo = Infer<typeof NodeInfo>;
const ObjectInfo = v.record(v.string(), NodeInfo);

/** Of the kinds of node that a graph has: all kinds together may be many megabytes. */
export async function infoOf(server: Server, kinds: Iterable<string>): Promise<Map<string, NodeInfo>> {
  const found = new Map<string, NodeInfo>();
  for (const kind of new Set(kinds)) {
    const path = `/object_info/${encodeURIComponent(kind)}`;
    const answer = await sendForJson(server, ObjectInfo, { method: 'GET', path });
    const info = answer[kind];
    if (info) found.set(kind, info);
  }
  return found;
}

const Combo = v.object({ options: v.array(v.unknown()) });

/** What can be chosen for an input: as lists have been said, or as newer nodes say them. */
export function choicesOf(info: NodeInfo | undefined, name: string): string[] | undefined {
  const spec = info?.input.required?.[name] ?? info?.input.optional?.[name];
  if (!spec) return undefined;
  const [type, more] = spec;
  if (Array.isArray(type)) return type.filter(isText);
  const combo = type === 'COMBO' ? v.safeParse(Combo, more) : undefined;
  return combo?.success ? combo.output.options.filter(isText) : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const Range = v.object({ min: v.optional(v.number()), max: v.optional(v.number()) });

/** Throws `refused` with what is missing there, and what there is instead. `files` are inputs that uploads go to. */
export function checkGraph(
  graph: Graph,
  info: Map<string, NodeInfo>,
  { image, mask }: Template['slots'],
): void {
  for (const [id, node] of Object.entries(graph)) {
    const known = info.get(node.class_type);
    if (!known) {
      throw new Fault(
        'refused',
        `This ComfyUI has no node “${node.class_type}”. Install what brings it there, update ComfyUI, or choose another workflow.`,
      );
    }
    for (const name of Object.keys(known.input.required ?? {})) {
      if (!(name in node.inputs)) {
        throw new Fault(
          'refused',
          `The node “${node.class_type}” lacks “${name}”. Save the workflow again in this ComfyUI.`,
        );
      }
    }
    for (const [name, value] of Object.entries(node.inputs)) {
      if ([image, mask].some(place => place?.node === id && place.input === name)) continue;
      checkInput(node.class_type, name, value, known);
    }
  }
}

function checkInput(kind: string, name: string, value: unknown, info: NodeInfo): void {
  const choices = choicesOf(info, name);
  if (choices && isText(value) && !choices.includes(value)) {
    const there = choices.length === 0 ? 'It has none' : `It has ${listed(choices)}`;
    throw new Fault(
      'refused',
      `This ComfyUI has no ${called[name] ?? `“${name}” of ${kind} that is called`} “${value}”. ${there}.`,
    );
  }
  if (typeof value !== 'number') return;
  const spec = info.input.required?.[name] ?? info.input.optional?.[name];
  const range = v.safeParse(Range, spec?.[1]);
  const { min = -Infinity, max = Infinity } = range.success ? range.output : {};
  if (value < min || value > max) {
    throw new Fault('refused', `“${name}” of ${kind} is ${value}. This ComfyUI takes ${min} to ${max}.`);
  }
}

const called: Readonly<Record<string, string>> = {
  ckpt_name: 'model',
  sampler_name: 'sampler',
  scheduler: 'scheduler',
};

const listed = (choices: readonly string[]): string =>
  choices.slice(0, 5).join(', ') + (choices.length > 5 ? ` and ${choices.length - 5} more` : '');
