/**
 * As much of A1111's API as removing things takes (its `modules/api/api.py`): a picture and a mask in base 64, white where something is to
 * go. A prompt is refused, as nothing here paints from words; sizes, samplers and steps are not asked.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { EngineAsk } from '../../core/contract/engine.ts';
import { Fault } from '../../core/contract/fault.ts';
import { JobId } from '../../core/contract/ids.ts';
import { parse, v } from '../../core/contract/schema.ts';
import { mayAsk } from '../../core/policy/ask.ts';
import { MOST_BYTES } from './body.ts';
import type { Asked, Line, Reply } from './http.ts';
import { check, jsonIn } from './intake.ts';
import type { Jobs } from './jobs.ts';
import { paintsNothing } from './makers.ts';

/** The only one to choose from. */
const MODEL = { title: 'Brushword guided fill', model_name: 'guided', hash: null, sha256: null, filename: 'guided', config: null }; // prettier-ignore

const Base64 = v.pipe(
  v.string(),
  v.transform(text => text.replace(/^data:[^,]*,/, '')),
  v.base64('must be a picture in base 64.'),
);

const Img2Img = v.looseObject({
  init_images: v.pipe(v.array(Base64), v.length(1, 'send one picture')),
  mask: v.optional(v.nullable(Base64)),
  inpainting_mask_invert: v.optional(v.literal(0, 'What is white goes. Turn the mask round, and send 0.')),
  prompt: v.optional(v.nullable(v.string()), ''),
  /** As there, −1 is any. */
  seed: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(2 ** 32 - 1))), -1),
});

const Options = v.looseObject({
  sd_model_checkpoint: v.optional(
    v.picklist([MODEL.title, MODEL.model_name], `There is no other model here than “${MODEL.title}”.`),
  ),
});

/** JSON is read into memory three times over: less of it than of a form. */
const MOST_JSON = MOST_BYTES;
const MOST_OPTIONS = 2 ** 20;

const refuse = ({ name, message }: Fault): unknown => ({
  error: name,
  detail: message,
  body: '',
  errors: message,
});

export function a1111(jobs: Jobs): readonly Line[] {
  /** Those that came by this API. Whatever else is being done is not theirs to stop. */
  const own = new Set<string>();
  const lines: readonly Line[] = [
    { line: 'POST /sdapi/v1/img2img', answer: asked => img2img(jobs, own, asked) },
    { line: 'GET /sdapi/v1/progress', answer: () => ({ json: progress(jobs, own) }) },
    {
      line: 'POST /sdapi/v1/interrupt',
      answer() {
        for (const id of own) jobs.stop(id);
        return { json: {} };
      },
    },
    {
      line: 'GET /sdapi/v1/options',
      answer: () => ({ json: { sd_model_checkpoint: MODEL.title, samples_format: 'png' } }),
    },
    {
      line: 'POST /sdapi/v1/options',
      answer: ({ request, bodies }) =>
        bodies.read(request, MOST_OPTIONS, async body => {
          parse(Options, jsonIn(new TextDecoder().decode(body)));
          return { json: null };
        }),
    },
    { line: 'GET /sdapi/v1/sd-models', answer: () => ({ json: [MODEL] }) },
  ];
  return lines.map(line => ({ ...line, refuse }));
}

async function img2img(jobs: Jobs, own: Set<string>, { request, bodies, gone }: Asked): Promise<Reply> {
  const id = parse(JobId, randomUUID(), 'bug');
  const seed = await bodies.read(request, MOST_JSON, async body => {
    const { init_images, mask, prompt, seed } = parse(Img2Img, jsonIn(new TextDecoder().decode(body)));
    checkPrompt(prompt ?? '');
    if (mask === null || mask === undefined) {
      throw new Fault(
        'bad-request',
        'Send a mask, white where something is to go: without one there is nothing to do.',
      );
    }
    const drawn = seed === null || seed < 0 ? randomInt(2 ** 32) : seed;
    const ask: EngineAsk = { tool: 'operate', operation: 'remove', params: {}, seed: drawn };
    const files = new Map([
      ['image', bytesOf(init_images[0] ?? '')],
      ['mask', bytesOf(mask)],
    ]);
    check(ask, files);
    await jobs.submit(id, ask, files);
    return drawn;
  });
  own.add(id);
  const leave = (): void => void jobs.stop(id);
  if (gone.aborted) leave();
  gone.addEventListener('abort', leave);
  try {
    const { state, fault } = await jobs.ended(id);
    if (state === 'stopped') throw new Fault('stopped', 'It was interrupted.');
    if (fault) throw new Fault(fault.kind, fault.message);
    const image = await readFile(jobs.made(id, 0).path, 'base64');
    const info = JSON.stringify({ prompt: '', seed, all_seeds: [seed], sd_model_name: MODEL.model_name });
    return { json: { images: [image], parameters: {}, info } };
  } finally {
    gone.removeEventListener('abort', leave);
    own.delete(id);
    jobs.forget(id);
  }
}

/** Refused on principle comes first. */
function checkPrompt(prompt: string): void {
  if (prompt.trim() === '') return;
  const answer = mayAsk(prompt);
  throw answer.allowed ? paintsNothing() : new Fault('policy', answer.reason);
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(base64, 'base64'));

function progress(jobs: Jobs, own: ReadonlySet<string>): unknown {
  const { current } = jobs;
  const job = current && own.has(current.id) ? current : undefined;
  return {
    progress: job?.progress ?? 0,
    eta_relative: 0,
    state: {
      skipped: false,
      interrupted: false,
      job: job?.id ?? '',
      job_count: own.size,
      job_no: 0,
      sampling_step: Math.round((job?.progress ?? 0) * 100),
      sampling_steps: job ? 100 : 0,
    },
    current_image: null,
    textinfo: job?.doing ?? null,
  };
}
