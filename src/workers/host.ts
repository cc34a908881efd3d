/**
 * The page's side of an engine: a queue of one, a signal on every call, and a worker that may die. It exists because a
 * call to a worker that has gone never settles.
 */
import { proxy, wrap, type Remote } from 'comlink';
import { Fault } from '../../core/contract/fault.ts';
import type { Look } from '../../core/contract/look.ts';
import { Sighted } from '../../core/contract/scene.ts';
import { parse, v, type Infer, type Schema } from '../../core/contract/schema.ts';
import {
  Amounts,
  Appearance,
  Declaration,
  Embedded,
  Eyes,
  Hovered,
  Machine,
  Made,
  NetworkName,
  NewReference,
  Opened,
  Outlined,
  PackedMask,
  Progress,
  Recognised,
  Trial,
  type BoxShape,
  type EngineApi,
  type Glimpse,
  type Kept,
  type LineUp,
  type Naming,
  type Order,
  type Places,
  type ProcessorName,
  type Shown,
} from './protocol.ts';
import { startWorker, type Running } from './running.ts';
import { stopped, whenStopped } from './stop.ts';
import type { Answer } from './work.ts';

type Box = Infer<typeof BoxShape>;
type Bytes = Uint8Array<ArrayBuffer>;
type OnProgress = (progress: Progress) => void;
/** Has a machine elsewhere do what an order needs of it, which is read by who carries it there (`work.ts`). */
export type OnAsk = (work: unknown) => Promise<Answer>;
type Task = (api: Remote<EngineApi>) => Promise<unknown>;

/** Long enough to look at a result and say the next thing; then the memory goes back. */
const IDLE = 60_000;

const Bitmap = v.instance(ImageBitmap);
const MaskBytes = v.custom<Bytes>(
  value => value instanceof Uint8Array && value.buffer instanceof ArrayBuffer,
);
const Exported = v.instance(Blob);

export class Engine {
  readonly #make: () => Worker;
  readonly #idleAfter: number;
  #running: Running<Remote<EngineApi>> | undefined;
  /** Where networks ran the last time. */
  #places: string | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** `make` is called for the first call, and again whenever the worker before was stopped, broke or was let go. */
  constructor(make: () => Worker, idleAfter = IDLE) {
    this.#make = make;
    this.#idleAfter = idleAfter;
  }

  /** See `EngineApi` for these; every one throws only a `Fault`, and `stopped` as soon as `signal` says so. */
  open(file: Blob, signal: AbortSignal): Promise<Opened> {
    return this.#call(Opened, signal, 'end', api => api.open(file));
  }

  /** `onAsk` is called where the order names somebody elsewhere. */
  run(
    order: Order,
    signal: AbortSignal,
    onProgress: OnProgress = () => {},
    onAsk: OnAsk = nobody,
  ): Promise<Made> {
    const { processors: places = {} } = order;
    const task: Task = api => api.run(order, outside(signal, onProgress, onAsk));
    return this.#call(Made, signal, 'end', task, places);
  }

  /** In a worker of its own: one that runs networks on one processor cannot turn to the other. */
  measure(
    network: string,
    processor: ProcessorName,
    known: Float32Array | undefined,
    signal: AbortSignal,
  ): Promise<Trial> {
    return this.#call(Trial, signal, 'end', api => api.measure(network, processor, known));
  }

  networks(signal: AbortSignal): Promise<readonly NetworkName[]> {
    return this.#call(v.array(NetworkName), signal, 'finish', api => api.networks());
  }

  describe(signal: AbortSignal): Promise<Machine> {
    return this.#call(Machine, signal, 'end', api => api.describe());
  }

  network(files: readonly File[], signal: AbortSignal): Promise<Declaration> {
    return this.#call(Declaration, signal, 'end', api => api.network(files));
  }

  view(picture: Kept, box: Box, width: number, height: number, signal: AbortSignal): Promise<ImageBitmap> {
    return this.#call(Bitmap, signal, 'finish', api => api.view(picture, box, width, height));
  }

  preview(order: Order, width: number, height: number, signal: AbortSignal): Promise<ImageBitmap> {
    return this.#call(Bitmap, signal, 'finish', api => api.preview(order, width, height));
  }

  select(picture: Kept, x: number, y: number, tolerance: number, signal: AbortSignal): Promise<Bytes> {
    return this.#call(MaskBytes, signal, 'finish', api => api.select(picture, x, y, tolerance));
  }

  cut(picture: Kept, shown: Shown, signal: AbortSignal): Promise<Bytes> {
    return this.#call(MaskBytes, signal, 'finish', api => api.cut(picture, shown));
  }

  hover(picture: Kept, now: Shown, then: Shown, signal: AbortSignal, places?: Places): Promise<Hovered> {
    return this.#call(Hovered, signal, 'finish', api => api.hover(picture, now, then, places), places);
  }

  eyes(signal: AbortSignal): Promise<Eyes> {
    return this.#call(Eyes, signal, 'finish', api => api.eyes());
  }

  outline(picture: Kept, shown: Shown, signal: AbortSignal, places: Places = {}): Promise<Outlined> {
    return this.#call(Outlined, signal, 'end', api => api.outline(picture, shown, places), places);
  }

  matte(picture: Kept, signal: AbortSignal, places: Places = {}): Promise<Outlined> {
    return this.#call(Outlined, signal, 'end', api => api.matte(picture, places), places);
  }

  embed(picture: Kept, signal: AbortSignal, places: Places = {}): Promise<Embedded> {
    return this.#call(Embedded, signal, 'end', api => api.embed(picture, places), places);
  }

  embedWords(words: string, signal: AbortSignal, places: Places = {}): Promise<Embedded> {
    return this.#call(Embedded, signal, 'finish', api => api.embedWords(words, places), places);
  }

  recognise(
    picture: Kept,
    lineUp: LineUp,
    signal: AbortSignal,
    places: Places = {},
    onProgress: OnProgress = () => {},
  ): Promise<Recognised> {
    const look: Task = api => api.recognise(picture, lineUp, places, outside(signal, onProgress));
    return this.#call(Recognised, signal, 'end', look, places);
  }

  see(
    picture: Kept,
    signal: AbortSignal,
    places: Places = {},
    onProgress: OnProgress = () => {},
  ): Promise<Sighted> {
    const look: Task = api => api.see(picture, places, outside(signal, onProgress));
    return this.#call(Sighted, signal, 'end', look, places);
  }

  damage(
    picture: Kept,
    words: string,
    signal: AbortSignal,
    onProgress: OnProgress = () => {},
  ): Promise<Bytes> {
    return this.#call(MaskBytes, signal, 'end', api =>
      api.damage(picture, words, outside(signal, onProgress)),
    );
  }

  take(
    picture: Kept,
    copy: Sighted['copy'],
    masks: readonly Uint32Array[],
    signal: AbortSignal,
  ): Promise<Bytes> {
    return this.#call(MaskBytes, signal, 'finish', api => api.take(picture, copy, masks));
  }

  glimpse(picture: Kept, glimpse: Glimpse, signal: AbortSignal): Promise<ImageBitmap | undefined> {
    return this.#call(v.optional(Bitmap), signal, 'finish', api => api.glimpse(picture, glimpse));
  }

  appearance(picture: Kept, signal: AbortSignal): Promise<Appearance> {
    return this.#call(Appearance, signal, 'finish', api => api.appearance(picture));
  }

  refer(picture: Kept, naming: Naming, box: Box | undefined, signal: AbortSignal): Promise<NewReference> {
    return this.#call(NewReference, signal, 'finish', api => api.refer(picture, naming, box));
  }

  towards(picture: Kept, reference: Look, box: Box | undefined, signal: AbortSignal): Promise<Amounts> {
    return this.#call(Amounts, signal, 'finish', api => api.towards(picture, reference, box));
  }

  packMask(mask: Bytes, width: number, height: number, signal: AbortSignal): Promise<PackedMask> {
    return this.#call(PackedMask, signal, 'finish', api => api.packMask(mask, width, height));
  }

  unpackMask(mask: Blob, width: number, height: number, signal: AbortSignal): Promise<Bytes> {
    return this.#call(MaskBytes, signal, 'finish', api => api.unpackMask(mask, width, height));
  }

  export(
    picture: Kept,
    type: Parameters<EngineApi['export']>[1],
    quality: number,
    signal: AbortSignal,
  ): Promise<Blob> {
    return this.#call(Exported, signal, 'end', api => api.export(picture, type, quality));
  }

  /** Lets the worker and its memory go. What still runs is stopped; the next call starts a new one. */
  close(): void {
    clearTimeout(this.#idle);
    this.#running?.end(stopped());
    this.#running = undefined;
  }

  /**
   * One after another. `onStop` says what a signal does to a call under way: `end` ends the worker with it; `finish`
   * lets what takes a moment finish unheard, since a new worker would have to decode the picture again. `places`: where it
   * runs networks, if it may run any.
   */
  async #call<S extends Schema>(
    shape: S,
    signal: AbortSignal,
    onStop: 'end' | 'finish',
    task: Task,
    places?: Places,
  ): Promise<Infer<S>> {
    clearTimeout(this.#idle);
    this.#waiting++;
    const stop = whenStopped(signal);
    const before = this.#last;
    const over = Promise.withResolvers<undefined>();
    this.#last = over.promise;
    let work: Promise<unknown> = before;
    try {
      await Promise.race([before, stop.promise]);
      if (signal.aborted) throw stopped();
      work = this.#work(task, places);
      return parse(shape, await Promise.race([work, stop.promise]), 'bug');
    } catch (thrown) {
      const fault = inWords(Fault.from(thrown));
      if (signal.aborted ? onStop === 'end' && work !== before : mustEnd(fault)) this.close();
      throw fault;
    } finally {
      stop.forget();
      void work.catch(() => {}).then(() => over.resolve(undefined));
      if (--this.#waiting === 0) this.#idle = setTimeout(() => this.close(), this.#idleAfter);
    }
  }

  #work(task: Task, places?: Places): Promise<unknown> {
    if (this.#running?.ended) this.#running = undefined;
    if (places) this.#turnTo(JSON.stringify(places));
    const { api, ready, gone } = (this.#running ??= startWorker(this.#make, worker =>
      wrap<EngineApi>(worker),
    ));
    return Promise.race([ready.then(() => task(api)), gone]);
  }

  /** A worker that began to run networks on one processor cannot turn to the other. */
  #turnTo(places: string): void {
    if (this.#running && this.#places !== undefined && this.#places !== places) this.close();
    this.#places = places;
  }
}

/** An engine in a worker of its own. The studio opens three: one runs operations, one shows pictures, one looks at them. */
export function openEngine(): Engine {
  return new Engine(() => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' }));
}

/** Hears how far a call is, and what it asks for, until it is stopped. */
function outside(signal: AbortSignal, onProgress: OnProgress, onAsk: OnAsk = nobody) {
  const report = (progress: unknown): void => {
    if (!signal.aborted) onProgress(parse(Progress, progress, 'bug'));
  };
  const ask = async (work: unknown): Promise<Answer> => {
    if (signal.aborted) throw stopped();
    return onAsk(work);
  };
  return proxy({ report, ask });
}

const nobody: OnAsk = () =>
  Promise.reject(new Fault('no-maker', 'There is nobody elsewhere to ask. Choose who should do it.'));

/** After these nobody knows what state the worker is in, or it holds memory that is missed. */
const mustEnd = (fault: Fault): boolean => fault.name === 'bug' || fault.name === 'out-of-memory';

/** What a browser says of missing memory helps nobody. */
function inWords(fault: Fault): Fault {
  if (fault.name !== 'out-of-memory') return fault;
  const sentence =
    'This device has not enough memory for this. Close other tabs, or make the picture smaller first.';
  return new Fault('out-of-memory', sentence, { cause: fault });
}
