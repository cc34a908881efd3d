/**
 * SD.Next, from `modules/api/v2` (routes, models, job_queue, executors, upload), not from a recorded exchange. Jobs are kept in a
 * file there, so they outlive the process; what ran when it died has failed.
 */
import { decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels } from '../../../core/pixels/png/encode.ts';
import { FakeWebUi } from './automatic1111.ts';
import { bytesOf, type Answer, type Asked } from './fake.ts';
import { invented, repainted } from './picture.ts';

interface Params {
  readonly type?: string;
  readonly seed: number;
  /** What is run reads these, whatever its document says of `width`. */
  readonly width_before?: number;
  readonly height_before?: number;
  readonly inputs?: string[];
  readonly mask?: string;
  readonly save_images?: boolean;
  readonly samples_format?: string;
}
interface Job {
  readonly id: string;
  readonly params: Params;
  status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled';
  progress: number;
  error: string | null;
  made?: Uint8Array<ArrayBuffer> | undefined;
}

export class FakeSdNext extends FakeWebUi {
  /** From before it had jobs. */
  old = false;
  readonly jobs: Job[] = [];
  readonly uploads = new Map<string, Uint8Array<ArrayBuffer>>();
  #line: Promise<void> = Promise.resolve();

  protected override forget(): void {
    super.forget();
    for (const job of this.jobs) {
      if (job.status !== 'running') continue;
      job.status = 'failed';
      job.error = 'Server restarted';
    }
  }

  protected override route(asked: Asked): Promise<Answer> | Answer {
    const { method, path } = asked;
    if (this.old || !path.startsWith('/sdapi/v2/')) return super.route(asked);
    const [what = '', id = '', part = '', number = ''] = path.split('/').slice(3);
    if (method === 'POST' && what === 'upload') return this.#upload(asked);
    if (method === 'GET' && what === 'uploads') return file(this.uploads.get(id));
    if (method === 'GET' && what === 'jobs' && id === '')
      return { json: { items: [], total: 0, offset: 0, limit: 20 } };
    if (method === 'POST' && what === 'jobs') return this.#submit(asked.json() as Params);
    const job = this.jobs.find(one => one.id === id);
    if (!job) return { status: 404, json: { detail: `Job not found: ${id}` } };
    if (method === 'DELETE') return this.#cancel(job);
    if (part === 'images' && number === '0') return { ...file(job.made), part: 'picture' };
    return { json: shown(job) };
  }

  async #upload(asked: Asked): Promise<Answer> {
    const uploads = [];
    for (const part of (await asked.form()).getAll('files')) {
      const ref = crypto.randomUUID().replaceAll('-', '').slice(0, 16);
      this.uploads.set(ref, await bytesOf(part));
      uploads.push({ ref: `upload:${ref}`, name: 'image.png', size: 1, url: `/sdapi/v2/uploads/${ref}` });
    }
    return { json: { uploads } };
  }

  #submit(params: Params): Answer {
    const refusal = this.refusal();
    if (refusal) return refusal;
    if (params.type !== 'generate') return { status: 400, json: { detail: 'Invalid job type' } };
    this.begin(String(params.seed));
    const job: Job = { id: crypto.randomUUID(), params, status: 'pending', progress: 0, error: null };
    this.jobs.push(job);
    this.#line = this.#line.then(() => this.#work(job));
    return { status: 202, json: shown(job), part: 'submission' };
  }

  async #work(job: Job): Promise<void> {
    if (job.status !== 'pending') return;
    job.status = 'running';
    job.progress = 0.4;
    const over = () => job.status !== 'running';
    await this.run(this.takes, over);
    if (over()) return;
    if (this.throws !== undefined) {
      job.status = 'failed';
      job.error = `OutOfMemoryError: ${this.throws}`;
      return;
    }
    job.made = this.#made(job.params);
    job.status = 'completed';
  }

  #made({
    seed,
    width_before = 512,
    height_before = 512,
    inputs,
    mask,
    save_images,
    samples_format,
  }: Params) {
    // What is not saved has no file to be fetched; and it saves JPEG where nothing else is said.
    if (save_images === false || samples_format !== 'png') return undefined;
    const [ref] = inputs ?? [];
    const image = ref === undefined ? undefined : this.#image(ref);
    if (!image) return encodePixels(this.spoil(invented(width_before, height_before, seed)));
    const white = mask === undefined ? undefined : this.#image(mask);
    const marks = (pixel: number) => white === undefined || white.data[4 * pixel]! >= 128;
    return encodePixels(this.spoil(repainted(image, marks, seed), image));
  }

  #image(ref: string) {
    const bytes = this.uploads.get(ref.replace('upload:', ''));
    if (!bytes) throw new Error('Upload not found or expired');
    return decodePng(bytes, 2 ** 26);
  }

  #cancel(job: Job): Answer {
    if (job.status !== 'pending' && job.status !== 'running')
      return { status: 409, json: { detail: 'Job cannot be cancelled' } };
    this.stopped.push(job.id);
    job.status = 'cancelled';
    return { json: { id: job.id, status: 'cancelled' } };
  }
}

const file = (bytes: Uint8Array | undefined): Answer =>
  bytes
    ? { bytes, headers: { 'content-type': 'image/png' } }
    : { status: 404, json: { detail: 'Not found' } };

function shown({ id, status, progress, error, made }: Job) {
  const image = {
    index: 0,
    url: `/sdapi/v2/jobs/${id}/images/0`,
    width: 1,
    height: 1,
    format: 'png',
    size: 1,
  };
  const result =
    status === 'completed' ? { images: made ? [image] : [], processed: [], info: {}, params: {} } : null;
  return {
    id,
    type: 'generate',
    status,
    progress,
    step: 8,
    steps: 20,
    created_at: '2026-01-01T00:00:00',
    error,
    result,
  };
}
