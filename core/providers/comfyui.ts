/** ComfyUI, by its own routes: `server.py` of https://github.com/Comfy-Org/ComfyUI, read at commit 002c3fb. */
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';
import { imageBytes, maskBytes, paintingOf, type Marked, type Painting } from './check.ts';
import { end, Entry, Handle, title, type Place } from './comfy-done.ts';
import { fill, readTemplate, type Template, type Values } from './comfy-graph.ts';
import { checkGraph, choicesOf, infoOf, type NodeInfo } from './comfy-info.ts';
import { generate, inpaint, repaint } from './comfy-templates.ts';
import { frameFor } from './frame.ts';
import { defineProvider, type Maker, type Sizes, type Stand, type Work } from './provider.ts';
import {
  clean,
  handleOf,
  healthOf,
  readHandle,
  send,
  sendForJson,
  sendIfThere,
  Url,
  type Server,
} from './server.ts';

const sizes: Sizes = { multiple: 16, leastSide: 512, mostSide: 2048, mostArea: 2 ** 21 };

const workflow = v.optional(v.pipe(v.string(), v.maxLength(500_000, 'This workflow is too long.')));

const Config = v.object({
  url: v.optional(Url, 'http://127.0.0.1:8188'),
  /** A checkpoint by its file's name; the first that is there, where none is said. */
  model: v.optional(v.string()),
  steps: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200, 'At most 200 steps.')),
    25,
  ),
  guidance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(30, 'At most 30.')), 6),
  sampler: v.optional(v.string(), 'dpmpp_2m'),
  scheduler: v.optional(v.string(), 'karras'),
  /** Whether the model was trained to repaint. */
  inpainting: v.optional(v.boolean(), false),
  /** Workflows of one's own, as JSON of a `Template`. */
  repaint: workflow,
  generate: workflow,
  /** Where a proxy before it asks for one. */
  key: v.optional(v.string()),
});
type Config = Infer<typeof Config>;

const Uploaded = v.object({ name: v.string(), subfolder: v.optional(v.string(), ''), type: v.string() });

const Queued = v.object({ prompt_id: v.string() });
const History = v.record(v.string(), Entry);
/** Number, id and what is no matter here. */
const inLine = v.looseTuple([v.number(), v.string()]);
const Queue = v.object({ queue_running: v.array(inLine), queue_pending: v.array(inLine) });
const Stats = v.object({
  system: v.object({ comfyui_version: v.optional(v.string()) }),
  devices: v.array(v.object({ name: v.string(), type: v.string(), vram_total: v.optional(v.number(), 0) })),
});
const NodeErrors = v.object({
  node_errors: v.record(
    v.string(),
    v.object({
      class_type: v.string(),
      errors: v.array(v.object({ message: v.string(), details: v.string() })),
    }),
  ),
});

/** How long a graph is worked on before it is asked after again, in milliseconds. */
const AFTER = 1000;

export const comfyui = defineProvider({
  kind: 'comfyui',
  title,
  config: Config,
  secrets: ['key'],
  tools: ['repaint', 'generate'],
  sizes,
  again: 'once',

  make(world, config): Maker {
    const server: Server = {
      world,
      title,
      url: config.url,
      ...(config.key === undefined ? {} : { headers: { authorization: `Bearer ${config.key}` } }),
      secrets: [config.key ?? ''],
      faultOf: (status, told, json) => faultOf(server, status, told, json),
    };
    return {
      health: () => healthOf(() => health(server, config)),
      async submit(work, id) {
        const template = templateOf(work.tool, config);
        const painting = paintingOf(title, work, size => frameFor(size, sizes));
        const handle = handleFor(painting, id);
        if (await stands(server, id)) return open(handle, { doing: 'Waiting in line' });
        const info = await infoOf(server, kindsOf(template));
        const values = { ...settings(config, info), ...valuesOf(painting, id) };
        checkGraph(fill(template, values), info, template.slots);
        const sent = painting.sent && (await upload(server, painting.sent, id));
        const files = sent ? { image: pathOf(sent.image), mask: pathOf(sent.mask) } : {};
        const body = {
          json: { prompt: fill(template, { ...values, ...files }), prompt_id: id, client_id: id },
        };
        const queued = await sendForJson(server, Queued, { method: 'POST', path: '/prompt', body });
        // Before 2026 it gave its own name whatever it was told.
        return open(
          { ...handle, id: queued.prompt_id, ...(sent ? { sent } : {}) },
          { doing: 'Waiting in line' },
        );
      },
      poll: handle => poll(server, readHandle(Handle, handle)),
      cancel: handle => cancel(server, handle.startsWith('{') ? readHandle(Handle, handle).id : handle),
    };
  },
});

async function health(server: Server, config: Config): ReturnType<Maker['health']> {
  const stats = await sendForJson(server, Stats, { method: 'GET', path: '/system_stats' });
  const info = new Map<string, NodeInfo>();
  for (const tool of ['generate', 'repaint'] as const) {
    const template = templateOf(tool, config);
    for (const [kind, known] of await infoOf(server, kindsOf(template))) info.set(kind, known);
    checkGraph(fill(template, settings(config, info)), info, template.slots);
  }
  const devices = stats.devices.map(({ name, vram_total }) =>
    vram_total > 0 ? `${clean(server, name)}, ${Math.round(vram_total / 2 ** 30)} GB` : clean(server, name),
  );
  return {
    ok: true,
    message: [`ComfyUI ${stats.system.comfyui_version ?? ''}`.trim(), ...devices].join(', '),
    gpu: stats.devices.some(({ type }) => type !== 'cpu'),
    models: choicesOf(info.get('CheckpointLoaderSimple'), 'ckpt_name') ?? [],
  };
}

function templateOf(tool: Work['tool'], config: Config): Template {
  if (tool === 'generate') return config.generate ? readTemplate(config.generate, ['words']) : generate;
  if (tool !== 'repaint') throw new Fault('no-maker', `${title} does not do this here.`);
  if (config.repaint) return readTemplate(config.repaint, ['words', 'image', 'mask']);
  return config.inpainting ? inpaint : repaint;
}

const kindsOf = ({ graph }: Template): string[] => Object.values(graph).map(node => node.class_type);

/** What is the same for every ask. A workflow of one's own has its own model where none is set. */
function settings(config: Config, info: Map<string, NodeInfo>): Values {
  const { steps, guidance, sampler, scheduler } = config;
  const models = choicesOf(info.get('CheckpointLoaderSimple'), 'ckpt_name');
  const own = config.repaint ?? config.generate;
  const model = config.model ?? (own === undefined ? models?.[0] : undefined);
  if (own === undefined && models?.length === 0) {
    throw new Fault('refused', 'This ComfyUI has no model. Put one into its folder models/checkpoints.');
  }
  return { steps, guidance, sampler, scheduler, ...(model === undefined ? {} : { model }) };
}

const valuesOf = ({ words, negative, seed, strength, frame }: Painting, id: string): Values => ({
  words,
  negative,
  seed,
  strength,
  ...frame.outer,
  // A graph that is wholly the same as one before is not run again, and would give nothing.
  name: `brushword/${id}`,
});

/** As it will be if the files keep the names we give them, which they do: what is there is written over. */
function handleFor({ frame, sent }: Painting, id: string): Handle {
  const place = (what: string): Place => ({
    filename: `${id}-${what}.png`,
    subfolder: 'brushword',
    type: 'input',
  });
  return { id, frame, ...(sent ? { sent: { image: place('image'), mask: place('mask') } } : {}) };
}

async function upload(
  server: Server,
  { image, mask }: Marked,
  id: string,
): Promise<NonNullable<Handle['sent']>> {
  const put = async (bytes: Uint8Array<ArrayBuffer>, what: string): Promise<Place> => {
    const form = [
      { name: 'image', value: { bytes, file: `${id}-${what}.png`, type: 'image/png' } },
      { name: 'type', value: 'input' },
      { name: 'subfolder', value: 'brushword' },
      { name: 'overwrite', value: 'true' },
    ];
    const asked = { method: 'POST', path: '/upload/image', body: { form } } as const;
    const { name, ...where } = await sendForJson(server, Uploaded, asked);
    return { filename: name, ...where };
  };
  return { image: await put(imageBytes(image), 'image'), mask: await put(maskBytes(mask), 'mask') };
}

/** As the nodes that load take it. */
const pathOf = ({ filename, subfolder }: Place): string =>
  subfolder === '' ? filename : `${subfolder}/${filename}`;

const open = (handle: Handle, more: { doing: string; ahead?: number }): Stand => ({
  state: 'open',
  handle: handleOf(handle),
  after: AFTER,
  ...more,
});

const historyOf = async (server: Server, id: string): Promise<Entry | undefined> => {
  const path = `/history/${encodeURIComponent(id)}`;
  return (await sendForJson(server, History, { method: 'GET', path }))[id];
};

interface InLine {
  readonly running: boolean;
  readonly ahead: number;
}

async function lineOf(server: Server, id: string): Promise<InLine | undefined> {
  const { queue_running, queue_pending } = await sendForJson(server, Queue, {
    method: 'GET',
    path: '/queue',
  });
  if (queue_running.some(([, known]) => known === id)) return { running: true, ahead: 0 };
  const ours = queue_pending.find(([, known]) => known === id);
  if (!ours) return undefined;
  // The list is a heap: in line stands who has the lower number.
  return {
    running: false,
    ahead: queue_running.length + queue_pending.filter(([number]) => number < ours[0]).length,
  };
}

const stands = async (server: Server, id: string): Promise<boolean> =>
  (await lineOf(server, id)) !== undefined || (await historyOf(server, id)) !== undefined;

async function poll(server: Server, handle: Handle): Promise<Stand> {
  const done = await historyOf(server, handle.id);
  if (done) return end(server, done, handle);
  const line = await lineOf(server, handle.id);
  if (line?.running) return open(handle, { doing: 'Painting' });
  if (line) return open(handle, { doing: 'Waiting in line', ahead: line.ahead });
  // It may have been done between the two askings.
  const late = await historyOf(server, handle.id);
  if (late) return end(server, late, handle);
  throw new Fault(
    'not-found',
    `${title} does not know this job any more: it was started anew, or its queue was emptied. Ask again.`,
  );
}

function faultOf(server: Server, status: number, told: string, json: unknown): Fault | undefined {
  if (status === 403) {
    return new Fault(
      'forbidden',
      'ComfyUI lets in no other page than its own. Start it with --enable-cors-header followed by the address of this page.',
    );
  }
  const known = status === 400 ? v.safeParse(NodeErrors, json) : undefined;
  const [wrong] = known?.success ? Object.values(known.output.node_errors) : [];
  const [error] = wrong?.errors ?? [];
  if (!wrong || !error) return undefined;
  const because = clean(server, `${error.message}: ${error.details}`);
  return new Fault(
    'refused',
    `${title} cannot run the workflow, for the node “${wrong.class_type}”. It says: ${because || told}.`,
  );
}

/** By the route that looks and stops in one step, where it is there; else never by a stop of whatever runs. */
async function cancel(server: Server, id: string): Promise<void> {
  const path = `/api/jobs/${encodeURIComponent(id)}/cancel`;
  if (await sendIfThere(server, { method: 'POST', path, body: { json: {} } })) return;
  const line = await lineOf(server, id);
  if (line?.running) {
    await send(server, { method: 'POST', path: '/interrupt', body: { json: { prompt_id: id } } });
  } else if (line) {
    await send(server, { method: 'POST', path: '/queue', body: { json: { delete: [id] } } });
  }
}
