/** A picture, or a part of one, that a person keeps to come back to: “like this one”. */
import { AssetHash } from './ids.ts';
import { Look } from './look.ts';
import { v, type Infer } from './schema.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const step = v.pipe(v.number(), v.integer(), v.minValue(-127), v.maxValue(127));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** Goes up when the same picture would give another vector: old ones are then made anew from their pictures. */
export const vectorEdition = 1;

/** How many numbers CLIP gives (Radford et al., 2021, ViT-B/32). */
export const embeddingSize = 512;

/** What is in a picture, or what words say, as a network puts it: a direction, which is near to that of what means the like. */
export const Embedding = v.object({
  /** The network, as name@edition: what two of them say cannot be compared. */
  by: name,
  /** From −127 to 127, the largest 127 or −127: only their shares count. */
  numbers: v.pipe(v.array(step), v.length(embeddingSize)),
});
export type Embedding = Infer<typeof Embedding>;

export const Reference = v.object({
  id: name,
  /** What the person says of it. */
  words: v.pipe(v.string(), v.maxLength(500)),
  tags: v.pipe(v.array(name), v.maxLength(32)),
  look: Look,
  /** Each number from −127 to 127: a row of `core/library/vector.ts` in steps of 1/127. */
  vector: v.object({
    edition: whole,
    numbers: v.pipe(v.array(step), v.length(192)),
  }),
  /** Missing until a network that a person downloaded has looked at it. */
  embedding: v.optional(Embedding),
  picture: AssetHash,
  width: whole,
  height: whole,
  /** When it was kept, in milliseconds since 1970. */
  made: v.number(),
  deleted: v.optional(v.boolean()),
});
export type Reference = Infer<typeof Reference>;
