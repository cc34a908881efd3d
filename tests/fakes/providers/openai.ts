/**
 * OpenAI Images, from its reference and the types of its SDK (6.49), not from a recorded exchange. It checks what the service
 * does: sizes, fields that only some models take, and a mask of the picture's size with an alpha channel.
 */
import { decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels } from '../../../core/pixels/png/encode.ts';
import type { Pixels } from '../../../core/pixels/pixels.ts';
import { bytesOf, Fake, type Answer, type Asked } from './fake.ts';
import { invented, repainted } from './picture.ts';

export class FakeOpenAi extends Fake {
  key = 'sk-test-4242424242424242';
  model = 'gpt-image-2';
  /** Whether the picture lies elsewhere, to be fetched. */
  byUrl = false;
  /** Refuses for what is shown or said. */
  blocks = false;
  /** The next answer says that the account is empty. */
  empty = false;
  takes = 10;
  /** The fields of each ask, and whether a picture's request carried the key. */
  readonly asks: Record<string, string>[] = [];
  readonly fetchedWithKey: boolean[] = [];
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();

  #life = 0;

  protected forget(): void {
    this.#files.clear();
    this.#life++;
  }

  protected override refusalBody(status: number): unknown {
    const type = status === 429 ? 'rate_limit_exceeded' : 'server_error';
    return { error: { message: `It failed with ${status}.`, type, param: null, code: type } };
  }

  protected async answer(asked: Asked): Promise<Answer> {
    const { method, path, headers } = asked;
    if (path.startsWith('/files/')) {
      this.fetchedWithKey.push(headers.authorization !== undefined);
      const bytes = this.#files.get(path);
      return bytes ? { bytes, headers: { 'content-type': 'image/png' }, part: 'picture' } : { status: 404 };
    }
    if (headers.authorization !== `Bearer ${this.key}`) {
      // The service repeats a part of the key; the worst would be all of it.
      const message = `Incorrect API key provided: ${String(headers.authorization).slice(7)}.`;
      return wrong(401, message, 'invalid_request_error', 'invalid_api_key');
    }
    if (method === 'GET' && path === '/v1/models')
      return { json: { object: 'list', data: [{ id: this.model, object: 'model' }] } };
    if (method === 'POST' && path === '/v1/images/generations')
      return this.#paint(asked.json() as Record<string, string>);
    if (method === 'POST' && path === '/v1/images/edits') {
      const form = await asked.form();
      const image = decodePng(await bytesOf(form.get('image')), 2 ** 26);
      const mask = decodePng(await bytesOf(form.get('mask')), 2 ** 26);
      const fields = [...form].flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as const] : [],
      );
      return this.#paint(Object.fromEntries(fields), image, mask);
    }
    return wrong(404, `Invalid URL (${method} ${path})`, 'invalid_request_error', null);
  }

  async #paint(fields: Record<string, string>, image?: Pixels, mask?: Pixels): Promise<Answer> {
    const refusal = this.refusal();
    if (refusal) return refusal;
    if (this.blocks) {
      return wrong(
        400,
        'Your request was rejected by the safety system.',
        'image_generation_user_error',
        'moderation_blocked',
      );
    }
    if (this.empty)
      return wrong(429, 'You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota');
    const { model = '', size = '', prompt = '' } = fields;
    const [width = 0, height = 0] = size.split('x').map(Number);
    const unfit = unfitting(model, width, height);
    if (unfit !== undefined) return wrong(400, unfit, 'invalid_request_error', 'invalid_value');
    if (model.startsWith('gpt-image') && 'response_format' in fields) {
      return wrong(
        400,
        "Unknown parameter: 'response_format'.",
        'invalid_request_error',
        'unknown_parameter',
      );
    }
    if (image && (mask?.width !== image.width || mask.height !== image.height)) {
      return wrong(
        400,
        'Invalid mask image format - mask size does not match image size',
        'image_generation_user_error',
        null,
      );
    }
    this.asks.push(fields);
    // It takes no seed: what is said decides.
    this.begin(prompt);
    const life = this.#life;
    await this.run(this.takes, () => this.#life !== life);
    const seed = prompt.length;
    const made =
      image && mask
        ? repainted(image, pixel => mask.data[4 * pixel + 3]! < 128, seed)
        : invented(width, height, seed);
    return this.#given(encodePixels(this.spoil(made, image)));
  }

  #given(bytes: Uint8Array<ArrayBuffer>): Answer {
    if (!this.byUrl) {
      const data = [{ b64_json: Buffer.from(bytes).toString('base64') }];
      return { json: { created: 1, data, output_format: 'png' }, part: 'picture' };
    }
    const path = `/files/${this.#files.size}.png`;
    this.#files.set(path, bytes);
    return { json: { created: 1, data: [{ url: this.url + path }] } };
  }
}

function unfitting(model: string, width: number, height: number): string | undefined {
  const size = `${width}x${height}`;
  if (/^gpt-image-2/.test(model)) {
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    const fits = width % 16 === 0 && height % 16 === 0 && long <= 3 * short && long <= 3840;
    return fits && width * height >= 655_360 ? undefined : `Invalid size '${size}'.`;
  }
  const listed = model === 'dall-e-2' ? ['1024x1024'] : ['1024x1024', '1536x1024', '1024x1536'];
  return listed.includes(size) ? undefined : `Invalid size '${size}'.`;
}

const wrong = (status: number, message: string, type: string, code: string | null): Answer => ({
  status,
  json: { error: { message, type, param: null, code } },
});
