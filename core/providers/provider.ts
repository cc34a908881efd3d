/**
 * Who else keeps a promise: a server on one's own desk, or one that is rented. The same file is used from the browser,
 * from the desk in the cloud and from a test, so it is given its network and its clock.
 */
import type { Analyse, Generate, HostedTool, Operate, Repaint, Transcribe } from '../contract/ask.ts';
import type { ProviderHealth, ProviderKind } from '../contract/hosted.ts';
import type { Infer, Schema } from '../contract/schema.ts';

/** The world, for one job. Both throw `Fault('stopped')` once the job was asked to stop. */
export interface World {
  /** Throws `offline` where nobody answers within `patience`, and `too-big` where the answer is longer than `most`. */
  send(request: HttpRequest): Promise<HttpReply>;
  wait(milliseconds: number): Promise<void>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly form: readonly FormPart[] };
  /** Milliseconds until the whole answer is here; 30,000 where it is not said. */
  readonly patience?: number;
  /** The longest answer that is read, in bytes; 64 MiB where it is not said. */
  readonly most?: number;
}
export interface FormPart {
  readonly name: string;
  readonly value:
    string | { readonly bytes: Uint8Array<ArrayBuffer>; readonly file: string; readonly type: string };
}
/** Any status: what it means is the provider's to say. */
export interface HttpReply {
  readonly status: number;
  header(name: string): string | undefined;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

type Bytes = Uint8Array<ArrayBuffer>;
/** An ask, with the bytes themselves in place of their hashes. */
type With<A, Field extends string> = {
  readonly [K in keyof A]: K extends Field ? Bytes | Extract<A[K], undefined> : A[K];
};
export type Work =
  | With<Repaint, 'image' | 'mask'>
  | Generate
  | With<Operate, 'image' | 'mask'>
  | With<Transcribe, 'sound'>
  | With<Analyse, 'image'>;

/** Where work stands. `handle` is all that is needed to ask again, by another page or after a crash. */
export type Stand =
  | {
      readonly state: 'open';
      readonly handle: string;
      /** 0 to 1, where it is known. */
      readonly progress?: number;
      readonly doing?: string;
      readonly ahead?: number;
      /** Milliseconds after which to ask again. */
      readonly after: number;
    }
  | { readonly state: 'done'; readonly pictures: readonly Picture[]; readonly said?: unknown };
export interface Picture {
  readonly bytes: Bytes;
  readonly type: string;
}

/** What a provider says while a call that answers only at the end is under way. */
export type Report = (at: {
  readonly progress?: number;
  readonly doing?: string;
  readonly ahead?: number;
}) => void;

/**
 * A provider, set up. Faults say whether trying again may help: `offline`, `too-often` and `out-of-memory` may; every other
 * is for good. `Busy` (`busy.ts`) says when. A repainted picture has the size of the image; outside the mask it is the image,
 * to the bit wherever the image was of a size that the provider takes.
 */
export interface Maker {
  /** Asks how it is. Never throws for what is wrong there: that is the answer. */
  health(): Promise<ProviderHealth>;
  /** `id` is ours, the same at every try of the same job: a UUID. */
  submit(work: Work, id: string, report: Report): Promise<Stand>;
  /** Throws `not-found` where it knows nothing of the handle any more, as after a restart: only submitting again helps. */
  poll(handle: string): Promise<Stand>;
  /**
   * Has it leave off; `handle` is the `id` where `submit` was stopped before it gave one. What is done already stays done. In
   * a world of its own, which is not stopped.
   */
  cancel(handle: string): Promise<void>;
}

/** Which pictures it takes, in pixels. */
export interface Sizes {
  /** Both sides are multiples of this. */
  readonly multiple: number;
  readonly leastSide: number;
  readonly mostSide: number;
  readonly mostArea: number;
}

export interface Provider<S extends Schema> {
  /** Its name in what is kept, which never changes. */
  readonly kind: ProviderKind;
  readonly title: string;
  /** What a person sets. Each message tells them what to do. */
  readonly config: S;
  /** Which of these only the server, or only this device, may know. */
  readonly secrets: readonly string[];
  readonly tools: readonly HostedTool[];
  /** Those that `repaint` and `generate` take. */
  readonly sizes: Sizes;
  /**
   * What comes of submitting the same id twice, after a crash in between: `once` where the service knows the id, `free`
   * where it does it again at nobody's cost, `charged` where it may cost twice, and so is asked of the person first.
   */
  readonly again: 'once' | 'free' | 'charged';
  /** In US dollars, where it is known before. */
  price?(
    work: Pick<Work, 'tool'> & { readonly width?: number; readonly height?: number },
    config: Infer<S>,
  ): number | undefined;
  make(world: World, config: Infer<S>): Maker;
}

export type AnyProvider = Provider<Schema>;

export function defineProvider<S extends Schema>(provider: Provider<S>): Provider<S> {
  return provider;
}
