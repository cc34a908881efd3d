/** What programs that are not our app ask for. A picture is named by its id, the SHA-256 of its bytes, which uploading it gives. */
import { AssetHash } from './ids.ts';
import { v, type Infer } from './schema.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Of a sound nothing but its size. */
export const Uploaded = v.object({
  id: AssetHash,
  type: v.string(),
  /** In bytes. */
  size: count,
  width: v.optional(count),
  height: v.optional(count),
});
export type Uploaded = Infer<typeof Uploaded>;

/** What is wanted of a picture, in words: "a dark living room", "the food looks flat". */
export const KnowledgeAsk = v.object({
  words: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'Say what it is about, such as “a dark living room”.'),
    v.maxLength(1000, 'Say it in at most 1,000 characters.'),
  ),
  /** Only of this part of the library, by its name. */
  group: v.optional(v.pipe(v.string(), v.maxLength(40))),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 8),
});
export type KnowledgeAsk = Infer<typeof KnowledgeAsk>;

/** A piece of design knowledge: what may be done, why, and who says so. */
export const Knowledge = v.object({
  id: v.string(),
  group: v.string(),
  /** A sentence that Brushword understands; `{thing}` stands for something in the picture. */
  ask: v.string(),
  why: v.string(),
  source: v.string(),
  /** Whether it needs a provider. */
  hosted: v.boolean(),
  /** How near it is to what was asked, from 0 to 1. */
  score: v.number(),
});
export type Knowledge = Infer<typeof Knowledge>;
