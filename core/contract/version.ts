import { AssetHash, ProjectId, VersionId } from './ids.ts';
import { v, type Infer } from './schema.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));

/** How a version came to be: enough to make it again. */
export const Recipe = v.object({
  operation: v.string(),
  params: v.record(v.string(), v.unknown()),
  /** The mask as asked for, before the operation grew or softened it. */
  mask: v.optional(AssetHash),
  seed: v.pipe(v.number(), v.integer()),
  /** Who kept the promise the operation called on, with its edition; absent where the operation is arithmetic. */
  maker: v.optional(v.string()),
  /** The sentence, where there was one. */
  said: v.optional(v.string()),
  /** The edition of Brushword that ran it. */
  edition: v.string(),
});
export type Recipe = Infer<typeof Recipe>;

/** A picture's place in its history. Written once. */
export const Version = v.object({
  id: VersionId,
  project: ProjectId,
  parents: v.array(VersionId),
  /** What a person reads in the history: "remove · the lamp". */
  title: v.string(),
  picture: AssetHash,
  thumb: AssetHash,
  width: whole,
  height: whole,
  recipe: v.optional(Recipe),
  /** When it was made, in milliseconds since 1970. */
  made: v.number(),
});
export type Version = Infer<typeof Version>;
