/** All that the two sides of a worker's border know of each other. Only data crosses it. */
import { AssetHash } from '../../core/contract/ids.ts';
import { Look } from '../../core/contract/look.ts';
import { properties } from '../../core/contract/plan.ts';
import { Embedding, Reference } from '../../core/contract/reference.ts';
import type { Sighted } from '../../core/contract/scene.ts';
import { v, type Infer } from '../../core/contract/schema.ts';
import { Declaration } from '../models/guide/declaration.ts';
import type { Answer, Work } from './work.ts';

export { Declaration };

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const SizeShape = { width: whole, height: whole };
export const BoxShape = v.object({ x: whole, y: whole, ...SizeShape });

/** A thing as it is shown: it lies within the box, and a click adds what is under it, or takes it away; in their order. */
export const Shown = v.object({
  box: v.optional(BoxShape),
  points: v.pipe(
    v.array(v.object({ x: v.number(), y: v.number(), adds: v.boolean() })),
    v.maxLength(100, 'That is a thing of too many clicks. Do what is marked, then go on.'),
  ),
});
export type Shown = Infer<typeof Shown>;

/**
 * What a click would change, as the runs of a hard mask of a small copy of the picture; and in sentences, what went otherwise
 * than wished for.
 */
export const Hovered = v.object({
  copy: v.object(SizeShape),
  runs: v.instance(Uint32Array),
  notes: v.optional(v.array(v.string())),
});
export type Hovered = Infer<typeof Hovered>;

/**
 * Which of the networks that look are here: who would `see` a picture, as name@edition, and whether one outlines, and cuts out people;
 * and who would `embed` it, where one is here that can.
 */
export const Eyes = v.object({
  by: v.array(v.string()),
  cuts: v.boolean(),
  mattes: v.boolean(),
  embeds: v.optional(v.string()),
});
export type Eyes = Infer<typeof Eyes>;

/** What a network marks, one byte a pixel, where one is here that can; and in sentences, what went otherwise than wished for. */
export const Outlined = v.object({
  mask: v.optional(v.custom<Uint8Array<ArrayBuffer>>(value => value instanceof Uint8Array)),
  notes: v.array(v.string()),
});
export type Outlined = Infer<typeof Outlined>;

/** What a network makes of a picture or of words, where one is here that can; and in sentences, why it could not. */
export const Embedded = v.object({ embedding: v.optional(Embedding), notes: v.array(v.string()) });
export type Embedded = Infer<typeof Embedded>;

const name = v.pipe(v.string(), v.minLength(1));

/**
 * Regions of a picture's copy, each as runs; which names each may have, in English, and what else it may be. No more than anybody would
 * wait for.
 */
export const LineUp = v.object({
  names: v.pipe(v.array(name), v.minLength(1), v.maxLength(10)),
  others: v.pipe(v.array(name), v.maxLength(200)),
  copy: v.object(SizeShape),
  masks: v.pipe(v.array(v.instance(Uint32Array)), v.maxLength(100)),
});
export type LineUp = Infer<typeof LineUp>;

/** How likely each region shows each name, from 0 to 1, where a network is here that can tell; and in sentences, why it could not. */
export const Recognised = v.object({
  likely: v.optional(v.array(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))))),
  notes: v.array(v.string()),
});
export type Recognised = Infer<typeof Recognised>;

const Bytes = v.object({ hash: AssetHash, blob: v.instance(Blob) });

/** A picture as it is kept: bytes a browser decodes, a QOI file, or a patch with the whole picture it lies on. */
export const Kept = v.object({ ...Bytes.entries, base: v.optional(Bytes) });
export type Kept = Infer<typeof Kept>;

export const PackedMask = Bytes;
export type PackedMask = Infer<typeof PackedMask>;

export const ProcessorName = v.picklist(['webgpu', 'wasm']);
export type ProcessorName = Infer<typeof ProcessorName>;

/** Where each network is to run, by name; else on the processor that every browser has. */
export type Places = Readonly<Record<string, ProcessorName>>;

/** Who elsewhere does a part of an order, or all of it. */
export const Elsewhere = v.object({
  /** Which promises they keep, as `HostedTool` has them. `operate`: they do the whole operation. */
  keeps: v.array(name),
  /** Which pictures they take: see `Sizes` in `core/providers/provider.ts`. */
  sizes: v.object({ multiple: whole, leastSide: whole, mostSide: whole, mostArea: whole }),
});
export type Elsewhere = Infer<typeof Elsewhere>;

export const Order = v.object({
  operation: v.string(),
  params: v.record(v.string(), v.unknown()),
  seed: v.pipe(v.number(), v.integer()),
  image: v.optional(Kept),
  /** An 8-bit greyscale PNG, or any picture whose brightness says how much to change. */
  mask: v.optional(v.instance(Blob)),
  /** Who is to keep the promise that the operation calls on, by name; else the first who can. */
  maker: v.optional(v.string()),
  /** 0, or how many other ways of doing the same were looked at before. */
  attempt: v.optional(whole),
  /** Where every network is to run, whatever was measured. */
  processor: v.optional(ProcessorName),
  /** Where each is to run, by name; else on the processor that every browser has. */
  processors: v.optional(v.record(v.string(), ProcessorName)),
  /** Who else does it, where somebody is to. */
  elsewhere: v.optional(Elsewhere),
});
export type Order = Infer<typeof Order>;

/** What a run made, packed to be kept. */
export const Made = v.object({
  picture: v.object({ ...Bytes.entries, base: v.optional(AssetHash) }),
  thumb: Bytes,
  ...SizeShape,
  /** As run: with what followed from the picture's size filled in. These go into the recipe. */
  params: v.record(v.string(), v.unknown()),
  maker: v.optional(v.string()),
  /** With which chance it came to be: another attempt has another. */
  seed: v.pipe(v.number(), v.integer()),
  /** What went otherwise than wished for, and what does not look right about it, in sentences. */
  notes: v.array(v.string()),
  /** How many pixels differ from what went in. */
  changed: whole,
  ms: v.record(v.string(), v.number()),
});
export type Made = Infer<typeof Made>;

export const Opened = v.object({ picture: Bytes, thumb: Bytes, ...SizeShape, type: v.string() });
export type Opened = Infer<typeof Opened>;

/** Steps that are only looked at: on the picture, or on the regions `where` of it. */
export const Glimpse = v.object({
  steps: v.array(
    v.object({
      operation: v.string(),
      params: v.record(v.string(), v.unknown()),
      /** Whether it changes what is meant, all the rest, or the whole picture. */
      mask: v.picklist(['marked', 'rest', 'none']),
    }),
  ),
  seed: v.pipe(v.number(), v.integer()),
  where: v.optional(v.object({ copy: v.object(SizeShape), masks: v.array(v.instance(Uint32Array)) })),
  /** Pixels of the longer side. */
  side: v.pipe(whole, v.minValue(1), v.maxValue(1024)),
});
export type Glimpse = Infer<typeof Glimpse>;

/** How a picture looks: measured, and as a row of `core/library/vector.ts`. */
export const Appearance = v.object({ look: Look, row: v.instance(Float32Array<ArrayBuffer>) });
export type Appearance = Infer<typeof Appearance>;

export const Amounts = v.record(v.picklist(properties), v.number());
export type Amounts = Infer<typeof Amounts>;

/** What a person says of a reference. */
export const Naming = v.object({
  id: v.string(),
  words: v.string(),
  tags: v.array(v.string()),
  made: v.number(),
});
export type Naming = Infer<typeof Naming>;

/** A reference, and its own small picture. */
export const NewReference = v.object({ reference: Reference, picture: Bytes });
export type NewReference = Infer<typeof NewReference>;

/** A network that is here. */
export const NetworkName = v.object({
  name: v.string(),
  title: v.string(),
  runsOn: v.array(ProcessorName),
});
export type NetworkName = Infer<typeof NetworkName>;

/** How well a processor runs a network. */
export const Measured = v.object({
  network: v.string(),
  processor: ProcessorName,
  ms: v.optional(v.number()),
  error: v.optional(v.number()),
  why: v.optional(v.string()),
});
export type Measured = Infer<typeof Measured>;

/** That, and what it answered. */
export const Trial = v.object({ ...Measured.entries, answer: v.optional(v.instance(Float32Array)) });
export type Trial = Infer<typeof Trial>;

export const Machine = v.object({
  isolated: v.boolean(),
  threads: whole,
  memory: v.optional(v.number()),
  gpu: v.optional(
    v.object({
      name: v.string(),
      isSoftware: v.boolean(),
      hasHalf: v.boolean(),
      limits: v.record(v.string(), v.number()),
    }),
  ),
});
export type Machine = Infer<typeof Machine>;

export const Progress = v.object({
  done: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  doing: v.string(),
});
export type Progress = Infer<typeof Progress>;

/** Who hears how far the engine is. */
export interface Hearing {
  report(progress: Progress): void;
}

/** What the engine may ask of the world outside while it runs an order. */
export interface Outside extends Hearing {
  /** Has who is named in the order do this. Throws what went wrong there, as a `Fault`. */
  ask(work: Work): Promise<Answer>;
}

export interface EngineApi {
  /** Takes the lock called `name` for as long as the worker lives: who waits for it learns of its end. */
  hold(name: string): Promise<void>;
  /** Sniffs, checks and decodes a file as it came. Throws `bad-request` or `too-big`. */
  open(file: Blob): Promise<Opened>;
  run(order: Order, outside: Outside): Promise<Made>;
  /** All that may be measured. */
  networks(): Promise<readonly NetworkName[]>;
  /** `known`: the answer of another processor. Best in a worker of its own, which has run nothing yet. */
  measure(network: string, processor: ProcessorName, known?: Float32Array): Promise<Trial>;
  describe(): Promise<Machine>;
  /** How the one network among these files is spoken to. Throws `refused` where nobody knows. Best in a worker of its own. */
  network(files: readonly File[]): Promise<Declaration>;
  /** The part of a picture inside `box`, drawn `width` × `height` pixels large. */
  view(picture: Kept, box: Infer<typeof BoxShape>, width: number, height: number): Promise<ImageBitmap>;
  /** What `order` would make of the picture drawn `width` × `height` large. Nothing is packed. */
  preview(order: Order, width: number, height: number): Promise<ImageBitmap>;
  /** The pixels like the one at `x`, `y` and joined to it; `tolerance` from 0 to 1. One byte a pixel. */
  select(picture: Kept, x: number, y: number, tolerance: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The thing that is shown so. One byte a pixel. */
  cut(picture: Kept, shown: Shown): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * What would be selected if `then` were shown, and is not with `now`; and what would be no more. By the network that outlines
   * where it is said where that may run, and by surfaces where it is not, or there is none.
   */
  hover(picture: Kept, now: Shown, then: Shown, places?: Places): Promise<Hovered>;
  see(picture: Kept, places: Places, outside: Hearing): Promise<Sighted>;
  /** Who would look at a picture. */
  eyes(): Promise<Eyes>;
  /** The thing that is shown so, by a network that outlines. */
  outline(picture: Kept, shown: Shown, places: Places): Promise<Outlined>;
  /** The people in it, by a network that cuts them out. */
  matte(picture: Kept, places: Places): Promise<Outlined>;
  /** What is in it, by a network that compares pictures with words. */
  embed(picture: Kept, places: Places): Promise<Embedded>;
  /** What these words say, by the same. */
  embedWords(words: string, places: Places): Promise<Embedded>;
  /** How likely regions of a picture show what is named, by the same. Throws `bad-request` where they are another picture's. */
  recognise(picture: Kept, lineUp: LineUp, places: Places, outside: Hearing): Promise<Recognised>;
  /** Where the damage is that these words name; empty where none is found. One byte a pixel. */
  damage(picture: Kept, words: string, outside: Hearing): Promise<Uint8Array<ArrayBuffer>>;
  /** What these masks of its copy take of the picture itself. One byte a pixel. */
  take(picture: Kept, copy: Sighted['copy'], masks: readonly Uint32Array[]): Promise<Uint8Array<ArrayBuffer>>;
  /** Undefined where one would hardly see that anything was done. */
  glimpse(picture: Kept, glimpse: Glimpse): Promise<ImageBitmap | undefined>;
  appearance(picture: Kept): Promise<Appearance>;
  /** The picture, or the part of it inside `box`, as a reference. Throws `bad-request` where it is named too long. */
  refer(picture: Kept, naming: Naming, box?: Infer<typeof BoxShape>): Promise<NewReference>;
  /** What `adjust` is to be given that the picture, or the part of it inside `box`, comes to look like `reference`; nothing where it does already. */
  towards(picture: Kept, reference: Look, box?: Infer<typeof BoxShape>): Promise<Amounts>;
  packMask(mask: Uint8Array<ArrayBuffer>, width: number, height: number): Promise<PackedMask>;
  unpackMask(mask: Blob, width: number, height: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The picture as a file to take away; `quality` from 0 to 1. */
  export(picture: Kept, type: 'image/png' | 'image/jpeg' | 'image/webp', quality: number): Promise<Blob>;
}
