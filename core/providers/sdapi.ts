/** The routes of AUTOMATIC1111 (`modules/api/api.py`), which Forge has too, and SD.Next beside its own. */
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';
import { finish, imageBytes, maskBytes, paintingOf } from './check.ts';
import { frameFor } from './frame.ts';
import type { Report, Sizes, Stand, Work, World } from './provider.ts';
import { clean, jsonOf, send, sendForJson, Url, type Server } from './server.ts';
import { base64Of, basic, bytesOfBase64 } from './text.ts';

/** A latent pixel is eight pixels wide. */
export const sizes: Sizes = { multiple: 8, leastSide: 512, mostSide: 2048, mostArea: 2 ** 21 };

export const Settings = v.object({
  url: v.optional(Url, 'http://127.0.0.1:7860'),
  /** Where it was started with `--api-auth name:password`. */
  name: v.optional(v.string()),
  password: v.optional(v.string()),
  /** As it lists them; the one that is loaded, where none is said. */
  model: v.optional(v.string()),
  steps: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(150, 'At most 150 steps.')),
    25,
  ),
  guidance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(30, 'At most 30.')), 6),
  sampler: v.optional(v.string()),
});
export type Settings = Infer<typeof Settings>;

export function serverOf(world: World, title: string, config: Settings): Server {
  const { url, name = '', password = '' } = config;
  const server: Server = {
    world,
    title,
    url,
    ...(name === '' ? {} : { headers: { authorization: basic(name, password) } }),
    secrets: [password],
    faultOf: (status, told, json) => faultOf(server, status, told, json),
  };
  return server;
}

const Models = v.array(v.object({ title: v.string(), model_name: v.optional(v.string(), '') }));
const Samplers = v.array(v.object({ name: v.string() }));
const Memory = v.object({
  cuda: v.object({ system: v.optional(v.object({ total: v.number() })) }),
});

/** What it is, and that what is set is there. */
export async function look(server: Server, { model, sampler }: Settings) {
  const models = await sendForJson(server, Models, { method: 'GET', path: '/sdapi/v1/sd-models' });
  const samplers = await sendForJson(server, Samplers, { method: 'GET', path: '/sdapi/v1/samplers' });
  const { cuda } = await sendForJson(server, Memory, { method: 'GET', path: '/sdapi/v1/memory' });
  const missing = (what: string, asked: string, there: readonly string[]): Fault => {
    const some = there.slice(0, 5).join(', ') || 'none';
    return new Fault('refused', `${server.title} has no ${what} “${asked}”. It has ${some}.`);
  };
  const titles = models.map(({ title }) => title);
  if (models.length === 0)
    throw new Fault(
      'refused',
      `${server.title} has no model. Put one into its folder models/Stable-diffusion.`,
    );
  if (
    model !== undefined &&
    !models.some(({ title, model_name }) => title === model || model_name === model)
  ) {
    throw missing('model', model, titles);
  }
  const names = samplers.map(({ name }) => name);
  if (sampler !== undefined && !names.includes(sampler)) throw missing('sampler', sampler, names);
  const memory = cuda.system ? `, ${Math.round(cuda.system.total / 2 ** 30)} GB` : ', without a GPU';
  return { ok: true, message: `${server.title}${memory}`, gpu: cuda.system !== undefined, models: titles };
}

const Made = v.object({ images: v.array(v.string()), info: v.string() });
/** A grid may come before the pictures, and the maps of ControlNet after them. */
const Info = v.object({
  index_of_first_image: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
});

/** How long one picture may take, in milliseconds. */
const PATIENCE = 900_000;

/** Asks, and waits for what is made. */
export async function paint(
  server: Server,
  config: Settings,
  work: Work,
  id: string,
  report: Report,
): Promise<Stand> {
  const { title } = server;
  const painting = paintingOf(title, work, size => frameFor(size, sizes));
  const { frame, sent } = painting;
  const json = {
    prompt: painting.words,
    negative_prompt: painting.negative,
    seed: painting.seed,
    width: frame.outer.width,
    height: frame.outer.height,
    steps: config.steps,
    cfg_scale: config.guidance,
    ...(config.sampler === undefined ? {} : { sampler_name: config.sampler }),
    override_settings: config.model === undefined ? {} : { sd_model_checkpoint: config.model },
    override_settings_restore_afterwards: true,
    send_images: true,
    save_images: false,
    force_task_id: id,
    ...(sent && {
      init_images: [base64Of(imageBytes(sent.image))],
      // White is painted. The edge is ours to soften, and the picture is of the size already.
      mask: base64Of(maskBytes(sent.mask)),
      mask_blur: 0,
      inpainting_mask_invert: 0,
      inpainting_fill: 1,
      inpaint_full_res: false,
      resize_mode: 0,
      denoising_strength: painting.strength,
    }),
  };
  const path = sent ? '/sdapi/v1/img2img' : '/sdapi/v1/txt2img';
  const asked = { method: 'POST', path, body: { json }, patience: PATIENCE } as const;
  const { images, info } = await watched(server, id, report, sendForJson(server, Made, asked));
  const { index_of_first_image } = v.parse(v.fallback(Info, { index_of_first_image: 0 }), jsonOf(info));
  const bytes = bytesOfBase64(images[index_of_first_image] ?? '');
  if (!bytes || bytes.length === 0)
    throw new Fault('refused', `${title} gave no picture. Try again, and look at its log.`);
  return { state: 'done', pictures: [finish(title, bytes, painting)] };
}

const Progress = v.object({
  progress: v.number(),
  /** Newer ones say whose it is. */
  current_task: v.optional(v.nullable(v.string())),
});

const progressOf = (server: Server) =>
  sendForJson(server, Progress, { method: 'GET', path: '/sdapi/v1/progress?skip_current_image=true' });

/** How often is asked how far it is, in milliseconds. */
const EVERY = 1000;

/** Reports how far it is for as long as `task` lasts. */
async function watched<T>(server: Server, id: string, report: Report, task: Promise<T>): Promise<T> {
  let over = false;
  const watch = async (): Promise<void> => {
    for (;;) {
      await server.world.wait(EVERY);
      if (over) return;
      const { progress, current_task } = await progressOf(server);
      if (over) return;
      const isOurs = current_task === undefined || current_task === null || current_task === id;
      if (isOurs) report({ progress: Math.min(1, Math.max(0, progress)), doing: 'Painting' });
      else report({ doing: 'Waiting in line' });
    }
  };
  // How far it is may fail to come without harm: what becomes of the task itself is what counts.
  watch().catch(() => undefined);
  try {
    return await task;
  } finally {
    over = true;
  }
}

/** It stops whatever runs: so not where that is known to be another's. */
export async function interrupt(server: Server, id: string): Promise<void> {
  const { current_task } = await progressOf(server);
  if (current_task !== undefined && current_task !== null && current_task !== id) return;
  await send(server, { method: 'POST', path: '/sdapi/v1/interrupt', body: { json: {} } });
}

/** What `api_middleware` makes of an error of Python's. */
const Thrown = v.object({ error: v.pipe(v.string(), v.minLength(1)), errors: v.optional(v.string(), '') });

function faultOf(server: Server, status: number, told: string, json: unknown): Fault | undefined {
  const { title } = server;
  const thrown = v.safeParse(Thrown, json);
  if (/OutOfMemory|out of memory/i.test(told)) {
    return new Fault(
      'out-of-memory',
      `${title} ran out of memory. Choose a smaller part, or end what else runs there.`,
    );
  }
  if (status === 404 && told === 'Not Found') {
    return new Fault(
      'refused',
      `${title} has no programming interface there. Start it with --api, and check its address.`,
    );
  }
  if (status >= 500 && thrown.success) {
    return new Fault('refused', `${title} broke off. It says: ${clean(server, told)}.`);
  }
  return undefined;
}
