import { JobId, ProjectId, VersionId } from './ids.ts';
import { v, type Infer } from './schema.ts';
import { Recipe } from './version.ts';

export const JobState = v.picklist(['queued', 'running', 'done', 'failed', 'stopped']);
export type JobState = Infer<typeof JobState>;

/** One run of an operation. */
export const Job = v.object({
  id: JobId,
  project: ProjectId,
  /** The version it works on. */
  on: VersionId,
  operation: v.string(),
  title: v.string(),
  /** What was asked for, so that it can be asked for again. */
  recipe: v.optional(Recipe),
  state: JobState,
  /** The sentence of its fault, where it failed. */
  fault: v.optional(v.string()),
  /** The version it made, once done. */
  made: v.optional(VersionId),
  asked: v.number(),
  ended: v.optional(v.number()),
});
export type Job = Infer<typeof Job>;
