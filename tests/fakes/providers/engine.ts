/** Brushword's engine by what `core/contract/engine.ts` says of it, without what it works with. */
import { EngineAsk, type EngineJob } from '../../../core/contract/engine.ts';
import type { FaultKind } from '../../../core/contract/fault.ts';
import { JobId } from '../../../core/contract/ids.ts';
import { parse } from '../../../core/contract/schema.ts';
import { blend } from '../../../core/pixels/blend.ts';
import { decodeGreyPng, decodePng } from '../../../core/pixels/png/decode.ts';
import { encodePixels } from '../../../core/pixels/png/encode.ts';
import { bytesOf, Fake, type Answer, type Asked } from './fake.ts';
import { invented, isWhite, repainted } from './picture.ts';

interface Kept {
  job: EngineJob;
  readonly ask: EngineAsk;
  readonly form: FormData;
  made?: Uint8Array<ArrayBuffer>;
}

export class FakeEngine extends Fake {
  key: string | undefined;
  takes = 10;
  /** What it says of any sound, where that is not how long it is. */
  hears: unknown;
  /** Every sound that it was sent. */
  readonly sounds: Uint8Array[] = [];
  /** How the next job ends, where it does not end well. */
  fails: { kind: FaultKind; message: string } | undefined;
  readonly kept = new Map<string, Kept>();
  #line: Promise<void> = Promise.resolve();

  protected forget(): void {
    this.kept.clear();
    this.sounds.length = 0;
  }

  protected override refusalBody(status: number): unknown {
    const kind = status === 429 ? 'too-often' : status === 503 ? 'offline' : 'bug';
    return { kind, message: `It failed with ${status}.` };
  }

  protected async answer(asked: Asked): Promise<Answer> {
    const { method, path, headers } = asked;
    if (path === '/api/v1/health') {
      const tools = ['operate', 'repaint', 'generate', 'transcribe', 'analyse'];
      return { json: { ok: true, gpu_available: false, device: '2 processors', tools, version: '0.1.0' } };
    }
    if (this.key !== undefined && headers.authorization !== `Bearer ${this.key}`) {
      return {
        status: 401,
        json: { kind: 'signed-out', message: 'Send the key that the engine was started with.' },
      };
    }
    const [, , , what, id = '', part, number] = path.split('/');
    if (what !== 'jobs') return unknown();
    if (method === 'POST') return this.#submit(asked);
    const kept = this.kept.get(id);
    if (!kept) return unknown();
    if (method === 'DELETE') return this.#stop(kept);
    if (part !== 'made') return { json: kept.job };
    if (number !== '0' || !kept.made) return unknown();
    return { bytes: kept.made, headers: { 'content-type': 'image/png' }, part: 'picture' };
  }

  async #submit(asked: Asked): Promise<Answer> {
    const refusal = this.refusal();
    if (refusal) return refusal;
    const id = parse(JobId, asked.headers['idempotency-key']);
    const known = this.kept.get(id);
    if (known) return { status: 202, json: known.job, part: 'submission' };
    const form = await asked.form();
    const ask = parse(EngineAsk, JSON.parse(String(form.get('ask'))));
    this.begin(id);
    const kept: Kept = { job: { id, state: 'queued', ahead: 0 }, ask, form };
    this.kept.set(id, kept);
    this.#line = this.#line.then(() => this.#work(kept));
    return { status: 202, json: kept.job, part: 'submission' };
  }

  async #work(kept: Kept): Promise<void> {
    const { id } = kept.job;
    if (kept.job.state !== 'queued') return;
    kept.job = { id, state: 'running', progress: 0.4, doing: 'Painting.' };
    const over = () => kept.job.state !== 'running' || this.kept.get(id) !== kept;
    await this.run(this.takes, over);
    if (over()) return;
    kept.job = this.fails ? { id, state: 'failed', fault: this.fails } : await this.#done(kept);
  }

  async #done(kept: Kept): Promise<EngineJob> {
    const { ask, job } = kept;
    const done = { id: job.id, state: 'done' } as const;
    if (ask.tool === 'transcribe') {
      const sound = await this.#file(kept, 'sound');
      this.sounds.push(sound);
      return { ...done, said: this.hears ?? { text: `${sound.length} bytes` } };
    }
    if (ask.tool === 'analyse') return { ...done, said: { things: ['boat'] } };
    if (ask.tool === 'generate') return this.#picture(kept, invented(ask.width, ask.height, ask.seed));
    const image = decodePng(await this.#file(kept, 'image'), 2 ** 26);
    const mask = kept.form.has('mask') ? decodeGreyPng(await this.#file(kept, 'mask')) : undefined;
    const made = repainted(image, mask ? isWhite(mask) : () => true, ask.seed);
    if (this.trouble.unchanged) {
      return {
        id: job.id,
        state: 'failed',
        fault: { kind: 'refused', message: 'The model gave the picture back unchanged.' },
      };
    }
    return this.#picture(kept, mask ? blend(image, made, mask) : made);
  }

  #picture(kept: Kept, made: ReturnType<typeof invented>): EngineJob {
    kept.made = encodePixels(this.spoil(made));
    const { width, height } = made;
    return {
      id: kept.job.id,
      state: 'done',
      made: [{ type: 'image/png', size: kept.made.length, width, height }],
    };
  }

  #file({ form }: Kept, name: string) {
    return bytesOf(form.get(name));
  }

  #stop(kept: Kept): Answer {
    const { id, state } = kept.job;
    if (state === 'queued' || state === 'running') {
      this.stopped.push(id);
      kept.job = { id, state: 'stopped' };
    }
    return { json: kept.job };
  }
}

const unknown = (): Answer => ({
  status: 404,
  json: { kind: 'not-found', message: 'There is no such job.' },
});
