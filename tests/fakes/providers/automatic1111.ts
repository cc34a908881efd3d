/**
 * AUTOMATIC1111 and Forge, from `modules/api/api.py` and `models.py` and the wiki's page on the API, not from a recorded
 * exchange. An answer comes only at the end, one work is done at a time, and whoever has gone is worked for all the same.
 */
import { decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels } from '../../../core/pixels/png/encode.ts';
import { Fake, type Answer, type Asked } from './fake.ts';
import { invented, repainted } from './picture.ts';

interface Ask {
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly sampler_name?: string;
  readonly force_task_id?: string;
  readonly init_images?: string[];
  readonly mask?: string;
  readonly inpainting_mask_invert?: number;
  readonly override_settings?: { readonly sd_model_checkpoint?: string };
}

export class FakeWebUi extends Fake {
  /** What `--api-auth` was given, as "name:password"; nothing where it was not. */
  auth: string | undefined;
  /** Started without `--api`. */
  closed = false;
  /** Whether it says whose work is under way. */
  tells = true;
  /** Whether a grid comes before the pictures. */
  grid = false;
  /** What Python throws. */
  throws: string | undefined;
  takes = 10;
  /** Everything that was asked to be painted, as it came. */
  readonly asks: Ask[] = [];
  protected running: { id: string; interrupted: boolean } | undefined;
  #busy: Promise<unknown> = Promise.resolve();

  protected forget(): void {
    this.running = undefined;
  }

  protected override refusalBody(status: number): unknown {
    return status === 500
      ? { error: 'RuntimeError', detail: '', body: '', errors: 'mat1 and mat2 must have the same dtype' }
      : { detail: `It failed with ${status}.` };
  }

  protected answer(asked: Asked): Promise<Answer> | Answer {
    if (this.closed) return { status: 404, json: { detail: 'Not Found' } };
    if (this.auth !== undefined && asked.headers.authorization !== `Basic ${btoa(this.auth)}`) {
      return { status: 401, json: { detail: 'Incorrect username or password' } };
    }
    return this.route(asked);
  }

  protected route({ method, path, json }: Asked): Promise<Answer> | Answer {
    switch (`${method} ${path}`) {
      case 'GET /sdapi/v1/sd-models':
        return {
          json: ['photo', 'drawing'].map(name => ({ title: `${name}.safetensors [abc]`, model_name: name })),
        };
      case 'GET /sdapi/v1/samplers':
        return { json: [{ name: 'Euler', aliases: [], options: {} }] };
      case 'GET /sdapi/v1/memory':
        return { json: { ram: {}, cuda: { system: { free: 1, used: 1, total: 12 * 2 ** 30 } } } };
      case 'GET /sdapi/v1/progress':
        return { json: this.#progress() };
      case 'POST /sdapi/v1/interrupt':
        return this.#interrupt();
      case 'POST /sdapi/v1/txt2img':
      case 'POST /sdapi/v1/img2img':
        return this.#paint(json() as Ask);
      default:
        return { status: 404, json: { detail: 'Not Found' } };
    }
  }

  #progress() {
    const state = { job: this.running ? 'scripts_txt2img' : '', job_count: this.running ? 1 : 0 };
    const whose = this.tells ? { current_task: this.running?.id ?? null } : {};
    return {
      progress: this.running ? 0.4 : 0,
      eta_relative: 1,
      state,
      current_image: null,
      textinfo: null,
      ...whose,
    };
  }

  #interrupt(): Answer {
    if (this.running) {
      this.running.interrupted = true;
      this.stopped.push(this.running.id);
    }
    return { json: {} };
  }

  async #paint(ask: Ask): Promise<Answer> {
    const refusal = this.refusal();
    if (refusal) return refusal;
    if (ask.sampler_name !== undefined && ask.sampler_name !== 'Euler') {
      return { status: 404, json: { detail: 'Sampler not found' } };
    }
    this.asks.push(ask);
    const id = ask.force_task_id ?? `task(${this.asks.length})`;
    this.begin(id);
    const before = this.#busy;
    const ours = (async () => {
      await before;
      const running = { id, interrupted: false };
      this.running = running;
      await this.run(this.takes, () => running.interrupted || this.running !== running);
      if (this.running === running) this.running = undefined;
    })();
    this.#busy = ours;
    await ours;
    if (this.throws !== undefined) {
      return { status: 500, json: { error: 'OutOfMemoryError', detail: '', body: '', errors: this.throws } };
    }
    return { json: this.#made(ask), part: 'picture' };
  }

  #made(ask: Ask) {
    const { seed, width, height, init_images, mask } = ask;
    const [sent] = init_images ?? [];
    const image = sent === undefined ? undefined : pixelsOf(sent);
    const made = image
      ? repainted(image, marksOf(mask, ask.inpainting_mask_invert), seed)
      : invented(width, height, seed);
    const picture = text(this.spoil(made, image));
    const images = this.grid ? [text(invented(8, 8, 1)), picture] : [picture];
    const info = { seed, all_seeds: [seed], index_of_first_image: this.grid ? 1 : 0 };
    return { images, parameters: {}, info: JSON.stringify(info) };
  }
}

const pixelsOf = (base64: string) => decodePng(new Uint8Array(Buffer.from(base64, 'base64')), 2 ** 26);
const text = (pixels: ReturnType<typeof invented>) => Buffer.from(encodePixels(pixels)).toString('base64');

/** White is painted, unless it is told to turn the mask round. Without a mask all is. */
function marksOf(mask: string | undefined, invert = 0): (pixel: number) => boolean {
  if (mask === undefined) return () => true;
  const { data } = pixelsOf(mask);
  return pixel => data[4 * pixel]! >= 128 !== (invert === 1);
}
