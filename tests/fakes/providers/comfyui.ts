/**
 * ComfyUI, from its `server.py` (commit 002c3fb) and `nodes.py`, not from a recorded exchange. It follows a graph's links from
 * the node that saves to the ones that load, so a graph that is linked wrongly makes another picture or none.
 */
import { decodePng, decodeGreyPng } from '../../../core/pixels/png/decode.ts';
import { encodePixels } from '../../../core/pixels/png/encode.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { bytesOf, Fake, type Answer, type Asked } from './fake.ts';
import { invented, isWhite, repainted } from './picture.ts';

interface Node {
  class_type: string;
  inputs: Record<string, unknown>;
}
type Graph = Record<string, Node>;
interface Prompt {
  readonly number: number;
  readonly id: string;
  readonly graph: Graph;
  state: 'pending' | 'running' | 'done' | 'error' | 'interrupted';
  outputs: Record<string, { images: { filename: string; subfolder: string; type: string }[] }>;
  broke?: { exception_type: string; exception_message: string; node_type: string };
}

const MOST = 2 ** 26;
const link = ['MODEL'];
const int = (min: number, max: number) => ['INT', { default: min, min, max }];

export class FakeComfy extends Fake {
  models = ['photo.safetensors', 'drawing.safetensors'];
  samplers = ['euler', 'dpmpp_2m'];
  /** Kinds of node that are not installed. */
  readonly missing = new Set<string>();
  /** How it was before it knew jobs: it names them itself, and stops whatever runs. */
  old = false;
  /** That it was started without --enable-cors-header, and thinks the asker is a page. */
  strict = false;
  /** What a node throws. */
  breaks: Prompt['broke'];
  /** Milliseconds that a graph takes. */
  takes = 10;
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly prompts: Prompt[] = [];
  #number = 0;
  #busy: Promise<void> = Promise.resolve();

  protected forget(): void {
    this.prompts.length = 0;
  }

  protected override refusalBody(status: number): unknown {
    return { error: { type: 'x', message: `It failed with ${status}.`, details: '' }, node_errors: {} };
  }

  protected async answer(asked: Asked): Promise<Answer> {
    const { method, path } = asked;
    const rest = path.split('/').at(-1) ?? '';
    if (this.strict) return { status: 403 };
    if (method === 'GET' && path === '/system_stats') return { json: this.#stats() };
    if (method === 'GET' && path === '/features') return { json: { supports_preview_metadata: true } };
    if (method === 'GET' && path.startsWith('/object_info/')) return { json: this.#info(rest) };
    if (method === 'POST' && path === '/upload/image') return this.#upload(await asked.form());
    if (method === 'POST' && path === '/prompt') return this.#prompt(asked.json());
    if (method === 'GET' && path === '/queue') return { json: this.#queue() };
    if (method === 'GET' && path.startsWith('/history/')) return { json: this.#history(rest) };
    if (method === 'GET' && path === '/view') return this.#view(asked.query);
    if (method === 'POST' && path === '/interrupt') return this.#interrupt(asked.json());
    if (method === 'POST' && path === '/queue') return this.#dequeue(asked.json());
    if (method === 'POST' && /^\/api\/jobs\/[^/]+\/cancel$/.test(path) && !this.old) {
      return { json: { cancelled: this.#stop(path.split('/')[3] ?? '') } };
    }
    return { status: 404 };
  }

  #stats() {
    const device = { name: 'cuda:0 NVIDIA Fake', type: 'cuda', vram_total: 8 * 2 ** 30, vram_free: 2 ** 30 };
    return { system: { os: 'linux', comfyui_version: '0.9.1' }, devices: [device] };
  }

  /** Enough of each node's inputs to find what is wrong with a graph. */
  #info(kind: string) {
    const known: Record<string, Record<string, unknown>> = {
      CheckpointLoaderSimple: { ckpt_name: [this.models, {}] },
      CLIPTextEncode: { text: ['STRING', {}], clip: link },
      EmptyLatentImage: { width: int(16, 16384), height: int(16, 16384), batch_size: int(1, 4096) },
      LoadImage: { image: [[...this.files.keys()], { image_upload: true }] },
      LoadImageMask: { image: [[...this.files.keys()]], channel: [['alpha', 'red', 'green', 'blue']] },
      VAEEncode: { pixels: link, vae: link },
      SetLatentNoiseMask: { samples: link, mask: link },
      InpaintModelConditioning: { positive: link, negative: link, vae: link, pixels: link, mask: link },
      // As newer nodes say their choices.
      KSampler: {
        ...Object.fromEntries(['model', 'positive', 'negative', 'latent_image'].map(name => [name, link])),
        seed: int(0, 2 ** 53),
        steps: int(1, 10000),
        cfg: ['FLOAT', { min: 0, max: 100 }],
        sampler_name: ['COMBO', { options: this.samplers }],
        scheduler: ['COMBO', { options: ['normal', 'karras'] }],
        denoise: ['FLOAT', { min: 0, max: 1 }],
      },
      VAEDecode: { samples: link, vae: link },
      SaveImage: { images: link, filename_prefix: ['STRING', {}] },
    };
    const required = this.missing.has(kind) ? undefined : known[kind];
    return required ? { [kind]: { input: { required }, output_node: kind === 'SaveImage' } } : {};
  }

  async #upload(form: FormData): Promise<Answer> {
    const file = form.get('image');
    const subfolder = String(form.get('subfolder') ?? '');
    if (!(file instanceof File)) return { status: 400 };
    const taken = (name: string) => this.files.has(`input/${subfolder}/${name}`);
    const overwrite = form.get('overwrite') === 'true';
    const name = taken(file.name) && !overwrite ? file.name.replace('.png', ' (1).png') : file.name;
    this.files.set(`input/${subfolder}/${name}`, await bytesOf(file));
    return { json: { name, subfolder, type: 'input' } };
  }

  #prompt(body: unknown): Answer {
    const refusal = this.refusal();
    if (refusal) return refusal;
    const { prompt: graph, prompt_id } = body as { prompt: Graph; prompt_id?: string };
    if (
      !this.old &&
      prompt_id !== undefined &&
      !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(prompt_id)
    ) {
      return {
        status: 400,
        json: { error: { type: 'invalid_prompt_id', message: 'must be a UUID' }, node_errors: {} },
      };
    }
    for (const [id, node] of Object.entries(graph)) {
      const details = this.#wrong(node);
      if (details === undefined) continue;
      const errors = [{ type: 'value_not_in_list', message: 'Value not in list', details, extra_info: {} }];
      return {
        status: 400,
        json: {
          error: {
            type: 'prompt_outputs_failed_validation',
            message: 'Prompt outputs failed validation',
            details: '',
          },
          node_errors: { [id]: { errors, dependent_outputs: [], class_type: node.class_type } },
        },
      };
    }
    const id = this.old || prompt_id === undefined ? crypto.randomUUID() : prompt_id;
    this.begin(prompt_id ?? id);
    const prompt: Prompt = { number: this.#number++, id, graph, state: 'pending', outputs: {} };
    this.prompts.push(prompt);
    this.#busy = this.#busy.then(() => this.#work(prompt));
    return { json: { prompt_id: id, number: prompt.number, node_errors: {} }, part: 'submission' };
  }

  #wrong({ class_type, inputs }: Node): string | undefined {
    const info = this.#info(class_type)[class_type];
    if (!info) return `Node '${class_type}' not found.`;
    for (const [name, spec] of Object.entries(info.input.required)) {
      const choices =
        (spec as unknown[])[0] === 'COMBO'
          ? this.samplers.concat('normal', 'karras')
          : (spec as unknown[])[0];
      if (name === 'image' || !Array.isArray(spec) || !Array.isArray(choices)) continue;
      if (!choices.includes(inputs[name])) return `${name}: '${String(inputs[name])}' not in list`;
    }
    return undefined;
  }

  async #work(prompt: Prompt): Promise<void> {
    const over = () => prompt.state === 'interrupted' || !this.prompts.includes(prompt);
    if (over()) return;
    prompt.state = 'running';
    await this.run(this.takes, over);
    if (over()) return;
    if (this.breaks) {
      prompt.broke = this.breaks;
      prompt.state = 'error';
      return;
    }
    for (const [id, node] of Object.entries(prompt.graph)) {
      if (node.class_type !== 'SaveImage') continue;
      const [subfolder = '', stem = ''] = String(node.inputs['filename_prefix']).split('/');
      const filename = `${stem}_00001_.png`;
      this.files.set(`output/${subfolder}/${filename}`, encodePixels(this.#made(prompt.graph, node)));
      prompt.outputs[id] = { images: [{ filename, subfolder, type: 'output' }] };
    }
    prompt.state = 'done';
  }

  #made(graph: Graph, save: Node): Pixels {
    const from = (node: Node, input: string): Node => {
      const value = node.inputs[input];
      const found = Array.isArray(value) ? graph[String(value[0])] : undefined;
      if (!found) throw new Error(`${input} of ${node.class_type} leads nowhere.`);
      return found;
    };
    const sampler = from(from(save, 'images'), 'samples');
    const latent = from(sampler, 'latent_image');
    const seed = Number(sampler.inputs['seed']);
    if (latent.class_type === 'EmptyLatentImage') {
      const made = invented(Number(latent.inputs['width']), Number(latent.inputs['height']), seed);
      return this.spoil(made);
    }
    const file = (node: Node) => this.files.get(`input/${String(node.inputs['image'])}`) ?? new Uint8Array();
    const pixels =
      latent.class_type === 'SetLatentNoiseMask'
        ? from(from(latent, 'samples'), 'pixels')
        : from(latent, 'pixels');
    const image = decodePng(file(pixels), MOST);
    const loader = from(latent, 'mask');
    const mask = decodeGreyPng(file(loader));
    if (!mask) throw new Error('No mask.');
    const white = isWhite(mask);
    const marks = loader.inputs['channel'] === 'alpha' ? () => false : white;
    return this.spoil(repainted(image, marks, seed), image);
  }

  #queue() {
    const item = ({ number, id, graph }: Prompt) => [number, id, graph, { create_time: 0 }, ['9']];
    const of = (state: string) => this.prompts.filter(prompt => prompt.state === state).map(item);
    return { queue_running: of('running'), queue_pending: of('pending').toReversed() };
  }

  #history(id: string) {
    const prompt = this.prompts.find(one => one.id === id);
    if (!prompt || prompt.state === 'pending' || prompt.state === 'running') return {};
    const fine = prompt.state === 'done';
    const data = { prompt_id: id, timestamp: 1 };
    const end = fine ? 'execution_success' : prompt.broke ? 'execution_error' : 'execution_interrupted';
    const status = {
      status_str: fine ? 'success' : 'error',
      completed: fine,
      messages: [
        ['execution_start', data],
        [end, { ...data, ...prompt.broke }],
      ],
    };
    return {
      [id]: {
        prompt: [prompt.number, id, prompt.graph, {}, ['9']],
        outputs: prompt.outputs,
        status,
        meta: {},
      },
    };
  }

  #view(query: URLSearchParams): Answer {
    const bytes = this.files.get(
      `${query.get('type') ?? 'output'}/${query.get('subfolder') ?? ''}/${query.get('filename') ?? ''}`,
    );
    if (!bytes) return { status: 404 };
    const isMade = query.get('type') === 'output';
    return { bytes, headers: { 'content-type': 'image/png' }, ...(isMade ? { part: 'picture' } : {}) };
  }

  #interrupt(body: unknown): Answer {
    const { prompt_id } = body as { prompt_id?: string };
    const running = this.prompts.find(({ state }) => state === 'running');
    if (running && (this.old || running.id === prompt_id)) this.#stop(running.id);
    return {};
  }

  #dequeue(body: unknown): Answer {
    for (const id of (body as { delete?: string[] }).delete ?? []) {
      const pending = this.prompts.find(prompt => prompt.id === id && prompt.state === 'pending');
      if (pending) this.#stop(id);
    }
    return {};
  }

  #stop(id: string): boolean {
    const prompt = this.prompts.find(one => one.id === id);
    if (!prompt || !['pending', 'running'].includes(prompt.state)) return false;
    this.stopped.push(id);
    prompt.state = 'interrupted';
    return true;
  }
}
