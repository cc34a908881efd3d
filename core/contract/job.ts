import { JobId, ProjectId, VersionId } from './ids.ts';
import { v, type Infer } from './schema.ts';

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
  state: JobState,
  /** The sentence of its fault, where it failed. */
  fault: v.optional(v.string()),
  /** The version it made, once done. */
  made: v.optional(VersionId),
  asked: v.number(),
  ended: v.optional(v.number()),
});
export type Job = Infer<typeof Job>;
