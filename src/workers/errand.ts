/** What the page without a face is asked, and what it answers. Read on both sides of that border. */
import { Scene } from '../../core/contract/scene.ts';
import { v, type Infer } from '../../core/contract/schema.ts';
import { Recipe } from '../../core/contract/version.ts';
import { BoxShape, ProcessorName } from './protocol.ts';
import { Heard } from './speech-protocol.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One picture, several edits in a row. Its files come by the page's own file inputs. */
export const Errand = v.object({
  edits: v.array(
    v.object({
      operation: v.string(),
      params: v.record(v.string(), v.unknown()),
      /** `rest` marks all that the mask does not. */
      mask: v.picklist(['given', 'rest', 'none']),
    }),
  ),
  /** Where there is no mask file. */
  box: v.optional(BoxShape),
  point: v.optional(v.object({ x: whole, y: whole })),
  type: v.picklist(['image/png', 'image/jpeg', 'image/webp']),
  /** From 0 to 1, for JPEG and WebP. */
  quality: v.number(),
  seed: v.pipe(v.number(), v.integer()),
  said: v.string(),
  edition: v.string(),
  /** Whether the engine behind the page's own address does it, and not this device. */
  away: v.optional(v.boolean()),
  /** As in an order. */
  maker: v.optional(v.string()),
  processor: v.optional(ProcessorName),
});
export type Errand = Infer<typeof Errand>;

const Times = v.record(v.string(), v.number());

export const Done = v.object({
  /** The file, in base 64. */
  file: v.string(),
  width: whole,
  height: whole,
  edits: v.array(
    v.object({
      operation: v.string(),
      params: v.record(v.string(), v.unknown()),
      maker: v.optional(v.string()),
      recipe: Recipe,
      /** How many pixels differ from before. */
      changed: whole,
      ms: Times,
    }),
  ),
  ms: Times,
});
export type Done = Infer<typeof Done>;

/** Thrown things lose their kind on the way out of a page, so a fault goes as an answer. */
export const Failed = v.object({ fault: v.object({ kind: v.string(), message: v.string() }) });
export type Failed = Infer<typeof Failed>;

export const Answer = v.union([Done, Failed]);
export type Answer = Infer<typeof Answer>;

/**
 * What is said in a sound file, which comes by the page's file input, as do the files of a model that is nobody's here. The model `AWAY` is
 * the engine behind the page's own address.
 */
export const Listening = v.object({ model: v.optional(v.string()) });
export type Listening = Infer<typeof Listening>;

export const Transcript = v.union([Heard, Failed]);
export type Transcript = Infer<typeof Transcript>;

export const Seen = v.object({
  scene: Scene,
  /** The picture with the regions' outlines over it: a PNG in base 64, where it was asked for. */
  drawn: v.optional(v.string()),
  ms: v.number(),
});
export type Seen = Infer<typeof Seen>;

export const Looked = v.union([Seen, Failed]);
export type Looked = Infer<typeof Looked>;
