/** What is done about one job outside of its desk: it is sent, asked after, left off, and what it made is brought home. */
import { Ask } from '../../core/contract/ask.ts';
import { Fault } from '../../core/contract/fault.ts';
import type { HostedJob } from '../../core/contract/hosted.ts';
import type { AccountId } from '../../core/contract/ids.ts';
import { parse } from '../../core/contract/schema.ts';
import { large } from '../../core/pixels/limit.ts';
import { sniff, type Sniffed } from '../../core/pixels/sniff.ts';
import type { Picture, Report, Stand, Work } from '../../core/providers/provider.ts';
import type { Env } from '../env.ts';
import { Blobs } from '../store/blobs.ts';
import type { JobRow } from '../store/jobs.ts';
import { gather, keepBytes } from '../store/materials.ts';
import { hire, type Hired } from './hire.ts';

/** For how long a provider is asked to leave off, in milliseconds. */
const LEAVING = 10_000;
const MOST_PICTURES = 16;
/** The longest answer in words, in characters of JSON. */
const MOST_SAID = 1_000_000;

type Made = HostedJob['made'];
interface Size {
  readonly width: number;
  readonly height: number;
}

export class Errand {
  readonly #env: Env;
  readonly #account: AccountId;
  readonly #provider: string;
  readonly #by: string;
  readonly #ask: Ask;
  readonly #end = new AbortController();
  #hired: Hired | undefined;
  /** Of what is painted into, once it was read. */
  #size: Size | undefined;

  constructor(env: Env, account: AccountId, job: Pick<JobRow, 'ask' | 'provider' | 'by'>) {
    this.#env = env;
    this.#account = account;
    this.#provider = job.provider;
    this.#by = job.by;
    this.#ask = parse(Ask, JSON.parse(job.ask), 'bug');
  }

  /** Breaks off what is under way. */
  stop(): void {
    this.#end.abort();
  }

  /** What comes of submitting twice (`Provider.again`). */
  async again(): Promise<Hired['provider']['again']> {
    return (await this.#hire()).provider.again;
  }

  /** What the last reply asked to wait, in milliseconds. */
  get asked(): number {
    return this.#hired?.world.asked ?? 0;
  }

  /** Whether it may have been submitted in vain: something was sent, and nobody knows what became of it. */
  get unsure(): boolean {
    return this.#hired?.world.unsure ?? false;
  }

  async submit(name: string, report: Report): Promise<Stand> {
    const { maker } = await this.#hire();
    const work = await gather(this.#blobs, this.#ask);
    this.#size = sizeIn(work);
    return maker.submit(work, name, report);
  }

  async poll(handle: string): Promise<Stand> {
    const { maker } = await this.#hire();
    return maker.poll(handle);
  }

  /** Has the provider leave off, though this errand may have been stopped. */
  async leave(handle: string): Promise<void> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), LEAVING);
    try {
      const { maker } = await hire(this.#env, this.#account, this.#provider, limit.signal);
      await maker.cancel(handle);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What it made, kept with the account's bytes. Throws `refused` where that is not what was asked for, and `no-space`. */
  async keep({
    pictures,
    said,
  }: Extract<Stand, { state: 'done' }>): Promise<{ made: Made; said: string | null }> {
    const words = said === undefined ? null : JSON.stringify(said);
    if ((words ?? '').length > MOST_SAID)
      throw new Fault('too-big', `“${this.#by}” said more than can be kept. Ask for less.`);
    const { tool } = this.#ask;
    const paints = tool === 'repaint' || tool === 'generate' || tool === 'operate';
    if (paints && pictures.length === 0)
      throw new Fault('refused', `“${this.#by}” gave no picture. Look there for why, and ask again.`);
    if (pictures.length > MOST_PICTURES)
      throw new Fault('too-big', `“${this.#by}” gave more than ${MOST_PICTURES} pictures. Ask for fewer.`);
    const size = await this.#sizeAsked();
    const made: Made = [];
    for (const picture of pictures) {
      if (this.#end.signal.aborted) throw new Fault('stopped', 'Stopped.');
      made.push(await this.#keepPicture(picture, size));
    }
    return { made, said: words };
  }

  async #keepPicture({ bytes }: Picture, size: Size | undefined): Promise<Made[number]> {
    let found: Sniffed;
    try {
      found = sniff(bytes, large);
    } catch (thrown) {
      const why = Fault.from(thrown).message;
      throw new Fault('refused', `“${this.#by}” gave what cannot be used. ${why}`, { cause: thrown });
    }
    const { type, width, height } = found;
    if (size && (size.width !== width || size.height !== height)) {
      throw new Fault(
        'refused',
        `“${this.#by}” gave ${width} × ${height} pixels where ${size.width} × ${size.height} were asked for.`,
      );
    }
    return { hash: await keepBytes(this.#blobs, bytes), type, size: bytes.length, width, height };
  }

  /** What its pictures must measure, where that is known. */
  async #sizeAsked(): Promise<Size | undefined> {
    const ask = this.#ask;
    if (ask.tool === 'generate') return ask;
    if (ask.tool !== 'repaint') return undefined;
    return (this.#size ??= sizeIn(await gather(this.#blobs, ask)));
  }

  get #blobs(): Blobs {
    return new Blobs(this.#env, this.#account);
  }

  async #hire(): Promise<Hired> {
    return (this.#hired ??= await hire(this.#env, this.#account, this.#provider, this.#end.signal));
  }
}

/** The size of what is worked on. Throws `bad-request` where it is no picture, or its mask is none, or another's. */
function sizeIn(work: Work): Size | undefined {
  if (work.tool === 'transcribe') {
    const text = String.fromCharCode(...work.sound.subarray(0, 12));
    if (/^RIFF[^]{4}WAVE$/.test(text)) return undefined;
    throw new Fault('bad-request', 'This is no WAV file. Send the sound as WAV.');
  }
  if (work.tool === 'generate') return undefined;
  const image = sniff(work.image, large);
  if (work.tool === 'analyse' || work.mask === undefined) return image;
  const mask = sniff(work.mask, large);
  if (mask.type === 'image/png' && mask.width === image.width && mask.height === image.height) return image;
  throw new Fault('bad-request', 'A mask is a PNG of the same size as its picture. Send one.');
}
