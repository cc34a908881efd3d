/**
 * SD.Next, by its jobs (`modules/api/v2` of https://github.com/vladmandic/sdnext); where it is older and has none, by the
 * routes of AUTOMATIC1111, which it has too.
 */
import { Fault } from '../contract/fault.ts';
import { v, type Infer } from '../contract/schema.ts';
import { finish, imageBytes, maskBytes, paintingOf, readMarked, type Marked } from './check.ts';
import { Frame, frameFor } from './frame.ts';
import { defineProvider, type FormPart, type Maker, type Stand, type Work } from './provider.ts';
import { interrupt, look, paint, serverOf, Settings, sizes } from './sdapi.ts';
import {
  clean,
  handleOf,
  healthOf,
  jsonIn,
  readHandle,
  send,
  sendForJson,
  sendIfThere,
  type Server,
} from './server.ts';

const title = 'SD.Next';
/** How long a job is worked on before it is asked after again, in milliseconds. */
const AFTER = 1000;

const Uploads = v.object({ uploads: v.array(v.object({ ref: v.string() })) });
const Job = v.object({
  id: v.string(),
  status: v.string(),
  progress: v.optional(v.nullable(v.number()), 0),
  error: v.optional(v.nullable(v.string())),
  result: v.optional(v.nullable(v.object({ images: v.array(v.object({ index: v.number() })) }))),
});
type Job = Infer<typeof Job>;

/** `sent` are the names of what was uploaded: the picture and the mask. */
const Handle = v.object({
  job: v.string(),
  frame: Frame,
  sent: v.optional(v.tuple([v.string(), v.string()])),
});
type Handle = Infer<typeof Handle>;

export const sdnext = defineProvider({
  kind: 'sdnext',
  title,
  config: Settings,
  secrets: ['password'],
  tools: ['repaint', 'generate'],
  sizes,
  // It gives every job a name of its own.
  again: 'free',

  make(world, config): Maker {
    const server = serverOf(world, title, config);
    return {
      health: () => healthOf(() => look(server, config)),
      async submit(work, id, report) {
        return (await submit(server, config, work)) ?? paint(server, config, work, id, report);
      },
      poll: handle => poll(server, readHandle(Handle, handle)),
      cancel: handle => cancel(server, handle),
    };
  },
});

/** Nothing where it has no jobs. */
async function submit(server: Server, config: Settings, work: Work): Promise<Stand | undefined> {
  const painting = paintingOf(title, work, size => frameFor(size, sizes));
  const { frame } = painting;
  if (!(await sendIfThere(server, { method: 'GET', path: '/sdapi/v2/jobs?limit=1' }))) return undefined;
  const sent = painting.sent && (await upload(server, painting.sent));
  const { width, height } = frame.outer;
  const json = {
    type: 'generate',
    prompt: painting.words,
    negative_prompt: painting.negative,
    seed: painting.seed,
    // Its document says `width`; what is run reads `width_before`.
    width,
    height,
    width_before: width,
    height_before: height,
    steps: config.steps,
    cfg_scale: config.guidance,
    ...(config.sampler === undefined ? {} : { sampler_name: config.sampler }),
    extra: config.model === undefined ? {} : { sd_model_checkpoint: config.model },
    // Only what it saves can be fetched, and only PNG comes back to the bit.
    save_images: true,
    samples_format: 'png',
    ...(sent && {
      inputs: [sent[0]],
      mask: sent[1],
      denoising_strength: painting.strength,
    }),
  };
  const job = await sendForJson(server, Job, { method: 'POST', path: '/sdapi/v2/jobs', body: { json } });
  const handle = { job: job.id, frame, ...(sent ? { sent } : {}) };
  return { state: 'open', handle: handleOf(handle), after: AFTER, doing: 'Waiting in line' };
}

async function upload(server: Server, { image, mask }: Marked): Promise<[string, string]> {
  const part = (bytes: Uint8Array<ArrayBuffer>, file: string): FormPart => ({
    name: 'files',
    value: { bytes, file, type: 'image/png' },
  });
  const form = [part(imageBytes(image), 'image.png'), part(maskBytes(mask), 'mask.png')];
  const asked = { method: 'POST', path: '/sdapi/v2/upload', body: { form } } as const;
  const [first, second] = (await sendForJson(server, Uploads, asked)).uploads;
  if (!first || !second) throw new Fault('refused', `${title} did not take the picture. Look at its log.`);
  return [first.ref, second.ref];
}

async function poll(server: Server, handle: Handle): Promise<Stand> {
  const path = `/sdapi/v2/jobs/${encodeURIComponent(handle.job)}`;
  const asked = { method: 'GET', path } as const;
  const there = await sendIfThere(server, asked);
  if (!there) throw new Fault('not-found', `${title} does not know this job any more. Ask again.`);
  const reply = jsonIn(server, Job, there, asked);
  if (reply.status === 'completed') return end(server, reply, handle, path);
  if (reply.status === 'failed') throw failed(server, reply.error ?? '');
  if (reply.status === 'cancelled')
    throw new Fault('refused', `${title} was told to stop this job. Ask again if that was not meant.`);
  const open = { state: 'open', handle: handleOf(handle), after: AFTER } as const;
  if (reply.status === 'pending') return { ...open, doing: 'Waiting in line' };
  return { ...open, doing: 'Painting', progress: Math.min(1, Math.max(0, reply.progress ?? 0)) };
}

function failed(server: Server, error: string): Fault {
  if (error === 'Server restarted') {
    return new Fault('not-found', `${title} was started anew while it painted. Ask again.`);
  }
  if (/OutOfMemory|out of memory/i.test(error)) {
    return new Fault(
      'out-of-memory',
      `${title} ran out of memory. Choose a smaller part, or end what else runs there.`,
    );
  }
  return new Fault('refused', `${title} broke off. It says: ${clean(server, error || 'nothing')}.`);
}

async function end(server: Server, { result }: Job, { frame, sent }: Handle, path: string): Promise<Stand> {
  const [first] = result?.images ?? [];
  if (!first) throw new Fault('refused', `${title} gave no picture. Try again, and look at its log.`);
  const made = (await send(server, { method: 'GET', path: `${path}/images/${first.index}` })).bytes;
  const [image, mask] = sent ? [await uploaded(server, sent[0]), await uploaded(server, sent[1])] : [];
  // It keeps uploads for half an hour. After that, what it made is all there is to go by.
  const known = image && mask ? { sent: readMarked({ image, mask }) } : {};
  return { state: 'done', pictures: [finish(title, made, { frame, ...known })] };
}

async function uploaded(server: Server, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const path = `/sdapi/v2/uploads/${encodeURIComponent(name.replace(/^upload:/, ''))}`;
  return (await sendIfThere(server, { method: 'GET', path }))?.bytes;
}

async function cancel(server: Server, handle: string): Promise<void> {
  if (!handle.startsWith('{')) {
    // It was painting for who waited, or had not begun.
    return interrupt(server, handle);
  }
  const { job } = readHandle(Handle, handle);
  await sendIfThere(server, { method: 'DELETE', path: `/sdapi/v2/jobs/${encodeURIComponent(job)}` });
}
